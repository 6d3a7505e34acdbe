-- name: add_source
-- The outlet with this slug; create it if it is missing.
INSERT INTO newswire.source AS s (slug, name, homepage) VALUES (%(slug)s, %(name)s, %(homepage)s)
ON CONFLICT (slug) DO UPDATE SET homepage = coalesce(s.homepage, excluded.homepage)
RETURNING source_id

-- name: add_feed
-- A feed to poll at once; one that was removed comes back with its history. `added` is false for a feed already followed.
INSERT INTO newswire.feed AS f (source_id, url, title, language, selector, zone, charset)
VALUES (%(source_id)s, %(url)s, %(title)s, %(language)s, %(selector)s, %(zone)s, %(charset)s)
ON CONFLICT (url) DO UPDATE SET removed_at = NULL, title = coalesce(excluded.title, f.title), selector = excluded.selector,
    zone = coalesce(excluded.zone, f.zone), charset = coalesce(excluded.charset, f.charset)
RETURNING feed_id, xmax = 0 AS added

-- name: add_feed_state
-- The state of a feed; one that was gone is polled again at once.
INSERT INTO newswire.feed_state (feed_id) VALUES (%(feed_id)s)
ON CONFLICT (feed_id) DO UPDATE SET gone_at = NULL, next_poll_at = now()

-- name: list_feeds
-- Every feed followed, with its health.
SELECT f.feed_id, f.shown_url AS url, s.name AS source, f.title, h.state, h.since, h.reason, h.last_success_at, h.next_poll_at,
    st.poll_interval, st.polls, st.entries_seen, st.entries_new, st.format, f.added_at, h.what_next, h.may_have_lost_at,
    h.may_have_lost_times, newswire.masked(s.homepage) AS homepage
FROM newswire.feed f
JOIN newswire.feed_state st USING (feed_id)
JOIN newswire.source s USING (source_id)
JOIN newswire_v1.feed_health h USING (feed_id)
WHERE %(url)s::text IS NULL OR f.feed_id = newswire.feed_at(%(url)s)
ORDER BY s.name, f.url

-- name: feed_addresses
-- Every feed followed with its whole address, secrets included, for export to another reader.
SELECT f.url, f.shown_url, coalesce(f.title, s.name) AS title, newswire.masked(s.homepage) AS homepage
FROM newswire.feed f JOIN newswire.source s USING (source_id) WHERE f.removed_at IS NULL ORDER BY s.name, f.url

-- name: set_feed_paused
-- Pause or resume a feed; a resumed feed is due at once.
WITH chosen AS (
    UPDATE newswire.feed SET paused_at = CASE WHEN %(paused)s THEN coalesce(paused_at, now()) END
    WHERE feed_id = newswire.feed_at(%(url)s) AND removed_at IS NULL RETURNING feed_id),
told AS (
    INSERT INTO newswire.feed_change (feed_id, state, reason)
    SELECT feed_id, CASE WHEN %(paused)s THEN 'paused' ELSE 'ok' END,
        CASE WHEN %(paused)s THEN 'paused by hand' ELSE 'resumed by hand' END FROM chosen)
UPDATE newswire.feed_state SET gone_at = CASE WHEN %(paused)s THEN gone_at END,
    next_poll_at = CASE WHEN %(paused)s THEN 'infinity' ELSE now() END
WHERE feed_id IN (SELECT feed_id FROM chosen)

-- name: remove_feed
-- Stop following a feed. Its row stays, because the entries it brought stay in the ledger.
WITH chosen AS (
    UPDATE newswire.feed SET removed_at = now() WHERE feed_id = newswire.feed_at(%(url)s) AND removed_at IS NULL RETURNING feed_id)
UPDATE newswire.feed_state SET next_poll_at = 'infinity' WHERE feed_id IN (SELECT feed_id FROM chosen)

-- name: poll_feeds_now
-- Make feeds due at once.
UPDATE newswire.feed_state SET next_poll_at = now(), queued_at = NULL
WHERE feed_id = ANY(%(feed_ids)s) AND (lease_until IS NULL OR lease_until < now())
RETURNING feed_id

