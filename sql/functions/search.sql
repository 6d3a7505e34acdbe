-- Full text in the article's own language, filled from the change feed and never by the loader.

-- The language stays text: a column of type regconfig would block pg_upgrade. A configuration that this server does not
-- have (Estonian came with 18) and a language without one are 'simple': words as they stand.
DO $body$
DECLARE
    cases text;
BEGIN
    SELECT string_agg(format('WHEN %L THEN %L::regconfig', code, 'pg_catalog.' || c.cfgname), ' ' ORDER BY code) INTO cases
    FROM (VALUES ('ar', 'arabic'), ('ca', 'catalan'), ('da', 'danish'), ('de', 'german'), ('el', 'greek'), ('en', 'english'),
        ('es', 'spanish'), ('et', 'estonian'), ('eu', 'basque'), ('fi', 'finnish'), ('fr', 'french'), ('ga', 'irish'),
        ('hi', 'hindi'), ('hu', 'hungarian'), ('hy', 'armenian'), ('id', 'indonesian'), ('it', 'italian'),
        ('lt', 'lithuanian'), ('nb', 'norwegian'), ('ne', 'nepali'), ('nl', 'dutch'), ('nn', 'norwegian'),
        ('no', 'norwegian'), ('pl', 'polish'), ('pt', 'portuguese'), ('ro', 'romanian'), ('ru', 'russian'),
        ('sr', 'serbian'), ('sv', 'swedish'), ('ta', 'tamil'), ('tr', 'turkish'), ('yi', 'yiddish')) AS known (code, name)
    JOIN pg_catalog.pg_ts_config c ON c.cfgname = known.name AND c.cfgnamespace = 'pg_catalog'::regnamespace;
    EXECUTE format($function$
        CREATE OR REPLACE FUNCTION newswire.text_search_configuration(language text) RETURNS regconfig
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT CASE lower(split_part(replace(language, '_', '-'), '-', 1)) %s ELSE 'pg_catalog.simple'::regconfig END
        $$ $function$, cases);
END $body$;

