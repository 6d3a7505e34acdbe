-- Rechecks of the pages of loaded articles.

-- The next recheck of a page: at the first of the distances that is still in the future. Missed rechecks are not made up.
-- Most edits happen in the first hours; after a week publishers rarely correct news (docs/decisions/rechecks.md).
CREATE OR REPLACE FUNCTION newswire.next_look(began timestamptz, distances interval[]) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    SELECT min(began + d) FROM unnest(coalesce(distances, '{1 hour,6 hours,1 day,7 days}'::interval[])) d
    WHERE began + d > now()
$$;

-- Record that a publisher no longer shows an article, or shows it again, and raise an event. True if that is a change. The text
-- stays: people who republish or study news need to see what was withdrawn.
CREATE OR REPLACE FUNCTION newswire.note_withdrawn_by_publisher(wanted bigint, is_withdrawn boolean) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    key newswire.article_key := newswire.lock_article(wanted);
    moment timestamptz;
    noted integer;
BEGIN
    UPDATE newswire.article SET withdrawn_by_publisher = CASE WHEN is_withdrawn THEN clock_timestamp() END,
        updated_at = greatest(clock_timestamp(), updated_at + interval '1 microsecond')
    WHERE article_id = wanted AND month = key.month AND status IN ('usable', 'corrected')
      AND (withdrawn_by_publisher IS NOT NULL) <> is_withdrawn
    RETURNING updated_at, revision INTO moment, noted;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM newswire.announce(ARRAY[ROW(moment, wanted, key.month, noted, 'metadata',
        CASE WHEN is_withdrawn THEN 'withdrawn_by_publisher' ELSE 'shown_again' END)::newswire.happening]);
    RETURN true;
END $$;

-- Plan rechecks of the pages of entries that were just loaded; their publishers show them now.
-- A date without a time says nothing about the hour, and a future or very old date is no start to count from.
CREATE OR REPLACE FUNCTION newswire.plan_looks(entries bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newswire.note_withdrawn_by_publisher(a.article_id, false)
    FROM newswire.entry e JOIN newswire.article_key k ON k.article_id = e.article_id
    JOIN newswire.article a ON a.article_id = k.article_id AND a.month = k.month
    WHERE e.entry_id = ANY(entries) AND k.entry_id = e.entry_id AND a.withdrawn_by_publisher IS NOT NULL;

    INSERT INTO newswire.recheck (article_id, entry_id, host, began_at, due_at)
    SELECT a.article_id, e.entry_id, split_part(e.url, '/', 3), began.at, newswire.next_look(began.at, f.recheck)
    FROM newswire.entry e
    JOIN newswire.feed f USING (feed_id)
    JOIN newswire.article_key k ON k.article_id = e.article_id AND k.entry_id = e.entry_id
    JOIN newswire.article a ON a.article_id = k.article_id AND a.month = k.month
    CROSS JOIN LATERAL (SELECT newswire.appeared_at(a.published_at, a.published_precision, a.first_seen_at)) began (at)
    WHERE e.entry_id = ANY(entries) AND e.item IS NULL AND e.url ~ '^https?://' AND newswire.next_look(began.at, f.recheck) IS NOT NULL
    ORDER BY a.article_id
    ON CONFLICT (article_id) DO NOTHING;
END $$;
