-- name: note_hub
-- Store the hub that a feed names; another hub or another topic begins a new subscription.
INSERT INTO newswire.websub AS w (feed_id, hub, topic) VALUES (%(feed_id)s, %(hub)s, %(topic)s)
ON CONFLICT (feed_id) DO UPDATE SET hub = excluded.hub, topic = excluded.topic, state = 'wanted', ask_at = now(),
    lease_until = NULL, attempts = 0, reason = NULL, token = gen_random_uuid()
WHERE (w.hub, w.topic) <> (excluded.hub, excluded.topic)

-- name: forget_hub
-- Forget the hub of a feed that no longer announces one: it is only polled, and its old token is invalid.
DELETE FROM newswire.websub WHERE feed_id = %(feed_id)s

-- name: ask_hubs
-- Take the subscriptions to request. Until the hub confirms, each is requested again, less and less often.
UPDATE newswire.websub SET attempts = attempts + 1, state = CASE state WHEN 'active' THEN 'active' ELSE 'asked' END,
    ask_at = now() + least(interval '10 minutes' * power(2, least(attempts, 10)), interval '1 day')
WHERE feed_id IN (
    SELECT w.feed_id FROM newswire.websub w JOIN newswire.feed f USING (feed_id)
    WHERE w.ask_at <= now() AND f.paused_at IS NULL AND f.removed_at IS NULL
    ORDER BY w.ask_at LIMIT %(most)s FOR UPDATE OF w SKIP LOCKED)
RETURNING feed_id, hub, topic, token, secret

-- name: note_hub_trouble
-- Record why a hub could not be asked.
UPDATE newswire.websub SET reason = %(reason)s WHERE feed_id = %(feed_id)s

-- name: confirm_hub
-- A hub asks whether we meant it: only for a topic that we asked for, under the token that we gave it for that.
-- Renewed when three quarters of the lease are over, so that a hub that is away for a while loses nothing.
UPDATE newswire.websub SET state = 'active', attempts = 0, reason = NULL, lease_until = now() + %(lease)s,
    ask_at = now() + %(lease)s * 0.75
WHERE token = %(token)s AND topic = %(topic)s AND state IN ('asked', 'active')

-- name: refuse_hub
-- Record a refusal of the hub: it is asked again in a week, and the feed is polled as before.
UPDATE newswire.websub SET state = 'refused', reason = %(reason)s, lease_until = NULL, ask_at = now() + interval '7 days'
WHERE token = %(token)s AND topic = %(topic)s

-- name: hub_secret
-- The secret with which messages under this token are signed.
SELECT feed_id, secret FROM newswire.websub WHERE token = %(token)s

-- name: hear_hub
-- A hub says that there is news: the feed is due at once, once for all that comes before it is polled.
WITH told AS (UPDATE newswire.websub SET told_at = now() WHERE feed_id = %(feed_id)s RETURNING feed_id)
UPDATE newswire.feed_state SET next_poll_at = least(next_poll_at, now())
WHERE feed_id IN (SELECT feed_id FROM told)

-- name: list_hubs
-- The state of each subscription.
SELECT f.shown_url AS feed, newswire.masked(w.hub) AS hub, w.state, w.lease_until, w.told_at, newswire.masked(w.reason) AS reason
FROM newswire.websub w JOIN newswire.feed f USING (feed_id) WHERE f.removed_at IS NULL ORDER BY f.url
