-- What came of the latest use of each channel, by tests and by traffic: one row for the latest success and one for the
-- latest failure, so that a list of channels never reads the ledger. And what providers say of their models.

CREATE TABLE "channel_results" (
  "channel_id" UUID NOT NULL,
  "tenant_id" UUID NOT NULL,
  "succeeded" BOOLEAN NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "by_test" BOOLEAN NOT NULL,
  "model" TEXT NOT NULL,
  "duration_ms" INTEGER NOT NULL,
  "outcome" TEXT NOT NULL,
  "status" INTEGER,
  "message" TEXT,

  CONSTRAINT "channel_results_pkey" PRIMARY KEY ("channel_id", "succeeded"),
  CONSTRAINT "channel_results_channel_id_fkey"
    FOREIGN KEY ("channel_id") REFERENCES "channels" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "channel_results_tenant_id_fkey"
    FOREIGN KEY ("tenant_id") REFERENCES "tenants" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "channel_results_channel_of_tenant_fkey"
    FOREIGN KEY ("tenant_id", "channel_id") REFERENCES "channels" ("tenant_id", "id") ON DELETE CASCADE
);

CREATE INDEX "channel_results_tenant_id_idx" ON "channel_results" ("tenant_id");

GRANT SELECT, INSERT, UPDATE, DELETE ON "channel_results" TO heddle_app, heddle_platform;

ALTER TABLE "channel_results" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "channel_results" FORCE ROW LEVEL SECURITY;
CREATE POLICY platform_all ON "channel_results" TO heddle_platform USING (true);
CREATE POLICY tenant_own ON "channel_results" TO heddle_app USING (tenant_id = (SELECT current_tenant_id()));

-- {contextTokens, outputTokens, capabilities}; null where nobody has said anything.
ALTER TABLE "channel_models" ADD COLUMN "facts" JSONB;
