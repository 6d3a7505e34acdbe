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

-- Where these words stand in a text of a line, by characters from 0: the places of words as they are written, or of
-- characters where a script writes no blanks. The text is taken apart into units, each folded on its own line.
CREATE OR REPLACE FUNCTION newswire.places_of(code text, whole text[], beginnings text[], written text) RETURNS int4range[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
    script constant text := '\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FF\u3130-\u318F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF';
    marks constant text := '\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECD\u102B-\u103E\u1056-\u1059\u17B4-\u17D3\u3099\u309A';
    in_script constant text := '^[' || script || ']';
    configuration constant regconfig := newswire.text_search_configuration(code);
    units text[];
    gaps text[];
    folded text[];
    hits integer[] := '{}';     -- places of words, as PostgreSQL's parser counts them
    form text;
    found int4range[];
BEGIN
    SELECT array_agg(m[1] ORDER BY n), array_agg(m[2] ORDER BY n) INTO gaps, units
    FROM regexp_matches(written, '( *)([' || script || '][' || marks || ']*|[^ ' || script || ']+)', 'g') WITH ORDINALITY AS u (m, n);
    IF units IS NULL THEN
        RETURN '{}';
    END IF;
    folded := string_to_array(newswire.folded(array_to_string(units, E'\n')), E'\n');
    FOREACH form IN ARRAY newswire.forms(code, array_to_string(folded, E'\n')) LOOP
        hits := hits || ARRAY(
            SELECT place FROM unnest(to_tsvector(configuration, form)) AS word (lexeme, positions, weights), unnest(positions) place,
                newswire.without_accents(lexeme) plain
            WHERE plain = ANY(whole) OR EXISTS (SELECT FROM unnest(beginnings) b WHERE starts_with(plain, b)));
    END LOOP;
    WITH unit AS (
        SELECT n, unit, btrim(line) AS plain, coalesce(h.simplified, btrim(line)) AS sign,
            sum(length(gap) + length(unit)) OVER (ORDER BY n) - length(unit) AS start,
            length(unit) AS size, lead(gap) OVER (ORDER BY n) = '' AS joined, unit ~ in_script AS pairs
        FROM unnest(gaps, units, folded) WITH ORDINALITY AS u (gap, unit, line, n)
        LEFT JOIN newswire.han_form h ON h.written = line),
    counted AS (
        SELECT *, CASE WHEN plain = '' THEN 0 ELSE 1 + length(plain) - length(replace(plain, ' ', '')) END AS words,
            lead(sign) OVER (ORDER BY n) AS next_sign, lead(size) OVER (ORDER BY n) AS next_size, lead(pairs) OVER (ORDER BY n) AS next_pairs
        FROM unit),
    placed AS (
        SELECT *, sum(words) OVER (ORDER BY n) - words AS before FROM counted),
    place AS (
        -- Words: the piece of the unit where it falls apart into as many pieces as words, else all of it but its edges.
        SELECT p.start + coalesce(piece.start, edge.start) AS start, coalesce(piece.size, edge.size) AS size
        FROM (SELECT DISTINCT hit FROM unnest(hits) hit) asked
        JOIN placed p ON NOT p.pairs AND asked.hit > p.before AND asked.hit <= p.before + p.words
        CROSS JOIN LATERAL (
            SELECT length((regexp_match(p.unit, '^[' || newswire.signs() || ']*'))[1]) AS start,
                length(regexp_replace(regexp_replace(p.unit, '^[' || newswire.signs() || ']+', ''), '[' || newswire.signs() || ']+$', '')) AS size) edge
        LEFT JOIN LATERAL (
            SELECT start, size FROM (
                SELECT sum(length(m[1]) + length(m[2])) OVER (ORDER BY k) - length(m[2]) AS start, length(m[2]) AS size, k, count(*) OVER () AS pieces
                FROM regexp_matches(p.unit, '([' || newswire.signs() || ']*)([^' || newswire.signs() || ']+)', 'g') WITH ORDINALITY AS f (m, k)) cut
            WHERE pieces = p.words AND k = asked.hit - p.before) piece ON true
        UNION ALL
        SELECT p.start, p.size + CASE WHEN p.sign || p.next_sign = ANY(whole) THEN p.next_size ELSE 0 END
        FROM placed p
        WHERE p.pairs AND (p.joined AND p.next_pairs AND p.sign || p.next_sign = ANY(whole) OR p.sign = ANY(whole)
            OR EXISTS (SELECT FROM unnest(beginnings) b WHERE starts_with(p.sign, b)))),
    merged AS (SELECT unnest(range_agg(int4range(start::integer, (start + size)::integer))) AS m FROM place WHERE size > 0)
    SELECT array_agg(m ORDER BY lower(m)) INTO found FROM merged;
    RETURN coalesce(found, '{}');
END $$;

-- The part of a text to look at: the first that answers the query, or has any of its words; NULL where none does.
-- 20 parts of 1,500 characters at the most; further down a hit is shown by the beginning of its text.
CREATE OR REPLACE FUNCTION newswire.part_with(code text, asked tsquery, whole text[], beginnings text[], written text, size integer)
RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    wanted tsquery;
    part text;
    vector tsvector;
    second text;
BEGIN
    SELECT string_agg(word, ' | ')::tsquery INTO wanted FROM (
        SELECT '''' || w || '''' FROM unnest(whole) w UNION ALL SELECT '''' || b || ''':*' FROM unnest(beginnings) b) words (word);
    IF length(written) <= size THEN
        RETURN written;
    END IF;
    FOR n IN 0 .. least(length(written) / size, 19) LOOP
        -- A little of the part before, for a phrase across the cut; the first word may be half of one and falls away.
        part := substr(written, greatest(n * size - 100, 1), size + 100);
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
            part := newswire.part_with(code, asked, whole, beginnings, newswire.one_line(written), 1500);
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
