-- Networks outside the public internet that a tenant's channels may reach. The operator says which; the tenant sees
-- them, and the gateway reads them.
CREATE TABLE "private_networks" (
  "tenant_id" UUID NOT NULL REFERENCES "tenants" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "network" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY ("tenant_id", "network")
);

GRANT SELECT ON "private_networks" TO heddle_app, heddle_gateway;
GRANT SELECT, INSERT, DELETE ON "private_networks" TO heddle_platform;

ALTER TABLE "private_networks" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "private_networks" FORCE ROW LEVEL SECURITY;
CREATE POLICY platform_all ON "private_networks" TO heddle_platform USING (true);
CREATE POLICY tenant_own ON "private_networks" FOR SELECT TO heddle_app
  USING (tenant_id = (SELECT current_tenant_id()));
CREATE POLICY gateway_read ON "private_networks" FOR SELECT TO heddle_gateway
  USING (tenant_id = (SELECT current_tenant_id()));

CREATE TRIGGER "configuration_changed" AFTER INSERT OR UPDATE OR DELETE ON "private_networks"
  FOR EACH ROW EXECUTE FUNCTION "notify_tenant_row_changed"();
