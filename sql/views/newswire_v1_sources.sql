-- newswire_v1.source: the publishers. A value that the operator states (`newswire sources set`) comes first, then a safe guess,
-- else NULL.

CREATE OR REPLACE VIEW newswire.outlet AS
SELECT s.source_id, s.slug, s.name, s.homepage, s.language,
    coalesce(s.country,
        newswire.country_of_host(substring(lower(coalesce(s.homepage, '//' || s.slug)) FROM '//(?:[^/@]*@)?([^/:?#]+)')),
        (SELECT CASE WHEN min(region) = max(region) THEN min(region) END
         FROM newswire.feed f CROSS JOIN LATERAL newswire.country_of_language(f.language) region
         WHERE f.source_id = s.source_id AND f.removed_at IS NULL)) AS country,
    coalesce(s.kind, CASE WHEN newswire.is_agency(s.name) THEN 'agency' END) AS kind
FROM newswire.source s;

-- The months that have articles.
CREATE OR REPLACE VIEW newswire.article_month AS
SELECT first_day AS month FROM newswire.partitions_of('newswire.live_article') WHERE first_day IS NOT NULL;

-- Counts exactly the articles that newswire_v1.article shows: stored counts for past months, live counts for other months, and
-- articles whose embargo has just ended.
CREATE OR REPLACE VIEW newswire_v1.source WITH (security_barrier) AS
SELECT o.name, o.slug, newswire.masked(o.homepage) AS homepage, o.country, coalesce(o.language, held.language) AS language, o.kind,
    (SELECT count(*) FROM newswire.feed f WHERE f.source_id = o.source_id AND f.removed_at IS NULL) AS feeds,
    coalesce(held.articles, 0) AS articles, held.first_at AS first_article_at, held.last_at AS last_article_at
FROM newswire.outlet o
LEFT JOIN (
    SELECT source_id, sum(articles)::bigint AS articles, min(first_at) AS first_at, max(last_at) AS last_at,
        (array_agg(language ORDER BY articles DESC, language) FILTER (WHERE language IS NOT NULL))[1] AS language
    FROM (
        SELECT source_id, language, sum(articles) AS articles, min(first_at) AS first_at, max(last_at) AS last_at
        FROM (
            SELECT c.source_id, c.language, c.articles, c.first_at, c.last_at
            FROM newswire.source_month c JOIN newswire.counted_month USING (month)
            WHERE c.month IN (SELECT month FROM newswire.article_month)
            UNION ALL
            SELECT c.* FROM (SELECT month FROM newswire.article_month EXCEPT SELECT month FROM newswire.counted_month) live
            CROSS JOIN LATERAL newswire.count_of_month(live.month) c
            UNION ALL
            SELECT a.source_id, a.language, 1, coalesce(a.published_at, a.first_seen_at), coalesce(a.published_at, a.first_seen_at)
            FROM newswire.released_articles() a WHERE a.status IN ('usable', 'corrected')) parts
        GROUP BY source_id, language) by_language
    GROUP BY source_id) held USING (source_id);

COMMENT ON VIEW newswire_v1.source IS 'One row per publisher: what is known about it, and how many of its articles are held';
COMMENT ON COLUMN newswire_v1.source.name IS 'The outlet''s name, as in article.source';
COMMENT ON COLUMN newswire_v1.source.slug IS 'Host and path of its home page; unique, unlike names';
COMMENT ON COLUMN newswire_v1.source.homepage IS 'The address of its home page; NULL if no feed names one';
COMMENT ON COLUMN newswire_v1.source.country IS 'Its country (ISO 3166-1 alpha-2): as stated, else that of its domain, else that of its feeds'' language; NULL if unknown';
COMMENT ON COLUMN newswire_v1.source.language IS 'Its language (BCP 47): as stated, else the most common language of its articles; NULL if unknown';
COMMENT ON COLUMN newswire_v1.source.kind IS 'agency, outlet or another word that was stated; agency also if its name is an agency''s; NULL if unknown';
COMMENT ON COLUMN newswire_v1.source.feeds IS 'Number of its feeds that are followed';
COMMENT ON COLUMN newswire_v1.source.articles IS 'Number of its articles in newswire_v1.article';
COMMENT ON COLUMN newswire_v1.source.first_article_at IS 'When its first article was published, or first seen if that is unknown';
COMMENT ON COLUMN newswire_v1.source.last_article_at IS 'When its last article was published, or first seen if that is unknown';

REVOKE ALL ON newswire.outlet FROM PUBLIC;
GRANT SELECT ON newswire.outlet TO newswire_writer;
GRANT SELECT ON newswire_v1.source TO newswire_reader, newswire_writer;
