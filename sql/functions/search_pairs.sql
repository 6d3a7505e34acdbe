-- Scripts that write no blanks between words, and the vector of a text.

DROP FUNCTION IF EXISTS newswire.in_pairs(text);

-- Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese are indexed as overlapping pairs of characters, the last one of
-- a run on its own: 東京都 is 東京 京都 都, so that any part of it is found, the single character by what begins with
-- it. A vowel or tone mark belongs to the character that it stands on; traditional Chinese is written in simplified
-- characters. Everything else stays as it is, so that the names in an English text are found as well.
CREATE OR REPLACE FUNCTION newswire.in_pairs(written text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    script constant text := '\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FF\u3130-\u318F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF';
    marks constant text := '\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECD\u102B-\u103E\u1056-\u1059\u17B4-\u17D3\u3099\u309A';
    pairs text;
BEGIN
    IF written !~ ('[' || script || ']') THEN
        RETURN written;
    END IF;
    SELECT string_agg(CASE WHEN unit IS NULL THEN other WHEN next IS NULL THEN ' ' || unit || ' ' ELSE ' ' || unit || next END, '' ORDER BY n)
        INTO pairs
    FROM (
        SELECT unit, other, n, lead(unit) OVER (ORDER BY n) AS next
        FROM (
            SELECT coalesce(h.simplified, m[1]) AS unit, m[2] AS other, n
            FROM regexp_matches(written, '([' || script || '][' || marks || ']*)|([^' || script || ']+)', 'g')
                WITH ORDINALITY AS found (m, n)
            LEFT JOIN newswire.han_form h ON h.written = m[1]) simple) units;
    RETURN pairs;
END $$;

-- The words of a text with their places. A text whose words are too many for a tsvector, which takes a megabyte, is
-- halved until they fit.
CREATE OR REPLACE FUNCTION newswire.text_vector(code text, written text) RETURNS tsvector LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    configuration constant regconfig := newswire.text_search_configuration(code);
    forms constant text[] := newswire.forms(code, newswire.folded(written));
    form text;
    vectors text := '';
BEGIN
    IF cardinality(forms) = 1 AND length(written) < 100000 THEN
        RETURN to_tsvector(configuration, newswire.in_pairs(forms[1]));
    END IF;
    BEGIN
        FOREACH form IN ARRAY forms LOOP
            vectors := vectors || ' ' || to_tsvector(configuration, newswire.in_pairs(form))::text;
        END LOOP;
        RETURN newswire.without_accents(vectors)::tsvector;
    EXCEPTION WHEN program_limit_exceeded THEN
        RETURN newswire.text_vector(code, left(written, length(written) / 2));
    END;
END $$;

-- The words of a field, each behind the field's name: agency EFE is '=agency=efe', which no word of a text can be.
-- Items are a hundred places apart, so that no phrase reaches from one to the next.
CREATE OR REPLACE FUNCTION newswire.field_vector(field text, items text[]) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(format('''=%s=%s'':%s', field, word, least(n + (item - 1) * 100, 16000)), ' '), '')::tsvector
    FROM (SELECT item, newswire.in_pairs(newswire.without_accents(newswire.folded(left(value, 500)))) AS words
        FROM unnest(items[1:100]) WITH ORDINALITY AS given (value, item)) folded,
        LATERAL regexp_split_to_table(btrim(words, E' \n'), '[ \n]+') WITH ORDINALITY AS found (word, n)
    WHERE word <> '' AND octet_length(word) < 500
$$;
