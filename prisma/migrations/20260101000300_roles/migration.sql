-- Three roles, chosen by a connection with `options=-c role=…`. None can log in, owns a table or bypasses
-- row-level security.
--   heddle_app       the control plane at work for one tenant (app.tenant_id says which)
--   heddle_platform  sign-in and the operator's area, through the one door asPlatform
--   heddle_gateway   the data plane: reads configuration, writes the ledger
-- Roles belong to the whole server, which other databases of Heddle may share: they may exist already, or be
-- made by another migration at this moment.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['heddle_app', 'heddle_platform', 'heddle_gateway'] LOOP
    IF to_regrole(role_name) IS NULL THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', role_name);
      EXCEPTION
        WHEN duplicate_object OR unique_violation THEN NULL;
        WHEN insufficient_privilege THEN
          RAISE EXCEPTION 'The role % does not exist and % may not create it', role_name, current_user
            USING HINT = format('As an administrator: CREATE ROLE %I NOLOGIN; GRANT %I TO %I;', role_name, role_name, current_user);
      END;
    END IF;
    -- A superuser may take any role anyway.
    CONTINUE WHEN (SELECT rolsuper FROM pg_roles WHERE rolname = current_user);
    BEGIN
      EXECUTE format('GRANT %I TO %I', role_name, current_user);
    EXCEPTION
      -- "tuple concurrently updated": another migration granted it just now.
      WHEN internal_error OR unique_violation THEN NULL;
      WHEN insufficient_privilege THEN
        IF NOT pg_has_role(current_user, role_name, 'MEMBER') THEN
          RAISE EXCEPTION 'The role % exists, but % may not act as it', role_name, current_user
            USING HINT = format('As an administrator: GRANT %I TO %I;', role_name, current_user);
        END IF;
    END;
  END LOOP;
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO heddle_app, heddle_platform, heddle_gateway;

-- The control plane, for one tenant.
GRANT SELECT, UPDATE ON "tenants" TO heddle_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  "teams", "memberships", "team_memberships", "invitations", "api_keys", "channels", "channel_models", "price_overrides"
  TO heddle_app;
-- Passwords are none of a tenant's business.
GRANT SELECT ("id", "email", "name", "is_operator", "created_at", "updated_at") ON "users" TO heddle_app;
GRANT SELECT ON "usage_records" TO heddle_app;
GRANT SELECT, DELETE ON "request_contents" TO heddle_app;
GRANT SELECT, INSERT ON "audit_events" TO heddle_app;

-- The operator and sign-in. The ledger and the audit log cannot be rewritten here either.
GRANT SELECT, INSERT, UPDATE, DELETE ON
  "tenants", "teams", "users", "sessions", "memberships", "team_memberships", "invitations", "api_keys", "channels",
  "channel_models", "price_overrides"
  TO heddle_platform;
GRANT SELECT ON "usage_records" TO heddle_platform;
GRANT SELECT, DELETE ON "request_contents" TO heddle_platform;
GRANT SELECT, INSERT ON "audit_events" TO heddle_platform;
GRANT EXECUTE ON FUNCTION "ensure_usage_partitions"(integer) TO heddle_platform;

-- The data plane.
GRANT SELECT ON "tenants", "api_keys", "channels", "channel_models", "price_overrides" TO heddle_gateway;
GRANT INSERT ON "usage_records", "request_contents" TO heddle_gateway;

-- A key arrives before its tenant is known: the one look-up that crosses tenants, by the hash of a secret.
CREATE FUNCTION "find_api_key"("key_hash" bytea) RETURNS SETOF "api_keys"
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT * FROM public.api_keys WHERE hash = key_hash
$$;
REVOKE ALL ON FUNCTION "find_api_key"(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "find_api_key"(bytea) TO heddle_gateway;
