-- name: plan_looks
-- Plan looks at the pages of entries that were just loaded.
SELECT newswire.plan_looks(%(entry_ids)s)

-- name: set_recheck
-- At which distances the pages of a feed are looked at again: NULL as usual, empty never. Looks to come are planned anew.
WITH chosen AS (
    UPDATE newswire.feed SET recheck = %(distances)s::interval[]
    WHERE feed_id = newswire.feed_at(%(url)s) AND removed_at IS NULL RETURNING feed_id, recheck),
planned AS (
    UPDATE newswire.recheck r SET due_at = newswire.next_look(r.began_at, chosen.recheck)
    FROM chosen JOIN newswire.entry e USING (feed_id) WHERE e.entry_id = r.entry_id)
SELECT feed_id FROM chosen

-- name: queue_due_looks
-- Take looks that are due for a hint: none at a host that still owes pages to the fetchers, none for feeds that are paused
-- or removed. A look that ended three workers is passed over.
WITH deadly AS (
    UPDATE newswire.recheck r SET due_at = newswire.next_look(r.began_at, f.recheck), attempts = 0, lease = NULL,
        lease_until = NULL, looked_at = now(), found = 'abandoned'
    FROM newswire.entry e JOIN newswire.feed f USING (feed_id)
    WHERE e.entry_id = r.entry_id AND r.due_at <= now() AND r.attempts >= 3 AND r.lease_until < now()),
busy AS (
    SELECT DISTINCT split_part(url, '/', 3) AS host FROM newswire.entry
    WHERE stage = 'fetch' AND due_at <= now() AND url IS NOT NULL),
due AS (
    SELECT r.article_id FROM newswire.recheck r
    JOIN newswire.entry e USING (entry_id) JOIN newswire.feed f USING (feed_id)
    WHERE r.due_at <= now() AND r.attempts < 3 AND (r.hinted_at IS NULL OR r.hinted_at < now() - %(grace)s::interval)
      AND (r.lease_until IS NULL OR r.lease_until < now()) AND f.removed_at IS NULL AND f.paused_at IS NULL
      AND NOT EXISTS (SELECT FROM busy WHERE busy.host = r.host)
    ORDER BY r.due_at LIMIT %(most)s FOR UPDATE OF r SKIP LOCKED)
UPDATE newswire.recheck SET hinted_at = now() WHERE article_id IN (SELECT article_id FROM due)
RETURNING article_id

-- name: claim_looks
-- Lease looks that are due. Where no live article is left (withdrawn, taken down, expired) there is nothing to look at.
WITH live AS (
    SELECT r.article_id, a.title, a.body, k.content_key
    FROM newswire.recheck r JOIN newswire.article_key k USING (article_id)
    JOIN newswire.article a ON a.article_id = k.article_id AND a.month = k.month
    WHERE r.article_id = ANY(%(article_ids)s) AND a.status IN ('usable', 'corrected')),
dropped AS (
    DELETE FROM newswire.recheck
    WHERE article_id = ANY(%(article_ids)s) AND article_id NOT IN (SELECT article_id FROM live)),
claimed AS (
    UPDATE newswire.recheck SET lease = %(lease)s, lease_until = now() + %(duration)s, attempts = attempts + 1
    WHERE article_id IN (
        SELECT article_id FROM newswire.recheck
        WHERE article_id IN (SELECT article_id FROM live) AND due_at <= now() AND (lease_until IS NULL OR lease_until < now())
        ORDER BY article_id FOR UPDATE SKIP LOCKED)
    RETURNING *)
SELECT c.article_id, c.entry_id, e.feed_id, e.url, n.announced, c.etag, c.last_modified, c.validated_url,
    live.title, live.body AS text, live.content_key
FROM claimed c JOIN live USING (article_id) JOIN newswire.entry e USING (entry_id)
LEFT JOIN newswire.announcement n USING (entry_id)
ORDER BY c.article_id

-- name: renew_looks
-- Keep a lease: our looks go on.
UPDATE newswire.recheck SET lease_until = now() + %(duration)s WHERE article_id = ANY(%(ids)s) AND lease = %(lease)s

-- name: finish_recheck
-- What a look found, fenced by its lease.
UPDATE newswire.recheck r SET lease = NULL, lease_until = NULL, hinted_at = NULL, attempts = 0, looks = looks + 1,
    looked_at = now(), found = %(found)s, due_at = newswire.next_look(r.began_at, f.recheck),
    etag = %(etag)s, last_modified = %(last_modified)s, validated_url = %(validated_url)s
FROM newswire.entry e JOIN newswire.feed f USING (feed_id)
WHERE e.entry_id = r.entry_id AND r.article_id = %(article_id)s AND r.lease = %(lease)s
RETURNING r.article_id

-- name: postpone_look
-- A look that was not made, because its turn at its host did not come: later.
UPDATE newswire.recheck SET lease = NULL, lease_until = NULL, hinted_at = NULL, attempts = 0, due_at = now() + %(wait)s
WHERE article_id = %(article_id)s AND lease = %(lease)s

-- name: note_withdrawn_by_publisher
-- Note that a publisher shows an article no more, or shows it again.
SELECT newswire.note_withdrawn_by_publisher(%(article_id)s, %(is_withdrawn)s)

-- name: lock_loaded_entry
-- An entry at its end, locked: another text of its page may go through the line. In work already, it is fetched anew anyway.
SELECT entry_id FROM newswire.entry WHERE entry_id = %(entry_id)s AND stage = 'loaded' AND NOT revisit FOR NO KEY UPDATE

-- name: reopen_looked_at
-- A look found another text: its document goes the way of every other.
UPDATE newswire.entry SET ended_at = NULL WHERE entry_id = %(entry_id)s

-- name: end_withdrawn
-- The page of an entry whose article is held is gone: the entry stands where it stood before it was fetched again.
UPDATE newswire.entry e SET stage = CASE WHEN k.entry_id = e.entry_id THEN 'loaded' ELSE 'duplicate' END, attempts = 0,
    lease = NULL, lease_until = NULL, revisit = false, ended_at = now(), error_kind = NULL, last_error = NULL
FROM newswire.article_key k WHERE e.entry_id = %(entry_id)s AND k.article_id = e.article_id
