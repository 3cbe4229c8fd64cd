-- Teams divide a tenant as tenants divide the database. A transaction of a member whose role reaches only
-- their own teams sets app.team_ids; these policies then hide and refuse every other team's rows, on top of
-- what the tenant's policies allow. Not set, or empty: all teams of the tenant.
CREATE FUNCTION "reaches_team"("team_id" uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(
  "team_id" = ANY (nullif(current_setting('app.team_ids', true), '')::uuid[]),
  nullif(current_setting('app.team_ids', true), '') IS NULL
);

CREATE POLICY team_reach ON "teams" AS RESTRICTIVE TO heddle_app USING (reaches_team("id"));
CREATE POLICY team_reach ON "team_memberships" AS RESTRICTIVE TO heddle_app USING (reaches_team("team_id"));
CREATE POLICY team_reach ON "api_keys" AS RESTRICTIVE TO heddle_app USING (reaches_team("team_id"));
CREATE POLICY team_reach ON "usage_records" AS RESTRICTIVE TO heddle_app USING (reaches_team("team_id"));

-- A request's text belongs to the team of its usage record, which the policy above hides.
CREATE POLICY team_reach ON "request_contents" AS RESTRICTIVE TO heddle_app USING (
  nullif(current_setting('app.team_ids', true), '') IS NULL
  OR EXISTS (SELECT FROM "usage_records" WHERE "usage_records"."id" = "request_contents"."usage_record_id")
);
