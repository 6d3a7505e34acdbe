-- name: add_items
-- Items of wire files: those never seen before, and the known ones touched. `entry_key` tells a version of an item by its
-- content, so that a second delivery adds nothing.
INSERT INTO newswire.entry AS e (feed_id, source_id, entry_key, guid, title, fingerprint, item)
SELECT %(feed_id)s, %(source_id)s, i.entry_key, i.guid, i.title, i.entry_key, i.item
FROM jsonb_to_recordset(%(items)s) AS i (entry_key uuid, guid text, title text, item integer)
ON CONFLICT (feed_id, entry_key) DO UPDATE SET last_seen_at = now(), times_seen = e.times_seen + 1
RETURNING entry_id, entry_key, xmax = 0 AS added

-- name: keep_files
-- Wire files as they came, compressed by us, each with the first of its new entries. They arrived one after the other.
INSERT INTO newswire.document (entry_id, url, content_type, fetched_at, codec, size_bytes, body, zone, charset)
SELECT f.entry_id, f.url, f.content_type, now() + f.place * interval '1 microsecond', 'zstd', f.size_bytes, f.body,
    %(zone)s, %(charset)s
FROM unnest(%(entry_ids)s::bigint[], %(urls)s::text[], %(content_types)s::text[], %(sizes)s::bigint[], %(bodies)s::bytea[])
    WITH ORDINALITY AS f (entry_id, url, content_type, size_bytes, body, place)
RETURNING entry_id, document_id, day

-- name: begin_items
-- Items with their file: texts are cleaned next, what is no text or cannot be read is at its end.
UPDATE newswire.entry e SET document_id = i.document_id, document_day = i.document_day, stage = i.stage,
    failed_stage = CASE WHEN i.stage = 'dead' THEN 'clean' END, error_kind = i.kind, last_error = i.reason,
    hinted_at = CASE WHEN %(hinted)s THEN now() END, ended_at = CASE WHEN i.stage <> 'clean' THEN now() END
FROM jsonb_to_recordset(%(items)s) AS i (
    entry_id bigint, document_id bigint, document_day date, stage text, kind text, reason text)
WHERE e.entry_id = i.entry_id

-- name: delivered_items
-- The items that a feed delivered, in order of arrival, each with the revision that it is. What came late was current at
-- no moment; what came first is the first one that arrived, whatever its number. An item that is no revision had the text of the
-- one held.
SELECT d.url, e.item, e.stage, newswire.masked(e.last_error) AS error, e.article_id, a.status AS article_status,
    r.revision, r.reason AS why, r.status, coalesce(r.is_late, false) AS is_late, r.embargoed_until, r.waits,
    NOT EXISTS (
        SELECT FROM newswire.article_revision o
        WHERE o.article_id = a.article_id AND o.month = a.month AND o.fetched_at < d.fetched_at) AS is_first
FROM newswire.entry e
JOIN newswire.document d ON d.document_id = e.document_id AND d.day = e.document_day
LEFT JOIN newswire.article a ON a.article_id = e.article_id
LEFT JOIN LATERAL (
    SELECT a.revision, a.reason, a.status, false AS is_late, a.embargoed_until IS NOT NULL AS waits,
        nullif(coalesce(a.embargoed_until, a.embargo_ended_at), 'infinity') AS embargoed_until
    WHERE a.fetched_at = d.fetched_at
    UNION ALL
    SELECT o.revision, o.reason, o.status, o.current_from = o.current_until, false, NULL FROM newswire.article_revision o
    WHERE o.article_id = a.article_id AND o.month = a.month AND o.fetched_at = d.fetched_at) r ON true
WHERE e.feed_id = %(feed_id)s
ORDER BY d.fetched_at, e.item
