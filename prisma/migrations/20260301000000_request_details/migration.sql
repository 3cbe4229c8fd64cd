-- What a record says beyond its figures: the words the client was told, which channels were tried in vain, whom the
-- request was for, how its sender labelled it, and the lines that its cost is the sum of. Records of before have none
-- of it. Constant defaults: no row is rewritten.
ALTER TABLE "usage_records"
  ADD COLUMN "error_message" TEXT,
  ADD COLUMN "tried_channel_ids" UUID[] NOT NULL DEFAULT '{}',
  ADD COLUMN "end_user" TEXT,
  ADD COLUMN "tags" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "cost_lines" JSONB;
