-- Full text, filled from the change feed and never by the loader.

-- Put articles into the index as they are now, or take them out. 2,000 characters of a title, 20,000 of a summary and
-- 250,000 of a body are indexed; the article itself is whole. Behind the text stand the fields, each word with its
-- field's name. A source without a country is of the one that its address ends with.
CREATE OR REPLACE FUNCTION newswire.put_in_search(ids bigint[], months date[]) RETURNS void
LANGUAGE plpgsql SET client_min_messages = warning AS $$
BEGIN
    INSERT INTO newswire.article_search AS s (
        article_id, month, language, published_at, source_id, agency, embargoed_until, tsv)
    SELECT a.article_id, a.month, newswire.search_language(coalesce(a.language, 'und')), coalesce(a.published_at, a.first_seen_at),
        a.source_id, a.agency, a.embargoed_until,
        newswire.article_vector(c.code, left(a.title, 2000), left(a.summary, 20000), left(a.body, 250000))
        || newswire.fields_vector(
            ARRAY['byline', 'agency', 'place', 'source', 'source', 'country']
                || array_fill('byline'::text, ARRAY[cardinality(a.authors)]) || array_fill('keyword'::text, ARRAY[cardinality(a.keywords)]),
            ARRAY[a.byline, a.agency, a.dateline_place, o.name, o.slug,
                coalesce(to_jsonb(o) ->> 'country', substring(split_part(o.slug, '/', 1) FROM '\.([a-z]{2})(?::[0-9]+)?$'))]
                || a.authors || a.keywords)
    FROM (SELECT DISTINCT * FROM unnest(ids, months) AS p (article_id, month)) places
    JOIN newswire.article a USING (article_id, month)
    JOIN newswire.source o USING (source_id)
    CROSS JOIN LATERAL (SELECT newswire.searched_as(coalesce(a.language, 'und')) AS code) c
    WHERE a.status IN ('usable', 'corrected')
    ORDER BY a.article_id
    ON CONFLICT (article_id, month) DO UPDATE
    SET language = excluded.language, published_at = excluded.published_at, source_id = excluded.source_id,
        agency = excluded.agency, embargoed_until = excluded.embargoed_until, tsv = excluded.tsv;

    DELETE FROM newswire.article_search s USING newswire.article a, unnest(ids, months) AS p (article_id, month)
    WHERE s.article_id = p.article_id AND s.month = p.month AND a.article_id = s.article_id AND a.month = s.month
      AND a.status IN ('withheld', 'canceled');
END $$;

-- Index the articles of the next events, at most `most` of them; returns how many events were read.
CREATE OR REPLACE FUNCTION newswire.index_articles(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    place newswire.consumer_cursor;
    events newswire.article_event[];
    last newswire.article_event;
BEGIN
    SELECT * INTO place FROM newswire.consumer_cursor WHERE consumer = 'search' FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    SELECT array_agg(e ORDER BY e.xid, e.event_id) INTO events FROM (
        SELECT * FROM newswire.article_event
        WHERE (xid, event_id) > (place.xid, place.event_id) AND xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY xid, event_id LIMIT most) e;
    IF events IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM newswire.put_in_search(array_agg(e.article_id), array_agg(e.month)) FROM unnest(events) e;
    last := events[array_upper(events, 1)];
    UPDATE newswire.consumer_cursor SET xid = last.xid, event_id = last.event_id, updated_at = now()
    WHERE consumer = 'search';
    RETURN cardinality(events);
END $$;

-- Build the index of one month anew, 200 articles a transaction, so that no reader of the change feed waits for it:
-- CALL newswire.reindex_month('2026-11-01'). What the task indexes meanwhile is not undone.
CREATE OR REPLACE PROCEDURE newswire.reindex_month(moment date) LANGUAGE plpgsql AS $$
DECLARE
    first_day date := date_trunc('month', moment);
    done bigint := 0;
    ids bigint[];
BEGIN
    LOOP
        SELECT array_agg(article_id ORDER BY article_id) INTO ids FROM (
            SELECT article_id FROM newswire.article
            WHERE month = first_day AND article_id > done ORDER BY article_id LIMIT 200) batch;
        EXIT WHEN ids IS NULL;
        PERFORM FROM newswire.consumer_cursor WHERE consumer = 'search' FOR UPDATE;
        PERFORM newswire.put_in_search(ids, array_fill(first_day, ARRAY[cardinality(ids)]));
        done := ids[cardinality(ids)];
        COMMIT;
    END LOOP;
END $$;
