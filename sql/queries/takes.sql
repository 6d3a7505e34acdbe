-- name: lock_keys
-- One at a time for the same keys: the rows are gone at once, but until our commit an insert of the
-- same key waits for it.
WITH locked AS (
    INSERT INTO newswire.text_in_work SELECT DISTINCT key FROM unnest(%(keys)s::uuid[]) key ORDER BY key
    ON CONFLICT DO NOTHING RETURNING content_key)
SELECT count(*) FROM locked

-- name: unlock_keys
-- Forget the keys that are locked; the lock itself lasts until the commit.
DELETE FROM newswire.text_in_work WHERE content_key = ANY(%(keys)s::uuid[])

-- name: get_takes
-- What is known of guids, and of the stories that guids and names lead to.
WITH known AS (
    SELECT * FROM newswire.wire_take WHERE guid_key = ANY(%(guids)s::uuid[])
    UNION
    SELECT * FROM newswire.wire_take WHERE name_keys && %(names)s::uuid[] AND first_at BETWEEN %(since)s AND %(until)s)
SELECT t.guid_key, t.url_key, t.url, t.name_keys, t.language, t.marked, t.first_at, t.last_at FROM known t
UNION
SELECT t.guid_key, t.url_key, t.url, t.name_keys, t.language, t.marked, t.first_at, t.last_at
FROM newswire.wire_take t WHERE t.url_key IN (SELECT url_key FROM known)

-- name: get_versions
-- The versions of guids that have arrived.
SELECT guid_key, version, text_key, content_key, killed, at, take, seen_at
FROM newswire.wire_version WHERE guid_key = ANY(%(guids)s::uuid[])

-- name: keep_takes
-- What is known of guids now.
INSERT INTO newswire.wire_take AS t (guid_key, url_key, url, name_keys, language, marked, first_at, last_at)
SELECT guid_key, url_key, url, name_keys, language, marked, first_at, last_at FROM jsonb_to_recordset(%(takes)s) AS r (
    guid_key uuid, url_key uuid, url text, name_keys uuid[], language text, marked boolean, first_at timestamptz, last_at timestamptz)
ON CONFLICT (guid_key) DO UPDATE SET name_keys = excluded.name_keys, language = excluded.language, marked = excluded.marked,
    first_at = excluded.first_at, last_at = excluded.last_at
WHERE (t.name_keys, t.language, t.marked, t.first_at, t.last_at)
    IS DISTINCT FROM (excluded.name_keys, excluded.language, excluded.marked, excluded.first_at, excluded.last_at)

-- name: keep_versions
-- Versions that have arrived.
INSERT INTO newswire.wire_version (guid_key, version, text_key, content_key, killed, at, take, seen_at)
SELECT guid_key, version, text_key, content_key, killed, at, take, seen_at FROM jsonb_to_recordset(%(versions)s) AS r (
    guid_key uuid, version bigint[], text_key uuid, content_key uuid, killed boolean, at timestamptz, take bigint,
    seen_at timestamptz)

-- name: file_versions
-- Put versions that arrived late among the revisions of their articles.
SELECT newswire.file_versions(%(batch)s)
