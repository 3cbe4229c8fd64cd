-- A key that takes signed requests only has a second secret, which never travels. It is sealed and not hashed, because
-- checking a signature takes the secret itself.
ALTER TABLE "api_keys"
  ADD COLUMN "signing_secret" BYTEA,
  ADD COLUMN "signing_secret_key_id" TEXT,
  ADD CONSTRAINT "api_keys_signing_secret_check"
    CHECK (("signing_secret" IS NULL) = ("signing_secret_key_id" IS NULL));
