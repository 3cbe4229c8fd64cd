-- Limits and budgets: rules that hold for a tenant, a team, an API key, a channel, or some models of theirs.

-- What becomes of requests with budgets while the counters cannot be asked.
ALTER TABLE "tenants"
  ADD COLUMN "counters_away" TEXT NOT NULL DEFAULT 'refuse',
  ADD CONSTRAINT "tenants_counters_away_check" CHECK ("counters_away" IN ('refuse', 'admit'));

-- A key that a rotation made keeps the limits and budgets of the first one, whose counters they share: rotating a key
-- gives nobody a second allowance. Null: its own.
ALTER TABLE "api_keys" ADD COLUMN "rules_key_id" UUID;
CREATE INDEX "api_keys_rules_key_id_idx" ON "api_keys" ("rules_key_id") WHERE "rules_key_id" IS NOT NULL;
WITH RECURSIVE "lines" AS (
  SELECT "id", "tenant_id", "id" AS "first" FROM "api_keys" WHERE "rotated_from_id" IS NULL
  UNION ALL
  SELECT "api_keys"."id", "api_keys"."tenant_id", "lines"."first"
  FROM "api_keys" JOIN "lines" ON "api_keys"."rotated_from_id" = "lines"."id" AND "api_keys"."tenant_id" = "lines"."tenant_id"
)
UPDATE "api_keys" SET "rules_key_id" = "lines"."first"
FROM "lines" WHERE "lines"."id" = "api_keys"."id" AND "lines"."first" <> "api_keys"."id";

-- What a rule of a key refers to: it follows the key to another team.
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_team_id_id_key" UNIQUE ("tenant_id", "team_id", "id");

CREATE TABLE "limits" (
  "id" UUID NOT NULL PRIMARY KEY,
  "tenant_id" UUID NOT NULL REFERENCES "tenants" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  -- Of a limit on a key, the key's team.
  "team_id" UUID,
  "api_key_id" UUID,
  "channel_id" UUID,
  -- Patterns of public names; null: every model.
  "models" TEXT[],
  "meter" TEXT NOT NULL CHECK ("meter" IN ('requests', 'tokens', 'input_tokens', 'output_tokens', 'concurrency')),
  "amount" BIGINT NOT NULL CHECK ("amount" BETWEEN 1 AND 1000000000000),
  "per" TEXT CHECK ("per" IN ('second', 'minute', 'hour', 'day')),
  "algorithm" TEXT NOT NULL CHECK ("algorithm" IN ('window', 'bucket')),
  -- Set by a configuration file, which takes away what it no longer names.
  "configured" BOOLEAN NOT NULL DEFAULT false,
  "created_by_id" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "limits_period_of_meter_check" CHECK (("meter" = 'concurrency') = ("per" IS NULL)),
  CONSTRAINT "limits_team_of_key_check" CHECK ("api_key_id" IS NULL OR "team_id" IS NOT NULL),
  CONSTRAINT "limits_team_of_tenant_fkey"
    FOREIGN KEY ("tenant_id", "team_id") REFERENCES "teams" ("tenant_id", "id") ON DELETE CASCADE,
  CONSTRAINT "limits_key_of_team_fkey"
    FOREIGN KEY ("tenant_id", "team_id", "api_key_id") REFERENCES "api_keys" ("tenant_id", "team_id", "id")
    ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "limits_channel_of_tenant_fkey"
    FOREIGN KEY ("tenant_id", "channel_id") REFERENCES "channels" ("tenant_id", "id") ON DELETE CASCADE
);

CREATE TABLE "budgets" (
  "id" UUID NOT NULL PRIMARY KEY,
  "tenant_id" UUID NOT NULL REFERENCES "tenants" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  -- Of a budget on a key, the key's team.
  "team_id" UUID,
  "api_key_id" UUID,
  "models" TEXT[],
  -- The amount is each end user's.
  "per_end_user" BOOLEAN NOT NULL,
  -- A number that JavaScript has exactly.
  "nano_usd" BIGINT NOT NULL CHECK ("nano_usd" BETWEEN 0 AND 9000000000000000),
  "per" TEXT NOT NULL CHECK ("per" IN ('day', 'week', 'month', 'total')),
  "time_zone" TEXT NOT NULL,
  "anchor_day" SMALLINT NOT NULL,
  "reset_at" TIMESTAMPTZ(3),
  -- Percentages, ascending.
  "thresholds" INTEGER[] NOT NULL,
  "hard" BOOLEAN NOT NULL,
  "caps" BOOLEAN NOT NULL,
  "configured" BOOLEAN NOT NULL DEFAULT false,
  "created_by_id" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "budgets_anchor_day_check" CHECK (
    "anchor_day" BETWEEN 1 AND CASE "per" WHEN 'month' THEN 28 WHEN 'week' THEN 7 ELSE 1 END
  ),
  CONSTRAINT "budgets_team_of_key_check" CHECK ("api_key_id" IS NULL OR "team_id" IS NOT NULL),
  CONSTRAINT "budgets_team_of_tenant_fkey"
    FOREIGN KEY ("tenant_id", "team_id") REFERENCES "teams" ("tenant_id", "id") ON DELETE CASCADE,
  CONSTRAINT "budgets_key_of_team_fkey"
    FOREIGN KEY ("tenant_id", "team_id", "api_key_id") REFERENCES "api_keys" ("tenant_id", "team_id", "id")
    ON DELETE CASCADE ON UPDATE CASCADE
);