-- name: abandon_polls
-- Record a failure of feeds whose workers died again and again, with the reason, and postpone them.
WITH deserted AS (
    SELECT feed_id, desertions, failures FROM newswire.feed_state WHERE desertions >= %(most)s AND lease_until < now()
    ORDER BY feed_id FOR UPDATE SKIP LOCKED),
told AS (
    INSERT INTO newswire.feed_change (feed_id, state, reason)
    SELECT feed_id, 'failing', 'no worker finished its poll within the lease, ' || newswire.counted(desertions, 'time')
    FROM deserted WHERE failures = 0)
UPDATE newswire.feed_state st SET lease = NULL, lease_until = NULL, desertions = 0, polls = polls + 1,
    last_polled_at = now(), failures = st.failures + 1, failing_since = coalesce(failing_since, now()),
    last_error = 'no worker finished its poll within the lease, ' || newswire.counted(st.desertions, 'time'),
    next_poll_at = now() + %(pause)s
FROM deserted WHERE st.feed_id = deserted.feed_id

-- name: renew_feeds
-- Renew the lease of our polls.
UPDATE newswire.feed_state SET lease_until = now() + %(duration)s WHERE feed_id = ANY(%(ids)s) AND lease = %(lease)s

-- name: queue_due_feeds
-- Take due feeds for a hint, those never polled before any that are overdue. Their next poll is put off by the lease,
-- so a lost hint costs no more than that.
WITH strangers AS (
    SELECT st.feed_id FROM newswire.feed_state st JOIN newswire.feed f USING (feed_id)
    WHERE st.polls = 0 AND st.next_poll_at <= now() AND f.paused_at IS NULL AND f.removed_at IS NULL
      AND (st.lease_until IS NULL OR st.lease_until < now())
    ORDER BY st.next_poll_at LIMIT %(most)s FOR UPDATE OF st SKIP LOCKED),
known AS (
    SELECT st.feed_id FROM newswire.feed_state st JOIN newswire.feed f USING (feed_id)
    WHERE st.polls > 0 AND st.next_poll_at <= now() AND f.paused_at IS NULL AND f.removed_at IS NULL
      AND (st.lease_until IS NULL OR st.lease_until < now())
    ORDER BY st.next_poll_at LIMIT %(most)s - (SELECT count(*) FROM strangers) FOR UPDATE OF st SKIP LOCKED)
UPDATE newswire.feed_state SET queued_at = now(), next_poll_at = now() + %(lease)s
WHERE feed_id IN (SELECT feed_id FROM strangers UNION ALL SELECT feed_id FROM known)
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
    coalesce(c.distrusted_until > now(), false) AS distrusted, c.poll_interval, c.failures, c.last_success_at, c.last_new_at,
    c.newest_at, c.rhythm, c.wishes,
    CASE WHEN c.moved_to IS NOT NULL
         THEN jsonb_build_object('to', c.moved_to, 'since', c.moved_since, 'times', c.moved_times) END AS move,
    c.entries_new AS held, coalesce(w.state = 'active' AND w.lease_until > now(), false) AS hub_active, now() AS claimed_at,
    f.zone, f.charset
FROM claimed c JOIN newswire.feed f USING (feed_id) JOIN newswire.source s USING (source_id)
LEFT JOIN newswire.websub w USING (feed_id)

-- name: finish_poll
-- Store the result of an answered poll, fenced by the lease. Note recovery and silence.
WITH before AS (
    SELECT st.feed_id, st.failures, st.failing_since, st.gone_at, st.silent_at,
        coalesce(st.last_new_at, f.added_at) AS heard_at, %(new)s = 0 AND coalesce(st.last_new_at, f.added_at) + %(silent_after)s < now() AS is_silent
    FROM newswire.feed_state st JOIN newswire.feed f USING (feed_id)
    WHERE st.feed_id = %(feed_id)s AND st.lease = %(lease)s),
