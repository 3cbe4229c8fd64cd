-- A key that takes signed requests only has a second secret, which never travels. It is sealed and not hashed, because
-- checking a signature takes the secret itself.
ALTER TABLE "api_keys"
  ADD COLUMN "signing_secret" BYTEA,
  ADD COLUMN "signing_secret_key_id" TEXT,
  ADD CONSTRAINT "api_keys_signing_secret_check"
    CHECK (("signing_secret" IS NULL) = ("signing_secret_key_id" IS NULL));

-- The request whose answer this one got again, by its Idempotency-Key; then it cost nothing.
ALTER TABLE "usage_records" ADD COLUMN "replay_of" UUID;

ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_id_key" UNIQUE ("tenant_id", "id");

-- Answers to requests with an Idempotency-Key, and which of those are being answered. Rows are the gateway's, which
-- reaches them by the functions below and by nothing else: it names a tenant, a key and the hash of what the client
-- sent, and never reads along.
CREATE TABLE "idempotent_answers" (
  "tenant_id" UUID NOT NULL,
  "api_key_id" UUID NOT NULL,
  -- SHA-256 of what the client sent as Idempotency-Key.
  "key_hash" BYTEA NOT NULL,
  -- SHA-256 of what it asked.
  "request_hash" BYTEA NOT NULL,
  "request_id" UUID NOT NULL,
  -- Until when the process that answers has it; it asks for longer again and again. Of no meaning once there is a status.
  "leased_until" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  -- Null while it is being answered.
  "status" INTEGER,
  "headers" JSONB,
  -- Compressed, then sealed for tenant, key and key_hash; null also where the answer was too long to be kept.
  "body" BYTEA,
  "body_key_id" TEXT,

  CONSTRAINT "idempotent_answers_pkey" PRIMARY KEY ("api_key_id", "key_hash"),
  CONSTRAINT "idempotent_answers_tenant_id_fkey"
    FOREIGN KEY ("tenant_id") REFERENCES "tenants" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "idempotent_answers_key_of_tenant_fkey"
    FOREIGN KEY ("tenant_id", "api_key_id") REFERENCES "api_keys" ("tenant_id", "id") ON DELETE CASCADE
);
CREATE INDEX "idempotent_answers_tenant_id_idx" ON "idempotent_answers" ("tenant_id");
CREATE INDEX "idempotent_answers_expires_at_idx" ON "idempotent_answers" ("expires_at");
CREATE INDEX "idempotent_answers_request_id_idx" ON "idempotent_answers" ("request_id") WHERE "status" IS NULL;

