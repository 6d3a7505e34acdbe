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

-- name: known_cursor
-- Normalize a cursor; an error if it is invalid, or from before the database was restored.
SELECT newswire.known_cursor(%(cursor)s)

-- name: newest_cursor
-- Where the change feed ends now.
SELECT max(cursor) AS cursor FROM newswire.article_event HAVING max(cursor) IS NOT NULL

-- name: cursor_of_the_last
-- The cursor after which only so many events follow.
SELECT cursor FROM newswire.article_event ORDER BY cursor DESC OFFSET %(events)s LIMIT 1

-- name: cursor_since
-- The cursor just before the first event of a moment or later.
SELECT coalesce((SELECT max(cursor) FROM newswire.article_event WHERE cursor < first.cursor), '') AS cursor
FROM (SELECT min(cursor) AS cursor FROM newswire.article_event WHERE at >= %(moment)s) first
WHERE first.cursor IS NOT NULL

-- name: get_cursor
-- The cursor of a consumer.
SELECT cursor FROM newswire.consumer_cursor WHERE consumer = %(consumer)s

-- name: open_cursor
-- A cursor for a consumer that has none yet.
INSERT INTO newswire.consumer_cursor (consumer, cursor) VALUES (%(consumer)s, %(cursor)s) ON CONFLICT (consumer) DO NOTHING

-- name: move_cursor
-- Move a consumer's cursor forward, unless another process has moved it.
UPDATE newswire.consumer_cursor SET cursor = %(cursor)s, updated_at = now()
WHERE consumer = %(consumer)s AND cursor = %(expected)s

-- name: reset_cursor
-- Set a consumer's cursor to any place.
UPDATE newswire.consumer_cursor SET cursor = %(cursor)s, updated_at = now() WHERE consumer = %(consumer)s

-- name: forget_cursor
-- Drop a consumer's cursor.
DELETE FROM newswire.consumer_cursor WHERE consumer = %(consumer)s

-- name: list_cursors
-- Every consumer that keeps its cursor here, and how many events it has not read yet.
SELECT c.consumer, c.cursor, c.updated_at,
    (SELECT count(*) FROM newswire.article_event e WHERE e.cursor > c.cursor) AS behind
FROM newswire.consumer_cursor c ORDER BY c.consumer
