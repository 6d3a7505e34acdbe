-- Retention: remove what the rule of its source no longer keeps: a whole partition if nothing in it must be kept, else rows
-- in bounded steps. The keys stay, so a dropped article does not come back. Articles under a legal hold stay too. Readers get
-- `withdrawn` events with the reason `retention`.

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

DROP FUNCTION IF EXISTS newswire.old_partitions(regclass, text, timestamp);

CREATE OR REPLACE FUNCTION newswire.retain_documents(most integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    one record;
    kept boolean;
    dropped bigint;
BEGIN
    FOR one IN SELECT * FROM newswire.partitions_of('newswire.document') WHERE first_day < (
        SELECT (now() AT TIME ZONE 'UTC')::date - min(document_days) FROM newswire.retention)
    LOOP
        SELECT EXISTS (
            SELECT FROM newswire.document d
            LEFT JOIN newswire.entry e USING (entry_id) LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
            WHERE d.day = one.first_day AND (NOT newswire.documents_expired(coalesce(e.source_id, f.source_id), one.first_day)
                OR EXISTS (SELECT FROM newswire.legal_hold h WHERE h.article_id = e.article_id))) INTO kept;
        IF NOT kept THEN
            EXECUTE format('DROP TABLE newswire.%I', one.name);
            RETURN 'dropped ' || one.name;
        END IF;
        DELETE FROM newswire.document WHERE day = one.first_day AND document_id IN (
            SELECT d.document_id FROM newswire.document d
            LEFT JOIN newswire.entry e USING (entry_id) LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
            WHERE d.day = one.first_day AND newswire.documents_expired(coalesce(e.source_id, f.source_id), one.first_day)
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
    happened newswire.happening[];
BEGIN
    FOR one IN SELECT * FROM newswire.partitions_of('newswire.live_article') WHERE first_day < (
        SELECT (now() AT TIME ZONE 'UTC') - make_interval(months => min(article_months)) FROM newswire.retention)
    LOOP
        SELECT EXISTS (
            SELECT FROM newswire.source s
            WHERE NOT newswire.articles_expired(s.source_id, one.first_day)
              AND EXISTS (SELECT FROM newswire.article a WHERE a.month = one.first_day AND a.source_id = s.source_id))
            OR EXISTS (
            SELECT FROM newswire.legal_hold h JOIN newswire.article a USING (article_id) WHERE a.month = one.first_day)
        INTO kept;
        IF NOT kept THEN
            -- Before the drop waits for its readers: what it tells is undone with it where it has to give up.
            -- 10,000 at a time: a month can hold millions.
            PERFORM newswire.announce(array_agg(
                ROW(now(), article_id, month, revision, 'withdrawn', 'retention')::newswire.happening))
            FROM (SELECT *, row_number() OVER (ORDER BY article_id) / 10000 AS part FROM newswire.article
                  WHERE month = one.first_day AND announced AND status IN ('usable', 'corrected')) a
            GROUP BY part;
            EXECUTE format('DROP TABLE newswire.%I, newswire.%I, newswire.%I', one.name,
                replace(one.name, 'article', 'article_revision'), replace(one.name, 'article', 'article_search'));
            DELETE FROM newswire.article WHERE month = one.first_day;
            RETURN 'dropped ' || one.name;
        END IF;
        WITH expired AS (
            DELETE FROM newswire.article WHERE month = one.first_day AND article_id IN (
                SELECT a.article_id FROM newswire.article a
                WHERE a.month = one.first_day AND newswire.articles_expired(a.source_id, one.first_day)
                  AND NOT EXISTS (SELECT FROM newswire.legal_hold h WHERE h.article_id = a.article_id)
                LIMIT most)
            RETURNING *)
        SELECT array_agg(article_id),
            array_agg(ROW(now(), article_id, month, revision, 'withdrawn', 'retention')::newswire.happening)
                FILTER (WHERE announced AND status IN ('usable', 'corrected'))
        INTO dropped, happened FROM expired;
        IF dropped IS NOT NULL THEN
            DELETE FROM newswire.article_revision WHERE month = one.first_day AND article_id = ANY(dropped);
            DELETE FROM newswire.article_search WHERE month = one.first_day AND article_id = ANY(dropped);
            PERFORM newswire.announce(happened);
            RETURN format('deleted %s articles of %s', cardinality(dropped), one.first_day);
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

-- One step of retention in one transaction: drop a partition or delete `most` rows, and describe it. NULL if nothing is
-- left to do or another session does it. Raises lock_not_available if a session reads a partition for longer than two seconds.
CREATE OR REPLACE FUNCTION newswire.retain(most integer) RETURNS text LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
BEGIN
    PERFORM FROM newswire.turn WHERE name = 'retain' FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    RETURN coalesce(newswire.retain_documents(most), newswire.retain_articles(most));
END $$;
REVOKE ALL ON FUNCTION newswire.retain FROM PUBLIC;
GRANT EXECUTE ON FUNCTION newswire.retain TO newswire_writer;
