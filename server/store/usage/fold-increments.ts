import type { PoolClient } from 'pg';
import { FULL_GRAIN } from './grains.ts';
import { MINUTE } from './levels.ts';
import { counters } from './totals-columns.ts';

const BATCH = 20_000;

/** The model's name, where it is one of the tenant's: what clients make up counts together. */
const model = `CASE WHEN attempted OR EXISTS (
    SELECT FROM channel_models WHERE channel_models.tenant_id = taken.tenant_id AND channel_models.name = taken.model
  ) THEN model END`;

const foldBatch = `
  WITH taken AS (
    DELETE FROM usage_increments WHERE ctid = ANY (ARRAY(SELECT ctid FROM usage_increments LIMIT $1)) RETURNING *
  ), named AS (
    SELECT bucket, tenant_id, team_id, api_key_id, ${model} AS model, channel_id, provider, endpoint, failed,
      ${counters.join(', ')}, last_used_at, latencies, first_bytes FROM taken
  ), folded AS (
    INSERT INTO usage_totals (level, settled, grain, bucket, tenant_id, team_id, api_key_id, model, channel_id, provider,
      endpoint, failed, ${counters.join(', ')}, last_used_at, latencies, first_bytes)
    SELECT ${MINUTE}, false, ${FULL_GRAIN}, bucket, tenant_id, team_id, api_key_id, model, channel_id, provider,
      endpoint, failed, ${counters.map((name) => `sum(${name})`).join(', ')}, max(last_used_at),
      string_agg(latencies, ''), string_agg(first_bytes, '')
    FROM named GROUP BY bucket, tenant_id, team_id, api_key_id, model, channel_id, provider, endpoint, failed
  ) SELECT count(*)::int AS taken FROM taken`;

/**
 * Moves increments on to the totals of their minutes.
 * @param connection of `heddle_platform`, in a transaction; no other one folds meanwhile
 * @param batches of 20,000 at most
 * @returns how many increments there were
 */
export async function foldIncrements(connection: PoolClient, batches: number): Promise<number> {
  let folded = 0;
  for (let batch = 0; batch < batches; batch++) {
    const { rows } = await connection.query<{ taken: number }>(foldBatch, [BATCH]);
    const taken = rows[0]?.taken ?? 0;
    folded += taken;
    if (taken < BATCH) break;
  }
  return folded;
}
