-- usage_records by month. A record that no month takes goes to the default partition instead of being refused,
-- and moves to its month when that is made.

CREATE TABLE "usage_records_default" PARTITION OF "usage_records" DEFAULT;

-- Nobody but the owner is granted anything on a partition; should somebody be one day, this refuses all rows.
ALTER TABLE "usage_records_default" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "usage_records_default" FORCE ROW LEVEL SECURITY;

-- Makes the partitions of this month and of the next `months_ahead`, where missing. Returns how many it made.
-- SECURITY DEFINER: partitions belong to the owner of usage_records, whoever asks for them.
CREATE FUNCTION "ensure_usage_partitions"("months_ahead" integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  first_day timestamptz;
  next_first_day timestamptz;
  partition_name text;
  made integer := 0;
BEGIN
  FOR step IN 0..months_ahead LOOP
    first_day := date_trunc('month', now()) + make_interval(months => step);
    next_first_day := first_day + interval '1 month';
    partition_name := 'usage_records_' || to_char(first_day, 'YYYY_MM');
    CONTINUE WHEN to_regclass('public.' || partition_name) IS NOT NULL;

    -- Writers wait until the default partition's rows of the month have moved; readers do not.
    LOCK TABLE public.usage_records IN SHARE ROW EXCLUSIVE MODE;
    CONTINUE WHEN to_regclass('public.' || partition_name) IS NOT NULL;

    EXECUTE format('CREATE TABLE public.%I (LIKE public.usage_records INCLUDING ALL)', partition_name);
    ALTER TABLE public.usage_records_default NO FORCE ROW LEVEL SECURITY;
    EXECUTE format(
      'WITH moved AS (
         DELETE FROM public.usage_records_default WHERE created_at >= %L AND created_at < %L RETURNING *
       ) INSERT INTO public.%I SELECT * FROM moved',
      first_day, next_first_day, partition_name
    );
    ALTER TABLE public.usage_records_default FORCE ROW LEVEL SECURITY;
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', partition_name);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', partition_name);
    EXECUTE format(
      'ALTER TABLE public.usage_records ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
      partition_name, first_day, next_first_day
    );
    made := made + 1;
  END LOOP;
  RETURN made;
END
$$;

REVOKE ALL ON FUNCTION "ensure_usage_partitions"(integer) FROM PUBLIC;

SELECT "ensure_usage_partitions"(2);
