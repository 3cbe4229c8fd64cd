-- An audit event reads as a sentence also when the person or the thing is gone: it carries the names of its time.
ALTER TABLE "audit_events"
  ADD COLUMN "actor_label" TEXT,
  ADD COLUMN "target_name" TEXT,
  ADD COLUMN "address" TEXT;

-- Each filter walks an index, newest first, however many events there are.
CREATE INDEX "audit_events_tenant_id_actor_name_created_at_idx"
  ON "audit_events"("tenant_id", "actor_name", "created_at" DESC);
CREATE INDEX "audit_events_tenant_id_operation_created_at_idx"
  ON "audit_events"("tenant_id", "operation", "created_at" DESC);
CREATE INDEX "audit_events_tenant_id_target_id_created_at_idx"
  ON "audit_events"("tenant_id", "target_id", "created_at" DESC);
