-- name: read_events
-- The events after a cursor with the heads of their articles; a withdrawn one has none.
SELECT e.cursor, e.kind, e.id, e.revision, e.at, a.title, a.url
FROM (SELECT *, row_number() OVER () AS position FROM newswire_v1.events_after(%(cursor)s, %(most)s)) e
LEFT JOIN newswire_v1.article a ON a.id = e.id AND e.kind <> 'withdrawn'
ORDER BY e.position

-- name: read_event_rows
-- The events after a cursor with every column of their articles as they are now: none for a withdrawn one, nor for a
-- kind that is not wanted.
SELECT e.cursor, e.kind, e.at AS event_at, e.revision AS event_revision, e.id AS event_id, a.*
FROM (SELECT *, row_number() OVER () AS position FROM newswire_v1.events_after(%(cursor)s, %(most)s)) e
LEFT JOIN newswire_v1.article a ON a.id = e.id AND e.kind <> 'withdrawn' AND e.kind = ANY(%(kinds)s)
ORDER BY e.position

-- name: is_ahead
-- Whether a cursor stands in the future: then it was given out before the database was restored from a dump.
SELECT split_part(%(cursor)s, '.', 1)::xid8 >= pg_snapshot_xmax(pg_current_snapshot())

-- name: newest_cursor
-- Where the change feed ends now.
SELECT e.xid::text || '.' || e.event_id AS cursor FROM newswire.article_event e
WHERE e.xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY e.xid DESC, e.event_id DESC LIMIT 1

-- name: cursor_of_the_last
-- The cursor after which only so many events follow.
SELECT e.xid::text || '.' || e.event_id AS cursor FROM newswire.article_event e
WHERE e.xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY e.xid DESC, e.event_id DESC OFFSET %(events)s LIMIT 1

-- name: cursor_since
-- The cursor just before the first event of a moment or later.
SELECT e.xid::text || '.' || (e.event_id - 1) AS cursor FROM newswire.article_event e
WHERE e.at >= %(moment)s AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY e.xid, e.event_id LIMIT 1

-- name: get_cursor
-- How far a consumer has come.
SELECT xid::text || '.' || event_id AS cursor FROM newswire.consumer_cursor WHERE consumer = %(consumer)s

-- name: open_cursor
-- A cursor for a consumer that has none yet.
INSERT INTO newswire.consumer_cursor (consumer, xid, event_id)
VALUES (%(consumer)s, split_part(%(cursor)s, '.', 1)::xid8, split_part(%(cursor)s, '.', 2)::bigint)
ON CONFLICT (consumer) DO NOTHING

-- name: move_cursor
-- Move a consumer's cursor on, unless somebody else moved it meanwhile.
UPDATE newswire.consumer_cursor
SET xid = split_part(%(cursor)s, '.', 1)::xid8, event_id = split_part(%(cursor)s, '.', 2)::bigint, updated_at = now()
WHERE consumer = %(consumer)s
  AND (xid, event_id) = (split_part(%(expected)s, '.', 1)::xid8, split_part(%(expected)s, '.', 2)::bigint)

-- name: reset_cursor
-- Put a consumer's cursor anywhere.
UPDATE newswire.consumer_cursor
SET xid = split_part(%(cursor)s, '.', 1)::xid8, event_id = split_part(%(cursor)s, '.', 2)::bigint, updated_at = now()
WHERE consumer = %(consumer)s

-- name: forget_cursor
-- Drop a consumer's cursor.
DELETE FROM newswire.consumer_cursor WHERE consumer = %(consumer)s

-- name: list_cursors
-- Every consumer that keeps its cursor here, and how many events it has still to read.
SELECT c.consumer, c.xid::text || '.' || c.event_id AS cursor, c.updated_at,
    (SELECT count(*) FROM newswire.article_event e
     WHERE (e.xid, e.event_id) > (c.xid, c.event_id) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())) AS behind
FROM newswire.consumer_cursor c ORDER BY c.consumer
