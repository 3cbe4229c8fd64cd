-- How long records of requests are kept. Totals of hours and days, and what budgets have spent, stay for good.

-- Days; null: for good. What was said in a request may be kept for less, and not for longer.
ALTER TABLE "tenants"
  ADD COLUMN "retention_days" INTEGER CHECK ("retention_days" BETWEEN 1 AND 3650),
  ADD COLUMN "content_retention_days" INTEGER CHECK ("content_retention_days" BETWEEN 1 AND 3650);

-- What entries came to that are kept no longer, by tenant and month: with those that are there, the balance is exact.
CREATE TABLE "ledger_balances" (
  "tenant_id" UUID NOT NULL,
  "month" TIMESTAMPTZ(0) NOT NULL,
  "entries" BIGINT NOT NULL,
  "available" NUMERIC NOT NULL,
  "reserved" NUMERIC NOT NULL,
  "spent" NUMERIC NOT NULL,
  PRIMARY KEY ("tenant_id", "month"),
  CONSTRAINT "ledger_balances_balanced" CHECK ("available" + "reserved" + "spent" = 0)
);
GRANT SELECT ON "ledger_balances" TO heddle_app, heddle_platform;
ALTER TABLE "ledger_balances" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ledger_balances" FORCE ROW LEVEL SECURITY;
CREATE POLICY platform_all ON "ledger_balances" TO heddle_platform USING (true);
CREATE POLICY tenant_own ON "ledger_balances" FOR SELECT TO heddle_app USING (
  tenant_id = (SELECT current_tenant_id()) AND (SELECT reached_team_ids()) IS NULL
);

-- Drops whole months that every tenant is done with, the oldest first, and at most two at a time. Who writes waits for
-- no longer than a second; where the table cannot be had by then, the next run tries again.
-- SECURITY DEFINER: partitions are their owner's, and nobody who serves may remove a record.
CREATE FUNCTION "drop_expired_months"() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC'
SET lock_timeout = '1s' AS $$
DECLARE
  days integer;
  expired record;
  dropped integer := 0;
BEGIN
  SELECT max(retention_days) INTO days FROM public.tenants HAVING bool_and(retention_days IS NOT NULL);
  IF days IS NULL OR EXISTS (SELECT FROM public.usage_backfill) THEN RETURN 0; END IF;
  FOR expired IN
    SELECT partition.relname, parent.relname AS parent
    FROM pg_inherits
    JOIN pg_class AS partition ON partition.oid = inhrelid
    JOIN pg_class AS parent ON parent.oid = inhparent
    WHERE inhparent IN ('public.usage_records'::regclass, 'public.ledger_entries'::regclass)
      AND partition.relname ~ '_\d{4}_\d{2}$'
      AND to_timestamp(right(partition.relname, 7), 'YYYY_MM') + interval '1 month' <= now() - make_interval(days => days)
    ORDER BY right(partition.relname, 7), parent.relname DESC LIMIT 4
  LOOP
    EXECUTE format('LOCK TABLE public.%I IN ACCESS EXCLUSIVE MODE', expired.parent);
    IF expired.parent = 'ledger_entries' THEN
      EXECUTE format('ALTER TABLE public.%I NO FORCE ROW LEVEL SECURITY', expired.relname);
      EXECUTE format(
        'INSERT INTO public.ledger_balances AS kept (tenant_id, month, entries, available, reserved, spent)
         SELECT tenant_id, date_trunc(''month'', created_at), count(*), sum(available), sum(reserved), sum(spent)
         FROM public.%I GROUP BY 1, 2
         ON CONFLICT (tenant_id, month) DO UPDATE SET entries = kept.entries + excluded.entries,
           available = kept.available + excluded.available, reserved = kept.reserved + excluded.reserved,
           spent = kept.spent + excluded.spent', expired.relname
      );
    END IF;
    EXECUTE format('DROP TABLE public.%I', expired.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;

-- Deletes records that their tenant is done with and others are not, with their entries and what was said in them;
-- `most` of each, of one tenant after the other. Returns how many rows went. SECURITY DEFINER: as above.
CREATE FUNCTION "delete_expired_records"("most" integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  tenant record;
  gone integer;
  deleted integer := 0;
BEGIN
  IF EXISTS (SELECT FROM public.usage_backfill) THEN RETURN 0; END IF;
  FOR tenant IN
    SELECT id, now() - make_interval(days => retention_days) AS kept_from,
      now() - make_interval(days => least(content_retention_days, retention_days)) AS content_from
    FROM public.tenants WHERE retention_days IS NOT NULL OR content_retention_days IS NOT NULL ORDER BY id
  LOOP
    DELETE FROM public.request_contents WHERE usage_record_id = ANY (ARRAY(
      SELECT usage_record_id FROM public.request_contents
      WHERE tenant_id = tenant.id AND created_at < tenant.content_from ORDER BY created_at LIMIT most
    ));
    GET DIAGNOSTICS gone = ROW_COUNT;
    deleted := deleted + gone;

    CONTINUE WHEN tenant.kept_from IS NULL;
    WITH expired AS (
      SELECT created_at, id FROM public.usage_records
      WHERE tenant_id = tenant.id AND created_at < tenant.kept_from ORDER BY created_at LIMIT most
    ), removed AS (
      DELETE FROM public.usage_records AS records USING expired
      WHERE records.created_at = expired.created_at AND records.id = expired.id
      RETURNING records.created_at, records.id
    ), closed AS (
      DELETE FROM public.ledger_entries AS entries USING removed
      WHERE entries.created_at = removed.created_at AND entries.request_id = removed.id RETURNING entries.*
    ), carried AS (
      INSERT INTO public.ledger_balances AS kept (tenant_id, month, entries, available, reserved, spent)
      SELECT tenant_id, date_trunc('month', created_at), count(*), sum(available), sum(reserved), sum(spent)
      FROM closed GROUP BY 1, 2
      ON CONFLICT (tenant_id, month) DO UPDATE SET entries = kept.entries + excluded.entries,
        available = kept.available + excluded.available, reserved = kept.reserved + excluded.reserved,
        spent = kept.spent + excluded.spent
    ) SELECT count(*) INTO gone FROM removed;
    deleted := deleted + gone;
    EXIT WHEN deleted >= most;
  END LOOP;
  RETURN deleted;
END
$$;

REVOKE ALL ON FUNCTION "drop_expired_months"(), "delete_expired_records"(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "drop_expired_months"(), "delete_expired_records"(integer) TO heddle_platform;
