-- A full-text query for all languages, as newswire_v1.search asks it; an error where it has no word.
CREATE OR REPLACE FUNCTION newswire.export_query(query text) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
    wanted tsquery := newswire.as_tsquery_in_any(query);
BEGIN
    IF wanted IS NULL OR numnode(wanted) = 0 THEN
        RAISE invalid_parameter_value USING MESSAGE = format('%L has no word to search for', left(query, 100));
    END IF;
    RETURN wanted;
END $$;

-- Every article that such a query finds, each in its own language; unranked and without limit. Hidden articles are among
-- them: join with newswire_v1.article.
CREATE OR REPLACE FUNCTION newswire.matching_articles(query text) RETURNS SETOF bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    wanted tsquery := newswire.export_query(query);
BEGIN
    RETURN QUERY
    SELECT s.article_id FROM newswire.article_search s
    WHERE s.tsv @@ wanted AND s.tsv @@ newswire.as_tsquery(newswire.text_search_configuration(s.language), query);
END $$;

-- Whether an article belongs to one of the sources; NULL stands for any. One that is gone may have belonged to them.
CREATE OR REPLACE FUNCTION newswire.may_be_of(article bigint, sources bigint[]) RETURNS boolean LANGUAGE sql STABLE
RETURN sources IS NULL OR coalesce((SELECT a.source_id = ANY (sources) FROM newswire.article a WHERE a.article_id = article LIMIT 1), true);
