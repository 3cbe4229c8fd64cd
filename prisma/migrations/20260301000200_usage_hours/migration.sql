-- Totals of usage_records, so that no chart reads the records: its time depends on the range it shows and on what the
-- tenant configured, not on how many requests there were.
--
-- Counted in steps, each of which moves what the one before it has:
--   usage_records     a trigger adds each record to
--   usage_increments  in the same transaction. It is only appended to, so processes do not wait for each other, and
--                     the gateway needs the right to insert and no other. The job usage-totals moves it on to
--   usage_totals      of minutes; once a quarter of an hour has ended, these to quarters (but not by all dimensions) and hours;
--                     once a day has ended, hours to days.
-- At any moment a record is counted in either increments or minutes; among quarters and hours exactly when its minute
-- is `settled`, and among days exactly when its hour is.

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

-- What totals need of a record, as it is: the rows are narrow, and nothing is worked out while a request waits.
CREATE TABLE "usage_increments" (
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "tenant_id" UUID NOT NULL,
  "team_id" UUID NOT NULL,
  "api_key_id" UUID NOT NULL,
  "model_requested" TEXT NOT NULL,
  "channel_id" UUID,
  "provider" TEXT,
  "endpoint" TEXT NOT NULL,
  "failed" BOOLEAN NOT NULL,
  "estimated" BOOLEAN NOT NULL,
  -- Answered, and no price was known.
  "unpriced" BOOLEAN NOT NULL,
  "input_tokens" INTEGER NOT NULL,
  "cached_input_tokens" INTEGER NOT NULL,
  "cache_write_tokens" INTEGER NOT NULL,
  "output_tokens" INTEGER NOT NULL,
  "reasoning_tokens" INTEGER NOT NULL,
  "cost_nano_usd" BIGINT NOT NULL,
  "latency_ms" INTEGER NOT NULL,
  "latency_first_byte_ms" INTEGER
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

CREATE TABLE "usage_totals" (
  "tenant_id" UUID NOT NULL,
  -- Length of the period in seconds: 60 (kept for days), 900 (for months), 3600 and 86400 (for good).
  "level" INTEGER NOT NULL,
  -- Its beginning.
  "bucket" TIMESTAMPTZ(0) NOT NULL,
  -- Counted in all longer periods, too; of hours: in their day.
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
CREATE INDEX "usage_totals_key_idx" ON "usage_totals" ("tenant_id", "api_key_id", "level", "bucket")
  WHERE "api_key_id" IS NOT NULL;
CREATE INDEX "usage_totals_unsettled_idx" ON "usage_totals" ("tenant_id", "level", "bucket") WHERE NOT "settled";
-- For the job, which takes what is not settled, and deletes what is short and old.
CREATE INDEX "usage_totals_level_bucket_idx" ON "usage_totals" ("level", "bucket") WHERE "level" < 3600 OR NOT "settled";

-- How far records from before this migration have been counted; no row once all have been.
CREATE TABLE "usage_backfill" (
  "only" BOOLEAN PRIMARY KEY DEFAULT true CHECK ("only"),
  "counted_before" TIMESTAMPTZ(3) NOT NULL
);
INSERT INTO "usage_backfill" ("counted_before") VALUES ('-infinity');

-- How a record counts: what the trigger inserts, and what the job makes of records of before.
DO $migration$
DECLARE
  selection text := '
    SELECT created_at, tenant_id, team_id, api_key_id, model_requested, channel_id, provider, endpoint,
      error_code IS NOT NULL AS failed, usage_estimated AS estimated,
      price_version IS NULL AND model_used IS NOT NULL AS unpriced, input_tokens, cached_input_tokens,
      cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd, latency_ms, latency_first_byte_ms FROM ';
BEGIN
  EXECUTE format(
    'CREATE FUNCTION "count_usage"() RETURNS trigger LANGUAGE plpgsql AS %L',
    'BEGIN INSERT INTO public.usage_increments ' || selection || 'recorded; RETURN NULL; END'
  );
  -- With what a trigger has not seen.
  EXECUTE 'CREATE VIEW "record_increments" WITH (security_invoker = true) AS ' ||
    replace(selection, ' FROM ', ', counted FROM ') || '"usage_records"';
END
$migration$;

-- Of rows that were really inserted: a record that is brought in again counts once.
CREATE TRIGGER "usage_counted" AFTER INSERT ON "usage_records"
  REFERENCING NEW TABLE AS "recorded" FOR EACH STATEMENT EXECUTE FUNCTION "count_usage"();

GRANT INSERT ON "usage_increments" TO heddle_gateway;
GRANT SELECT ON "usage_increments", "usage_totals" TO heddle_app;
GRANT SELECT, INSERT, DELETE ON "usage_increments", "usage_totals" TO heddle_platform;
GRANT SELECT ON "record_increments" TO heddle_platform;
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
