-- Hits: which articles a query finds, the newest first, and how many there are. Each statement asks one month's index.

DROP FUNCTION IF EXISTS newswire.hits_in_month(tsquery, text, date, text, timestamptz, timestamptz, bigint[], text, boolean, integer);
DROP FUNCTION IF EXISTS newswire.newest_hits(tsquery, text, text, timestamptz, timestamptz, bigint[], text, integer, integer);
-- With the functions of this file that take them.
DROP TYPE IF EXISTS newswire.search_arm, newswire.search_bounds CASCADE;
-- What is asked of articles in some languages, or in all others; NULL of any.
CREATE TYPE newswire.search_arm AS (code text, asked tsquery, languages text[], others boolean);
CREATE TYPE newswire.search_bounds AS (since timestamptz, until timestamptz, sources bigint[], agency text);

-- The languages that go by one code in the index; months that wait for their rebuilding may have the older codes.
CREATE OR REPLACE FUNCTION newswire.codes_like(code text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE code WHEN 'no' THEN '{no,nb,nn}' WHEN 'he' THEN '{he,iw}' WHEN 'id' THEN '{id,in}' WHEN 'yi' THEN '{yi,ji}'
        ELSE ARRAY[code] END::text[]
$$;

-- What to ask of which articles: one arm for a language that the reader names, else one for each way in which languages
-- understand the words, so that no hit must be looked at to see whether it is one.
CREATE FUNCTION newswire.search_arms(query text, language text) RETURNS newswire.search_arm[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(ROW(code, asked, CASE
            WHEN search_arms.language IS NOT NULL THEN newswire.codes_like(newswire.search_language(search_arms.language))
            WHEN everywhere THEN NULL
            WHEN others THEN (
                SELECT array_agg(l) FROM unnest(newswire.languages_of_search() || '{sk,be}') c, unnest(newswire.codes_like(c)) l
                WHERE c <> 'und' AND NOT newswire.searched_as(c) = ANY(languages))
            ELSE (SELECT array_agg(l) FROM unnest(languages || CASE WHEN 'cs' = ANY(languages) THEN '{sk}'::text[] ELSE '{}' END
                || CASE WHEN 'uk' = ANY(languages) THEN '{be}'::text[] ELSE '{}' END) c, unnest(newswire.codes_like(c)) l) END,
            others AND search_arms.language IS NULL)::newswire.search_arm ORDER BY cardinality(languages) DESC)
    FROM (
        SELECT min(a.code) AS code, a.asked, array_agg(a.code) AS languages, bool_or(a.code = 'und') AS others,
            count(*) = cardinality(newswire.languages_of_search()) AS everywhere
        FROM newswire.asked_in(query, search_arms.language) a GROUP BY a.asked) kinds
$$;

CREATE FUNCTION newswire.bounds_of(since timestamptz, until timestamptz, from_source text, from_agency text)
RETURNS newswire.search_bounds LANGUAGE sql STABLE AS $$
    SELECT ROW(coalesce(since, '-infinity'), coalesce(until, 'infinity'), CASE WHEN from_source IS NOT NULL THEN ARRAY(
        SELECT s.source_id FROM newswire.source s WHERE from_source IN (s.name, s.slug)) END, from_agency)::newswire.search_bounds
$$;

-- Whether places of words decide, which GIN does not know: each article that has the words must be read.
CREATE OR REPLACE FUNCTION newswire.needs_reading(arms newswire.search_arm[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT bool_or(a.asked::text ~ '<(-|[0-9]+)>|'':\*?A') FROM unnest(arms) a
$$;

-- A statement that selects (article_id, published_at, arm) of the hits in a month, without what is under embargo.
-- Literals, so that each query is planned with its own words; moments in ISO, whose zones no setting reads otherwise.
CREATE FUNCTION newswire.hits_statement(arms newswire.search_arm[], bounds newswire.search_bounds, in_month date) RETURNS text
LANGUAGE sql STABLE SET datestyle = 'ISO, YMD' AS $$
    SELECT string_agg(
        format('SELECT s.article_id, s.published_at, %s AS arm FROM newswire.%I s WHERE s.tsv @@ %L::tsquery'
            ' AND (s.embargoed_until IS NULL OR s.embargoed_until <= now())',
            n, 'article_search' || to_char(in_month, '_YYYYMM'), a.asked)
        || CASE WHEN a.languages IS NULL THEN ''
            ELSE format(' AND %s split_part(s.language, ''-'', 1) = ANY(%L::text[])', CASE WHEN a.others THEN 'NOT' ELSE '' END, a.languages) END
        || CASE WHEN bounds.since > '-infinity' THEN format(' AND s.published_at >= %L', bounds.since) ELSE '' END
        || CASE WHEN bounds.until < 'infinity' THEN format(' AND s.published_at < %L', bounds.until) ELSE '' END
        || CASE WHEN bounds.sources IS NOT NULL THEN format(' AND s.source_id = ANY(%L)', bounds.sources) ELSE '' END
        || CASE WHEN bounds.agency IS NOT NULL THEN format(' AND s.agency = %L', bounds.agency) ELSE '' END,
        ' UNION ALL ')
    FROM unnest(arms) WITH ORDINALITY AS a (code, asked, languages, others, n)
$$;

-- Months that have an index, the newest first.
CREATE OR REPLACE FUNCTION newswire.months_of_search() RETURNS SETOF date LANGUAGE sql STABLE AS $$
    SELECT first_day FROM newswire.partitions_of('newswire.article_search') WHERE first_day IS NOT NULL ORDER BY 1 DESC
$$;

-- Hits of one month, by the GIN index alone: the planner takes an unknown word for a common one and would walk the month
-- by date (7.7 s at a million articles).
CREATE FUNCTION newswire.hits_in_month(
    arms newswire.search_arm[], bounds newswire.search_bounds, in_month date, newest boolean, most integer)
RETURNS TABLE (article_id bigint, arm integer)
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $$
BEGIN
    RETURN QUERY EXECUTE format('SELECT h.article_id, h.arm FROM (%s) h%s LIMIT %s',
        newswire.hits_statement(arms, bounds, in_month),
        CASE WHEN newest THEN ' ORDER BY h.published_at DESC, h.article_id DESC' ELSE '' END, most);
END $$;

-- The newest hits, at most `most` of them, month by month from the newest on. A month with more hits than that is asked
-- in slices of time: its last six hours, the day before those, and so on, wider and wider. So is every month for a
-- phrase: GIN knows no positions, and each article that has the words must be read, however few have them together.
-- Nothing further is begun where `enough` hits took longer than a person notices, nor after two seconds, however few
-- there are; a slice that took its time is followed by one of twice its width at the most.
CREATE FUNCTION newswire.newest_hits(arms newswire.search_arm[], bounds newswire.search_bounds, enough integer, most integer)
RETURNS TABLE (article_id bigint, month date, arm integer) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    started constant timestamptz := clock_timestamp();
    phrased constant boolean := newswire.needs_reading(arms);
    one date;
    found bigint[];
    found_by integer[];
    slice newswire.search_bounds;
    more bigint[];
    more_by integer[];
    oldest timestamptz;
    ceiling timestamptz;    -- younger ones are found already
    floor timestamptz;
    width interval;
    begun timestamptz;
    room integer := most;
    back_to timestamptz;
    unfinished boolean := false;
BEGIN
    FOR one IN SELECT * FROM newswire.months_of_search() LOOP
        IF clock_timestamp() > started + interval '2 seconds' THEN
            unfinished := true;
            EXIT;
        END IF;
        back_to := one;
        found := '{}';
        found_by := '{}';
        IF NOT phrased THEN
            SELECT array_agg(h.article_id), array_agg(h.arm) INTO found, found_by
            FROM newswire.hits_in_month(arms, bounds, one, false, room + 1) h;
        END IF;
        IF phrased OR cardinality(found) > room THEN
            SELECT greatest(bounds.since, min(published_at)), max(published_at) - interval '6 hours' INTO oldest, floor
            FROM newswire.article_search s WHERE s.month = one AND s.published_at < bounds.until;
            CONTINUE WHEN floor IS NULL;
            found := '{}';
            found_by := '{}';
            slice := bounds;
            ceiling := bounds.until;
            width := '6 hours';
            LOOP
                begun := clock_timestamp();
                slice.since := greatest(bounds.since, floor);
                slice.until := ceiling;
                SELECT array_agg(h.article_id), array_agg(h.arm) INTO more, more_by
                FROM newswire.hits_in_month(arms, slice, one, true, room - cardinality(found)) h;
                found := found || more;
                found_by := found_by || more_by;
                EXIT WHEN cardinality(found) >= room OR floor <= oldest
                    OR most - room + cardinality(found) >= enough AND clock_timestamp() > started + interval '100 milliseconds';
                unfinished := clock_timestamp() > started + interval '2 seconds';
                back_to := floor;
                EXIT WHEN unfinished;
                ceiling := floor;
                width := width * CASE WHEN clock_timestamp() > begun + interval '20 milliseconds' THEN 2 ELSE 4 END;
                -- Some articles of a month are dated years before it.
                floor := CASE WHEN width > interval '100 days' THEN '-infinity' ELSE ceiling - width END;
            END LOOP;
        END IF;
        RETURN QUERY SELECT hit, one, by FROM unnest(found, found_by) f (hit, by);
        room := room - coalesce(cardinality(found), 0);
        EXIT WHEN room <= 0 OR most - room >= enough AND clock_timestamp() > started + interval '100 milliseconds';
        EXIT WHEN unfinished;
    END LOOP;
    IF unfinished THEN
        RAISE NOTICE 'searched back to % only, for want of time; narrow the query or give a later until', back_to;
    END IF;
END $$;

-- How many hits there are in each day, week or month of publication (UTC). Nothing is begun after two seconds: then
-- `complete` is false, and articles before `back_to`, the month of their arrival, are not counted. A month is counted
-- in one statement; where articles must be read, in slices.
CREATE FUNCTION newswire.counted_hits(arms newswire.search_arm[], bounds newswire.search_bounds, by text)
RETURNS TABLE (bucket timestamptz, articles bigint, complete boolean)
LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
    started constant timestamptz := clock_timestamp();
    reads constant boolean := newswire.needs_reading(arms);
    one date;
    slice newswire.search_bounds;
    oldest timestamptz;
    floor timestamptz;
    width interval;
    begun timestamptz;
    buckets timestamptz[];
    counts bigint[];
    all_buckets timestamptz[] := '{}';
    all_counts bigint[] := '{}';
    finished boolean := true;
BEGIN
    FOR one IN SELECT * FROM newswire.months_of_search() LOOP
        SELECT greatest(bounds.since, min(published_at)), max(published_at) - interval '6 hours' INTO oldest, floor
        FROM newswire.article_search s WHERE s.month = one AND s.published_at < bounds.until;
        CONTINUE WHEN floor IS NULL;
        slice := bounds;
        width := '6 hours';
        LOOP
            begun := clock_timestamp();
            finished := begun < started + interval '2 seconds';
            EXIT WHEN NOT finished;
            slice.since := CASE WHEN reads THEN greatest(bounds.since, floor) ELSE bounds.since END;
            EXECUTE format('SELECT array_agg(b), array_agg(c) FROM (SELECT date_trunc(%L, h.published_at, ''UTC'') b, count(*) c FROM (%s) h GROUP BY 1) n',
                by, newswire.hits_statement(arms, slice, one)) INTO buckets, counts;
            all_buckets := all_buckets || buckets;
            all_counts := all_counts || counts;
            EXIT WHEN NOT reads OR floor <= oldest;
            slice.until := floor;
            width := width * CASE WHEN clock_timestamp() > begun + interval '100 milliseconds' THEN 1
                WHEN clock_timestamp() > begun + interval '30 milliseconds' THEN 2 ELSE 4 END;
            floor := CASE WHEN width > interval '100 days' THEN '-infinity' ELSE floor - width END;
        END LOOP;
        EXIT WHEN NOT finished;
    END LOOP;
    RETURN QUERY SELECT b, sum(c)::bigint, finished FROM unnest(all_buckets, all_counts) u (b, c) GROUP BY b ORDER BY b;
    IF NOT finished AND all_buckets = '{}' THEN
        RETURN QUERY SELECT NULL::timestamptz, 0::bigint, false;
    END IF;
END $$;
