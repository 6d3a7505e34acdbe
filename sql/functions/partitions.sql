-- Partitions: months of articles, days of raw documents. Made and dropped with the owner's rights, so that workers need none
-- to create or drop tables.

CREATE OR REPLACE FUNCTION newswire.ensure_month(moment date) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first_day date := date_trunc('month', moment);
    parent text;
    child text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['article', 'article_revision', 'article_search'] LOOP
        child := parent || to_char(first_day, '_YYYYMM');
        CONTINUE WHEN to_regclass('newswire.' || child) IS NOT NULL;
        EXECUTE format('CREATE TABLE IF NOT EXISTS newswire.%I PARTITION OF newswire.%I FOR VALUES FROM (%L) TO (%L)',
                       child, parent, first_day, first_day + interval '1 month');
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION newswire.ensure_day(moment date) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    child text := 'document' || to_char(moment, '_YYYYMMDD');
BEGIN
    IF to_regclass('newswire.' || child) IS NULL THEN
        EXECUTE format('CREATE TABLE IF NOT EXISTS newswire.%I PARTITION OF newswire.document FOR VALUES FROM (%L) TO (%L)',
                       child, moment, moment + 1);
    END IF;
END $$;

-- This month and the next two, today and the next three days: made ahead, because a missing one fails whole batches.
-- Two callers at once would race for the same name: the second one waits and finds it made.
CREATE OR REPLACE FUNCTION newswire.ensure_partitions() RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (now() AT TIME ZONE 'UTC')::date;
BEGIN
    IF to_regclass('newswire.document' || to_char(today + 3, '_YYYYMMDD')) IS NOT NULL
       AND to_regclass('newswire.article_search' || to_char(today + interval '2 months', '_YYYYMM')) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('newswire.ensure_partitions'));
    PERFORM newswire.ensure_month((today + make_interval(months => n))::date) FROM generate_series(0, 2) n;
    PERFORM newswire.ensure_day(today + n) FROM generate_series(0, 3) n;
END $$;

REVOKE ALL ON FUNCTION newswire.ensure_month, newswire.ensure_day, newswire.ensure_partitions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION newswire.ensure_month, newswire.ensure_day, newswire.ensure_partitions TO newswire_writer;
