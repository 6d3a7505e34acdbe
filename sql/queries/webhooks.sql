-- name: add_webhook
-- A subscriber; its cursor is opened beside it.
INSERT INTO newswire.webhook (url, secret, kinds) VALUES (%(url)s, %(secret)s, %(kinds)s) RETURNING webhook_id

-- name: list_webhooks
-- Every subscriber, and how many events of any kind are not delivered yet.
SELECT w.webhook_id, newswire.masked(w.url) AS url, w.kinds, w.added_at, w.paused_at, w.paused_because, w.due_at,
    w.delivered, w.last_success_at, w.failures, w.failing_since, newswire.masked(w.last_error) AS last_error, c.cursor,
    (SELECT count(*) FROM newswire.article_event e WHERE e.cursor > c.cursor) AS behind
FROM newswire.webhook w JOIN newswire.consumer_cursor c ON c.consumer = 'webhook:' || w.webhook_id
ORDER BY w.webhook_id

-- name: get_webhook
-- One subscriber, with its secret, for posting.
SELECT w.webhook_id, w.url, w.secret, w.kinds, w.failures, c.cursor
FROM newswire.webhook w JOIN newswire.consumer_cursor c ON c.consumer = 'webhook:' || w.webhook_id
WHERE w.webhook_id = %(webhook_id)s

-- name: pause_webhook
-- Pause a subscriber.
UPDATE newswire.webhook SET paused_at = now(), paused_because = %(reason)s::text
WHERE webhook_id = %(webhook_id)s AND paused_at IS NULL

-- name: resume_webhook
-- Resume a subscriber at its cursor, at once.
UPDATE newswire.webhook SET paused_at = NULL, paused_because = NULL, failures = 0, failing_since = NULL, last_error = NULL,
    due_at = now()
WHERE webhook_id = %(webhook_id)s

-- name: remove_webhook
-- A subscriber and its cursor.
WITH gone AS (DELETE FROM newswire.webhook WHERE webhook_id = %(webhook_id)s RETURNING webhook_id)
DELETE FROM newswire.consumer_cursor c USING gone WHERE c.consumer = 'webhook:' || gone.webhook_id

-- name: claim_webhooks
-- Lease the subscribers with events to deliver.
UPDATE newswire.webhook w SET lease = %(lease)s, lease_until = now() + %(duration)s::interval
FROM (
    SELECT h.webhook_id, c.cursor
    FROM newswire.webhook h JOIN newswire.consumer_cursor c ON c.consumer = 'webhook:' || h.webhook_id
    WHERE h.paused_at IS NULL AND h.due_at <= now() AND (h.lease_until IS NULL OR h.lease_until < now())
      AND EXISTS (SELECT FROM newswire.article_event e WHERE e.cursor > c.cursor)
    ORDER BY h.due_at LIMIT %(most)s FOR UPDATE OF h SKIP LOCKED) due
WHERE w.webhook_id = due.webhook_id
RETURNING w.webhook_id, w.url, w.secret, w.kinds, w.failures, due.cursor

-- name: note_delivery
-- Record a delivered message. The holder of the lease goes on, unless the subscriber was paused or removed meanwhile.
UPDATE newswire.webhook SET delivered = delivered + %(delivered)s::int, failures = 0, failing_since = NULL, last_error = NULL,
    last_success_at = CASE WHEN %(delivered)s > 0 THEN now() ELSE last_success_at END
WHERE webhook_id = %(webhook_id)s AND lease = %(lease)s AND paused_at IS NULL

-- name: release_webhook
-- Release a subscriber; the one that waits longest comes first.
UPDATE newswire.webhook SET lease = NULL, lease_until = NULL, due_at = now()
WHERE webhook_id = %(webhook_id)s AND lease = %(lease)s

-- name: note_delivery_failure
-- Record a failed delivery: wait a while, or stop for good if the subscriber is gone or has failed for too long.
UPDATE newswire.webhook w SET lease = NULL, lease_until = NULL, failures = w.failures + 1,
    failing_since = coalesce(w.failing_since, now()), last_error = %(reason)s, due_at = now() + %(delay)s::interval,
    paused_at = CASE WHEN why.paused THEN now() ELSE w.paused_at END,
    paused_because = CASE WHEN why.paused THEN why.reason ELSE w.paused_because END
FROM (SELECT h.webhook_id,
          h.paused_at IS NULL AND (%(gone)s::boolean OR h.failing_since < now() - %(patience)s::interval) AS paused,
          CASE WHEN %(gone)s THEN 'it answered that it is gone'
               ELSE 'it has taken nothing since ' || to_char(h.failing_since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') END
          AS reason
      FROM newswire.webhook h) why
WHERE w.webhook_id = %(webhook_id)s AND w.lease = %(lease)s AND why.webhook_id = w.webhook_id
