-- Looks at the pages of loaded articles.

-- The next look at a page: the first of the distances that is still to come. Looks that were missed are not made up.
-- Most edits fall in the first hours; a week is as long as publishers go on correcting news (docs/decisions/rechecks.md).
CREATE OR REPLACE FUNCTION newswire.next_look(began timestamptz, distances interval[]) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    SELECT min(began + d) FROM unnest(coalesce(distances, '{1 hour,6 hours,1 day,7 days}'::interval[])) d
    WHERE began + d > now()
$$;

-- Note that a publisher shows an article no more, or shows it again, and tell readers. True where that is news. The text
-- stays: who republishes or studies news needs to see what was withdrawn.
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

-- Plan looks at the pages of entries that were just loaded. What is loaded is shown by its publisher.
-- A day's date says nothing of the hour, and a date of the future or of long ago is no start to count from.
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
    CROSS JOIN LATERAL (SELECT CASE
        WHEN a.published_precision <> 'day' AND a.published_at BETWEEN a.first_seen_at - interval '7 days' AND a.first_seen_at
        THEN a.published_at ELSE a.first_seen_at END) began (at)
    WHERE e.entry_id = ANY(entries) AND e.item IS NULL AND e.url ~ '^https?://' AND newswire.next_look(began.at, f.recheck) IS NOT NULL
    ORDER BY a.article_id
    ON CONFLICT (article_id) DO NOTHING;
END $$;
