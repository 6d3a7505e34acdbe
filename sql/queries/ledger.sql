-- name: match_entries
-- Which entries of the ledger the entries of a feed document are: by key, else by address under a guid that changed.
-- An address that another entry of the document already has is not used twice.
WITH seen AS (
    SELECT * FROM jsonb_to_recordset(%(entries)s) AS s (entry_key uuid, url_key uuid, fingerprint uuid)),
by_key AS (
    SELECT s.entry_key, e.entry_id, e.fingerprint <> s.fingerprint AS changed
    FROM seen s JOIN newswire.entry e ON e.feed_id = %(feed_id)s AND e.entry_key = s.entry_key),
by_url AS (
    SELECT DISTINCT ON (e.entry_id) s.entry_key, e.entry_id, e.fingerprint <> s.fingerprint AS changed
    FROM seen s JOIN newswire.entry e ON e.url_key = s.url_key AND e.feed_id = %(feed_id)s
    WHERE s.entry_key NOT IN (SELECT entry_key FROM by_key) AND e.entry_id NOT IN (SELECT entry_id FROM by_key)
    ORDER BY e.entry_id, s.entry_key)
SELECT DISTINCT ON (entry_key) entry_key, entry_id, changed FROM (
    SELECT * FROM by_key UNION ALL SELECT * FROM by_url) known
ORDER BY entry_key, entry_id

-- name: touch_entries
-- A sighting of entries already in the ledger, locked in the order in which the stages lock them: no deadlock.
UPDATE newswire.entry SET last_seen_at = now(), times_seen = times_seen + 1
WHERE entry_id IN (
    SELECT entry_id FROM newswire.entry WHERE entry_id = ANY(%(entry_ids)s) ORDER BY entry_id FOR NO KEY UPDATE)

-- name: reopen_entries
-- Entries that their feed shows changed: those at an end are fetched again now, those in work once they are done. One
-- whose article was taken down or has expired stays where it is.
WITH shown AS (
    SELECT s.*, k.article_id IS NOT NULL AND (k.taken_down OR a.article_id IS NULL) AS closed
    FROM jsonb_to_recordset(%(entries)s)
        AS s (entry_id bigint, entry_key uuid, url_key uuid, guid text, url text, title text, fingerprint uuid)
    JOIN newswire.entry e USING (entry_id)
    LEFT JOIN newswire.entry twin ON twin.entry_id = e.twin_id
    LEFT JOIN newswire.article_key k ON k.article_id = coalesce(e.article_id, twin.article_id)
    LEFT JOIN newswire.article a ON a.article_id = k.article_id AND a.month = k.month)
UPDATE newswire.entry e SET
    entry_key = s.entry_key, guid = s.guid, url_key = s.url_key, url = s.url, fingerprint = s.fingerprint,
    title = CASE WHEN s.closed THEN e.title ELSE s.title END,
    revisit = NOT s.closed AND (e.stage IN ('fetch', 'clean', 'load') AND e.lease IS NOT NULL OR e.stage IN ('clean', 'load')),
    stage = CASE WHEN e.stage IN ('fetch', 'clean', 'load') OR s.closed THEN e.stage ELSE 'fetch' END,
    attempts = CASE WHEN e.stage IN ('fetch', 'clean', 'load') OR s.closed THEN e.attempts ELSE 0 END,
    due_at = CASE WHEN e.stage IN ('fetch', 'clean', 'load') OR s.closed THEN e.due_at ELSE now() END,
    hinted_at = CASE WHEN e.stage IN ('fetch', 'clean', 'load') OR s.closed THEN e.hinted_at ELSE now() END,
    failed_stage = CASE WHEN s.closed THEN e.failed_stage END, error_kind = CASE WHEN s.closed THEN e.error_kind END,
    last_error = CASE WHEN s.closed THEN e.last_error END, ended_at = CASE WHEN s.closed THEN e.ended_at END
FROM shown s
WHERE e.entry_id = s.entry_id
RETURNING e.entry_id, e.stage = 'fetch' AND e.lease IS NULL AND NOT s.closed AS to_fetch, s.closed

-- name: add_entries
-- Add new entries. One whose address another entry already has is its duplicate from the start:
-- a page that two feeds announce is fetched once. The headline of an article that was taken down is not kept.
INSERT INTO newswire.entry AS e (feed_id, entry_key, url_key, guid, url, title, fingerprint, stage, twin_id, hinted_at, ended_at)
SELECT %(feed_id)s, s.entry_key, s.url_key, s.guid, s.url, CASE WHEN k.taken_down THEN NULL ELSE s.title END, s.fingerprint,
    CASE WHEN twin.entry_id IS NULL THEN 'fetch' ELSE 'duplicate' END, twin.entry_id, now(),
    CASE WHEN twin.entry_id IS NOT NULL THEN now() END
