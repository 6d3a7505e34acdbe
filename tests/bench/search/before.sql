-- How search read texts and queries before it folded them: here to be measured beside the rules of today.

CREATE SCHEMA before;

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
        CREATE OR REPLACE FUNCTION before.text_search_configuration(language text) RETURNS regconfig
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT CASE lower(split_part(replace(language, '_', '-'), '-', 1)) %s ELSE 'pg_catalog.simple'::regconfig END
        $$ $function$, cases);
END $body$;

-- Scripts that write no blanks between words - Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese - are indexed as
-- overlapping pairs of characters: 東京都 is 東京 京都. A vowel or tone mark belongs to the character that it stands on.
-- Everything else stays as it is, so that the names in an English text are found as well.
CREATE OR REPLACE FUNCTION before.in_pairs(written text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
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
CREATE OR REPLACE FUNCTION before.as_tsquery(configuration regconfig, query text) RETURNS tsquery
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
        websearch_to_tsquery(configuration, before.in_pairs(array_to_string(parts, '')))::text,
        '''(' || script || ')''', '''\1'':*', 'g')::tsquery;
END $$;

-- Every query that a reader can mean who names no language, in one: each hit is checked in its own language afterwards.
CREATE OR REPLACE FUNCTION before.as_tsquery_in_any(query text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT string_agg('(' || words || ')', ' | ')::tsquery FROM (
        SELECT DISTINCT before.as_tsquery(c.oid::regconfig, query)::text AS words
        FROM pg_catalog.pg_ts_config c WHERE c.cfgnamespace = 'pg_catalog'::regnamespace) asked
    WHERE words <> ''
$$;
