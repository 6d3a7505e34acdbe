-- Retention: what its source's rule no longer keeps goes, a whole partition where nothing in it is to be kept, else rows
-- in bounded steps. The keys stay: what was dropped does not come back. What is under a legal hold stays, too.

-- Whether a source's rule, else the rule for all, keeps no longer what came in then. No rule keeps for ever.
CREATE OR REPLACE FUNCTION newswire.articles_expired(source bigint, in_month date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT in_month + make_interval(months => 1 + article_months) <= now() AT TIME ZONE 'UTC'
        FROM newswire.retention WHERE source_id = source OR source_id IS NULL ORDER BY source_id NULLS LAST LIMIT 1), false)
$$;

CREATE OR REPLACE FUNCTION newswire.documents_expired(source bigint, on_day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT on_day + 1 + document_days <= (now() AT TIME ZONE 'UTC')::date
        FROM newswire.retention WHERE source_id = source OR source_id IS NULL ORDER BY source_id NULLS LAST LIMIT 1), false)
$$;

-- The partitions of a table that may hold something expired by the shortest rule, oldest first.
CREATE OR REPLACE FUNCTION newswire.old_partitions(parent regclass, pattern text, before timestamp)
RETURNS TABLE (name text, first_day date) LANGUAGE sql STABLE AS $$
    SELECT c.relname::text, to_date(substring(c.relname FROM '\d+$'), pattern)
    FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = parent AND to_date(substring(c.relname FROM '\d+$'), pattern) < before
    ORDER BY 2
$$;

CREATE OR REPLACE FUNCTION newswire.retain_documents(most integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    one record;
    kept boolean;
    dropped bigint;
BEGIN
    FOR one IN SELECT * FROM newswire.old_partitions('newswire.document', 'YYYYMMDD', (
        SELECT (now() AT TIME ZONE 'UTC')::date - min(document_days) FROM newswire.retention))
    LOOP
        SELECT EXISTS (
            SELECT FROM newswire.document d
            LEFT JOIN newswire.entry e USING (entry_id) LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
            WHERE d.day = one.first_day AND (NOT newswire.documents_expired(f.source_id, one.first_day)
                OR EXISTS (SELECT FROM newswire.legal_hold h WHERE h.article_id = e.article_id))) INTO kept;
        IF NOT kept THEN
            EXECUTE format('DROP TABLE newswire.%I', one.name);
            RETURN 'dropped ' || one.name;
        END IF;
        DELETE FROM newswire.document WHERE day = one.first_day AND document_id IN (
            SELECT d.document_id FROM newswire.document d
            LEFT JOIN newswire.entry e USING (entry_id) LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
            WHERE d.day = one.first_day AND newswire.documents_expired(f.source_id, one.first_day)
              AND NOT EXISTS (SELECT FROM newswire.legal_hold h WHERE h.article_id = e.article_id)
            LIMIT most);
        GET DIAGNOSTICS dropped = ROW_COUNT;
        IF dropped > 0 THEN
            RETURN format('deleted %s raw documents of %s', dropped, one.first_day);
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION newswire.retain_articles(most integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    one record;
    kept boolean;
    dropped bigint[];
BEGIN
    FOR one IN SELECT * FROM newswire.old_partitions('newswire.article', 'YYYYMM', (
        SELECT (now() AT TIME ZONE 'UTC') - make_interval(months => min(article_months)) FROM newswire.retention))
    LOOP
        SELECT EXISTS (
            SELECT FROM newswire.source s
            WHERE NOT newswire.articles_expired(s.source_id, one.first_day)
              AND EXISTS (SELECT FROM newswire.article a WHERE a.month = one.first_day AND a.source_id = s.source_id))
            OR EXISTS (
            SELECT FROM newswire.legal_hold h JOIN newswire.article a USING (article_id) WHERE a.month = one.first_day)
        INTO kept;
        IF NOT kept THEN
            EXECUTE format('DROP TABLE newswire.%I, newswire.%I, newswire.%I', one.name,
                replace(one.name, 'article', 'article_revision'), replace(one.name, 'article', 'article_search'));
            RETURN 'dropped ' || one.name;
        END IF;
        WITH expired AS (
            DELETE FROM newswire.article WHERE month = one.first_day AND article_id IN (
                SELECT a.article_id FROM newswire.article a
                WHERE a.month = one.first_day AND newswire.articles_expired(a.source_id, one.first_day)
                  AND NOT EXISTS (SELECT FROM newswire.legal_hold h WHERE h.article_id = a.article_id)
                LIMIT most)
            RETURNING article_id)
        SELECT array_agg(article_id) INTO dropped FROM expired;
        IF dropped IS NOT NULL THEN
            DELETE FROM newswire.article_revision WHERE month = one.first_day AND article_id = ANY(dropped);
            DELETE FROM newswire.article_search WHERE month = one.first_day AND article_id = ANY(dropped);
            RETURN format('deleted %s articles of %s', cardinality(dropped), one.first_day);
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

-- One step of retention, one transaction: a partition dropped or `most` rows deleted, told in words; NULL where nothing is
-- left to do or somebody else is at it. A partition that is being read is left for the next day.
CREATE OR REPLACE FUNCTION newswire.retain(most integer) RETURNS text LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('newswire.retain')) THEN
        RETURN NULL;
    END IF;
    RETURN coalesce(newswire.retain_documents(most), newswire.retain_articles(most));
END $$;
REVOKE ALL ON FUNCTION newswire.retain FROM PUBLIC;
GRANT EXECUTE ON FUNCTION newswire.retain TO newswire_writer;
