-- Full text, filled from the change feed and never by the loader.

-- Put articles into the index as they are now, or take them out. 2,000 characters of a title, 20,000 of a summary and
-- 250,000 of a body are indexed; the article itself is whole. Behind the text stand the fields, each word with its
-- field's name.
CREATE OR REPLACE FUNCTION newswire.put_in_search(ids bigint[], months date[]) RETURNS void
LANGUAGE plpgsql SET client_min_messages = warning AS $$
BEGIN
    INSERT INTO newswire.article_search AS s (
        article_id, month, language, published_at, source_id, agency, embargoed_until, tsv)
    SELECT a.article_id, a.month, newswire.search_language(coalesce(a.language, 'und')), coalesce(a.published_at, a.first_seen_at),
        a.source_id, a.agency, a.embargoed_until,
        newswire.article_vector(c.code, left(a.title, 2000), left(a.summary, 20000), left(a.body, 250000))
        || newswire.fields_vector(
            ARRAY['byline', 'agency', 'place', 'source', 'source', 'country']
                || array_fill('byline'::text, ARRAY[cardinality(a.authors)]) || array_fill('keyword'::text, ARRAY[cardinality(a.keywords)]),
            ARRAY[a.byline, a.agency, a.dateline_place, o.name, o.slug,
                o.country]
                || a.authors || a.keywords)
    FROM (SELECT DISTINCT * FROM unnest(ids, months) AS p (article_id, month)) places
    JOIN newswire.article a USING (article_id, month)
    JOIN newswire.outlet o USING (source_id)
    CROSS JOIN LATERAL (SELECT newswire.searched_as(coalesce(a.language, 'und')) AS code) c
    WHERE a.status IN ('usable', 'corrected')
    ORDER BY a.article_id
    ON CONFLICT (article_id, month) DO UPDATE
    SET language = excluded.language, published_at = excluded.published_at, source_id = excluded.source_id,
        agency = excluded.agency, embargoed_until = excluded.embargoed_until, tsv = excluded.tsv;

    DELETE FROM newswire.article_search s USING newswire.article a, unnest(ids, months) AS p (article_id, month)
    WHERE s.article_id = p.article_id AND s.month = p.month AND a.article_id = s.article_id AND a.month = s.month
      AND a.status IN ('withheld', 'canceled');
END $$;
