-- Filters of a page under a name: of one person, or, where they share it, of everybody in the tenant. They leave with
-- the person who made them.
CREATE TABLE "saved_views" (
  "id" UUID NOT NULL PRIMARY KEY,
  "tenant_id" UUID NOT NULL REFERENCES "tenants" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "user_id" UUID NOT NULL,
  "page" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "query" TEXT NOT NULL,
  "shared" BOOLEAN NOT NULL DEFAULT false,
  "is_default" BOOLEAN NOT NULL DEFAULT false,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL
);

ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_member_of_tenant_fkey"
  FOREIGN KEY ("tenant_id", "user_id") REFERENCES "memberships" ("tenant_id", "user_id") ON DELETE CASCADE;
CREATE UNIQUE INDEX "saved_views_tenant_id_name_key"
  ON "saved_views" ("tenant_id", "user_id", "page", "name");
-- A page opens with one of them at most.
CREATE UNIQUE INDEX "saved_views_default_key" ON "saved_views" ("tenant_id", "user_id", "page") WHERE "is_default";

GRANT SELECT, INSERT, UPDATE, DELETE ON "saved_views" TO heddle_app, heddle_platform;

ALTER TABLE "saved_views" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "saved_views" FORCE ROW LEVEL SECURITY;
CREATE POLICY platform_all ON "saved_views" TO heddle_platform USING (true);
CREATE POLICY tenant_own ON "saved_views" TO heddle_app USING (tenant_id = (SELECT current_tenant_id()));
