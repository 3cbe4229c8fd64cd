-- Who made a key stays known, whoever looks after it now and whether or not they have left; and a key that a rotation
-- replaced says so.
ALTER TABLE "api_keys"
  ADD COLUMN "maker_type" TEXT,
  ADD COLUMN "maker_id" UUID,
  ADD COLUMN "maker_name" TEXT,
  ADD COLUMN "replaced_at" TIMESTAMPTZ(3);

-- A rotation looks for what it replaced, and a list for what replaced its keys.
CREATE INDEX "api_keys_tenant_id_rotated_from_id_idx" ON "api_keys" ("tenant_id", "rotated_from_id");

UPDATE "api_keys" SET "maker_type" = 'person', "maker_id" = "users"."id", "maker_name" = "users"."name"
FROM "users" WHERE "users"."id" = "api_keys"."created_by_id";

-- Only the audit log knows which of the others came from a configuration file.
UPDATE "api_keys" SET "maker_type" = 'configuration'
FROM "audit_events"
WHERE "api_keys"."maker_type" IS NULL
  AND "audit_events"."target_id" = "api_keys"."id"::text
  AND "audit_events"."operation" = 'keys.create'
  AND "audit_events"."actor_type" = 'system';

UPDATE "api_keys" SET "replaced_at" = "successors"."created_at"
FROM (
  SELECT "tenant_id", "rotated_from_id", max("created_at") AS "created_at"
  FROM "api_keys" WHERE "rotated_from_id" IS NOT NULL GROUP BY 1, 2
) "successors"
WHERE "successors"."tenant_id" = "api_keys"."tenant_id" AND "successors"."rotated_from_id" = "api_keys"."id";

ALTER TABLE "invitations"
  ADD COLUMN "invited_by_id" UUID,
  ADD COLUMN "invited_by_name" TEXT;
