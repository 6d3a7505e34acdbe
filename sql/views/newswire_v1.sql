-- newswire_v1: the views for consumers. Within v1, columns are only added, at the end; CREATE OR REPLACE VIEW refuses any other
-- change. Views read the internal tables with their owner's rights; readers have no rights there.

-- Hidden rows, such as embargoed articles, are either in tables that these views do not scan, or filtered in the same scan behind a
-- security barrier. So a reader's condition never sees them, and EXPLAIN shows no trace of them (docs/security.md).

-- Live articles, and articles whose embargo has just ended. No security barrier, so that every index can be used.
CREATE OR REPLACE VIEW newswire.open_article AS
SELECT * FROM newswire.live_article
UNION ALL SELECT * FROM newswire.released_articles() r WHERE r.status IN ('usable', 'corrected');

CREATE OR REPLACE VIEW newswire_v1.article AS
SELECT a.article_id AS id, a.url, a.canonical_url, s.name AS source, f.shown_url AS feed, a.guid, a.title, a.summary, a.body,
    a.language, a.byline, a.authors, a.agency, a.dateline_place, a.dateline_date, a.slugline, a.keywords, a.subjects,
    a.image_url, a.published_at, a.published_precision, a.first_seen_at, a.fetched_at, a.updated_at, a.revision,
    a.status, a.urgency, coalesce(a.embargoed_until, a.embargo_ended_at) AS embargoed_until, a.ednote, a.word_count,
    coalesce(m.story_id, a.article_id) AS story_id, a.provenance, a.cleaner_version, a.flags, a.credits, a.modified_at, a.withdrawn_by_publisher, a.wire
FROM newswire.open_article a
JOIN newswire.source s USING (source_id)
LEFT JOIN newswire.feed f ON f.feed_id = a.feed_id
LEFT JOIN newswire.story_member m ON m.article_id = a.article_id;

CREATE OR REPLACE VIEW newswire_v1.article_revision WITH (security_barrier) AS
SELECT r.article_id AS id, r.revision, r.reason, r.status, r.title, r.summary, r.body, r.byline, r.ednote,
    r.published_at, r.fetched_at, r.current_from, r.current_until,
    r.cleaner_version, r.provenance, r.modified_at, s.name AS source, r.url, r.language, r.keywords, r.agency, r.authors,
    r.embargoed_until, r.wire
FROM newswire.article_revision r LEFT JOIN newswire.source s USING (source_id)
WHERE r.embargoed_until IS NULL OR r.embargoed_until <= now()
UNION ALL
SELECT a.article_id, a.revision, a.reason, a.status, a.title, a.summary, a.body, a.byline, a.ednote,
    a.published_at, a.fetched_at, a.current_from, NULL,
    a.cleaner_version, a.provenance, a.modified_at, s.name, a.url, a.language, a.keywords, a.agency, a.authors,
    coalesce(a.embargoed_until, a.embargo_ended_at), a.wire
FROM (SELECT * FROM newswire.open_article UNION ALL SELECT * FROM newswire.withdrawn_article) a
JOIN newswire.source s USING (source_id);

-- Entries that became the article, then entries that wait for another feed's entry of the same page.
CREATE OR REPLACE VIEW newswire_v1.article_sighting WITH (security_barrier) AS
SELECT e.article_id AS id, f.shown_url AS feed, e.guid, e.url, e.title, e.first_seen_at, e.last_seen_at, e.times_seen
FROM newswire.entry e LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
WHERE e.article_id IS NOT NULL AND (e.embargoed_until IS NULL OR e.embargoed_until <= now())
UNION ALL
SELECT twin.article_id, f.shown_url, e.guid, e.url, e.title, e.first_seen_at, e.last_seen_at, e.times_seen
FROM newswire.entry e
JOIN newswire.entry twin ON twin.entry_id = e.twin_id
LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
WHERE e.article_id IS NULL AND twin.article_id IS NOT NULL AND (e.embargoed_until IS NULL OR e.embargoed_until <= now());

CREATE OR REPLACE VIEW newswire_v1.removed_text AS
SELECT a.article_id AS id, a.revision, r.line, r.kind, r.reason, r.text, a.cleaner_version
FROM newswire.open_article a
CROSS JOIN LATERAL jsonb_to_recordset(a.removed) AS r (line integer, kind text, reason text, text text);

CREATE OR REPLACE VIEW newswire_v1.ledger AS
SELECT f.shown_url AS feed, (e.first_seen_at AT TIME ZONE 'UTC')::date AS day,
    CASE WHEN e.stage NOT IN ('fetch', 'clean', 'load') THEN e.stage
         WHEN e.lease_until > now() THEN 'in_work' ELSE 'waiting' END AS state,
    count(*) AS entries
FROM newswire.entry e
LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
GROUP BY 1, 2, 3;

