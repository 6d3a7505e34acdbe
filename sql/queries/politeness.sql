-- name: add_host_tallies
-- Add what a batch did to the day's accounts, in the order of the hosts: no deadlock.
INSERT INTO newswire.host_day AS h (host, requests, not_modified, failed, bytes, refused, postponed, pauses, rechecks)
SELECT host, requests, not_modified, failed, bytes, refused, postponed, pauses, rechecks
FROM jsonb_to_recordset(%(tallies)s) AS t (
    host text, requests bigint, not_modified bigint, failed bigint, bytes bigint, refused bigint, postponed bigint,
    pauses bigint, rechecks bigint)
ORDER BY host
ON CONFLICT (host, day) DO UPDATE SET requests = h.requests + excluded.requests,
    not_modified = h.not_modified + excluded.not_modified, failed = h.failed + excluded.failed,
    bytes = h.bytes + excluded.bytes, refused = h.refused + excluded.refused,
    postponed = h.postponed + excluded.postponed, pauses = h.pauses + excluded.pauses,
    rechecks = h.rechecks + excluded.rechecks

-- name: host_accounts
-- The accounts of hosts since a day, the most asked first.
SELECT host, sum(requests)::bigint AS requests, sum(not_modified)::bigint AS not_modified, sum(failed)::bigint AS failed,
    sum(bytes)::bigint AS bytes, sum(refused)::bigint AS refused, sum(postponed)::bigint AS postponed,
    sum(pauses)::bigint AS pauses, sum(rechecks)::bigint AS rechecks
FROM newswire.host_day
WHERE day >= coalesce(%(since)s::date, '-infinity') AND (%(host)s::text IS NULL OR host = %(host)s)
GROUP BY host ORDER BY sum(requests) DESC, host
