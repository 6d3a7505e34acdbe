-- name: add_source
-- The outlet with this slug, made where there is none.
INSERT INTO newswire.source AS s (slug, name, homepage) VALUES (%(slug)s, %(name)s, %(homepage)s)
ON CONFLICT (slug) DO UPDATE SET homepage = coalesce(s.homepage, excluded.homepage)
RETURNING source_id

-- name: add_feed
-- A feed to poll at once; one that was removed comes back with its history. `added` is false for a feed already followed.
INSERT INTO newswire.feed AS f (source_id, url, title, language, selector)
VALUES (%(source_id)s, %(url)s, %(title)s, %(language)s, %(selector)s)
ON CONFLICT (url) DO UPDATE SET removed_at = NULL, title = coalesce(excluded.title, f.title), selector = excluded.selector
RETURNING feed_id, xmax = 0 AS added

-- name: add_feed_state
-- The volatile half of a feed; one that was gone is asked again at once.
INSERT INTO newswire.feed_state (feed_id) VALUES (%(feed_id)s)
ON CONFLICT (feed_id) DO UPDATE SET gone_at = NULL, next_poll_at = now()

-- name: list_feeds
-- Every feed followed, with how it does.
SELECT f.feed_id, f.url, s.name AS source, f.title, h.state, h.since, h.reason, h.last_success_at, h.next_poll_at,
    st.poll_interval, st.polls, st.entries_seen, st.entries_new, st.format, f.added_at, h.what_next, h.may_have_lost_at, s.homepage
FROM newswire.feed f
JOIN newswire.feed_state st USING (feed_id)
JOIN newswire.source s USING (source_id)
JOIN newswire_v1.feed_health h ON h.feed = f.url
WHERE %(url)s::text IS NULL OR f.url = %(url)s
ORDER BY s.name, f.url

-- name: set_feed_paused
-- Pause a feed or let it go on; one that goes on is due at once.
WITH chosen AS (
    UPDATE newswire.feed SET paused_at = CASE WHEN %(paused)s THEN coalesce(paused_at, now()) END
    WHERE url = %(url)s AND removed_at IS NULL RETURNING feed_id)
UPDATE newswire.feed_state SET gone_at = CASE WHEN %(paused)s THEN gone_at END,
    next_poll_at = CASE WHEN %(paused)s THEN next_poll_at ELSE now() END
WHERE feed_id IN (SELECT feed_id FROM chosen)

-- name: remove_feed
-- Stop following a feed. Its row stays, because the entries it brought stay in the ledger.
UPDATE newswire.feed SET removed_at = now() WHERE url = %(url)s AND removed_at IS NULL

-- name: poll_feeds_now
-- Make feeds due at once.
UPDATE newswire.feed_state SET next_poll_at = now(), queued_at = NULL
WHERE feed_id = ANY(%(feed_ids)s) AND (lease_until IS NULL OR lease_until < now())
RETURNING feed_id

-- name: abandon_polls
-- Feeds whose workers died on them again and again count as failed: put off, and said why.
UPDATE newswire.feed_state SET lease = NULL, lease_until = NULL, desertions = 0, polls = polls + 1,
    last_polled_at = now(), failures = failures + 1, failing_since = coalesce(failing_since, now()),
    last_error = format('Abandoned: no worker finished its poll within the lease, %%s times', desertions),
    next_poll_at = now() + %(pause)s
WHERE feed_id IN (
    SELECT feed_id FROM newswire.feed_state WHERE desertions >= %(most)s AND lease_until < now()
    ORDER BY feed_id FOR UPDATE SKIP LOCKED)

-- name: renew_feeds
-- Keep a lease: our polls go on.
UPDATE newswire.feed_state SET lease_until = now() + %(duration)s WHERE feed_id = ANY(%(ids)s) AND lease = %(lease)s

