-- Names of the migrations this database has: how a gateway knows whether the schema is the one it was written for.
-- SECURITY DEFINER: the history belongs to the owner, and shows the gateway's role no more than this.
-- plpgsql, because the table is Prisma's, and need not be there when this is made.
CREATE FUNCTION "applied_migrations"() RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT migration_name::text FROM public._prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL;
END
$$;
REVOKE ALL ON FUNCTION "applied_migrations"() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "applied_migrations"() TO heddle_gateway;