-- How much of each tenant's there is, about: the job that deletes what has expired counts anew.
CREATE TABLE "idempotency_rooms" (
  "tenant_id" UUID NOT NULL,
  "bytes" BIGINT NOT NULL,

  CONSTRAINT "idempotency_rooms_pkey" PRIMARY KEY ("tenant_id"),
  CONSTRAINT "idempotency_rooms_tenant_id_fkey"
    FOREIGN KEY ("tenant_id") REFERENCES "tenants" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['idempotent_answers', 'idempotency_rooms'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('CREATE POLICY platform_all ON %I TO heddle_platform USING (true)', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO heddle_platform', table_name);
  END LOOP;
END
$$;

-- What a row takes beside its answer.
CREATE FUNCTION "idempotency_row_bytes"() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN 512;

-- Takes an Idempotency-Key for a request, or says why not. `outcome`: claimed; running, by another request; conflict,
-- with one that asked something else; full, the tenant's room; kept, and here is the answer. `request_id` is then the
-- one that was answered.
CREATE FUNCTION "claim_idempotency_key"(
  "tenant" uuid, "api_key" uuid, "client_key" bytea, "asked" bytea, "request" uuid,
  "lease" interval, "lifetime" interval, "most_bytes" bigint
) RETURNS TABLE (
  "outcome" text, "request_id" uuid, "status" integer, "headers" jsonb, "body" bytea, "body_key_id" text
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  found_row public.idempotent_answers;
  is_full boolean;
BEGIN
  SELECT bytes >= most_bytes INTO is_full FROM public.idempotency_rooms AS room WHERE room.tenant_id = tenant;
  IF is_full IS NOT TRUE THEN
    INSERT INTO public.idempotent_answers AS mine
      (tenant_id, api_key_id, key_hash, request_hash, request_id, leased_until, expires_at)
    VALUES (tenant, api_key, client_key, asked, request, now() + lease, now() + lifetime)
    ON CONFLICT ON CONSTRAINT idempotent_answers_pkey DO UPDATE SET
      request_hash = excluded.request_hash, request_id = excluded.request_id, leased_until = excluded.leased_until,
      expires_at = excluded.expires_at, status = NULL, headers = NULL, body = NULL, body_key_id = NULL
    WHERE mine.expires_at <= now()
      OR (mine.status IS NULL AND mine.leased_until <= now() AND mine.request_hash = excluded.request_hash);
    IF FOUND THEN
      INSERT INTO public.idempotency_rooms AS room (tenant_id, bytes) VALUES (tenant, public.idempotency_row_bytes())
      ON CONFLICT ON CONSTRAINT idempotency_rooms_pkey DO UPDATE SET bytes = room.bytes + excluded.bytes;
      RETURN QUERY SELECT 'claimed', request, NULL::integer, NULL::jsonb, NULL::bytea, NULL::text;
      RETURN;
    END IF;
  END IF;
  SELECT * INTO found_row FROM public.idempotent_answers AS theirs
  WHERE theirs.api_key_id = api_key AND theirs.key_hash = client_key AND theirs.expires_at > now();
  RETURN QUERY SELECT
    CASE
      -- It was let go a moment ago, where there is room: ask again.
      WHEN found_row.api_key_id IS NULL THEN CASE WHEN is_full THEN 'full' ELSE 'running' END
      WHEN found_row.request_hash <> asked THEN 'conflict'
      WHEN found_row.status IS NOT NULL THEN 'kept'
      WHEN is_full AND found_row.leased_until <= now() THEN 'full'
      ELSE 'running'
    END,
    found_row.request_id, found_row.status, found_row.headers, found_row.body, found_row.body_key_id;
END
$$;

-- Keeps the answer of a request that has the key still.
CREATE FUNCTION "keep_idempotent_answer"(
  "tenant" uuid, "api_key" uuid, "client_key" bytea, "request" uuid,
  "answer_status" integer, "answer_headers" jsonb, "answer_body" bytea, "answer_body_key_id" text
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE public.idempotent_answers AS mine SET
    status = answer_status, headers = answer_headers, body = answer_body, body_key_id = answer_body_key_id
  WHERE mine.api_key_id = api_key AND mine.key_hash = client_key AND mine.tenant_id = tenant
    AND mine.request_id = request AND mine.status IS NULL;
  IF FOUND AND answer_body IS NOT NULL THEN
    UPDATE public.idempotency_rooms AS room SET bytes = room.bytes + octet_length(answer_body) WHERE room.tenant_id = tenant;
  END IF;
END
$$;

-- Lets a key go that a request has, for whoever tries again.
CREATE FUNCTION "release_idempotency_key"("tenant" uuid, "api_key" uuid, "client_key" bytea, "request" uuid)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM public.idempotent_answers AS mine
  WHERE mine.api_key_id = api_key AND mine.key_hash = client_key AND mine.tenant_id = tenant
    AND mine.request_id = request AND mine.status IS NULL;
  IF FOUND THEN
    UPDATE public.idempotency_rooms AS room SET bytes = greatest(0, room.bytes - public.idempotency_row_bytes())
    WHERE room.tenant_id = tenant;
  END IF;
END
$$;

-- Requests that are being answered still.
CREATE FUNCTION "renew_idempotency_leases"("requests" uuid[], "lease" interval) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE public.idempotent_answers SET leased_until = now() + lease
  WHERE request_id = ANY (requests) AND status IS NULL
$$;

DO $$
DECLARE
  signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY[
    'claim_idempotency_key(uuid, uuid, bytea, bytea, uuid, interval, interval, bigint)',
    'keep_idempotent_answer(uuid, uuid, bytea, uuid, integer, jsonb, bytea, text)',
    'release_idempotency_key(uuid, uuid, bytea, uuid)',
    'renew_idempotency_leases(uuid[], interval)'
  ] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO heddle_gateway', signature);
  END LOOP;
END
$$;
