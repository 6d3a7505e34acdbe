-- newswire_v1.search: ranked full text, bounded in time for rare words and for common ones alike.

DROP FUNCTION IF EXISTS newswire_v1.search(text, text, timestamptz, timestamptz, integer);

-- Ranking reads every hit's tsvector, so the newest 1,000 hits are ranked and no more; fewer where they are slow to find,
-- as phrases of common words are: each candidate's words are read to see whether they stand together. A query without a language is asked
-- in every language that PostgreSQL knows, each hit checked in its own.
CREATE OR REPLACE FUNCTION newswire_v1.search(
    query text, language text DEFAULT NULL, since timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL,
    max_rows integer DEFAULT 20, from_source text DEFAULT NULL, from_agency text DEFAULT NULL)
RETURNS TABLE (id bigint, title text, source text, url text, published_at timestamptz, rank real, snippet text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    wanted tsquery := CASE WHEN search.language IS NULL THEN newswire.as_tsquery_in_any(search.query)
        ELSE newswire.as_tsquery(newswire.text_search_configuration(search.language), search.query) END;
    sources bigint[] := CASE WHEN from_source IS NOT NULL THEN ARRAY(
        SELECT s.source_id FROM newswire.source s WHERE from_source IN (s.name, s.slug)) END;
BEGIN
    IF wanted IS NULL OR numnode(wanted) = 0 OR max_rows IS NULL OR max_rows < 1 OR cardinality(sources) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH hits AS MATERIALIZED (
        SELECT * FROM newswire.newest_hits(wanted, search.query, search.language, coalesce(since, '-infinity'),
            coalesce(until, 'infinity'), sources, from_agency, max_rows, greatest(max_rows, 1000))),
    best AS (
        SELECT s.article_id, c.configuration, q.asked, ts_rank_cd(s.tsv, q.asked) AS rank
        FROM hits h JOIN newswire.article_search s USING (article_id, month)
        CROSS JOIN LATERAL (SELECT newswire.text_search_configuration(s.language) AS configuration) c
        CROSS JOIN LATERAL (SELECT newswire.as_tsquery(c.configuration, search.query) AS asked) q
        ORDER BY 4 DESC, s.published_at DESC, s.article_id LIMIT max_rows)
    SELECT a.id, a.title, a.source, a.url, a.published_at, b.rank,
        newswire.snippet(b.configuration, a.title, a.body, b.asked, search.query)
    FROM best b JOIN newswire_v1.article a ON a.id = b.article_id
    ORDER BY b.rank DESC, a.published_at DESC, a.id;
END $$;

COMMENT ON FUNCTION newswire_v1.search IS
    'Full text in each article''s own language, best first: words, "a phrase", -without, or. The newest 1,000 hits are ranked, fewer where finding them takes long but never fewer than max_rows; after two seconds the search stops and a notice says how far back it came. from_source is a name or a slug';

REVOKE ALL ON FUNCTION newswire_v1.search FROM PUBLIC;
GRANT EXECUTE ON FUNCTION newswire_v1.search TO newswire_reader, newswire_writer;