-- The gateway reads a tenant's rules without those of its keys, and those of a key with the key.
CREATE INDEX "limits_of_tenant_idx" ON "limits" ("tenant_id", "created_at") WHERE "api_key_id" IS NULL;
CREATE INDEX "limits_api_key_id_idx" ON "limits" ("api_key_id") WHERE "api_key_id" IS NOT NULL;
CREATE INDEX "limits_tenant_id_created_at_idx" ON "limits" ("tenant_id", "created_at" DESC, "id" DESC);
CREATE INDEX "limits_team_id_idx" ON "limits" ("team_id") WHERE "team_id" IS NOT NULL;
CREATE INDEX "limits_channel_id_idx" ON "limits" ("channel_id") WHERE "channel_id" IS NOT NULL;
CREATE INDEX "budgets_of_tenant_idx" ON "budgets" ("tenant_id", "created_at") WHERE "api_key_id" IS NULL;
CREATE INDEX "budgets_api_key_id_idx" ON "budgets" ("api_key_id") WHERE "api_key_id" IS NOT NULL;
CREATE INDEX "budgets_tenant_id_created_at_idx" ON "budgets" ("tenant_id", "created_at" DESC, "id" DESC);
CREATE INDEX "budgets_team_id_idx" ON "budgets" ("team_id") WHERE "team_id" IS NOT NULL;

-- A price that a configuration file set.
ALTER TABLE "price_overrides" ADD COLUMN "configured" BOOLEAN NOT NULL DEFAULT false;

GRANT SELECT, INSERT, UPDATE, DELETE ON "limits", "budgets" TO heddle_app, heddle_platform;
GRANT SELECT ON "limits", "budgets" TO heddle_gateway;

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['limits', 'budgets'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY platform_all ON %I TO heddle_platform USING (true)', table_name);
    EXECUTE format('CREATE POLICY tenant_own ON %I TO heddle_app USING (tenant_id = (SELECT current_tenant_id()))', table_name);
    EXECUTE format('CREATE POLICY gateway_read ON %I FOR SELECT TO heddle_gateway USING (tenant_id = (SELECT current_tenant_id()))', table_name);
    -- What holds for the whole tenant holds for the members of a team too: they see it, and cannot change it.
    EXECUTE format(
      'CREATE POLICY team_reach ON %I AS RESTRICTIVE FOR SELECT TO heddle_app USING (
         (SELECT reached_team_ids()) IS NULL OR team_id IS NULL OR team_id = ANY ((SELECT reached_team_ids())::uuid[])
       )', table_name
    );
    EXECUTE format(
      'CREATE POLICY team_reach_insert ON %I AS RESTRICTIVE FOR INSERT TO heddle_app WITH CHECK (
         (SELECT reached_team_ids()) IS NULL OR team_id = ANY ((SELECT reached_team_ids())::uuid[])
       )', table_name
    );
    EXECUTE format(
      'CREATE POLICY team_reach_update ON %I AS RESTRICTIVE FOR UPDATE TO heddle_app USING (
         (SELECT reached_team_ids()) IS NULL OR team_id = ANY ((SELECT reached_team_ids())::uuid[])
       )', table_name
    );
    EXECUTE format(
      'CREATE POLICY team_reach_delete ON %I AS RESTRICTIVE FOR DELETE TO heddle_app USING (
         (SELECT reached_team_ids()) IS NULL OR team_id = ANY ((SELECT reached_team_ids())::uuid[])
       )', table_name
    );
  END LOOP;
END
$$;

-- A rule of a key is news of that key and of those that rotations made of it; any other is news of the tenant.
CREATE FUNCTION "notify_rule_of"("of_tenant_id" uuid, "of_api_key_id" uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF of_api_key_id IS NULL THEN
    PERFORM notify_configuration(of_tenant_id);
  ELSE
    PERFORM notify_configuration(of_tenant_id, hash) FROM api_keys
    WHERE (id = of_api_key_id OR rules_key_id = of_api_key_id) AND tenant_id = of_tenant_id;
  END IF;
END
$$;

CREATE FUNCTION "notify_rule_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM notify_rule_of(OLD.tenant_id, OLD.api_key_id); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM notify_rule_of(NEW.tenant_id, NEW.api_key_id); END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "configuration_changed" AFTER INSERT OR UPDATE OR DELETE ON "limits"
  FOR EACH ROW EXECUTE FUNCTION "notify_rule_changed"();
CREATE TRIGGER "configuration_changed" AFTER INSERT OR UPDATE OR DELETE ON "budgets"
  FOR EACH ROW EXECUTE FUNCTION "notify_rule_changed"();

-- A key's rules are looked up with it, before its tenant is known; a row for each key that has any.
CREATE FUNCTION "find_key_rules"("key_hashes" bytea[])
RETURNS TABLE ("hash" bytea, "limits" json, "budgets" json)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT keys.hash, of_limits.list, of_budgets.list
  FROM public.api_keys AS keys
  LEFT JOIN LATERAL (
    SELECT json_agg(limits ORDER BY limits.created_at, limits.id) AS list FROM public.limits
    WHERE limits.api_key_id = coalesce(keys.rules_key_id, keys.id) AND limits.tenant_id = keys.tenant_id
  ) AS of_limits ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(budgets ORDER BY budgets.created_at, budgets.id) AS list FROM public.budgets
    WHERE budgets.api_key_id = coalesce(keys.rules_key_id, keys.id) AND budgets.tenant_id = keys.tenant_id
  ) AS of_budgets ON true
  WHERE keys.hash = ANY (key_hashes) AND (of_limits.list IS NOT NULL OR of_budgets.list IS NOT NULL)
$$;
REVOKE ALL ON FUNCTION "find_key_rules"(bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "find_key_rules"(bytea[]) TO heddle_gateway;
