-- Foreign keys do not pass through row-level security: a row could point at another tenant's team. These
-- constraints carry the tenant along, so that both ends belong to the same one.

ALTER TABLE "teams" ADD CONSTRAINT "teams_tenant_id_id_key" UNIQUE ("tenant_id", "id");
ALTER TABLE "channels" ADD CONSTRAINT "channels_tenant_id_id_key" UNIQUE ("tenant_id", "id");

ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_team_of_tenant_fkey"
  FOREIGN KEY ("tenant_id", "team_id") REFERENCES "teams" ("tenant_id", "id") ON DELETE CASCADE;

ALTER TABLE "team_memberships" ADD CONSTRAINT "team_memberships_team_of_tenant_fkey"
  FOREIGN KEY ("tenant_id", "team_id") REFERENCES "teams" ("tenant_id", "id") ON DELETE CASCADE;

-- Only members of a tenant are in its teams; who leaves the tenant leaves its teams.
ALTER TABLE "team_memberships" ADD CONSTRAINT "team_memberships_member_of_tenant_fkey"
  FOREIGN KEY ("tenant_id", "user_id") REFERENCES "memberships" ("tenant_id", "user_id") ON DELETE CASCADE;

ALTER TABLE "channel_models" ADD CONSTRAINT "channel_models_channel_of_tenant_fkey"
  FOREIGN KEY ("tenant_id", "channel_id") REFERENCES "channels" ("tenant_id", "id") ON DELETE CASCADE;

ALTER TABLE "users" ADD CONSTRAINT "users_email_lower_case" CHECK ("email" = lower("email"));
