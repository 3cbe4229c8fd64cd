-- The ledger in double entry, what budgets have spent, and reservations that outlive their process.
--
--   usage_records      a trigger adds what each record came to, in the same transaction, to
--   ledger_entries     two lines of a request: what was reserved, and what became of it. Only appended to, also by hand.
--   budget_increments  what it costs each budget. The job budget-totals moves that on to
--   budget_totals      of a budget's period, for each end user where they have one each.
--   open_reservations  requests that take longer than about a second; gone when their record comes.

-- What was reserved, and of which budgets: [{budgetId, periodStartMs, endUser}]. Both null where no budget holds.
ALTER TABLE "usage_records"
  ADD COLUMN "reserved_nano_usd" BIGINT,
  ADD COLUMN "charged_budgets" JSONB,
  -- Has its entries; false: from before there were any.
  ADD COLUMN "entered" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "usage_records" ALTER COLUMN "entered" SET DEFAULT true;

-- Money moves between three accounts of a tenant: what is available, reserved and spent. Nothing comes from anywhere
-- and nothing gets lost: the lines of each entry add up to nothing.
CREATE TABLE "ledger_entries" (
  "request_id" UUID NOT NULL,
  -- Of the request, so that its entries stand, and leave, together.
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  -- 0 the reservation, 1 the settlement; what is entered by hand goes on from there.
  "sequence" SMALLINT NOT NULL,
  "tenant_id" UUID NOT NULL,
  "team_id" UUID NOT NULL,
  "entered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "kind" TEXT NOT NULL,
  "available" BIGINT NOT NULL,
  "reserved" BIGINT NOT NULL,
  "spent" BIGINT NOT NULL,
  "cause" TEXT NOT NULL,
  -- Of what was entered by hand.
  "reason" TEXT,
  CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("created_at", "request_id", "sequence"),
  CONSTRAINT "ledger_entries_balanced" CHECK ("available"::numeric + "reserved" + "spent" = 0),
  CONSTRAINT "ledger_entries_kind" CHECK (
    CASE "kind"
      WHEN 'reservation' THEN "sequence" = 0 AND "reserved" >= 0 AND "spent" = 0 AND "cause" = 'admitted'
      WHEN 'settlement' THEN "sequence" = 1 AND "reserved" <= 0
        AND "cause" IN ('completed', 'client', 'upstream', 'gateway', 'interrupted')
      WHEN 'adjustment' THEN "sequence" > 1 AND "reserved" = 0 AND "spent" > 0
        AND "cause" IN ('correction', 'provider-bill')
      WHEN 'refund' THEN "sequence" > 1 AND "reserved" = 0 AND "spent" < 0
        AND "cause" IN ('correction', 'provider-bill', 'goodwill')
      ELSE false
    END
  )
) PARTITION BY RANGE ("created_at");
CREATE INDEX "ledger_entries_by_hand_idx" ON "ledger_entries" ("tenant_id", "entered_at" DESC) WHERE "sequence" > 1;
CREATE TABLE "ledger_entries_default" PARTITION OF "ledger_entries" DEFAULT;
ALTER TABLE "ledger_entries_default" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ledger_entries_default" FORCE ROW LEVEL SECURITY;

-- As before, now of two tables. Returns how many months it made something of.
CREATE OR REPLACE FUNCTION "ensure_usage_partitions"("months_ahead" integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  parent text;
  first_day timestamptz;
  next_first_day timestamptz;
  partition_name text;
  made_something boolean;
  made integer := 0;
BEGIN
  FOR step IN 0..months_ahead LOOP
    first_day := date_trunc('month', now()) + make_interval(months => step);
    next_first_day := first_day + interval '1 month';
    made_something := false;
    FOREACH parent IN ARRAY ARRAY['usage_records', 'ledger_entries'] LOOP
      partition_name := parent || '_' || to_char(first_day, 'YYYY_MM');
      CONTINUE WHEN to_regclass('public.' || partition_name) IS NOT NULL;

      -- Writers wait until the default partition's rows of the month have moved; readers do not.
      EXECUTE format('LOCK TABLE public.%I IN SHARE ROW EXCLUSIVE MODE', parent);
      CONTINUE WHEN to_regclass('public.' || partition_name) IS NOT NULL;

      EXECUTE format('CREATE TABLE public.%I (LIKE public.%I INCLUDING ALL)', partition_name, parent);
      EXECUTE format('ALTER TABLE public.%I NO FORCE ROW LEVEL SECURITY', parent || '_default');
      EXECUTE format(
        'WITH moved AS (
           DELETE FROM public.%I WHERE created_at >= %L AND created_at < %L RETURNING *
         ) INSERT INTO public.%I SELECT * FROM moved',
        parent || '_default', first_day, next_first_day, partition_name
      );
      EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', parent || '_default');
      EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', partition_name);
      EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', partition_name);
      EXECUTE format(
        'ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
        parent, partition_name, first_day, next_first_day
      );
      made_something := true;
    END LOOP;
    IF made_something THEN made := made + 1; END IF;
  END LOOP;
  RETURN made;
