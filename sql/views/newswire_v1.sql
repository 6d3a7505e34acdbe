-- newswire_v1: what consumers read. Within v1 columns are only ever added, at the end; CREATE OR REPLACE VIEW refuses
-- anything else. Views read the internal tables with their owner's rights; the reader has none there.

CREATE OR REPLACE VIEW newswire_v1.article AS
SELECT a.article_id AS id, a.url, a.canonical_url, s.name AS source, f.url AS feed, a.guid, a.title, a.summary, a.body,
    a.language, a.byline, a.authors, a.agency, a.dateline_place, a.dateline_date, a.slugline, a.keywords, a.subjects,
    a.image_url, a.published_at, a.published_precision, a.first_seen_at, a.fetched_at, a.updated_at, a.revision,
    a.status, a.urgency, a.embargoed_until, a.ednote, a.word_count, a.story_id, a.provenance, a.cleaner_version,
    a.flags, a.credits
FROM newswire.article a
JOIN newswire.source s USING (source_id)
LEFT JOIN newswire.feed f ON f.feed_id = a.feed_id
WHERE a.status IN ('usable', 'corrected') AND (a.embargoed_until IS NULL OR a.embargoed_until <= now());
COMMENT ON VIEW newswire_v1.article IS 'One row per live article, at its newest revision';
COMMENT ON COLUMN newswire_v1.article.flags IS
    'What the agency wrote before the headline for editors, by name: update, corrected, wrapup, urgent, …';
COMMENT ON COLUMN newswire_v1.article.credits IS 'Who reported, wrote and edited, and how the desk signed, as it stood below the text';

CREATE OR REPLACE VIEW newswire_v1.article_revision AS
SELECT r.article_id AS id, r.revision, r.reason, r.status, r.title, r.summary, r.body, r.byline, r.ednote,
    r.published_at, r.fetched_at, r.current_from, r.current_until, r.cleaner_version, r.provenance
FROM newswire.article_revision r
UNION ALL
SELECT a.article_id, a.revision, a.reason, a.status, a.title, a.summary, a.body, a.byline, a.ednote,
    a.published_at, a.fetched_at, a.updated_at, NULL, a.cleaner_version, a.provenance
FROM newswire.article a
WHERE a.embargoed_until IS NULL OR a.embargoed_until <= now();
COMMENT ON VIEW newswire_v1.article_revision IS
    'Every revision with its text, its reason and when it was current; current_until is NULL for the newest';
COMMENT ON COLUMN newswire_v1.article_revision.provenance IS
    'Where each field came from; `templates` is the version of its source''s template, `revision` says that the cleaner changed it';

CREATE OR REPLACE VIEW newswire_v1.article_sighting AS
SELECT coalesce(e.article_id, twin.article_id) AS id, f.url AS feed, e.guid, e.url, e.title, e.first_seen_at,
    e.last_seen_at, e.times_seen
FROM newswire.entry e
LEFT JOIN newswire.entry twin ON twin.entry_id = e.twin_id
LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
WHERE coalesce(e.article_id, twin.article_id) IS NOT NULL;
COMMENT ON VIEW newswire_v1.article_sighting IS 'Every feed in which an article was seen, and when';

CREATE OR REPLACE VIEW newswire_v1.removed_text AS
SELECT a.article_id AS id, a.revision, r.line, r.kind, r.reason, r.text, a.cleaner_version
FROM newswire.article a
CROSS JOIN LATERAL jsonb_to_recordset(a.removed) AS r (line integer, kind text, reason text, text text)
WHERE a.status IN ('usable', 'corrected') AND (a.embargoed_until IS NULL OR a.embargoed_until <= now());
COMMENT ON VIEW newswire_v1.removed_text IS 'What the cleaner took out of each article, and why';

CREATE OR REPLACE VIEW newswire_v1.ledger AS
SELECT f.url AS feed, (e.first_seen_at AT TIME ZONE 'UTC')::date AS day,
    CASE WHEN e.stage NOT IN ('fetch', 'clean', 'load') THEN e.stage
         WHEN e.lease_until > now() THEN 'in_work' ELSE 'waiting' END AS state,
    count(*) AS entries
FROM newswire.entry e
LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
GROUP BY 1, 2, 3;
COMMENT ON VIEW newswire_v1.ledger IS
    'Entries by feed, day of discovery and state: every entry ever discovered is in exactly one state';

CREATE OR REPLACE VIEW newswire_v1.feed_health AS
SELECT f.url AS feed, s.name AS source, now_is.state,
    CASE now_is.state
         WHEN 'paused' THEN f.paused_at
         WHEN 'gone' THEN st.gone_at
         WHEN 'failing' THEN st.failing_since
         WHEN 'late' THEN coalesce(st.last_polled_at, f.added_at) + st.poll_interval
         WHEN 'silent' THEN coalesce(st.last_new_at, f.added_at)
         ELSE coalesce(st.last_success_at, f.added_at) END AS since,
    st.last_success_at,
    coalesce(st.last_error,
        CASE WHEN now_is.state = 'silent' THEN format('no news for %s days, by its own rhythm it should have had some',
            extract(day FROM now() - coalesce(st.last_new_at, f.added_at))) END,
        st.bozo) AS reason,
    st.failures, nullif(st.next_poll_at, 'infinity') AS next_poll_at, st.last_new_at, st.entries_seen, st.entries_new, st.polls,
    CASE now_is.state
         WHEN 'paused' THEN 'nothing until it is resumed'
         WHEN 'gone' THEN 'asked again once a month, next at ' || date_trunc('minute', st.next_poll_at)
         WHEN 'failing' THEN 'tried again at ' || date_trunc('minute', st.next_poll_at)
             || ', ever more rarely, at least once a day'
         WHEN 'late' THEN 'polled as soon as a worker takes it'
         ELSE 'polled at ' || date_trunc('minute', st.next_poll_at) END
    || CASE WHEN st.suggested_url IS NOT NULL THEN '; its site now announces ' || st.suggested_url
            WHEN st.moved_to IS NOT NULL THEN '; followed at ' || st.moved_to || ' once that has stayed so for two days'
            ELSE '' END AS what_next,
    st.moved_to, st.suggested_url, st.may_have_lost_at, st.recovered_at, st.may_have_lost_times, st.silent_after
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
COMMENT ON VIEW newswire_v1.feed_health IS 'How each feed does: ok, late, failing, silent, gone or paused, since when, and why';

