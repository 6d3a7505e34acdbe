-- Full text in the article's own language, filled from the change feed and never by the loader.

-- The language stays text: a column of type regconfig would block pg_upgrade.
CREATE OR REPLACE FUNCTION newswire.text_search_configuration(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE left(language, 2)
        WHEN 'ar' THEN 'pg_catalog.arabic'::regconfig WHEN 'ca' THEN 'pg_catalog.catalan'::regconfig
        WHEN 'da' THEN 'pg_catalog.danish'::regconfig WHEN 'de' THEN 'pg_catalog.german'::regconfig
        WHEN 'el' THEN 'pg_catalog.greek'::regconfig WHEN 'en' THEN 'pg_catalog.english'::regconfig
        WHEN 'es' THEN 'pg_catalog.spanish'::regconfig WHEN 'eu' THEN 'pg_catalog.basque'::regconfig
        WHEN 'fi' THEN 'pg_catalog.finnish'::regconfig WHEN 'fr' THEN 'pg_catalog.french'::regconfig
        WHEN 'ga' THEN 'pg_catalog.irish'::regconfig WHEN 'hi' THEN 'pg_catalog.hindi'::regconfig
        WHEN 'hu' THEN 'pg_catalog.hungarian'::regconfig WHEN 'hy' THEN 'pg_catalog.armenian'::regconfig
        WHEN 'id' THEN 'pg_catalog.indonesian'::regconfig WHEN 'it' THEN 'pg_catalog.italian'::regconfig
        WHEN 'lt' THEN 'pg_catalog.lithuanian'::regconfig WHEN 'ne' THEN 'pg_catalog.nepali'::regconfig
        WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig WHEN 'nb' THEN 'pg_catalog.norwegian'::regconfig
        WHEN 'no' THEN 'pg_catalog.norwegian'::regconfig WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig
        WHEN 'ro' THEN 'pg_catalog.romanian'::regconfig WHEN 'ru' THEN 'pg_catalog.russian'::regconfig
        WHEN 'sr' THEN 'pg_catalog.serbian'::regconfig WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
        WHEN 'ta' THEN 'pg_catalog.tamil'::regconfig WHEN 'tr' THEN 'pg_catalog.turkish'::regconfig
        WHEN 'yi' THEN 'pg_catalog.yiddish'::regconfig
        ELSE 'pg_catalog.simple'::regconfig END
$$;

-- Index the articles of the next events, at most `most` of them; returns how many events were read.
-- Cut where 2,000, 20,000 and 250,000 characters stay together below the megabyte that a tsvector may take, whatever the words.
CREATE OR REPLACE FUNCTION newswire.index_articles(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    place newswire.consumer_cursor;
    events newswire.article_event[];
    last newswire.article_event;
BEGIN
    SELECT * INTO place FROM newswire.consumer_cursor WHERE consumer = 'search' FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    SELECT array_agg(e ORDER BY e.xid, e.event_id) INTO events FROM (
        SELECT * FROM newswire.article_event
        WHERE (xid, event_id) > (place.xid, place.event_id) AND xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY xid, event_id LIMIT most) e;
    IF events IS NULL THEN
        RETURN 0;
    END IF;

    INSERT INTO newswire.article_search AS s (article_id, month, language, published_at, tsv)
    SELECT a.article_id, a.month, coalesce(a.language, 'und'), coalesce(a.published_at, a.first_seen_at),
        setweight(to_tsvector(c.configuration, left(coalesce(a.title, ''), 2000)), 'A')
        || setweight(to_tsvector(c.configuration, left(coalesce(a.summary, ''), 20000)), 'B')
        || to_tsvector(c.configuration, left(a.body, 250000))
    FROM (SELECT DISTINCT article_id, month FROM unnest(events)) e
    JOIN newswire.article a USING (article_id, month)
    CROSS JOIN LATERAL (SELECT newswire.text_search_configuration(a.language) AS configuration) c
    WHERE a.status IN ('usable', 'corrected')
    ON CONFLICT (article_id, month) DO UPDATE
    SET language = excluded.language, published_at = excluded.published_at, tsv = excluded.tsv;

    DELETE FROM newswire.article_search s USING newswire.article a, unnest(events) e
    WHERE s.article_id = e.article_id AND s.month = e.month AND a.article_id = s.article_id AND a.month = s.month
      AND a.status IN ('withheld', 'canceled');

    last := events[array_upper(events, 1)];
    UPDATE newswire.consumer_cursor SET xid = last.xid, event_id = last.event_id, updated_at = now()
    WHERE consumer = 'search';
    RETURN cardinality(events);
END $$;
