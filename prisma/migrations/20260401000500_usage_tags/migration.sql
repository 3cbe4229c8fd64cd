-- Usage by tag: what a request was labelled with, by its key and by x-heddle-tags. Whoever sends requests chooses the
-- tags, so how many are told apart is bounded: the first 500 of a tenant that are in use have totals of their own, all
-- others count together.

ALTER TABLE "usage_increments" ADD COLUMN "tags" TEXT[] NOT NULL DEFAULT '{}';

-- As before, with the tags.
DO $migration$
DECLARE
  selection text := '
    SELECT created_at, tenant_id, team_id, api_key_id, model_requested, channel_id, provider, endpoint,
      error_code IS NOT NULL AS failed, usage_estimated AS estimated,
      price_version IS NULL AND model_used IS NOT NULL AS unpriced, input_tokens, cached_input_tokens,
      cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd, latency_ms, latency_first_byte_ms, tags
    FROM ';
BEGIN
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION "count_usage"() RETURNS trigger LANGUAGE plpgsql AS %L',
    'BEGIN INSERT INTO public.usage_increments ' || selection || 'recorded; RETURN NULL; END'
  );
  EXECUTE 'DROP VIEW "record_increments"';
  EXECUTE 'CREATE VIEW "record_increments" WITH (security_invoker = true) AS ' ||
    regexp_replace(selection, '\sFROM $', ', counted FROM ') || '"usage_records"';
END
$migration$;
GRANT SELECT ON "record_increments" TO heddle_platform;

-- Which tags of a tenant are told apart.
CREATE TABLE "usage_tags" (
  "tenant_id" UUID NOT NULL,
  "tag" TEXT NOT NULL,
  "last_used_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("tenant_id", "tag")
);

-- A request counts once for each of its tags. Hours and days, as in usage_totals.
CREATE TABLE "usage_tag_totals" (
  "tenant_id" UUID NOT NULL,
  "level" INTEGER NOT NULL,
  "bucket" TIMESTAMPTZ(0) NOT NULL,
  "settled" BOOLEAN NOT NULL,
  "team_id" UUID NOT NULL,
  -- Null: all that are not told apart.
  "tag" TEXT,
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
CREATE INDEX "usage_tag_totals_read_idx" ON "usage_tag_totals" ("tenant_id", "level", "bucket");
CREATE INDEX "usage_tag_totals_unsettled_idx" ON "usage_tag_totals" ("bucket") WHERE NOT "settled";

GRANT SELECT ON "usage_tag_totals" TO heddle_app;
GRANT SELECT, INSERT, DELETE ON "usage_tag_totals" TO heddle_platform;
GRANT SELECT, INSERT, UPDATE, DELETE ON "usage_tags" TO heddle_platform;
ALTER TABLE "usage_tag_totals" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "usage_tag_totals" FORCE ROW LEVEL SECURITY;
ALTER TABLE "usage_tags" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "usage_tags" FORCE ROW LEVEL SECURITY;
CREATE POLICY platform_all ON "usage_tag_totals" TO heddle_platform USING (true);
CREATE POLICY platform_all ON "usage_tags" TO heddle_platform USING (true);
CREATE POLICY tenant_own ON "usage_tag_totals" FOR SELECT TO heddle_app USING (
  tenant_id = (SELECT current_tenant_id())
);
CREATE POLICY team_reach ON "usage_tag_totals" AS RESTRICTIVE TO heddle_app USING (
  (SELECT reached_team_ids()) IS NULL OR team_id = ANY ((SELECT reached_team_ids())::uuid[])
);