-- name: queue_due_feeds
-- Take due feeds for a hint. Their next poll moves on by the lease, so that a hint that is lost costs that time only.
UPDATE newswire.feed_state SET queued_at = now(), next_poll_at = now() + %(lease)s
WHERE feed_id IN (
    SELECT st.feed_id FROM newswire.feed_state st JOIN newswire.feed f USING (feed_id)
    WHERE st.next_poll_at <= now() AND f.paused_at IS NULL AND f.removed_at IS NULL
      AND (st.lease_until IS NULL OR st.lease_until < now())
    ORDER BY st.next_poll_at LIMIT %(most)s FOR UPDATE OF st SKIP LOCKED)
RETURNING feed_id, desertions

-- name: claim_feeds
-- Lease queued feeds for polling. A hint delivered twice finds `queued_at` gone. Validators are left out once a day, for
-- a look at the whole document, and while they are not to be trusted.
WITH claimed AS (
    UPDATE newswire.feed_state SET queued_at = NULL, lease = %(lease)s, lease_until = now() + %(duration)s,
        desertions = desertions + 1
    WHERE feed_id IN (
        SELECT feed_id FROM newswire.feed_state
        WHERE feed_id = ANY(%(feed_ids)s) AND queued_at IS NOT NULL AND (lease_until IS NULL OR lease_until < now())
        ORDER BY feed_id FOR UPDATE SKIP LOCKED)
    RETURNING *)
SELECT c.feed_id, f.url, f.selector, f.source_id, s.homepage, f.title, c.etag, c.last_modified, c.validated_url, c.body_hash,
    coalesce(c.last_full_at > now() - interval '1 day' AND (c.distrusted_until < now()) IS NOT FALSE, false) AS may_condition,
    coalesce(c.distrusted_until > now(), false) AS distrusted, c.poll_interval, c.failures, c.last_success_at, c.rhythm,
    CASE WHEN c.moved_to IS NOT NULL
         THEN jsonb_build_object('to', c.moved_to, 'since', c.moved_since, 'times', c.moved_times) END AS move,
    c.entries_new AS held, coalesce(w.state = 'active' AND w.lease_until > now(), false) AS hub_active, now() AS claimed_at
FROM claimed c JOIN newswire.feed f USING (feed_id) JOIN newswire.source s USING (source_id)
LEFT JOIN newswire.websub w USING (feed_id)

-- name: finish_poll
-- A poll that was answered: its result, fenced by the lease. Recoveries and silence are noted as they are found.
WITH before AS (
    SELECT feed_id, failures, failing_since, gone_at,
        coalesce(last_new_at, last_success_at) + coalesce(silent_after, interval '14 days') < now() AS was_silent
    FROM newswire.feed_state WHERE feed_id = %(feed_id)s AND lease = %(lease)s),
told AS (
    INSERT INTO newswire.feed_change (feed_id, state, reason)
    SELECT feed_id, 'ok', CASE WHEN failures > 0 OR gone_at IS NOT NULL
        THEN format('answers again, after %%s failures since %%s', failures, date_trunc('second', failing_since))
        ELSE 'has news again, after having been silent' END
    FROM before WHERE failures > 0 OR gone_at IS NOT NULL OR (was_silent AND %(new)s > 0))
UPDATE newswire.feed_state st SET
    lease = NULL, lease_until = NULL, desertions = 0, polls = polls + 1, last_polled_at = now(), last_success_at = now(),
    failures = 0, failing_since = NULL, last_error = NULL, gone_at = NULL, suggested_url = NULL,
    recovered_at = CASE WHEN before.failures > 0 OR before.gone_at IS NOT NULL OR (before.was_silent AND %(new)s > 0)
                        THEN now() ELSE recovered_at END,
    poll_interval = %(interval)s, next_poll_at = now() + %(interval)s,
    etag = %(etag)s, last_modified = %(last_modified)s, validated_url = %(validated_url)s, body_hash = %(body_hash)s,
    last_full_at = CASE WHEN %(full)s THEN now() ELSE last_full_at END,
    distrusted_until = CASE WHEN %(distrust)s THEN now() + interval '7 days' ELSE distrusted_until END,
    rhythm = %(rhythm)s, silent_after = %(silent_after)s,
    moved_to = %(moved_to)s, moved_since = %(moved_since)s, moved_times = %(moved_times)s,
    may_have_lost_at = CASE WHEN %(lost)s THEN now() ELSE may_have_lost_at END,
    bozo = CASE WHEN %(not_modified)s THEN bozo ELSE %(bozo)s END,
    format = coalesce(%(format)s, format), entries_seen = entries_seen + %(seen)s, entries_new = entries_new + %(new)s,
    last_new_at = CASE WHEN %(new)s > 0 THEN now() ELSE last_new_at END
