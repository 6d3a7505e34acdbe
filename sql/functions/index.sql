-- The full-text index follows the change feed.

-- Index the articles of the next events, at most `most` of them; returns how many events were read.
CREATE OR REPLACE FUNCTION newswire.index_articles(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    place newswire.consumer_cursor;
    events newswire.article_event[];
BEGIN
    SELECT * INTO place FROM newswire.consumer_cursor WHERE consumer = 'search' FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    SELECT array_agg(e ORDER BY e.cursor) INTO events FROM (
        SELECT * FROM newswire.article_event WHERE cursor > place.cursor ORDER BY cursor LIMIT most) e;
    IF events IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM newswire.put_in_search(array_agg(e.article_id), array_agg(e.month)) FROM unnest(events) e;
    UPDATE newswire.consumer_cursor SET cursor = (events[cardinality(events)]).cursor, updated_at = now()
    WHERE consumer = 'search';
    RETURN cardinality(events);
END $$;

-- Rebuild the index of one month, 200 articles per transaction, so that no reader of the change feed waits for it:
-- CALL newswire.reindex_month('2026-11-01'). Articles that the index task adds meanwhile stay.
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
