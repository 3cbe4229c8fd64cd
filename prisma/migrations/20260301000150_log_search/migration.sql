-- Requests that failed, and those that were tried on a channel in vain, are few among many: an index of each costs a
-- request that succeeded nothing, and leads past all the others.
CREATE INDEX "usage_records_failures_idx" ON "usage_records" ("tenant_id", "created_at" DESC)
  WHERE "error_code" IS NOT NULL;
CREATE INDEX "usage_records_tried_idx" ON "usage_records" ("tenant_id", "created_at" DESC)
  WHERE "tried_channel_ids" <> '{}';

-- When the request was made that stands `requests` places back from `until`, among all of the tenant's, its
-- `failures`, or those that were `tried` in vain; null where there are fewer since `since`. It reads an index alone,
-- and counts the rows of other teams too (hence SECURITY DEFINER): what a search reads is bounded by it, however few
-- of the rows the reader may see.
CREATE FUNCTION "usage_window"(
  "since" timestamptz, "until" timestamptz, "requests" integer, "subset" text
) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  tenant uuid := public.current_tenant_id();
  places integer := least(greatest("requests", 1), 200000) - 1;
  edge timestamptz;
BEGIN
  CASE "subset"
    WHEN 'failures' THEN
      SELECT created_at INTO edge FROM public.usage_records
      WHERE tenant_id = tenant AND created_at >= "since" AND created_at <= "until" AND error_code IS NOT NULL
      ORDER BY created_at DESC OFFSET places LIMIT 1;
    WHEN 'tried' THEN
      SELECT created_at INTO edge FROM public.usage_records
      WHERE tenant_id = tenant AND created_at >= "since" AND created_at <= "until" AND tried_channel_ids <> '{}'
      ORDER BY created_at DESC OFFSET places LIMIT 1;
    ELSE
      SELECT created_at INTO edge FROM public.usage_records
      WHERE tenant_id = tenant AND created_at >= "since" AND created_at <= "until"
      ORDER BY created_at DESC OFFSET places LIMIT 1;
  END CASE;
  RETURN edge;
END
$$;
REVOKE ALL ON FUNCTION "usage_window"(timestamptz, timestamptz, integer, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "usage_window"(timestamptz, timestamptz, integer, text) TO heddle_app;