FROM before WHERE st.feed_id = before.feed_id

-- name: fail_poll
-- A poll that failed: counted, the next one put off. The first failure after a success is noted, and stays for a year.
WITH before AS (
    SELECT feed_id, failures, gone_at FROM newswire.feed_state WHERE feed_id = %(feed_id)s AND lease = %(lease)s),
told AS (
    INSERT INTO newswire.feed_change (feed_id, state, reason)
    SELECT feed_id, CASE WHEN %(gone)s THEN 'gone' ELSE 'failing' END, %(reason)s
    FROM before WHERE failures = 0 OR (%(gone)s AND gone_at IS NULL)),
forgotten AS (
    DELETE FROM newswire.feed_change WHERE feed_id = %(feed_id)s AND at < now() - interval '1 year')
UPDATE newswire.feed_state st SET
    lease = NULL, lease_until = NULL, desertions = 0, polls = polls + 1, last_polled_at = now(),
    failures = st.failures + 1, failing_since = coalesce(st.failing_since, now()), last_error = %(reason)s,
    next_poll_at = now() + %(interval)s, gone_at = CASE WHEN %(gone)s THEN coalesce(st.gone_at, now()) END
FROM before WHERE st.feed_id = before.feed_id

-- name: postpone_poll
-- A poll whose turn at its host did not come.
UPDATE newswire.feed_state SET lease = NULL, lease_until = NULL, desertions = 0, next_poll_at = now() + %(wait)s
WHERE feed_id = %(feed_id)s AND lease = %(lease)s

-- name: move_feed
-- Follow a feed at another address. Where that is followed already, this one is given up, and why is said.
WITH moved AS (
    UPDATE newswire.feed SET url = %(url)s::text
    WHERE feed_id = %(feed_id)s AND NOT EXISTS (SELECT FROM newswire.feed other WHERE other.url = %(url)s::text)
    RETURNING feed_id),
told AS (
    INSERT INTO newswire.feed_change (feed_id, state, reason)
    SELECT %(feed_id)s, CASE WHEN EXISTS (SELECT FROM moved) THEN 'ok' ELSE 'gone' END, %(reason)s::text)
UPDATE newswire.feed_state SET moved_to = NULL, moved_since = NULL, moved_times = 0, suggested_url = NULL,
    etag = NULL, last_modified = NULL, validated_url = NULL,
    gone_at = CASE WHEN EXISTS (SELECT FROM moved) THEN NULL ELSE now() END,
    failures = CASE WHEN EXISTS (SELECT FROM moved) THEN failures ELSE greatest(failures, 1) END,
    last_error = CASE WHEN EXISTS (SELECT FROM moved) THEN last_error ELSE %(reason)s || ', which is followed already' END,
    next_poll_at = CASE WHEN EXISTS (SELECT FROM moved) THEN next_poll_at ELSE now() + interval '30 days' END
WHERE feed_id = %(feed_id)s
RETURNING gone_at IS NULL AS moved

-- name: suggest_feed
-- The site announces this feed now; whether it is the same nobody can tell but a person.
UPDATE newswire.feed_state SET suggested_url = %(url)s WHERE feed_id = %(feed_id)s

-- name: feed_changes
-- What became of a feed, the newest first.
SELECT c.at, c.state, c.reason FROM newswire.feed_change c JOIN newswire.feed f USING (feed_id)
WHERE f.url = %(url)s ORDER BY c.at DESC LIMIT 20

-- name: describe_feed
-- What a feed says of itself, taken over where nothing is known yet.
UPDATE newswire.feed f SET title = coalesce(%(title)s, f.title), language = coalesce(%(language)s, f.language)
WHERE feed_id = %(feed_id)s AND (f.title, f.language) IS DISTINCT FROM (coalesce(%(title)s, f.title), coalesce(%(language)s, f.language))
