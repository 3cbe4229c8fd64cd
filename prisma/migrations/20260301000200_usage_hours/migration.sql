-- Totals of usage_records, so that no chart reads the records: its time depends on the range it shows and on what the
-- tenant configured, not on how many requests there were.
--
-- Counted in steps, each of which moves what the one before it has:
--   usage_records     a trigger adds each record to
--   usage_increments  in the same transaction. It is only appended to, so processes do not wait for each other, and
--                     the gateway needs the right to insert and no other. The job usage-totals moves it on to
--   usage_totals      of minutes, and once a longer period has ended, from the shorter ones to quarters of an hour,
--                     hours, and days.
-- At any moment a record is in exactly one of: increments, or minutes; and is in a longer period exactly when the
-- shorter one's row is `settled`.

-- Records that are there already are counted by the job. Neither line rewrites the table: what is there reads as false.
ALTER TABLE "usage_records" ADD COLUMN "counted" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "usage_records" ALTER COLUMN "counted" SET DEFAULT true;

-- Latencies are kept as histograms whose buckets grow by 4 %: any percentile of any union of them is right within 2 %
-- (as in DDSketch, https://arxiv.org/abs/1908.10693). Bucket 0 is 0 ms, bucket n what lies above 1.02/0.98 to the power
-- of n - 2, up to its power of n - 1; the last is 511. A histogram is a sequence of 32-bit numbers in network order,
-- 9 bits of bucket - 256 and 23 of how many there are. A bucket may come several times, so two histograms are merged by
-- appending one to the other.
CREATE FUNCTION "histogram_of"("milliseconds" integer) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN int4send(
  (CASE WHEN milliseconds <= 0 THEN -256
    ELSE least(511, 1 + ceil(ln(milliseconds::float8) / 0.04000533461369913))::integer - 256 END) * 8388608 + 1
);

-- The same histogram with each bucket once, or as often as its number takes.
CREATE FUNCTION "compact_histogram"("histogram" bytea) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT string_agg(
    int4send((bucket - 256) * 8388608 + least(8388607, number - 8388607 * part)::integer), ''::bytea ORDER BY bucket
  )
  FROM (
    SELECT (code >> 23) + 256 AS bucket, sum(code & 8388607)::bigint AS number
    FROM (
      SELECT (get_byte(histogram, place) << 24) | (get_byte(histogram, place + 1) << 16)
        | (get_byte(histogram, place + 2) << 8) | get_byte(histogram, place + 3) AS code
      FROM generate_series(0, length(histogram) - 4, 4) AS place
    ) AS codes
    GROUP BY 1
  ) AS counted, generate_series(0, (number - 1) / 8388607) AS part
$$;

CREATE TABLE "usage_increments" (
  -- Beginning of the minute.
  "bucket" TIMESTAMPTZ(0) NOT NULL,
  "tenant_id" UUID NOT NULL,
  "team_id" UUID NOT NULL,
  "api_key_id" UUID NOT NULL,
  -- As the client asked for it.
  "model" TEXT NOT NULL,
  -- A channel was asked, so the model is one that the tenant has, and no word a client made up.
  "attempted" BOOLEAN NOT NULL,
  "channel_id" UUID,
  "provider" TEXT,
  "endpoint" TEXT NOT NULL,
  "failed" BOOLEAN NOT NULL,
  "requests" BIGINT NOT NULL,
  "token_counts" BIGINT NOT NULL,
  "failures" BIGINT NOT NULL,
  "estimated_requests" BIGINT NOT NULL,
  "unpriced_requests" BIGINT NOT NULL,
  "input_tokens" BIGINT NOT NULL,
  "cached_input_tokens" BIGINT NOT NULL,
  "cache_write_tokens" BIGINT NOT NULL,
  "output_tokens" BIGINT NOT NULL,
  "reasoning_tokens" BIGINT NOT NULL,
  "cost_nano_usd" NUMERIC NOT NULL,
  "last_used_at" TIMESTAMPTZ(3) NOT NULL,
  "latencies" BYTEA,
  "first_bytes" BYTEA
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_insert_threshold = -1);

CREATE TABLE "usage_totals" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "tenant_id" UUID NOT NULL,
  -- Length of the period in seconds: 60 (kept for days), 900 (for months), 3600 and 86400 (for good).
  "level" INTEGER NOT NULL,
  -- Its beginning.
  "bucket" TIMESTAMPTZ(0) NOT NULL,
  -- Counted in the next longer period, too.
  "settled" BOOLEAN NOT NULL,
  -- Which of the dimensions below these totals add up over, as the bits of GROUPING(team_id, api_key_id, model,
  -- channel_id, provider, endpoint): 0 none, 63 all. Those are null.
  "grain" SMALLINT NOT NULL,
  "team_id" UUID,
  "api_key_id" UUID,
  -- Null, too, where a client asked for a model that the tenant does not have: names made up make no rows.
  "model" TEXT,
  "channel_id" UUID,
  "provider" TEXT,
  "endpoint" TEXT,
  "failed" BOOLEAN NOT NULL,
  "requests" BIGINT NOT NULL,
  "token_counts" BIGINT NOT NULL,
  "failures" BIGINT NOT NULL,
  "estimated_requests" BIGINT NOT NULL,
  "unpriced_requests" BIGINT NOT NULL,
  "input_tokens" BIGINT NOT NULL,
  "cached_input_tokens" BIGINT NOT NULL,
  "cache_write_tokens" BIGINT NOT NULL,
  "output_tokens" BIGINT NOT NULL,
  "reasoning_tokens" BIGINT NOT NULL,
  "cost_nano_usd" NUMERIC NOT NULL,
  "last_used_at" TIMESTAMPTZ(3) NOT NULL,
  "latencies" BYTEA,
  "first_bytes" BYTEA
);
CREATE INDEX "usage_totals_read_idx" ON "usage_totals" ("tenant_id", "grain", "level", "bucket");
CREATE INDEX "usage_totals_unsettled_idx" ON "usage_totals" ("tenant_id", "level", "bucket") WHERE NOT "settled";
-- What is kept for a time is found by its age.
CREATE INDEX "usage_totals_level_bucket_idx" ON "usage_totals" ("level", "bucket") WHERE "level" < 3600;

