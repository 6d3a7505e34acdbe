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
    SELECT string_agg(CASE WHEN run IS NULL THEN other ELSE ' ' || paired || ' ' END, '' ORDER BY n) INTO pairs
    FROM (
        SELECT m[1] AS run, m[2] AS other, n FROM regexp_matches(written, '([' || script || marks || ']+)|([^' || script || ']+)', 'g')
            WITH ORDINALITY AS found (m, n)) runs
    LEFT JOIN LATERAL (
        SELECT string_agg(sign || next, ' ' ORDER BY k) AS paired FROM (
            SELECT sign, k, coalesce(lead(sign) OVER (ORDER BY k), '') AS next FROM (
                SELECT coalesce(h.simplified, u.sign) AS sign, k
                FROM unnest(CASE WHEN run ~ ('[' || marks || ']')
                    THEN ARRAY(SELECT f[1] FROM regexp_matches(run, '.[' || marks || ']*', 'g') f)
                    ELSE string_to_array(run, NULL) END) WITH ORDINALITY AS u (sign, k)
                LEFT JOIN newswire.han_form h ON h.written = u.sign) simple) signs) joined ON run IS NOT NULL;
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

-- The words of an article with their places: those of its headline weigh A, those of its summary B. All is folded at
-- once, one part a line: what it costs to begin is more than a headline takes.
CREATE OR REPLACE FUNCTION newswire.article_vector(code text, title text, summary text, body text) RETURNS tsvector
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    configuration constant regconfig := newswire.text_search_configuration(code);
    forms constant text[] := newswire.forms(code, newswire.folded(
        translate(coalesce(title, ''), E'\n', ' ') || E'\n' || translate(coalesce(summary, ''), E'\n', ' ') || E'\n' || translate(body, E'\n', ' ')));
    form text;
    parts text[];
    vectors text[] := '{"","",""}';
BEGIN
    IF cardinality(forms) = 1 AND length(body) < 100000 THEN
        parts := string_to_array(newswire.in_pairs(forms[1]), E'\n');
        RETURN setweight(to_tsvector(configuration, parts[1]), 'A') || setweight(to_tsvector(configuration, parts[2]), 'B')
            || to_tsvector(configuration, parts[3]);
    END IF;
    FOREACH form IN ARRAY forms LOOP
        parts := string_to_array(newswire.in_pairs(form), E'\n');
        FOR n IN 1 .. 3 LOOP
            vectors[n] := vectors[n] || ' ' || to_tsvector(configuration, parts[n])::text;
        END LOOP;
    END LOOP;
    RETURN setweight(newswire.without_accents(vectors[1])::tsvector, 'A') || setweight(newswire.without_accents(vectors[2])::tsvector, 'B')
        || newswire.without_accents(vectors[3])::tsvector;
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN newswire.article_vector(code, title, left(summary, length(summary) / 2), left(body, length(body) / 2));
END $$;

-- The words of fields, each behind its field's name: agency EFE is '=agency=efe', which no word of a text can be. Values
-- are a hundred places apart, so that no phrase reaches from one to the next.
DROP FUNCTION IF EXISTS newswire.field_vector(text, text[]);
CREATE OR REPLACE FUNCTION newswire.fields_vector(fields text[], contents text[]) RETURNS tsvector LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    lines constant text[] := string_to_array(newswire.in_pairs(newswire.without_accents(newswire.folded((
        SELECT string_agg(coalesce(translate(left(value, 500), E'\n', ' '), ''), E'\n' ORDER BY n)
        FROM unnest(contents[1:100]) WITH ORDINALITY AS given (value, n))))), E'\n');
BEGIN
    RETURN (
        SELECT coalesce(string_agg(format('''=%s=%s'':%s', fields[line], word, least(n + (line - 1) * 100, 16000)), ' '), '')::tsvector
        FROM generate_series(1, cardinality(lines)) line,
            unnest(string_to_array(regexp_replace(btrim(lines[line]), ' +', ' ', 'g'), ' ')) WITH ORDINALITY AS found (word, n)
        WHERE word <> '' AND octet_length(word) < 500);
END $$;
