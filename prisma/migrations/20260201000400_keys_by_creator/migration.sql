-- Removing a member asks for the keys they made.
CREATE INDEX "api_keys_tenant_id_created_by_id_idx" ON "api_keys"("tenant_id", "created_by_id");
