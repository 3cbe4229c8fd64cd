-- Whoever forgets a WHERE sees nothing of a neighbour. Policies are for named roles; FORCE puts the owner of
-- the tables under them too. The login user is a member of heddle_platform and sees what that role may see.

-- The tenant this transaction works for; null where none was set, which equals no tenant's id.
CREATE FUNCTION "current_tenant_id"() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('app.tenant_id', true), '')::uuid;

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY[
    'tenants', 'teams', 'users', 'sessions', 'memberships', 'team_memberships', 'invitations', 'api_keys', 'channels',
    'channel_models', 'price_overrides', 'usage_records', 'request_contents', 'audit_events'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY platform_all ON %I TO heddle_platform USING (true)', table_name);
  END LOOP;

  FOREACH table_name IN ARRAY ARRAY[
    'teams', 'memberships', 'team_memberships', 'invitations', 'api_keys', 'channels', 'channel_models',
    'usage_records', 'request_contents', 'audit_events'
  ] LOOP
    EXECUTE format('CREATE POLICY tenant_own ON %I TO heddle_app USING (tenant_id = current_tenant_id())', table_name);
  END LOOP;

  FOREACH table_name IN ARRAY ARRAY['api_keys', 'channels', 'channel_models'] LOOP
    EXECUTE format(
      'CREATE POLICY gateway_read ON %I FOR SELECT TO heddle_gateway USING (tenant_id = current_tenant_id())', table_name
    );
  END LOOP;

  FOREACH table_name IN ARRAY ARRAY['usage_records', 'request_contents'] LOOP
    EXECUTE format('CREATE POLICY gateway_record ON %I FOR INSERT TO heddle_gateway WITH CHECK (true)', table_name);
  END LOOP;
END
$$;

CREATE POLICY tenant_own ON "tenants" TO heddle_app USING (id = current_tenant_id());
CREATE POLICY gateway_read ON "tenants" FOR SELECT TO heddle_gateway USING (id = current_tenant_id());

-- People are seen by those they work with.
CREATE POLICY tenant_members ON "users" FOR SELECT TO heddle_app USING (
  EXISTS (
    SELECT FROM "memberships"
    WHERE "memberships"."user_id" = "users"."id" AND "memberships"."tenant_id" = current_tenant_id()
  )
);

-- A price without tenant holds for all: every tenant reads it, none changes it.
CREATE POLICY tenant_own ON "price_overrides" TO heddle_app USING (tenant_id = current_tenant_id());
CREATE POLICY tenant_shared ON "price_overrides" FOR SELECT TO heddle_app USING (tenant_id IS NULL);
CREATE POLICY gateway_read ON "price_overrides" FOR SELECT TO heddle_gateway
  USING (tenant_id IS NULL OR tenant_id = current_tenant_id());