-- Scripts that write no blanks between words - Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese - are indexed as
-- overlapping pairs of characters: 東京都 is 東京 京都. A vowel or tone mark belongs to the character that it stands on.
-- Everything else stays as it is, so that the names in an English text are found as well.
CREATE OR REPLACE FUNCTION newswire.in_pairs(written text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    script constant text := '\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FF\u3130-\u318F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF';
    marks constant text := '\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECD\u102B-\u103E\u1056-\u1059\u17B4-\u17D3\u3099\u309A';
    pairs text;
BEGIN
    IF written !~ ('[' || script || ']') THEN
        RETURN written;
    END IF;
    SELECT string_agg(CASE
            WHEN unit IS NULL THEN other
            WHEN next IS NOT NULL THEN unit || next
            WHEN previous IS NULL THEN unit END, ' ' ORDER BY n) INTO pairs
    FROM (
        SELECT m[1] AS unit, m[2] AS other, n, lead(m[1]) OVER (ORDER BY n) AS next, lag(m[1]) OVER (ORDER BY n) AS previous
        FROM regexp_matches(written, '([' || script || '][' || marks || ']*)|([^' || script || ']+)', 'g')
            WITH ORDINALITY AS found (m, n)) units;
    RETURN pairs;
END $$;

-- A query of a reader as a tsquery: words, "a phrase", -without, or. A run of such a script is a phrase of its pairs, and
-- a single character of one is whatever begins with it.
CREATE OR REPLACE FUNCTION newswire.as_tsquery(configuration regconfig, query text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    script constant text := '[\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FF\u3130-\u318F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]';
    parts text[];
BEGIN
    IF query !~ script THEN
        RETURN websearch_to_tsquery(configuration, query);
    END IF;
    parts := string_to_array(query, '"');
    -- Outside quotation marks each run becomes a phrase of its own; inside, the pairs are words of the phrase.
    FOR n IN 1 .. cardinality(parts) LOOP
        parts[n] := CASE WHEN n % 2 = 1 THEN regexp_replace(parts[n], '(' || script || '+)', '"\1"', 'g') ELSE '"' || parts[n] || '"' END;
    END LOOP;
    RETURN regexp_replace(
        websearch_to_tsquery(configuration, newswire.in_pairs(array_to_string(parts, '')))::text,
        '''(' || script || ')''', '''\1'':*', 'g')::tsquery;
END $$;

-- Every query that a reader can mean who names no language, in one: each hit is checked in its own language afterwards.
CREATE OR REPLACE FUNCTION newswire.as_tsquery_in_any(query text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT string_agg('(' || words || ')', ' | ')::tsquery FROM (
        SELECT DISTINCT newswire.as_tsquery(c.oid::regconfig, query)::text AS words
        FROM pg_catalog.pg_ts_config c WHERE c.cfgnamespace = 'pg_catalog'::regnamespace) asked
    WHERE words <> ''
$$;

-- Put articles into the index as they are now, or take them out. Cut where 2,000, 20,000 and 250,000 characters stay
-- together below the megabyte that a tsvector may take, whatever the words; the article itself is whole.
CREATE OR REPLACE FUNCTION newswire.put_in_search(ids bigint[], months date[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO newswire.article_search AS s (article_id, month, language, published_at, source_id, agency, tsv)
    SELECT a.article_id, a.month, coalesce(a.language, 'und'), coalesce(a.published_at, a.first_seen_at), a.source_id, a.agency,
        setweight(to_tsvector(c.configuration, newswire.in_pairs(left(coalesce(a.title, ''), 2000))), 'A')
        || setweight(to_tsvector(c.configuration, newswire.in_pairs(left(coalesce(a.summary, ''), 20000))), 'B')
        || to_tsvector(c.configuration, newswire.in_pairs(left(a.body, 250000)))
    FROM (SELECT DISTINCT * FROM unnest(ids, months) AS p (article_id, month)) places
    JOIN newswire.article a USING (article_id, month)
    CROSS JOIN LATERAL (SELECT newswire.text_search_configuration(a.language) AS configuration) c
    WHERE a.status IN ('usable', 'corrected')
    ORDER BY a.article_id
    ON CONFLICT (article_id, month) DO UPDATE
    SET language = excluded.language, published_at = excluded.published_at, source_id = excluded.source_id,
        agency = excluded.agency, tsv = excluded.tsv;

    DELETE FROM newswire.article_search s USING newswire.article a, unnest(ids, months) AS p (article_id, month)
    WHERE s.article_id = p.article_id AND s.month = p.month AND a.article_id = s.article_id AND a.month = s.month
      AND a.status IN ('withheld', 'canceled');
END $$;

-- The newest hits of one month, by the GIN index alone: the planner takes an unknown word for a common one and would walk
-- the month by date (7.7 s at a million articles). EXECUTE, so that each query is planned with its own words.
CREATE OR REPLACE FUNCTION newswire.hits_in_month(
    wanted tsquery, query text, in_month date, in_language text, since timestamptz, until timestamptz, of_sources bigint[],
    of_agency text, newest boolean, most integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $$
BEGIN
    RETURN QUERY EXECUTE format('SELECT s.article_id FROM newswire.%I s WHERE s.tsv @@ $1',
            'article_search' || to_char(in_month, '_YYYYMM'))
        || CASE WHEN in_language IS NULL
            THEN ' AND s.tsv @@ newswire.as_tsquery(newswire.text_search_configuration(s.language), $2)'
            ELSE ' AND s.language = $3' END
        || CASE WHEN since > '-infinity' THEN ' AND s.published_at >= $4' ELSE '' END
        || CASE WHEN until < 'infinity' THEN ' AND s.published_at < $5' ELSE '' END
        || CASE WHEN of_sources IS NOT NULL THEN ' AND s.source_id = ANY($6)' ELSE '' END
        || CASE WHEN of_agency IS NOT NULL THEN ' AND s.agency = $7' ELSE '' END
        || CASE WHEN newest THEN ' ORDER BY s.published_at DESC, s.article_id DESC' ELSE '' END
        || ' LIMIT $8'
    USING wanted, query, in_language, since, until, of_sources, of_agency, most;
END $$;

-- The newest hits, at most `most` of them, month by month from the newest on. A month with more hits than that is asked
-- in slices of time: its last six hours, the day before those, and so on, wider and wider. So is every month for a
-- phrase: GIN knows no positions, and each article that has the words must be read, however few have them together.
-- Nothing further is begun where `enough` hits took longer than a person notices, nor after two seconds, however few
-- there are; a slice that took its time is followed by one of twice its width at the most.
DROP FUNCTION IF EXISTS newswire.newest_hits(tsquery, text, text, timestamptz, timestamptz, bigint[], text, integer);
CREATE OR REPLACE FUNCTION newswire.newest_hits(
    wanted tsquery, query text, in_language text, since timestamptz, until timestamptz, of_sources bigint[], of_agency text,
    enough integer, most integer)
RETURNS TABLE (article_id bigint, month date) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    started constant timestamptz := clock_timestamp();
    phrased constant boolean := wanted::text ~ '<(-|[0-9]+)>';
    one date;
    found bigint[];
    oldest timestamptz;
    ceiling timestamptz;    -- younger ones are found already
    floor timestamptz;
    width interval;
    begun timestamptz;
    room integer := most;
    back_to timestamptz;
    unfinished boolean := false;
BEGIN
    FOR one IN
        SELECT to_date(right(c.relname, 6), 'YYYYMM') FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'newswire.article_search'::regclass ORDER BY 1 DESC
    LOOP
        IF clock_timestamp() > started + interval '2 seconds' THEN
            unfinished := true;
            EXIT;
        END IF;
        back_to := one;
        ceiling := until;
        found := CASE WHEN NOT phrased THEN ARRAY(SELECT newswire.hits_in_month(
            wanted, query, one, in_language, since, until, of_sources, of_agency, false, room + 1)) END;
        IF phrased OR cardinality(found) > room THEN
            SELECT greatest(since, min(published_at)), max(published_at) - interval '6 hours' INTO oldest, floor
            FROM newswire.article_search s WHERE s.month = one AND s.published_at < until;
            CONTINUE WHEN floor IS NULL;
            found := '{}';
            width := '6 hours';
            LOOP
                begun := clock_timestamp();
                found := found || ARRAY(SELECT newswire.hits_in_month(wanted, query, one, in_language,
                    greatest(since, floor), ceiling, of_sources, of_agency, true, room - cardinality(found)));
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
        RETURN QUERY SELECT hit, one FROM unnest(found) hit;
        room := room - cardinality(found);
        EXIT WHEN room <= 0 OR most - room >= enough AND clock_timestamp() > started + interval '100 milliseconds';
        EXIT WHEN unfinished;
    END LOOP;
    IF unfinished THEN
        RAISE NOTICE 'searched back to % only, for want of time; narrow the query or give a later until', back_to;
    END IF;
END $$;

-- The text around the first hit, its words in <b>…</b>; where only the headline has them, the headline.
DROP FUNCTION IF EXISTS newswire.snippet(regconfig, text, tsquery, text);
CREATE OR REPLACE FUNCTION newswire.snippet(
    configuration regconfig, title text, body text, asked tsquery, query text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    script constant text := '[\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FF\u3130-\u318F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]+';
    run text;
    around text;
BEGIN
    FOR run IN SELECT m[1] FROM regexp_matches(query, '(' || script || ')', 'g') m LOOP
        IF strpos(body, run) > 0 THEN
            RETURN replace(substr(body, greatest(strpos(body, run) - 40, 1), 120), run, '<b>' || run || '</b>');
        END IF;
    END LOOP;
    around := ts_headline(configuration, left(body, 250000), asked, 'MaxFragments=1, MaxWords=30, MinWords=10');
    IF strpos(around, '<b>') = 0 AND title IS NOT NULL THEN
        around := ts_headline(configuration, title, asked, 'HighlightAll=true');
    END IF;
    RETURN around;
END $$;