CREATE OR REPLACE VIEW newswire_v1.event AS
SELECT e.xid::text || '.' || e.event_id AS cursor, e.kind, e.article_id AS id, e.revision, e.at
FROM newswire.article_event e
WHERE e.xid < pg_snapshot_xmin(pg_current_snapshot());
COMMENT ON VIEW newswire_v1.event IS 'The change feed: new, updated, corrected, withdrawn; read it with events_after';

-- The functions run with their owner's rights on a fixed search_path, because the reader has no rights on the tables.

CREATE OR REPLACE FUNCTION newswire_v1.events_after("cursor" text, "limit" integer DEFAULT 1000)
RETURNS SETOF newswire_v1.event LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.xid::text || '.' || e.event_id, e.kind, e.article_id, e.revision, e.at
    FROM newswire.article_event e
    WHERE (e.xid, e.event_id) > (
            coalesce(nullif(split_part("cursor", '.', 1), ''), '0')::xid8,
            coalesce(nullif(split_part("cursor", '.', 2), ''), '0')::bigint)
      AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY e.xid, e.event_id LIMIT "limit"
$$;
COMMENT ON FUNCTION newswire_v1.events_after IS
    'The events after a cursor ('''' for the beginning), in an order that misses nothing under concurrent writers';

CREATE OR REPLACE FUNCTION newswire_v1.article_as_of(at timestamptz)
RETURNS SETOF newswire_v1.article_revision LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT * FROM newswire_v1.article_revision r
    WHERE r.current_from <= at AND (r.current_until IS NULL OR r.current_until > at)
      AND r.status IN ('usable', 'corrected')
$$;
COMMENT ON FUNCTION newswire_v1.article_as_of IS 'What was held at that moment';

-- Rank over the newest 1,000 hits only: ranking reads every hit's tsvector.
CREATE OR REPLACE FUNCTION newswire_v1.search(
    query text, language text DEFAULT NULL, since timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL,
    max_rows integer DEFAULT 20)
RETURNS TABLE (id bigint, title text, source text, url text, published_at timestamptz, rank real, snippet text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    wanted tsquery;
BEGIN
    -- A query without a language is asked in every language that articles are written in, each hit checked in its own.
    SELECT string_agg('(' || q.words || ')', ' | ')::tsquery INTO wanted FROM (
        SELECT DISTINCT websearch_to_tsquery(newswire.text_search_configuration(l.code), search.query)::text AS words
        FROM (SELECT search.language AS code WHERE search.language IS NOT NULL
              UNION ALL
              SELECT unnest(ARRAY['ar', 'ca', 'da', 'de', 'el', 'en', 'es', 'eu', 'fi', 'fr', 'ga', 'hi', 'hu', 'hy',
                  'id', 'it', 'lt', 'ne', 'nl', 'no', 'pt', 'ro', 'ru', 'sr', 'sv', 'ta', 'tr', 'yi', 'und'])
              WHERE search.language IS NULL) l) q
    WHERE q.words <> '';
    IF wanted IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH hits AS MATERIALIZED (
        SELECT s.article_id, s.month, s.language, s.tsv, own.tsq
        FROM newswire.article_search s
        CROSS JOIN LATERAL (
            SELECT websearch_to_tsquery(newswire.text_search_configuration(s.language), search.query) AS tsq) own
        WHERE s.tsv @@ wanted AND s.tsv @@ own.tsq
          AND (search.language IS NULL OR s.language = search.language)
          AND (since IS NULL OR s.published_at >= since) AND (until IS NULL OR s.published_at < until)
        ORDER BY s.published_at DESC LIMIT 1000),
    best AS (
        SELECT h.article_id, h.month, h.language, h.tsq, ts_rank_cd(h.tsv, h.tsq) AS rank
        FROM hits h ORDER BY rank DESC, h.article_id LIMIT max_rows)
    SELECT a.id, a.title, a.source, a.url, a.published_at, b.rank,
        ts_headline(newswire.text_search_configuration(b.language), a.body, b.tsq, 'MaxFragments=1, MaxWords=30, MinWords=10')
    FROM best b JOIN newswire_v1.article a ON a.id = b.article_id
    ORDER BY b.rank DESC, a.id;
END $$;
COMMENT ON FUNCTION newswire_v1.search IS 'Full text in the article''s language, ranked, with a snippet';

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA newswire_v1 FROM PUBLIC;
GRANT SELECT ON ALL TABLES IN SCHEMA newswire_v1 TO newswire_reader;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA newswire_v1 TO newswire_reader;