told AS (
    INSERT INTO newswire.feed_change (feed_id, state, reason)
    SELECT feed_id, c.state, c.reason FROM before CROSS JOIN LATERAL (VALUES
        (failures > 0 OR gone_at IS NOT NULL, 'ok', 'answers again, after '
            || newswire.counted(failures, 'failure') || ' since ' || newswire.shown_moment(coalesce(failing_since, gone_at))),
        (silent_at IS NOT NULL AND %(new)s > 0, 'ok', 'has news again, after having been silent since '
            || newswire.shown_moment(heard_at)),
        (silent_at IS NULL AND is_silent, 'silent', 'no news since ' || newswire.shown_moment(heard_at)
            || ', against its own rhythm')
        ) c (happened, state, reason)
    WHERE c.happened)
UPDATE newswire.feed_state st SET
    lease = NULL, lease_until = NULL, desertions = 0, polls = polls + 1, last_polled_at = now(), last_success_at = now(),
    failures = 0, failing_since = NULL, last_error = NULL, gone_at = NULL, suggested_url = NULL,
    silent_at = CASE WHEN before.is_silent THEN coalesce(st.silent_at, now()) END,
    recovered_at = CASE WHEN before.failures > 0 OR before.gone_at IS NOT NULL OR (st.silent_at IS NOT NULL AND %(new)s > 0)
                        THEN now() ELSE recovered_at END,
    poll_interval = %(interval)s, next_poll_at = now() + %(interval)s,
    etag = %(etag)s, last_modified = %(last_modified)s, validated_url = %(validated_url)s, body_hash = %(body_hash)s,
    last_full_at = CASE WHEN %(full)s THEN now() ELSE last_full_at END,
    distrusted_until = CASE WHEN %(distrust)s THEN now() + interval '7 days' ELSE distrusted_until END,
    rhythm = %(rhythm)s, wishes = %(wishes)s, silent_after = %(silent_after)s,
    newest_at = greatest(newest_at, %(newest_at)s),
    moved_to = %(moved_to)s, moved_since = %(moved_since)s, moved_times = %(moved_times)s,
    may_have_lost_at = CASE WHEN %(lost)s THEN now() ELSE may_have_lost_at END,
    may_have_lost_times = may_have_lost_times + CASE WHEN %(lost)s THEN 1 ELSE 0 END,
    bozo = CASE WHEN %(not_modified)s THEN bozo ELSE %(bozo)s END,
    format = coalesce(%(format)s, format), entries_seen = entries_seen + %(seen)s, entries_new = entries_new + %(new)s,
    last_new_at = CASE WHEN %(new)s > 0 THEN now() ELSE st.last_new_at END
FROM before WHERE st.feed_id = before.feed_id

-- name: finish_look
-- A look into a followed folder: what was found, fenced by the lease. A recovery is noted.
WITH before AS (
    SELECT feed_id, failures, failing_since FROM newswire.feed_state WHERE feed_id = %(feed_id)s AND lease = %(lease)s),
told AS (
    INSERT INTO newswire.feed_change (feed_id, state, reason)
    SELECT feed_id, 'ok', format('can be read again, after %%s failures since %%s', failures, date_trunc('second', failing_since))
    FROM before WHERE failures > 0)
UPDATE newswire.feed_state st SET
    lease = NULL, lease_until = NULL, desertions = 0, polls = polls + 1, last_polled_at = now(), last_success_at = now(),
    recovered_at = CASE WHEN before.failures > 0 THEN now() ELSE recovered_at END,
    failures = 0, failing_since = NULL, last_error = NULL, gone_at = NULL, poll_interval = %(usual)s,
    next_poll_at = now() + %(wait)s, format = 'folder', entries_seen = entries_seen + %(seen)s,
    entries_new = entries_new + %(new)s, bozo = CASE WHEN %(seen)s > 0 OR %(fault)s::text IS NOT NULL THEN %(fault)s ELSE bozo END,
    last_new_at = CASE WHEN %(new)s > 0 THEN now() ELSE last_new_at END
FROM before WHERE st.feed_id = before.feed_id

-- name: fail_poll
-- Count a failed poll and put off the next. Note the first failure after a success, and a feed that is gone.
WITH before AS (
    SELECT feed_id, failures, gone_at FROM newswire.feed_state WHERE feed_id = %(feed_id)s AND lease = %(lease)s),
