-- Rebuilding the index after its rules have changed, while it is searched and filled.

-- Put the next articles of the newest month in newswire.search_rebuild into the index, at most `most` of them; returns
-- how many, 0 where all is done or another session indexes. What stood there before is found until then. The cursor's row
-- is locked first, as for indexing: neither undoes what the other wrote.
CREATE OR REPLACE FUNCTION newswire.rebuild_search(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    next newswire.search_rebuild;
    ids bigint[];
BEGIN
    PERFORM FROM newswire.consumer_cursor WHERE consumer = 'search' FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    LOOP
        SELECT * INTO next FROM newswire.search_rebuild ORDER BY month DESC LIMIT 1;
        IF NOT FOUND THEN
            RETURN 0;
        END IF;
        SELECT array_agg(article_id ORDER BY article_id) INTO ids FROM (
            SELECT article_id FROM newswire.article
            WHERE month = next.month AND article_id > next.done ORDER BY article_id LIMIT most) batch;
        EXIT WHEN ids IS NOT NULL;
        DELETE FROM newswire.search_rebuild WHERE month = next.month;
    END LOOP;
    PERFORM newswire.put_in_search(ids, array_fill(next.month, ARRAY[cardinality(ids)]));
    UPDATE newswire.search_rebuild SET done = ids[cardinality(ids)] WHERE month = next.month;
    RETURN cardinality(ids);
END $$;
