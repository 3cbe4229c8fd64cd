-- Tells the gateways what to read again, within the second: channel heddle_configuration, payload
--   {"tenantId": uuid or null (all tenants), "apiKeyHash": hex, only where a key changed}
-- Postgres sends a payload once per transaction, and only if that commits.

CREATE FUNCTION "notify_configuration"("tenant_id" uuid, "api_key_hash" bytea DEFAULT NULL) RETURNS void
LANGUAGE sql VOLATILE AS $$
  SELECT pg_notify('heddle_configuration', (
    CASE
      WHEN api_key_hash IS NULL THEN json_build_object('tenantId', tenant_id)
      ELSE json_build_object('tenantId', tenant_id, 'apiKeyHash', encode(api_key_hash, 'hex'))
    END
  )::text)
$$;

CREATE FUNCTION "notify_tenant_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_configuration(coalesce(NEW.id, OLD.id));
  RETURN NULL;
END
$$;

CREATE FUNCTION "notify_tenant_row_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM notify_configuration(OLD.tenant_id); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM notify_configuration(NEW.tenant_id); END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION "notify_api_key_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM notify_configuration(OLD.tenant_id, OLD.hash); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM notify_configuration(NEW.tenant_id, NEW.hash); END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "configuration_changed" AFTER INSERT OR UPDATE OR DELETE ON "tenants"
  FOR EACH ROW EXECUTE FUNCTION "notify_tenant_changed"();
CREATE TRIGGER "configuration_changed" AFTER INSERT OR UPDATE OR DELETE ON "channels"
  FOR EACH ROW EXECUTE FUNCTION "notify_tenant_row_changed"();
CREATE TRIGGER "configuration_changed" AFTER INSERT OR UPDATE OR DELETE ON "channel_models"
  FOR EACH ROW EXECUTE FUNCTION "notify_tenant_row_changed"();
CREATE TRIGGER "configuration_changed" AFTER INSERT OR UPDATE OR DELETE ON "price_overrides"
  FOR EACH ROW EXECUTE FUNCTION "notify_tenant_row_changed"();
CREATE TRIGGER "configuration_changed" AFTER INSERT OR UPDATE OR DELETE ON "api_keys"
  FOR EACH ROW EXECUTE FUNCTION "notify_api_key_changed"();