FROM jsonb_to_recordset(%(entries)s)
    AS s (position integer, entry_key uuid, url_key uuid, guid text, url text, title text, fingerprint uuid)
LEFT JOIN LATERAL (
    SELECT e.entry_id, e.article_id FROM newswire.entry e
    WHERE e.url_key = s.url_key AND e.twin_id IS NULL AND e.stage NOT IN ('dead', 'filtered')
    ORDER BY e.entry_id LIMIT 1) twin ON true
LEFT JOIN newswire.article_key k ON k.article_id = twin.article_id
ORDER BY s.position
ON CONFLICT (feed_id, entry_key) DO NOTHING
RETURNING entry_id, entry_key, stage = 'fetch' AS to_fetch, EXISTS (
    SELECT FROM newswire.entry twin JOIN newswire.article_key k ON k.article_id = twin.article_id
    WHERE twin.entry_id = e.twin_id AND k.taken_down) AS closed

-- name: request_page
-- A page that a person asks for: a new entry without a feed, or the existing one, fetched again.
INSERT INTO newswire.entry AS e (entry_key, url_key, url, fingerprint)
VALUES (%(url_key)s, %(url_key)s, %(url)s, %(url_key)s)
ON CONFLICT (feed_id, entry_key) DO UPDATE SET
    stage = CASE WHEN e.stage IN ('fetch', 'clean', 'load') THEN e.stage ELSE 'fetch' END,
    revisit = e.stage IN ('clean', 'load') OR e.stage = 'fetch' AND e.lease IS NOT NULL,
    attempts = CASE WHEN e.lease IS NULL THEN 0 ELSE e.attempts END, due_at = now(), hinted_at = NULL, failed_stage = NULL, error_kind = NULL, last_error = NULL,
    ended_at = NULL, last_seen_at = now(), times_seen = e.times_seen + 1
RETURNING entry_id

-- name: announce_entry
-- Store what the feed says about an entry; the newest statement is kept.
INSERT INTO newswire.announcement (entry_id, announced) VALUES (%(entry_id)s, %(announced)s)
ON CONFLICT (entry_id) DO UPDATE SET announced = excluded.announced

