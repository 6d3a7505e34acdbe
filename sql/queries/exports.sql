-- name: read_article_rows
-- Every column of the live articles that were asked for, by id or by day; one without a date of its own counts from when
-- it was first seen. Unknown filters are NULL. The ids of a query are an array, so that an index finds them.
SELECT a.* FROM newswire_v1.article a
WHERE (%(ids)s::bigint[] IS NULL OR a.id = ANY (%(ids)s))
  AND (%(since)s::timestamptz IS NULL OR coalesce(a.published_at, a.first_seen_at) >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR coalesce(a.published_at, a.first_seen_at) < %(until)s)
  AND (%(words)s::text IS NULL OR a.id = ANY (ARRAY(SELECT newswire.matching_articles(%(words)s))))
  AND (%(language)s::text IS NULL OR newswire.is_language(a.language, %(language)s))
  AND (%(sources)s::bigint[] IS NULL
       OR a.source = ANY (ARRAY(SELECT s.name FROM newswire.source s WHERE s.source_id = ANY (%(sources)s)))
          AND newswire.may_be_of(a.id, %(sources)s))
ORDER BY CASE WHEN %(by_day)s THEN (coalesce(a.published_at, a.first_seen_at) AT TIME ZONE 'UTC')::date END, a.id

-- name: read_selected_event_rows
-- The events after a cursor with their articles as they are now, for a selection: none of other sources; for an article
-- that is not selected, or not any more, only that something happened to it. Events that the index has not read yet are
-- left for the next export.
SELECT e.cursor, e.kind, e.at AS event_at, e.revision AS event_revision, e.id AS event_id, a.*
FROM (SELECT *, row_number() OVER () AS position FROM newswire_v1.events_after(%(cursor)s, NULL)) e
LEFT JOIN newswire_v1.article a ON a.id = e.id AND e.kind <> 'withdrawn'
  AND (%(words)s::text IS NULL OR a.id = ANY (ARRAY(SELECT newswire.matching_articles(%(words)s))))
  AND (%(language)s::text IS NULL OR newswire.is_language(a.language, %(language)s))
WHERE newswire.may_be_of(e.id, %(sources)s) AND (e.kind <> 'new' OR a.id IS NOT NULL)
  AND (%(words)s::text IS NULL OR e.cursor NOT IN (SELECT u.cursor FROM newswire_v1.events_after(%(indexed)s, NULL) u))
ORDER BY e.position

-- name: count_not_indexed
-- How many events the full-text index has not read yet.
SELECT count(*) FROM newswire.consumer_cursor c
CROSS JOIN LATERAL newswire_v1.events_after(c.cursor, NULL) WHERE c.consumer = 'search'

-- name: check_words
-- Raise an error if a full-text query has no word, before anything is written.
SELECT newswire.search_arms(%(words)s, NULL) IS NOT NULL