-- How far records from before this migration have been counted; no row once all have been.
CREATE TABLE "usage_backfill" (
  "only" BOOLEAN PRIMARY KEY DEFAULT true CHECK ("only"),
  "counted_before" TIMESTAMPTZ(3) NOT NULL
);
INSERT INTO "usage_backfill" ("counted_before") VALUES ('-infinity');

-- How a record counts: what the trigger inserts, and the job for records of before.
DO $migration$
DECLARE
  columns text := 'bucket, tenant_id, team_id, api_key_id, model, attempted, channel_id, provider, endpoint, failed,
    requests, token_counts, failures, estimated_requests, unpriced_requests, input_tokens, cached_input_tokens,
    cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd, last_used_at, latencies, first_bytes';
  selection text := $sql$
    SELECT date_trunc('minute', created_at) AS bucket, tenant_id, team_id, api_key_id, model_requested AS model,
      attempts <> '[]'::jsonb AS attempted, channel_id, provider, endpoint, error_code IS NOT NULL AS failed,
      is_call AS requests, 1 - is_call AS token_counts,
      CASE WHEN error_code IS NULL THEN 0 ELSE is_call END AS failures,
      usage_estimated::integer AS estimated_requests,
      (price_version IS NULL AND model_used IS NOT NULL)::integer AS unpriced_requests,
      input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd,
      created_at AS last_used_at,
      CASE WHEN is_call = 1 THEN histogram_of(latency_ms) END AS latencies,
      CASE WHEN is_call = 1 AND latency_first_byte_ms IS NOT NULL THEN histogram_of(latency_first_byte_ms) END AS first_bytes
    FROM (
      SELECT *, (endpoint NOT LIKE '%%/count\_tokens' AND endpoint NOT LIKE '%%:countTokens')::integer AS is_call
      FROM %s
    ) AS record
  $sql$;
BEGIN
  EXECUTE format(
    'CREATE FUNCTION "count_usage"() RETURNS trigger LANGUAGE plpgsql AS $count$
     BEGIN
       INSERT INTO public.usage_increments (%s) %s;
       RETURN NULL;
     END
     $count$',
    columns, format(selection, 'recorded')
  );
  EXECUTE format(
    'CREATE VIEW "uncounted_usage" WITH (security_invoker = true) AS %s WHERE NOT counted', format(selection, '"usage_records"')
  );
END
$migration$;

-- Of rows that were really inserted: a record that is brought in again counts once.
CREATE TRIGGER "usage_counted" AFTER INSERT ON "usage_records"
  REFERENCING NEW TABLE AS "recorded" FOR EACH STATEMENT EXECUTE FUNCTION "count_usage"();

GRANT INSERT ON "usage_increments" TO heddle_gateway;
GRANT SELECT ON "usage_increments", "usage_totals" TO heddle_app;
GRANT SELECT, INSERT, DELETE ON "usage_increments", "usage_totals" TO heddle_platform;
GRANT SELECT ON "uncounted_usage" TO heddle_platform;
GRANT SELECT, UPDATE, DELETE ON "usage_backfill" TO heddle_platform;

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['usage_increments', 'usage_totals'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY platform_all ON %I TO heddle_platform USING (true)', table_name);
    EXECUTE format(
      'CREATE POLICY tenant_own ON %I FOR SELECT TO heddle_app USING (tenant_id = (SELECT current_tenant_id()))', table_name
    );
    -- Totals over several teams have no team, and are nobody's who reaches only some.
    EXECUTE format(
      'CREATE POLICY team_reach ON %I AS RESTRICTIVE TO heddle_app USING (
         (SELECT reached_team_ids()) IS NULL OR team_id = ANY ((SELECT reached_team_ids())::uuid[])
       )', table_name
    );
  END LOOP;
END
$$;
CREATE POLICY gateway_record ON "usage_increments" FOR INSERT TO heddle_gateway WITH CHECK (true);
