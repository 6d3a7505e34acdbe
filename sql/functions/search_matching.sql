-- Every article that a query finds, each in its own language, unranked and without limit: what an export needs.
DROP FUNCTION IF EXISTS newswire.export_query(text);
CREATE OR REPLACE FUNCTION newswire.matching_articles(query text) RETURNS SETOF bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    arms constant newswire.search_arm[] := newswire.search_arms(query, NULL);
    bounds constant newswire.search_bounds := newswire.bounds_of(NULL, NULL, NULL, NULL);
    one date;
BEGIN
    FOR one IN SELECT * FROM newswire.months_of_search() LOOP
        RETURN QUERY EXECUTE format('SELECT h.article_id FROM (%s) h', newswire.hits_statement(arms, bounds, one));
    END LOOP;
END $$;

-- Whether an article belongs to one of the sources; NULL stands for any. One that is gone may have belonged to them.
CREATE OR REPLACE FUNCTION newswire.may_be_of(article bigint, sources bigint[]) RETURNS boolean LANGUAGE sql STABLE
RETURN sources IS NULL OR coalesce((SELECT a.source_id = ANY (sources) FROM newswire.article a WHERE a.article_id = article LIMIT 1), true);
