-- Look-ups of keys that came together are one query. find_api_key(bytea) stays for processes of the version before,
-- which answer on while this one starts.
CREATE FUNCTION "find_api_keys"("key_hashes" bytea[]) RETURNS SETOF "api_keys"
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT * FROM public.api_keys WHERE hash = ANY (key_hashes)
$$;
REVOKE ALL ON FUNCTION "find_api_keys"(bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "find_api_keys"(bytea[]) TO heddle_gateway;