-- name: claim_entries
-- Lease entries for one stage. Rows that are leased, in another stage or not due yet are left alone.
WITH claimed AS (
    UPDATE newswire.entry SET lease = %(lease)s, lease_until = now() + %(duration)s, attempts = attempts + 1
    WHERE entry_id IN (
        SELECT entry_id FROM newswire.entry
        WHERE entry_id = ANY(%(entry_ids)s) AND stage = %(stage)s AND due_at <= now()
          AND (lease_until IS NULL OR lease_until < now())
        ORDER BY entry_id FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING *)
SELECT c.entry_id, c.feed_id, c.guid, c.url, c.item, c.attempts, c.document_id, c.document_day, c.first_seen_at, n.announced,
    c.article_id
FROM claimed c LEFT JOIN newswire.announcement n USING (entry_id)
ORDER BY c.entry_id

-- name: renew_entries
-- Renew the lease of our work.
UPDATE newswire.entry SET lease_until = now() + %(duration)s
WHERE entry_id = ANY(%(ids)s) AND lease = %(lease)s

-- name: release_entries
-- Give entries back without charging an attempt: the database was away, or time ran out, at the commit.
UPDATE newswire.entry SET lease = NULL, lease_until = NULL, hinted_at = NULL, attempts = attempts - 1
WHERE entry_id = ANY(%(entry_ids)s) AND lease = %(lease)s

-- name: hold_entries
-- The fence: of the entries we leased, those that are still ours, locked until the commit, but not against the foreign
-- key of a poll that finds them twins of its own.
SELECT entry_id FROM newswire.entry
WHERE entry_id = ANY(%(entry_ids)s) AND stage = %(stage)s AND lease = %(lease)s
ORDER BY entry_id FOR NO KEY UPDATE

-- name: advance_fetched
-- Mark entries as fetched: the document is kept, cleaning is next.
UPDATE newswire.entry SET stage = 'clean', document_id = %(document_id)s, document_day = %(document_day)s, attempts = 0,
    lease = NULL, lease_until = NULL, due_at = now(), hinted_at = now(), error_kind = NULL, last_error = NULL
WHERE entry_id = %(entry_id)s

-- name: keep_cleaned
-- A cleaned article, waiting to be loaded.
INSERT INTO newswire.cleaned (entry_id, url, fetched_at, article, item)
VALUES (%(entry_id)s, %(url)s, %(fetched_at)s, %(article)s, %(item)s)
ON CONFLICT (entry_id) DO UPDATE SET url = excluded.url, fetched_at = excluded.fetched_at, article = excluded.article,
    item = excluded.item

-- name: advance_cleaned
-- Mark entries as cleaned: loading is next.
UPDATE newswire.entry SET stage = 'load', attempts = 0, lease = NULL, lease_until = NULL, due_at = now(),
    hinted_at = now(), error_kind = NULL, last_error = NULL
WHERE entry_id = %(entry_id)s

-- name: get_cleaned
-- The cleaned articles of claimed entries, with the outlet of their feed.
SELECT c.entry_id, c.url, c.fetched_at, c.article, coalesce(e.source_id, f.source_id) AS source_id, c.item
FROM newswire.cleaned c
JOIN newswire.entry e USING (entry_id)
LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
WHERE c.entry_id = ANY(%(entry_ids)s)

-- name: finish_entries
-- Mark entries as loaded, or as duplicates. One that changed in its feed meanwhile is fetched again.
WITH ended AS (
    SELECT * FROM jsonb_to_recordset(%(ended)s) AS t (entry_id bigint, article_id bigint, first_bringer boolean)),
dropped AS (
    DELETE FROM newswire.cleaned WHERE entry_id IN (SELECT entry_id FROM ended))
UPDATE newswire.entry e SET
    stage = CASE WHEN e.revisit THEN 'fetch' WHEN t.first_bringer THEN 'loaded' ELSE 'duplicate' END,
    article_id = t.article_id, twin_id = NULL, attempts = 0, lease = NULL, lease_until = NULL, revisit = false,
    due_at = now(), hinted_at = CASE WHEN e.revisit THEN NULL ELSE e.hinted_at END,
    ended_at = CASE WHEN e.revisit THEN NULL ELSE now() END, error_kind = NULL, last_error = NULL
FROM ended t WHERE e.entry_id = t.entry_id

-- name: retry_entries
-- Schedule failed entries again, with the reason. An entry that was not tried is not charged an attempt.
UPDATE newswire.entry e SET lease = NULL, lease_until = NULL, due_at = now() + t.delay, hinted_at = NULL,
    error_kind = t.kind, last_error = t.reason, attempts = e.attempts - (NOT t.tried)::int
FROM jsonb_to_recordset(%(failures)s) AS t (entry_id bigint, kind text, reason text, delay interval, tried boolean)
WHERE e.entry_id = t.entry_id

-- name: bury_entries
-- Quarantine failed entries that another attempt would not help, with stage and reason. An entry that changed in its
-- feed meanwhile is fetched again instead, and so are the duplicates of a buried one.
WITH failed AS (
    SELECT * FROM jsonb_to_recordset(%(failures)s) AS t (entry_id bigint, kind text, reason text)),
orphaned AS (
    UPDATE newswire.entry SET stage = 'fetch', twin_id = NULL, due_at = now(), hinted_at = NULL, ended_at = NULL
    WHERE stage = 'duplicate' AND article_id IS NULL AND twin_id IN (
        SELECT e.entry_id FROM newswire.entry e JOIN failed USING (entry_id) WHERE NOT e.revisit))
UPDATE newswire.entry e SET
    stage = CASE WHEN e.revisit THEN 'fetch' ELSE 'dead' END,
    failed_stage = CASE WHEN NOT e.revisit THEN e.stage END,
    attempts = CASE WHEN e.revisit THEN 0 ELSE e.attempts END,
    due_at = now(), hinted_at = NULL, lease = NULL, lease_until = NULL, revisit = false,
    error_kind = t.kind, last_error = t.reason, ended_at = CASE WHEN NOT e.revisit THEN now() END
FROM failed t WHERE e.entry_id = t.entry_id

-- name: bury_abandoned
-- Quarantine entries whose lease has run out too often because their worker died. Their duplicates are fetched
-- instead.
WITH abandoned AS (
    UPDATE newswire.entry SET stage = 'dead', failed_stage = stage, lease = NULL, lease_until = NULL, revisit = false,
        error_kind = 'Abandoned', ended_at = now(),
        last_error = 'no worker finished it within its lease, ' || newswire.counted(attempts, 'time')
    WHERE entry_id IN (
        SELECT entry_id FROM newswire.entry
        WHERE stage IN ('fetch', 'clean', 'load') AND lease_until < now() AND attempts >= %(most)s
        FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING entry_id),
orphaned AS (
    UPDATE newswire.entry SET stage = 'fetch', twin_id = NULL, due_at = now(), hinted_at = NULL, ended_at = NULL
    WHERE stage = 'duplicate' AND article_id IS NULL AND twin_id IN (SELECT entry_id FROM abandoned))
SELECT entry_id FROM abandoned

-- name: sweep_entries
-- Entries of one stage without a hint: never hinted, or so long ago that the hint must be lost. After a lease ran out,
-- they wait longer each time: 0, 5, 15, 35 s. Of the oldest `among`, each host gets its first entry before any host gets
-- its second, so a thousand pages of one host do not delay the one of another.
WITH oldest AS (
    SELECT entry_id, due_at, split_part(url, '/', 3) AS host FROM newswire.entry
    WHERE stage = %(stage)s AND due_at <= now()
      AND (lease_until IS NULL OR lease_until < now() - interval '5 seconds' * (2 ^ least(attempts - 1, 10) - 1))
      AND (hinted_at IS NULL OR hinted_at < now() - %(grace)s::interval)
    ORDER BY due_at LIMIT %(among)s),
chosen AS (
    SELECT entry_id FROM oldest
    ORDER BY row_number() OVER (PARTITION BY host ORDER BY due_at, entry_id), due_at, entry_id LIMIT %(most)s)
UPDATE newswire.entry SET hinted_at = now()
WHERE entry_id IN (
    SELECT entry_id FROM newswire.entry
    WHERE entry_id IN (SELECT entry_id FROM chosen) AND stage = %(stage)s AND due_at <= now()
      AND (hinted_at IS NULL OR hinted_at < now() - %(grace)s::interval)
    ORDER BY entry_id FOR NO KEY UPDATE SKIP LOCKED)
RETURNING entry_id, url, CASE WHEN lease IS NULL THEN 0 ELSE attempts END AS deserted

-- name: list_dead
-- Quarantined work, newest first.
SELECT e.entry_id, e.failed_stage, e.error_kind, newswire.masked(e.last_error) AS last_error, newswire.masked(e.url) AS url,
    e.title, f.shown_url AS feed, e.attempts, e.ended_at
FROM newswire.entry e LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
WHERE e.stage = 'dead' ORDER BY e.ended_at DESC, e.entry_id DESC LIMIT %(most)s

-- name: show_dead
-- One quarantined entry with its whole reason, and the raw document that its stage was given.
SELECT e.entry_id, e.failed_stage, e.error_kind, newswire.masked(e.last_error) AS last_error, newswire.masked(e.url) AS url,
    e.title, f.shown_url AS feed, e.attempts, e.ended_at,
    e.first_seen_at, e.times_seen, e.document_id, d.fetched_at AS document_fetched_at, d.content_type, d.size_bytes
FROM newswire.entry e
LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
LEFT JOIN newswire.document d ON d.document_id = e.document_id AND d.day = e.document_day
WHERE e.stage = 'dead' AND e.entry_id = %(entry_id)s

-- name: retry_dead
-- Give quarantined work another chance, from the stage it failed in: all that fits every filter given.
UPDATE newswire.entry SET stage = CASE WHEN error_kind IN ('DocumentGone', 'DocumentDamaged') THEN 'fetch'
        WHEN error_kind = 'CleanedGone' THEN 'clean' ELSE failed_stage END,
    failed_stage = NULL, attempts = 0, due_at = now(), hinted_at = NULL,
    ended_at = NULL
WHERE stage = 'dead' AND (%(entry_ids)s::bigint[] IS NULL OR entry_id = ANY(%(entry_ids)s))
  AND (%(failed_stage)s::text IS NULL OR failed_stage = %(failed_stage)s)
  AND (%(since)s::timestamptz IS NULL OR ended_at >= %(since)s)
  AND (%(reason)s::text IS NULL OR strpos(lower(error_kind || ': ' || last_error), lower(%(reason)s)) > 0)
RETURNING entry_id

-- name: entry_states
-- The state of these entries, or of all entries of some feeds.
SELECT e.entry_id, newswire.masked(e.url) AS url, e.title, e.stage, e.article_id, newswire.masked(e.last_error) AS last_error,
    f.shown_url AS feed
FROM newswire.entry e LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
WHERE e.entry_id = ANY(%(entry_ids)s) OR e.feed_id = ANY(%(feed_ids)s)
ORDER BY e.entry_id

-- name: ledger_balance
-- Entries by state.
SELECT state, sum(entries)::bigint AS entries FROM newswire_v1.ledger GROUP BY state ORDER BY state