told AS (
    INSERT INTO newswire.feed_change (feed_id, state, reason)
    SELECT feed_id, CASE WHEN %(gone)s THEN 'gone' ELSE 'failing' END, %(reason)s
    FROM before WHERE (failures = 0 AND gone_at IS NULL) OR %(gone)s <> (gone_at IS NOT NULL))
UPDATE newswire.feed_state st SET
    lease = NULL, lease_until = NULL, desertions = 0, polls = polls + 1, last_polled_at = now(),
    failures = st.failures + 1, failing_since = coalesce(st.failing_since, now()), last_error = %(reason)s,
    next_poll_at = now() + %(interval)s, gone_at = CASE WHEN %(gone)s THEN coalesce(st.gone_at, now()) END
FROM before WHERE st.feed_id = before.feed_id

-- name: postpone_poll
-- Put off a poll whose turn at its host did not come. This is not a failure.
UPDATE newswire.feed_state SET lease = NULL, lease_until = NULL, desertions = 0, next_poll_at = now() + %(wait)s
WHERE feed_id = %(feed_id)s AND lease = %(lease)s

-- name: move_feed
-- Follow a feed at another address, polled there at once where it failed here. Where that one is followed already, this
-- one is given up, and why is said; where somebody removed that one, this one stays as it is for two more days.
WITH other AS (
    SELECT removed_at IS NULL AS followed FROM newswire.feed WHERE url = %(url)s::text AND feed_id <> %(feed_id)s),
moved AS (
    UPDATE newswire.feed SET url = %(url)s::text WHERE feed_id = %(feed_id)s AND NOT EXISTS (SELECT FROM other)
    RETURNING feed_id),
outcome AS (
    SELECT EXISTS (SELECT FROM moved) AS is_moved, coalesce((SELECT followed FROM other), false) AS is_double),
told AS (
    INSERT INTO newswire.feed_change (feed_id, state, reason)
    SELECT %(feed_id)s, CASE WHEN is_moved THEN 'ok' ELSE 'gone' END,
        %(reason)s::text || CASE WHEN is_moved THEN '' ELSE ', which is followed already' END
    FROM outcome WHERE is_moved OR is_double)
UPDATE newswire.feed_state SET
    moved_to = CASE WHEN is_moved THEN NULL ELSE moved_to END,
    moved_since = CASE WHEN is_moved THEN NULL WHEN is_double THEN moved_since ELSE now() END,
    moved_times = CASE WHEN is_moved THEN 0 ELSE moved_times END, suggested_url = NULL,
    etag = NULL, last_modified = NULL, validated_url = NULL,
    gone_at = CASE WHEN is_double THEN now() WHEN is_moved THEN NULL ELSE gone_at END,
    failures = CASE WHEN is_double THEN greatest(failures, 1) ELSE failures END,
    failing_since = CASE WHEN is_double THEN coalesce(failing_since, now()) ELSE failing_since END,
    last_error = CASE WHEN is_double THEN %(reason)s::text || ', which is followed already' ELSE last_error END,
    next_poll_at = CASE WHEN is_double THEN now() + interval '30 days'
                        WHEN is_moved AND failures > 0 THEN now() ELSE next_poll_at END
FROM outcome WHERE feed_id = %(feed_id)s
RETURNING is_moved

-- name: suggest_feed
-- Note a feed that the site announces now; only a person can tell whether it is the same feed.
UPDATE newswire.feed_state SET suggested_url = %(url)s WHERE feed_id = %(feed_id)s

-- name: feed_changes
-- The history of a feed, newest first.
SELECT c.at, c.state, newswire.masked(c.reason) AS reason FROM newswire.feed_change c
WHERE c.feed_id = newswire.feed_at(%(url)s) ORDER BY c.change_id DESC

-- name: describe_feed
-- Store what a feed says about itself, if nothing is known yet.
UPDATE newswire.feed f SET title = coalesce(%(title)s, f.title), language = coalesce(%(language)s, f.language)
WHERE feed_id = %(feed_id)s AND (f.title, f.language) IS DISTINCT FROM (coalesce(%(title)s, f.title), coalesce(%(language)s, f.language))
