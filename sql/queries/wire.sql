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
