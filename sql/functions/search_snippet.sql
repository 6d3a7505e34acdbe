-- Snippets: the text around a hit as it was written, its words marked. A word is found as the index finds it, so that
-- what matches without its accent or ending is marked as it stands; marks are places, and no text can forge one.

DROP FUNCTION IF EXISTS newswire.snippet(regconfig, text, text, tsquery, text);

-- One line of plain text: no control characters, no marks of direction.
CREATE OR REPLACE FUNCTION newswire.one_line(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(regexp_replace(written, '[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]', '', 'g'),
        '[\u0001-\u0020\u007F-\u00A0\u2028\u2029]+', ' ', 'g'))
$$;

CREATE OR REPLACE FUNCTION newswire.html_escaped(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT replace(replace(replace(replace(replace(written, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;')
$$;

-- HTML: the text escaped, the marked places in <b>…</b>.
CREATE OR REPLACE FUNCTION newswire.marked_html(written text, marks int4range[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(newswire.html_escaped(substr(written, before + 1, lower(m) - before))
            || '<b>' || newswire.html_escaped(substr(written, lower(m) + 1, upper(m) - lower(m))) || '</b>', '' ORDER BY lower(m)), '')
        || newswire.html_escaped(substr(written, coalesce(max(upper(m)), 0) + 1))
    FROM (SELECT m, coalesce(lag(upper(m)) OVER (ORDER BY lower(m)), 0) AS before FROM unnest(marks) m) places
$$;

-- The words that a query looks for in a text, without fields and what it excludes: whole ones, and beginnings.
CREATE OR REPLACE FUNCTION newswire.words_asked(asked tsquery, OUT whole text[], OUT beginnings text[]) LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(m[1]) FILTER (WHERE coalesce(m[2], '') NOT LIKE '%*%'), '{}'),
        coalesce(array_agg(m[1]) FILTER (WHERE m[2] LIKE '%*%'), '{}')
    FROM regexp_matches(querytree(asked), '''([^''=][^'']*)''(:[*A-D]+)?', 'g') m
$$;

-- Where the n-th word of a run of signs without blanks stands in it: the n-th piece between punctuation where there are
-- as many pieces as words (the abondance of l’abondance), else all of it but its edges.
CREATE OR REPLACE FUNCTION newswire.piece_of(unit text, words integer, n integer) RETURNS int4range LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    piece int4range;
    first integer;
BEGIN
    SELECT int4range(ends - size, ends) INTO piece FROM (
        SELECT k, length(m[2]) AS size, (sum(length(m[1]) + length(m[2])) OVER (ORDER BY k))::integer AS ends, count(*) OVER () AS pieces
        FROM regexp_matches(unit, '([' || newswire.signs() || ']*)([^' || newswire.signs() || ']+)', 'g') WITH ORDINALITY AS f (m, k)) cut
    WHERE pieces = words AND k = n;
    IF piece IS NULL THEN
        first := length((regexp_match(unit, '^[' || newswire.signs() || ']*'))[1]);
        piece := int4range(first, greatest(first, length(regexp_replace(unit, '[' || newswire.signs() || ']+$', ''))));
    END IF;
    RETURN piece;
END $$;

-- Where these words stand in a text of a line, by characters from 0: the places of words as they are written, or of
-- characters where a script writes no blanks. The text is taken apart into units, each folded on its own line; words are
-- counted as PostgreSQL's parser counts them.
CREATE OR REPLACE FUNCTION newswire.places_of(code text, whole text[], beginnings text[], written text) RETURNS int4range[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
    script constant text := '\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FF\u3130-\u318F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF';
    marks constant text := '\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECD\u102B-\u103E\u1056-\u1059\u17B4-\u17D3\u3099\u309A';
    in_script constant text := '^[' || script || ']';
    unspaced constant boolean := written ~ ('[' || script || ']');
    units text[];
    gaps text[];
    folded text[];
    form text;
    hits integer[] := '{}';
    unit record;
    words integer;
    before integer := 0;            -- words
    start integer := 0;             -- characters
    last_sign text;                 -- of the character before, where it is joined to this one
    last_start integer;
    found int4range[] := '{}';
BEGIN
    SELECT array_agg(m[1] ORDER BY n), array_agg(m[2] ORDER BY n) INTO gaps, units
    FROM regexp_matches(written, '( *)([' || script || '][' || marks || ']*|[^ ' || script || ']+)', 'g') WITH ORDINALITY AS u (m, n);
    IF units IS NULL THEN
        RETURN '{}';
    END IF;
    folded := string_to_array(newswire.folded(array_to_string(units, E'\n')), E'\n');
    FOREACH form IN ARRAY newswire.forms(code, array_to_string(folded, E'\n')) LOOP
        hits := hits || ARRAY(
            SELECT place FROM unnest(to_tsvector(newswire.text_search_configuration(code), form)) AS word (lexeme, positions, weights),
                unnest(positions) place, newswire.without_accents(lexeme) plain
            WHERE plain = ANY(whole) OR EXISTS (SELECT FROM unnest(beginnings) b WHERE starts_with(plain, b)));
    END LOOP;
    IF hits = '{}' AND NOT unspaced THEN
        RETURN '{}';
    END IF;
    FOR unit IN SELECT u.gap, u.written, btrim(u.line) AS plain, unspaced AND u.written ~ in_script AS pairs
            FROM unnest(gaps, units, folded) AS u (gap, written, line) LOOP
        start := start + length(unit.gap);
        words := CASE WHEN unit.plain = '' THEN 0 ELSE 1 + length(unit.plain) - length(replace(unit.plain, ' ', '')) END;
        IF unit.pairs THEN
            unit.plain := coalesce((SELECT simplified FROM newswire.han_form h WHERE h.written = unit.plain), unit.plain);
            IF unit.gap = '' AND last_sign || unit.plain = ANY(whole) THEN
                found := found || int4range(last_start, start + length(unit.written));
            ELSIF unit.plain = ANY(whole) OR EXISTS (SELECT FROM unnest(beginnings) b WHERE starts_with(unit.plain, b)) THEN
                found := found || int4range(start, start + length(unit.written));
            END IF;
            last_sign := unit.plain;
            last_start := start;
        ELSE
            last_sign := NULL;
            FOR n IN 1 .. words LOOP
                IF before + n = ANY(hits) THEN
                    found := found || (SELECT int4range(lower(p) + start, upper(p) + start) FROM newswire.piece_of(unit.written, words, n) p);
                END IF;
            END LOOP;
        END IF;
        before := before + words;
        start := start + length(unit.written);
    END LOOP;
    RETURN coalesce((SELECT array_agg(m ORDER BY lower(m)) FROM unnest((SELECT range_agg(f) FROM unnest(found) f WHERE NOT isempty(f))) m), '{}');
END $$;

-- The part of a text to look at: the first that answers the query, or has any of its words; NULL where none does.
-- 20 parts at the most, of 1,500 characters, or of 500 where a script writes no blanks, whose words are more; further down
-- a hit is shown by the beginning of its text.
CREATE OR REPLACE FUNCTION newswire.part_with(code text, asked tsquery, whole text[], beginnings text[], written text, size integer)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    wanted tsquery;
    part text;
    vector tsvector;
    second text;
    as_asked boolean;
BEGIN
    SELECT string_agg(word, ' | ')::tsquery INTO wanted FROM (
        SELECT '''' || w || '''' FROM unnest(whole) w UNION ALL SELECT '''' || b || ''':*' FROM unnest(beginnings) b) words (word);
    IF length(written) <= size THEN
        RETURN written;
    END IF;
    -- Parts that show one of the words as it is asked first: to fold the others takes most of the time.
    FOREACH as_asked IN ARRAY ARRAY[true, false] LOOP
        FOR n IN 0 .. least(length(written) / size, 19) LOOP
            -- A little of the part before, for a phrase across the cut; the first word may be half of one and falls away.
            part := substr(written, greatest(n * size - 100, 1), size + 100);
            CONTINUE WHEN as_asked AND NOT EXISTS (
                SELECT FROM unnest(whole || beginnings) w WHERE strpos(part, w) > 0 OR strpos(lower(part), w) > 0);
            IF n > 0 THEN
                part := regexp_replace(part, '^[^ ]{0,40} ', '');
            END IF;
            vector := newswire.text_vector(code, part);
            IF vector @@ asked THEN
                RETURN part;
            END IF;
            IF second IS NULL AND vector @@ wanted THEN
                second := part;
            END IF;
        END LOOP;
        EXIT WHEN second IS NOT NULL;
    END LOOP;
    RETURN second;
END $$;

-- The text around the hits in an article's body, else in its summary, else its headline: a line of some 200 characters
-- and where its marked words stand. Without words to mark (a search by fields alone) it is the beginning of the body.
CREATE OR REPLACE FUNCTION newswire.snippet(
    code text, asked tsquery, title text, summary text, body text, OUT shown text, OUT marks int4range[])
LANGUAGE plpgsql STABLE AS $$
DECLARE
    width constant integer := 200;
    whole text[];
    beginnings text[];
    written text;
    part text;
    best int4range;
    first integer;
    last integer;
BEGIN
    SELECT w.whole, w.beginnings INTO whole, beginnings FROM newswire.words_asked(asked) w;
    IF whole <> '{}' OR beginnings <> '{}' THEN
        FOREACH written IN ARRAY ARRAY[left(body, 30000), left(summary, 5000), left(title, 1000)] LOOP
            CONTINUE WHEN written IS NULL;
            part := newswire.part_with(code, asked, whole, beginnings, newswire.one_line(written),
                CASE WHEN left(written, 100) ~ '[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3041-\u30FF\u4E00-\u9FFF\uAC00-\uD7AF]' THEN 500 ELSE 1500 END);
            CONTINUE WHEN part IS NULL;
            part := coalesce(newswire.part_with(code, asked, whole, beginnings, part, 500), part);
            marks := newswire.places_of(code, whole, beginnings, part);
            EXIT WHEN marks <> '{}';
        END LOOP;
    END IF;
    IF marks IS NULL OR marks = '{}' THEN
        shown := newswire.one_line(left(body, 1000));
        IF length(shown) > width THEN
            shown := regexp_replace(left(shown, width), ' [^ ]{0,40}$', '');
        END IF;
        marks := '{}';
        RETURN;
    END IF;
    -- The mark with the most others close behind it, the first of those.
    SELECT m INTO best FROM unnest(marks) m
    ORDER BY (SELECT count(*) FROM unnest(marks) o WHERE lower(o) >= lower(m) AND upper(o) <= lower(m) + width * 3 / 4) DESC, lower(m) LIMIT 1;
    first := greatest(lower(best) - width / 4, 0);
    IF first > 0 AND substr(part, first, 1) <> ' ' THEN
        first := first + coalesce(length(substring(substr(part, first + 1, lower(best) - first) FROM '^[^ ]{0,40} ')), 0);
    END IF;
    last := least(first + width, length(part));
    IF last < length(part) AND substr(part, last + 1, 1) <> ' ' THEN
        last := last - coalesce(length(substring(substr(part, first + 1, last - first) FROM ' [^ ]{0,40}$')), 0);
    END IF;
    last := greatest(last, upper(best));
    shown := substr(part, first + 1, last - first);
    marks := ARRAY(SELECT int4range(lower(m) - first, least(upper(m), last) - first) FROM unnest(marks) m
        WHERE lower(m) >= first AND lower(m) < last ORDER BY 1);
END $$;
