-- Partitions: months of live articles, their revisions and index, days of raw documents. Made and dropped with the owner's rights, so that workers need none
-- to create or drop tables.
--
-- A partition is made as a table first and attached then: attaching lets readers go on, CREATE … PARTITION OF would wait
-- for every open transaction that has read the parent, and block all others meanwhile. Two callers at once would race
-- for the same name, so they take turns.

CREATE OR REPLACE FUNCTION newswire.make_partition(parent text, child text, bounds text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF to_regclass('newswire.' || child) IS NULL THEN
        EXECUTE format('CREATE TABLE newswire.%I (LIKE newswire.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS
            INCLUDING STORAGE INCLUDING COMPRESSION)', child, parent);
        EXECUTE format('ALTER TABLE newswire.%I ATTACH PARTITION newswire.%I %s', parent, child, bounds);
    END IF;
END $$;

CREATE OR REPLACE FUNCTION newswire.ensure_month(moment date) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    first_day date := date_trunc('month', moment);
    bounds text := format('FOR VALUES FROM (%L) TO (%L)', first_day, first_day + interval '1 month');
    revisions text := 'article_revision' || to_char(first_day, '_YYYYMM');
    searches text := 'article_search' || to_char(first_day, '_YYYYMM');
BEGIN
    IF to_regclass('newswire.' || searches) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM FROM newswire.turn WHERE name = 'partitions' FOR UPDATE;
    PERFORM newswire.make_partition('live_article', 'article' || to_char(first_day, '_YYYYMM'), bounds);
    IF to_regclass('newswire.' || revisions) IS NULL THEN
        PERFORM newswire.make_partition('article_revision', revisions, bounds);
        -- As on the parent (migrations/0014_baseline.sql): statistics of hidden text would show in estimates.
        EXECUTE format($quiet$ALTER TABLE newswire.%I ALTER title SET STATISTICS 0, ALTER summary SET STATISTICS 0,
            ALTER body SET STATISTICS 0, ALTER byline SET STATISTICS 0, ALTER ednote SET STATISTICS 0,
            ALTER url SET STATISTICS 0, ALTER keywords SET STATISTICS 0, ALTER authors SET STATISTICS 0,
            ALTER wire SET STATISTICS 0$quiet$, revisions);
    END IF;
    PERFORM newswire.make_partition('article_search', searches, bounds);
END $$;

CREATE OR REPLACE FUNCTION newswire.ensure_day(moment date) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF to_regclass('newswire.document' || to_char(moment, '_YYYYMMDD')) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM FROM newswire.turn WHERE name = 'partitions' FOR UPDATE;
    PERFORM newswire.make_partition('document', 'document' || to_char(moment, '_YYYYMMDD'),
        format('FOR VALUES FROM (%L) TO (%L)', moment, moment + 1));
END $$;

-- This month and the next two, today and the next three days: made ahead, because a missing partition fails whole batches.
CREATE OR REPLACE FUNCTION newswire.ensure_partitions() RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (now() AT TIME ZONE 'UTC')::date;
BEGIN
    IF to_regclass('newswire.document' || to_char(today + 3, '_YYYYMMDD')) IS NOT NULL
       AND to_regclass('newswire.article_search' || to_char(today + interval '2 months', '_YYYYMM')) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM newswire.ensure_month((today + make_interval(months => n))::date) FROM generate_series(0, 2) n;
    PERFORM newswire.ensure_day(today + n) FROM generate_series(0, 3) n;
END $$;

-- The partitions of a table with the first day of each, newest last. The day is read only from names that hold one: a cast
-- in the same WHERE as its guard may be evaluated first, as statistics decide.
CREATE OR REPLACE FUNCTION newswire.partitions_of(parent regclass) RETURNS TABLE (name text, first_day date)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT child.name, CASE WHEN child.name ~ '_\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$' THEN to_date(right(child.name, 8), 'YYYYMMDD')
                            WHEN child.name ~ '_\d{4}(0[1-9]|1[0-2])$' THEN to_date(right(child.name, 6), 'YYYYMM') END
    FROM (SELECT relname::text AS name FROM pg_class WHERE oid IN (
        SELECT inhrelid FROM pg_inherits WHERE inhparent = parent)) child
    ORDER BY 2, 1
$$;

REVOKE ALL ON FUNCTION newswire.ensure_month, newswire.ensure_day, newswire.ensure_partitions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION newswire.ensure_month, newswire.ensure_day, newswire.ensure_partitions TO newswire_writer;