END
$$;
SELECT "ensure_usage_partitions"(2);

-- Appended to only, without an index, so that processes never wait for each other.
CREATE TABLE "budget_increments" (
  "tenant_id" UUID NOT NULL,
  "budget_id" UUID NOT NULL,
  "period_start" TIMESTAMPTZ(3) NOT NULL,
  -- Empty where end users have no part each.
  "end_user" TEXT NOT NULL,
  "nano_usd" NUMERIC NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

CREATE TABLE "budget_totals" (
  "tenant_id" UUID NOT NULL,
  "budget_id" UUID NOT NULL,
  "period_start" TIMESTAMPTZ(3) NOT NULL,
  "end_user" TEXT NOT NULL,
  "spent_nano_usd" NUMERIC NOT NULL,
  -- When something was added last.
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("budget_id", "period_start", "end_user")
) WITH (fillfactor = 70);
CREATE INDEX "budget_totals_tenant_id_idx" ON "budget_totals" ("tenant_id");

-- A threshold that was crossed: once in a period. Whoever tells somebody reads it here.
CREATE TABLE "budget_events" (
  "tenant_id" UUID NOT NULL,
  "budget_id" UUID NOT NULL,
  "period_start" TIMESTAMPTZ(3) NOT NULL,
  "end_user" TEXT NOT NULL,
  -- Percent of the budget's amount.
  "threshold" INTEGER NOT NULL,
  "spent_nano_usd" BIGINT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("tenant_id", "budget_id", "period_start", "end_user", "threshold")
);
CREATE INDEX "budget_events_tenant_id_created_at_idx" ON "budget_events" ("tenant_id", "created_at" DESC);

-- A request that is under way, as its process could not account for it if it died now.
CREATE TABLE "open_reservations" (
  "request_id" UUID PRIMARY KEY,
  "tenant_id" UUID NOT NULL,
  "process_id" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "nano_usd" BIGINT NOT NULL,
  -- As charged_budgets.
  "budgets" JSONB NOT NULL,
  -- What its record is made of where its process dies, as the file of open requests has it.
  "line" TEXT NOT NULL
);
CREATE INDEX "open_reservations_tenant_id_idx" ON "open_reservations" ("tenant_id");
CREATE INDEX "open_reservations_process_id_idx" ON "open_reservations" ("process_id");

-- Processes that have requests open, and when they last showed life.
CREATE TABLE "gateway_processes" (
  "id" UUID PRIMARY KEY,
  "seen_at" TIMESTAMPTZ(3) NOT NULL
);

-- Of records that were really inserted: one that is brought in again is entered once.
CREATE FUNCTION "enter_in_ledger"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.ledger_entries
    (created_at, request_id, sequence, tenant_id, team_id, kind, available, reserved, spent, cause)
  SELECT created_at, id, 0, tenant_id, team_id, 'reservation', -reserved_nano_usd, reserved_nano_usd, 0, 'admitted'
  FROM recorded WHERE reserved_nano_usd > 0
  UNION ALL
  SELECT created_at, id, 1, tenant_id, team_id, 'settlement', coalesce(reserved_nano_usd, 0) - cost_nano_usd,
    -coalesce(reserved_nano_usd, 0), cost_nano_usd, ended_by
  FROM recorded WHERE reserved_nano_usd > 0 OR cost_nano_usd <> 0;

  IF EXISTS (SELECT FROM recorded WHERE charged_budgets IS NOT NULL) THEN
    INSERT INTO public.budget_increments (tenant_id, budget_id, period_start, end_user, nano_usd)
    SELECT tenant_id, "budgetId", to_timestamp("periodStartMs" / 1000), coalesce("endUser", ''), sum(cost_nano_usd)
    FROM recorded, jsonb_to_recordset(charged_budgets)
      AS charged ("budgetId" uuid, "periodStartMs" float8, "endUser" text)
    WHERE cost_nano_usd <> 0 GROUP BY 1, 2, 3, 4;
  END IF;

  -- Shorter ones were never there.
  IF EXISTS (SELECT FROM recorded WHERE latency_ms >= 500 OR ended_by = 'interrupted') THEN
    DELETE FROM public.open_reservations USING recorded WHERE request_id = recorded.id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "ledger_entered" AFTER INSERT ON "usage_records"
  REFERENCING NEW TABLE AS "recorded" FOR EACH STATEMENT EXECUTE FUNCTION "enter_in_ledger"();

-- What budgets have spent in a period, in the order of the arguments, which are of one length. For the gateway, which
-- may read none of it otherwise.
CREATE FUNCTION "budget_spent"(
  "tenant" uuid, "budget_ids" uuid[], "period_starts" timestamptz[], "end_users" text[]
) RETURNS TABLE ("spent_nano_usd" numeric)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT
    coalesce((
      SELECT totals.spent_nano_usd FROM public.budget_totals AS totals
      WHERE totals.tenant_id = tenant AND totals.budget_id = asked.budget_id
        AND totals.period_start = asked.period_start AND totals.end_user = asked.end_user
    ), 0) + coalesce((
      SELECT sum(nano_usd) FROM public.budget_increments AS increments
      WHERE increments.tenant_id = tenant AND increments.budget_id = asked.budget_id
        AND increments.period_start = asked.period_start AND increments.end_user = asked.end_user
    ), 0)
  FROM unnest(budget_ids, period_starts, end_users) WITH ORDINALITY
    AS asked (budget_id, period_start, end_user, place)
  ORDER BY place
$$;

-- A process shows life; those that have shown none for a day are forgotten once they have left nothing.
CREATE FUNCTION "note_gateway_process"("process" uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO public.gateway_processes (id, seen_at) VALUES (process, now())
    ON CONFLICT (id) DO UPDATE SET seen_at = now();
  DELETE FROM public.gateway_processes AS silent WHERE seen_at < now() - interval '1 day'
    AND NOT EXISTS (SELECT FROM public.open_reservations WHERE process_id = silent.id)
$$;

-- It ends, and has accounted for all it had open.
CREATE FUNCTION "forget_gateway_process"("process" uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM public.gateway_processes WHERE id = process
    AND NOT EXISTS (SELECT FROM public.open_reservations WHERE process_id = process)
$$;

-- What processes left that have shown no life for so long, the oldest first.
CREATE FUNCTION "left_reservations"("silent_for" interval, "most" integer)
RETURNS TABLE ("request_id" uuid, "line" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT reservations.request_id, reservations.line FROM public.open_reservations AS reservations
  WHERE NOT EXISTS (
    SELECT FROM public.gateway_processes AS processes
    WHERE processes.id = reservations.process_id AND processes.seen_at >= now() - silent_for
  ) ORDER BY reservations.created_at LIMIT most
$$;

REVOKE ALL ON FUNCTION "budget_spent"(uuid, uuid[], timestamptz[], text[]), "note_gateway_process"(uuid),
  "forget_gateway_process"(uuid), "left_reservations"(interval, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "budget_spent"(uuid, uuid[], timestamptz[], text[]), "note_gateway_process"(uuid),
  "forget_gateway_process"(uuid), "left_reservations"(interval, integer) TO heddle_gateway;

GRANT INSERT ON "ledger_entries", "budget_increments", "budget_events", "open_reservations" TO heddle_gateway;
-- To delete a row takes the right to read what finds it.
GRANT DELETE, SELECT ("request_id") ON "open_reservations" TO heddle_gateway;
GRANT SELECT ON "ledger_entries", "budget_increments", "budget_totals", "budget_events" TO heddle_app;
-- Not the line, which says what the request was.
GRANT SELECT ("tenant_id", "created_at", "nano_usd", "budgets") ON "open_reservations" TO heddle_app;
GRANT SELECT, INSERT ON "ledger_entries" TO heddle_platform;
GRANT SELECT, INSERT, DELETE ON "budget_increments" TO heddle_platform;
GRANT SELECT, INSERT, UPDATE, DELETE ON "budget_totals" TO heddle_platform;
GRANT SELECT ON "budget_events", "open_reservations", "gateway_processes" TO heddle_platform;

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY[
    'ledger_entries', 'budget_increments', 'budget_totals', 'budget_events', 'open_reservations'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY platform_all ON %I TO heddle_platform USING (true)', table_name);
    EXECUTE format(
      'CREATE POLICY tenant_own ON %I FOR SELECT TO heddle_app USING (tenant_id = (SELECT current_tenant_id()))', table_name
    );
  END LOOP;
  FOREACH table_name IN ARRAY ARRAY['ledger_entries', 'budget_increments', 'budget_events'] LOOP
    EXECUTE format('CREATE POLICY gateway_record ON %I FOR INSERT TO heddle_gateway WITH CHECK (true)', table_name);
  END LOOP;
END
$$;
CREATE POLICY gateway_record ON "open_reservations" TO heddle_gateway USING (true) WITH CHECK (true);
CREATE POLICY team_reach ON "ledger_entries" AS RESTRICTIVE TO heddle_app USING (
  (SELECT reached_team_ids()) IS NULL OR team_id = ANY ((SELECT reached_team_ids())::uuid[])
);

-- Keys that receipts are signed with, by the thumbprint of the public one (RFC 7638). They stay when a new one takes
-- their place: receipts are kept for longer.
CREATE TABLE "receipt_keys" (
  "id" TEXT PRIMARY KEY,
  -- Ed25519, 32 bytes.
  "public_key" BYTEA NOT NULL,
  -- The private one, sealed as credentials are; null where HEDDLE_RECEIPT_KEY has it.
  "sealed" BYTEA,
  "sealed_with" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  -- Since when it signs no more; null for the one that does, and for those of HEDDLE_RECEIPT_KEY.
  "retired_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "receipt_keys_signing_key" ON "receipt_keys" ((true)) WHERE "sealed" IS NOT NULL AND "retired_at" IS NULL;
GRANT SELECT, INSERT, UPDATE ("retired_at") ON "receipt_keys" TO heddle_platform;
