-- newswire_v1.search ranks full-text hits and is bounded in time for rare and common words; search_counts and search_total count.

-- PostgreSQL cannot replace a function whose columns or parameters change.
DROP FUNCTION IF EXISTS newswire_v1.search(text, text, timestamptz, timestamptz, integer),
    newswire_v1.search(text, text, timestamptz, timestamptz, integer, text, text);

-- Ranking reads the tsvector of every hit, so only the newest 1,000 hits are ranked. Fewer are ranked if they are slow to find, as
-- with phrases of common words: PostgreSQL reads each candidate to see whether the words are adjacent. The last step takes a few
-- more hits than requested, because some may have been withdrawn a moment ago and still be in the index.
CREATE OR REPLACE FUNCTION newswire_v1.search(
    query text, language text DEFAULT NULL, since timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL,
    max_rows integer DEFAULT 20, from_source text DEFAULT NULL, from_agency text DEFAULT NULL,
    one_per_story boolean DEFAULT false)
RETURNS TABLE (id bigint, title text, source text, url text, published_at timestamptz, rank real, snippet text,
    snippet_text text, snippet_marks int4range[], title_marked text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    arms constant newswire.search_arm[] := newswire.search_arms(search.query, search.language);
    bounds constant newswire.search_bounds := newswire.bounds_of(since, until, from_source, from_agency);
BEGIN
    IF max_rows IS NULL OR max_rows < 1 OR cardinality(bounds.sources) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH hits AS MATERIALIZED (
        SELECT * FROM newswire.newest_hits(arms, bounds, max_rows, greatest(max_rows, 1000))),
    ranked AS MATERIALIZED (
        SELECT s.article_id, h.arm, ts_rank_cd(s.tsv, a.asked) AS rank, s.language AS spoken, s.published_at
        FROM hits h JOIN newswire.article_search s USING (article_id, month)
        JOIN unnest(arms) WITH ORDINALITY AS a (code, asked, languages, others, n) ON a.n = h.arm),
    best AS MATERIALIZED (
        SELECT * FROM ranked r WHERE NOT one_per_story OR r.article_id IN (
            SELECT DISTINCT ON (coalesce(m.story_id, o.article_id)) o.article_id
            FROM ranked o LEFT JOIN newswire.story_member m USING (article_id)
            ORDER BY coalesce(m.story_id, o.article_id), o.rank DESC, o.published_at DESC, o.article_id)
        ORDER BY r.rank DESC, r.published_at DESC, r.article_id LIMIT max_rows + 20),
    shown AS MATERIALIZED (
        SELECT a.*, b.rank, b.arm, newswire.searched_as(b.spoken) AS code
        FROM best b JOIN newswire_v1.article a ON a.id = b.article_id
        ORDER BY b.rank DESC, a.published_at DESC, a.id LIMIT max_rows)
    SELECT a.id, a.title, a.source, a.url, a.published_at, a.rank,
        newswire.marked_html(s.shown, s.marks), s.shown, s.marks,
        newswire.marked_html(t.headline, newswire.places_of(a.code, w.whole, w.beginnings, t.headline))
    FROM shown a
    CROSS JOIN LATERAL (SELECT (arms[a.arm]).asked) q
    CROSS JOIN LATERAL newswire.words_asked(q.asked) w
    CROSS JOIN LATERAL newswire.snippet(a.code, q.asked, a.title, a.summary, a.body) s
    CROSS JOIN LATERAL (SELECT newswire.one_line(left(a.title, 1000)) AS headline) t
    ORDER BY a.rank DESC, a.published_at DESC, a.id;
    IF NOT FOUND AND search.language IS NULL AND numnode(newswire.as_tsquery(newswire.read_query(search.query), 'en')) = 0 THEN
        PERFORM newswire.refuse_query('all its words are too common to be indexed', 'Add a rarer word, or name the language.');
    END IF;
END $$;

COMMENT ON FUNCTION newswire_v1.search IS
    'Full text in each article''s own language, best first: words, AND OR NOT ( ), "a phrase", -without, a prefix as in hosp*, and fields: title: byline: agency: place: source: country: keyword:. Accents do not matter. The newest 1,000 hits are ranked; fewer if finding them takes long, but never fewer than max_rows. After two seconds the search stops, and a notice says how far back it got. from_source is a name or a slug. With one_per_story => true, only the best hit of each story is returned. snippet and title_marked are HTML, escaped, with <b>…</b> around the words found; title, source, url and snippet_text are text as published: escape them in HTML. snippet_marks are the positions of the words in snippet_text, in characters from 0. An invalid query and an unknown language raise an error with a hint (22023)';

-- Count the articles that a query finds in each day, week or month of publication.
CREATE OR REPLACE FUNCTION newswire_v1.search_counts(
    query text, language text DEFAULT NULL, since timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL,
    by text DEFAULT 'day', from_source text DEFAULT NULL, from_agency text DEFAULT NULL)
RETURNS TABLE (bucket timestamptz, articles bigint, complete boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    arms constant newswire.search_arm[] := newswire.search_arms(search_counts.query, search_counts.language);
    bounds constant newswire.search_bounds := newswire.bounds_of(since, until, from_source, from_agency);
BEGIN
    IF by IS NULL OR by NOT IN ('day', 'week', 'month') THEN
        RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('cannot count by "%s"', left(by, 40)),
            HINT = 'Count by day, week or month.';
    ELSIF cardinality(bounds.sources) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT c.bucket, c.articles, c.complete FROM newswire.counted_hits(arms, bounds, by) c WHERE c.bucket IS NOT NULL;
END $$;

COMMENT ON FUNCTION newswire_v1.search_counts IS
    'The number of articles that a query finds in each day, week or month of publication (UTC; weeks begin on Monday), earliest first; periods without articles are left out. The query has the syntax of search(). The count is exact if complete is true; otherwise counting stopped after two seconds, and older articles are not counted. A withdrawn article counts until the index is updated, some seconds later';

CREATE OR REPLACE FUNCTION newswire_v1.search_total(
    query text, language text DEFAULT NULL, since timestamptz DEFAULT NULL, until timestamptz DEFAULT NULL,
    from_source text DEFAULT NULL, from_agency text DEFAULT NULL)
RETURNS TABLE (articles bigint, complete boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    arms constant newswire.search_arm[] := newswire.search_arms(search_total.query, search_total.language);
    bounds constant newswire.search_bounds := newswire.bounds_of(since, until, from_source, from_agency);
BEGIN
    IF cardinality(bounds.sources) = 0 THEN
        RETURN QUERY SELECT 0::bigint, true;
        RETURN;
    END IF;
    RETURN QUERY SELECT coalesce(sum(c.articles), 0)::bigint, coalesce(bool_and(c.complete), true)
    FROM newswire.counted_hits(arms, bounds, 'month') c;
END $$;

COMMENT ON FUNCTION newswire_v1.search_total IS
    'The number of articles that a query finds. Exact if complete is true; otherwise there may be more, because counting stopped after two seconds';

REVOKE ALL ON FUNCTION newswire_v1.search, newswire_v1.search_counts, newswire_v1.search_total FROM PUBLIC;
GRANT EXECUTE ON FUNCTION newswire_v1.search, newswire_v1.search_counts, newswire_v1.search_total TO newswire_reader, newswire_writer;