CREATE OR REPLACE VIEW newswire_v1.feed_health WITH (security_barrier) AS
SELECT f.shown_url AS feed, s.name AS source, now_is.state,
    CASE now_is.state
         WHEN 'paused' THEN f.paused_at
         WHEN 'gone' THEN st.gone_at
         WHEN 'failing' THEN st.failing_since
         WHEN 'late' THEN coalesce(st.last_polled_at, f.added_at) + st.poll_interval
         WHEN 'silent' THEN coalesce(st.last_new_at, f.added_at)
         ELSE coalesce(st.last_success_at, f.added_at) END AS since,
    st.last_success_at,
    coalesce(newswire.masked(st.last_error),
        CASE WHEN now_is.state = 'silent' THEN 'no news for '
            || newswire.counted(extract(day FROM now() - coalesce(st.last_new_at, f.added_at))::bigint, 'day')
            || ', by its own rhythm it should have had some' END,
        newswire.masked(st.bozo)) AS reason,
    st.failures, nullif(st.next_poll_at, 'infinity') AS next_poll_at, st.last_new_at, st.entries_seen, st.entries_new, st.polls,
    CASE now_is.state
         WHEN 'paused' THEN 'nothing until it is resumed'
         WHEN 'gone' THEN 'asked again once a month, next at ' || newswire.shown_moment(st.next_poll_at)
         WHEN 'failing' THEN 'tried again at ' || newswire.shown_moment(st.next_poll_at)
             || ', then less and less often, but at least once a day'
         ELSE CASE WHEN now_is.state = 'late' OR st.next_poll_at <= now() OR st.queued_at IS NOT NULL
                   THEN 'queued, polled as soon as a worker takes it'
                   ELSE 'polled at ' || newswire.shown_moment(st.next_poll_at) END END
    || CASE WHEN st.suggested_url IS NOT NULL THEN '; its site now announces ' || newswire.masked(st.suggested_url)
            WHEN st.moved_to IS NOT NULL THEN '; followed at ' || newswire.masked(st.moved_to) || ' once that has stayed so for two days'
            ELSE '' END AS what_next,
    newswire.masked(st.moved_to) AS moved_to, newswire.masked(st.suggested_url) AS suggested_url, st.may_have_lost_at, st.recovered_at,
    st.may_have_lost_times, st.silent_after, f.feed_id
FROM newswire.feed f
JOIN newswire.source s USING (source_id)
JOIN newswire.feed_state st USING (feed_id)
CROSS JOIN LATERAL (SELECT
    CASE WHEN f.paused_at IS NOT NULL THEN 'paused'
         WHEN st.gone_at IS NOT NULL THEN 'gone'
         WHEN st.failures > 0 THEN 'failing'
         WHEN coalesce(st.last_polled_at, f.added_at) + 2 * st.poll_interval + interval '5 minutes' < now() THEN 'late'
         WHEN coalesce(st.last_new_at, f.added_at) + coalesce(st.silent_after, interval '30 days') < now() THEN 'silent'
         ELSE 'ok' END AS state) now_is
WHERE f.removed_at IS NULL;

CREATE OR REPLACE VIEW newswire_v1.event WITH (security_barrier) AS
SELECT e.cursor, e.kind, e.article_id AS id, e.revision, e.at, e.reason
FROM newswire.article_event e
WHERE e.article_id <> ALL ((SELECT newswire.embargoed_articles())::bigint[]);

-- events_after runs with its owner's rights on a fixed search_path, because the reader has no rights on the tables.
CREATE OR REPLACE FUNCTION newswire_v1.events_after("cursor" text, "limit" integer DEFAULT 1000)
RETURNS SETOF newswire_v1.event LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place constant text := newswire.known_cursor("cursor");
BEGIN
    RETURN QUERY
    SELECT e.cursor, e.kind, e.article_id, e.revision, e.at, e.reason
    FROM newswire.article_event e
    WHERE e.cursor > place AND e.article_id <> ALL ((SELECT newswire.embargoed_articles())::bigint[])
    ORDER BY e.cursor LIMIT "limit";
END $$;

-- A revision counts from when it was stored until the next one was stored, excluding that moment; not while under embargo.
-- The function has the caller's rights and no search_path of its own, so that PostgreSQL inlines it: `WHERE id = 7` then reads
-- one article, not all.
CREATE OR REPLACE FUNCTION newswire_v1.article_as_of(at timestamptz)
RETURNS SETOF newswire_v1.article_revision LANGUAGE sql STABLE AS $$
    SELECT r.* FROM newswire_v1.article_revision r
    WHERE r.current_from <= at AND (r.current_until IS NULL OR r.current_until > at)
      AND r.status IN ('usable', 'corrected') AND (r.embargoed_until IS NULL OR r.embargoed_until <= at)
$$;
ALTER FUNCTION newswire_v1.article_as_of(timestamptz) SECURITY INVOKER RESET ALL;

REVOKE ALL ON FUNCTION newswire_v1.events_after, newswire_v1.article_as_of FROM PUBLIC;
GRANT SELECT ON ALL TABLES IN SCHEMA newswire_v1 TO newswire_reader, newswire_writer;
GRANT EXECUTE ON FUNCTION newswire_v1.events_after, newswire_v1.article_as_of TO newswire_reader, newswire_writer;
