import type { Pool } from 'pg';

const CHUNK = 200_000;

/** Who and what the records speak of. */
export interface Cast {
  tenantId: string;
  /** Each of a team. */
  keys: readonly { id: string; teamId: string }[];
  models: readonly string[];
  /** Each of a provider. */
  channels: readonly { id: string; provider: string }[];
}

const insertChunk = `
  INSERT INTO usage_records (id, created_at, tenant_id, team_id, api_key_id, dialect, endpoint, stream, model_requested,
    model_used, channel_id, provider, attempts, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens,
    reasoning_tokens, raw_usage, usage_estimated, cost_nano_usd, price_version, latency_first_byte_ms, latency_ms,
    http_status, error_code, finish_reason, ended_by, losses, tags, counted)
  SELECT gen_random_uuid(), $1::timestamptz + n * $2::float8 * interval '1 ms', $3,
    ($5::uuid[])[which_key], ($4::uuid[])[which_key], 'openai-chat',
    CASE WHEN which_model % 3 = 0 THEN '/v1/messages' ELSE '/v1/chat/completions' END, n % 3 = 0,
    ($6::text[])[which_model], CASE WHEN failed THEN NULL ELSE ($6::text[])[which_model] END,
    CASE WHEN failed THEN NULL ELSE ($7::uuid[])[which_channel] END,
    CASE WHEN failed THEN NULL ELSE ($8::text[])[which_channel] END,
    '[{"reason": "priority 0", "status": 200, "durationMs": 10, "startedAfterMs": 0}]'::jsonb,
    (random() * 4000)::int, (random() * 1000)::int, 0, (random() * 800)::int, 0, '{"prompt_tokens": 10}'::jsonb, false,
    (random() * 9000000)::bigint, 'genai-prices@0.1.8:openai/gpt-4o-mini', (latency / 3)::int, latency::int,
    CASE WHEN failed THEN 502 ELSE 200 END, CASE WHEN failed THEN 'upstream_error' END, 'stop', 'completed', '{}',
    CASE WHEN n % 2 = 0 THEN ARRAY['job-' || floor(power(random(), 2) * 40)] ELSE '{}' END, false
  FROM (
    -- A model is served by one channel, and sometimes by the next one.
    SELECT *, 1 + (which_model + (random() < 0.1)::int) % cardinality($7::uuid[]) AS which_channel FROM (
    SELECT n, 1 + floor(power(random(), 2) * cardinality($4::uuid[]))::int AS which_key,
      1 + floor(power(random(), 2) * cardinality($6::text[]))::int AS which_model,
      random() < 0.03 AS failed,
      exp(6 + 0.8 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())) AS latency
    FROM generate_series($9::bigint, $10::bigint) AS n
    ) AS drawn
  ) AS served`;

/**
 * Makes records evenly over a time, as ones from before there were totals: the trigger does not see them.
 * @param owner connections as the owner of the tables
 */
export async function makeRecords(
  owner: Pool,
  cast: Cast,
  from: Date,
  to: Date,
  rows: number,
  onChunk: (made: number) => void,
): Promise<void> {
  const stepMs = (to.getTime() - from.getTime()) / rows;
  await owner.query('ALTER TABLE usage_records DISABLE TRIGGER usage_counted');
  for (let made = 0; made < rows; made += CHUNK) {
    const last = Math.min(made + CHUNK, rows) - 1;
    await owner.query(insertChunk, [
      from,
      stepMs,
      cast.tenantId,
      cast.keys.map(({ id }) => id),
      cast.keys.map(({ teamId }) => teamId),
      cast.models,
      cast.channels.map(({ id }) => id),
      cast.channels.map(({ provider }) => provider),
      made,
      last,
    ]);
    onChunk(last + 1);
  }
  await owner.query('ALTER TABLE usage_records ENABLE TRIGGER usage_counted');
  await owner.query('VACUUM ANALYZE usage_records');
}
