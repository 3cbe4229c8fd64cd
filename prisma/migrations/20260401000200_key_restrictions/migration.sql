-- What a key may do beside its models: from where it is used, for which endpoints, and the labels its requests carry.
-- Empty: from everywhere, for all, none.
ALTER TABLE "api_keys"
  ADD COLUMN "addresses" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "endpoints" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "tags" TEXT[] NOT NULL DEFAULT '{}';
