-- name: feeds_by_state
-- Feeds by state.
SELECT state, count(*) AS feeds FROM newswire_v1.feed_health GROUP BY state ORDER BY state

-- name: troubled_feeds
-- Feeds that need a look.
SELECT feed, state, since, reason, next_poll_at FROM newswire_v1.feed_health
WHERE state IN ('failing', 'late', 'silent', 'gone') ORDER BY since

-- name: backlog
-- Work by stage: how much, how old, how much of it leased.
SELECT stage, count(*) AS waiting, count(*) FILTER (WHERE lease_until > now()) AS leased,
    now() - min(due_at) FILTER (WHERE due_at <= now() AND (lease_until IS NULL OR lease_until < now())) AS oldest
FROM newswire.entry WHERE stage IN ('fetch', 'clean', 'load') GROUP BY stage ORDER BY stage

-- name: beat
-- Whether it is our turn, noted as a sign of life: not if another clockwork runs right now (its row is locked) or has
-- just run.
WITH first AS (
    INSERT INTO newswire.heartbeat (name, at) VALUES (%(name)s, now()) ON CONFLICT DO NOTHING RETURNING name),
free AS (
    SELECT name FROM newswire.heartbeat WHERE name = %(name)s AND at < now() - %(spacing)s::interval
    FOR UPDATE SKIP LOCKED),
noted AS (
    UPDATE newswire.heartbeat h SET at = now() FROM free WHERE h.name = free.name RETURNING h.name)
SELECT name FROM first UNION ALL SELECT name FROM noted

-- name: last_beat
-- When the clockwork last ran, and the time now.
SELECT max(at) AS at, now() AS asked FROM newswire.heartbeat WHERE name = 'tick'

-- name: queued_feeds
-- Feeds whose time has come and that no worker polls yet.
SELECT count(*) AS feeds FROM newswire.feed_state st JOIN newswire.feed f USING (feed_id)
WHERE f.paused_at IS NULL AND f.removed_at IS NULL AND (st.next_poll_at <= now() OR st.queued_at IS NOT NULL)
  AND (st.lease_until IS NULL OR st.lease_until < now())

-- name: unsettled
-- How much is still under way of what was asked for since a moment: feeds not polled yet, entries in work, by stage. Of
-- what waits for a moment to come, how many feeds and entries, the earliest moment, and the reason of that one.
WITH feeds AS (
    SELECT next_poll_at, next_poll_at > now() AND queued_at IS NULL AND lease IS NULL AS is_later
    FROM newswire.feed_state
    WHERE feed_id = ANY(%(feed_ids)s) AND (last_polled_at IS NULL OR last_polled_at < %(since)s)),
entries AS (
    SELECT stage, due_at, newswire.masked(last_error) AS last_error, due_at > now() AND lease IS NULL AS is_later
    FROM newswire.entry WHERE feed_id = ANY(%(feed_ids)s) OR entry_id = ANY(%(entry_ids)s)),
later AS (
    SELECT due_at, last_error FROM entries WHERE is_later AND stage IN ('fetch', 'clean', 'load')
    UNION ALL SELECT next_poll_at, 'its host is left alone until then' FROM feeds WHERE is_later
    ORDER BY due_at LIMIT 1)
SELECT (SELECT count(*) FROM feeds) AS feeds,
    count(*) FILTER (WHERE stage = 'fetch') AS to_fetch, count(*) FILTER (WHERE stage = 'clean') AS to_clean,
    count(*) FILTER (WHERE stage = 'load') AS to_load,
    (SELECT count(*) FROM feeds WHERE is_later)
        + count(*) FILTER (WHERE stage IN ('fetch', 'clean', 'load') AND is_later) AS later,
    (SELECT due_at FROM later) AS next_try_at, (SELECT last_error FROM later) AS reason, count(*) AS known, now() AS asked_at
FROM entries

-- name: database_clock
-- The time now: the database's clock is the only one used.
SELECT now()

-- name: end_reader_sessions
-- End sessions of readers that hold up others; return who they were, and why.
SELECT pid, role, reason FROM newswire.end_reader_sessions()

-- name: release_articles
-- Release the articles whose embargo is over; return how many.
SELECT newswire.release_articles()
