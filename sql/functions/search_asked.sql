-- The language of queries: read once into operands and operators, then turned into a tsquery for each language.

DROP FUNCTION IF EXISTS newswire.as_tsquery(regconfig, text);
DROP FUNCTION IF EXISTS newswire.as_tsquery_in_any(text);
-- With the functions of this file that take them.
DROP TYPE IF EXISTS newswire.query_part, newswire.query_token, newswire.query_reading CASCADE;
-- A word, phrase or prefix with its field and its folded text; or 'and', 'or', 'not', '('.
CREATE TYPE newswire.query_part AS (kind text, field text, words text);
-- As typed: 'word', 'phrase', 'AND', 'OR', 'or', 'NOT', '(' or ')'.
CREATE TYPE newswire.query_token AS (kind text, negated boolean, field text, written text, unclosed boolean);
-- How far the reading of a query has come: what is placed, the operators and parentheses that wait for their end, the field
-- of each open parenthesis, whether an operand must come next, and what counts against the limits.
CREATE TYPE newswire.query_reading AS (
    parts newswire.query_part[], waiting text[], groups text[], wanted boolean, words integer, prefixes integer);

CREATE OR REPLACE FUNCTION newswire.refuse_query(why text, advice text) RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'unreadable query: ' || why, HINT = advice;
END $$;

CREATE OR REPLACE FUNCTION newswire.query_fields() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY['title', 'byline', 'agency', 'place', 'source', 'country', 'keyword']
$$;

-- An operand: its field by name and its words as the index has them. NULL where nothing but punctuation is written.
CREATE OR REPLACE FUNCTION newswire.query_operand(kind text, field text, written text) RETURNS newswire.query_part
LANGUAGE plpgsql STABLE AS $$
DECLARE
    words constant text := btrim(newswire.folded(translate(written, '*', '')), E' \n');
    last constant text := regexp_replace(words, '^.* ', '');
    script constant text := '^[\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FF\u3130-\u318F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]';
BEGIN
    IF field IS NOT NULL AND lower(field COLLATE "C") <> ALL (newswire.query_fields()) THEN
        PERFORM newswire.refuse_query(format('there is no field "%s"', left(field, 40)),
            'Fields are title, byline, agency, place, source, country and keyword. Put quotation marks around a word with a colon.');
    END IF;
    IF strpos(written, '*') > 0 THEN
        IF kind = 'phrase' THEN
            PERFORM newswire.refuse_query('a star within quotation marks', 'Write the prefix outside of the phrase, as in "flood gate" hosp*.');
        ELSIF rtrim(written, '*') LIKE '%*%' THEN
            PERFORM newswire.refuse_query(format('a star in the middle of "%s"', left(written, 40)), 'A star stands at the end of a word, as in hosp*.');
        ELSIF length(last) < 3 AND last !~ script AND (field IS NULL OR last = '') THEN
            PERFORM newswire.refuse_query(format('the prefix "%s" is too short', left(written, 40)), 'A prefix has at least three letters, as in hosp*.');
        END IF;
        kind := 'prefix';
    END IF;
    IF words = '' THEN
        IF field IS NOT NULL THEN
            PERFORM newswire.refuse_query(format('the field "%s" has no value', left(field, 40)), 'Write a word or a phrase behind the colon, as in agency:EFE.');
        END IF;
        RETURN NULL;
    END IF;
    IF octet_length(last) > 500 THEN
        PERFORM newswire.refuse_query('a word of more than 500 bytes', 'Shorten the word.');
    END IF;
    RETURN ROW(kind, lower(field COLLATE "C"), words);
END $$;

-- A query in the signs that the reading knows: one kind of quotation mark, parenthesis and space; no space within numbers.
CREATE OR REPLACE FUNCTION newswire.plainly_typed(query text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    typed text := coalesce(query, '');
BEGIN
    IF length(typed) > 10000 THEN
        PERFORM newswire.refuse_query(format('%s characters', length(typed)), 'A query has 10,000 characters at the most; ask in several parts.');
    END IF;
    typed := regexp_replace(typed, '(?<=[0-9])[\u00A0\u2007\u2009\u202F](?=[0-9]{3}(?![0-9]))', '', 'g');
    typed := regexp_replace(typed, '[\u0001-\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+', ' ', 'g');
    typed := regexp_replace(typed, '(?<=[\u05D0-\u05EA])"(?=[\u05D0-\u05EA])', '', 'g');
    RETURN translate(typed, '“”„‟«»＂＊（）：', '"""""""*():');
END $$;

-- The tokens of a query in their order. `or` is an operator where words stand on both sides of it, else a word; a word
-- with a colon behind it that names no field is a word.
CREATE FUNCTION newswire.query_tokens(typed text) RETURNS SETOF newswire.query_token LANGUAGE sql STABLE AS $$
    WITH found AS (
        -- f: minus, field, quote, phrase, closing quote, open, close, word; w: minus, field and rest of the word
        SELECT f, regexp_match(f[8], '^(-*)(?:([A-Za-z_]+):(?!//))?(.*)$') AS w, place,
            CASE WHEN f[3] IS NOT NULL THEN 'phrase' ELSE coalesce(f[6], f[7],
                CASE WHEN f[8] IN ('AND', 'OR', 'NOT', 'or') THEN f[8] END, 'word') END AS kind
        FROM regexp_matches(typed, '(-*)(?:([A-Za-z_]+):)?(?:(")([^"]*)("?)|(\())|(\))|([^ "()]+)', 'g') WITH ORDINALITY AS t (f, place)
    ), told AS (
        SELECT *, coalesce(lead(kind) OVER (ORDER BY place), ')') AS next,
            w[3] = '' AND lower(w[2] COLLATE "C") <> ALL (newswire.query_fields()) AS no_field FROM found
    )
    SELECT CASE WHEN kind = 'or' AND next IN (')', 'AND', 'OR', 'or') THEN 'word' ELSE kind END,
        coalesce(f[1], w[1], '') <> '', CASE WHEN no_field THEN NULL ELSE coalesce(f[2], w[2]) END,
        CASE WHEN no_field THEN w[2] ELSE coalesce(f[4], w[3]) END, f[5] = ''
    FROM told ORDER BY place
$$;

-- The waiting operators that bind at least as much as what comes next go behind their operands, the last one first.
CREATE FUNCTION newswire.place_operators(reading newswire.query_reading, binding text[]) RETURNS newswire.query_reading
LANGUAGE plpgsql STABLE AS $$
BEGIN
    WHILE reading.waiting[cardinality(reading.waiting)] = ANY (binding) LOOP
        reading.parts := reading.parts || ROW(reading.waiting[cardinality(reading.waiting)], NULL, NULL)::newswire.query_part;
        reading.waiting := trim_array(reading.waiting, 1);
    END LOOP;
    RETURN reading;
END $$;

CREATE FUNCTION newswire.read_operator(reading newswire.query_reading, operator text) RETURNS newswire.query_reading
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF reading.wanted THEN
        PERFORM newswire.refuse_query(format('nothing stands before %s', upper(operator)), 'AND and OR stand between words, phrases or parentheses.');
    END IF;
    reading := newswire.place_operators(reading, ARRAY['not', 'and', operator]);
    reading.waiting := reading.waiting || operator;
    reading.wanted := true;
    RETURN reading;
END $$;

-- An operand begins: a word, a phrase, a parenthesis, or what is negated. Behind another operand there is an AND between them.
CREATE FUNCTION newswire.begin_operand(reading newswire.query_reading, negated boolean) RETURNS newswire.query_reading
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF NOT reading.wanted THEN
        reading := newswire.read_operator(reading, 'and');
    END IF;
    IF negated THEN
        reading.waiting := reading.waiting || 'not'::text;
    END IF;
    RETURN reading;
END $$;

-- A parenthesis hands its field on to the words in it.
CREATE FUNCTION newswire.open_group(reading newswire.query_reading, token newswire.query_token) RETURNS newswire.query_reading
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF token.field IS NOT NULL THEN
        PERFORM newswire.query_operand('word', token.field, 'known');
    END IF;
    reading := newswire.begin_operand(reading, token.negated);
    reading.waiting := reading.waiting || '('::text;
    reading.groups := array_append(reading.groups, coalesce(lower(token.field), reading.groups[cardinality(reading.groups)]));
    IF cardinality(reading.groups) > 50 THEN
        PERFORM newswire.refuse_query('more than 50 parentheses within each other', 'Write the query with fewer parentheses.');
    END IF;
    RETURN reading;
END $$;

CREATE FUNCTION newswire.close_group(reading newswire.query_reading) RETURNS newswire.query_reading LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF reading.groups = '{}' OR reading.wanted THEN
        PERFORM newswire.refuse_query(
            CASE WHEN reading.groups = '{}' THEN 'a parenthesis closes that was not opened' ELSE 'nothing stands before a closing parenthesis' END,
            'Parentheses stand in pairs around words, as in (flood OR storm) harbour.');
    END IF;
    reading := newswire.place_operators(reading, ARRAY['not', 'and', 'or']);
    reading.waiting := trim_array(reading.waiting, 1);
    reading.groups := trim_array(reading.groups, 1);
    RETURN reading;
END $$;

-- A word or a phrase. One of punctuation alone is passed over.
CREATE FUNCTION newswire.read_operand(reading newswire.query_reading, token newswire.query_token) RETURNS newswire.query_reading
LANGUAGE plpgsql STABLE AS $$
DECLARE
    kind constant text := CASE token.kind WHEN 'phrase' THEN 'phrase' ELSE 'word' END;
    part newswire.query_part;
BEGIN
    IF token.unclosed THEN
        PERFORM newswire.refuse_query('a quotation mark is not closed', 'Quotation marks stand in pairs around a phrase, as in "flood gate".');
    END IF;
    part := newswire.query_operand(kind, coalesce(token.field, reading.groups[cardinality(reading.groups)]), token.written);
    IF part IS NULL THEN
        RETURN reading;
    END IF;
    reading := newswire.begin_operand(reading, token.negated);
    reading.parts := reading.parts || part;
    reading.words := reading.words + 1 + length(part.words) - length(replace(part.words, ' ', ''));
    reading.prefixes := reading.prefixes + (part.kind = 'prefix')::integer;
    IF reading.words > 200 OR reading.prefixes > 20 THEN
        PERFORM newswire.refuse_query('more than 200 words or 20 prefixes', 'Ask in several parts.');
    END IF;
    reading.wanted := false;
    RETURN reading;
END $$;

CREATE FUNCTION newswire.end_reading(reading newswire.query_reading) RETURNS newswire.query_part[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF reading.groups <> '{}' THEN
        PERFORM newswire.refuse_query('a parenthesis is not closed', 'Parentheses stand in pairs around words, as in (flood OR storm) harbour.');
    ELSIF reading.parts = '{}' AND reading.waiting = '{}' THEN
        PERFORM newswire.refuse_query('no words', 'Write at least one word, as in harbour.');
    ELSIF reading.wanted THEN
        PERFORM newswire.refuse_query(format('nothing stands behind %s', upper(reading.waiting[cardinality(reading.waiting)])),
            'AND, OR and NOT stand before a word, a phrase or a parenthesis.');
    END IF;
    reading := newswire.place_operators(reading, ARRAY['not', 'and', 'or']);
    RETURN reading.parts;
END $$;

-- A query as its parts, operators behind their operands. NOT binds before AND, AND before OR; two operands in a row
-- have an AND between them. What cannot be read is refused with a hint.
CREATE FUNCTION newswire.read_query(query text) RETURNS newswire.query_part[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    reading newswire.query_reading := ROW('{}', '{}', '{}', true, 0, 0);
    token newswire.query_token;
BEGIN
    FOR token IN SELECT * FROM newswire.query_tokens(newswire.plainly_typed(query)) LOOP
        reading := CASE
            WHEN token.kind IN ('AND', 'OR') OR token.kind = 'or' AND NOT reading.wanted
                THEN newswire.read_operator(reading, lower(token.kind))
            WHEN token.kind = 'NOT' THEN newswire.begin_operand(reading, true)
            WHEN token.kind = '(' THEN newswire.open_group(reading, token)
            WHEN token.kind = ')' THEN newswire.close_group(reading)
            ELSE newswire.read_operand(reading, token) END;
    END LOOP;
    RETURN newswire.end_reading(reading);
END $$;

-- Stems of words that begin with a prefix, where they are shorter than the prefix: hospitali* asks for hospit as well,
-- the stem of hospitalization. By common endings of the prefix's alphabet.
CREATE OR REPLACE FUNCTION newswire.shorter_stems(configuration regconfig, prefix text) RETURNS tsquery
LANGUAGE sql STABLE AS $$
    SELECT coalesce(string_agg(format('%L', stem), ' | '), '')::tsquery FROM (
        SELECT DISTINCT unnest(tsvector_to_array(to_tsvector(configuration, string_agg(prefix || ending, ' ')))) AS stem
        FROM unnest(string_to_array(CASE WHEN prefix ~ '[а-я]'
            THEN ' ый ого ого ой ая ов ами ах ия ии ение ения ость ости ация ации ировать ский ского ный ных'
            ELSE ' s e es ed n en er ern r te ten ing ion ions tion tions ation ations zation zations sation sed zed ty ity ities al ally ment ments'
                ' ness ly ive ist ists ic ical ism ung ungen keit heit isch cion ciones cao coes ado ada dad mente zione zioni ique iques aire' END, ' ')) ending) stems
    WHERE length(stem) >= 3 AND length(stem) < length(prefix) AND prefix LIKE stem || '%'
$$;

-- The tsquery of one word, phrase or prefix in a language. More than one word is a phrase: "flood gate", O'Brien, a run
-- of Chinese characters, whose single character is whatever begins with it.
CREATE OR REPLACE FUNCTION newswire.operand_as_tsquery(part newswire.query_part, code text) RETURNS tsquery
LANGUAGE plpgsql STABLE AS $$
DECLARE
    script constant text := '[\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FF\u3130-\u318F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]';
    marks constant text := '[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECD\u102B-\u103E\u1056-\u1059\u17B4-\u17D3\u3099\u309A]';
    is_field constant boolean := part.field IS NOT NULL AND part.field <> 'title';
    configuration constant regconfig := CASE WHEN is_field THEN 'pg_catalog.simple' ELSE newswire.text_search_configuration(code) END;
    form text;
    words text;
    last text;
    one tsquery;
    asked text[] := '{}';
BEGIN
    FOREACH form IN ARRAY CASE WHEN is_field OR part.kind = 'prefix'
        THEN ARRAY[newswire.without_accents(part.words)] ELSE newswire.asked_forms(code, part.words) END
    LOOP
        -- The last character of a run stands alone in the index; behind a pair it says nothing.
        words := regexp_replace(btrim(newswire.in_pairs(form), E' \n'),
            '(?<=' || script || marks || '*' || script || marks || '*) +' || script || marks || '*$', '');
        IF part.kind = 'prefix' AND words !~ (script || '$') THEN
            last := regexp_replace(words, '^.*[ \n]', '');
            one := format('''%s'':*', last)::tsquery;
            IF NOT is_field THEN
                one := one || newswire.shorter_stems(configuration, last);
            END IF;
            IF last <> words THEN
                one := CASE WHEN phraseto_tsquery(configuration, left(words, -length(last))) = ''::tsquery THEN one
                    ELSE phraseto_tsquery(configuration, left(words, -length(last))) <-> one END;
            END IF;
        ELSE
            one := phraseto_tsquery(configuration, words);
        END IF;
        words := newswire.without_accents(one::text);
        CONTINUE WHEN words = '' OR words = ANY(asked);
        asked := asked || words;
    END LOOP;
    -- A word as it stands may be the stem of its own plural: haven, havens.
    IF part.kind <> 'prefix' AND NOT is_field AND asked <> '{}' AND strpos(words, ' ') = 0 THEN
        words := format('''%s''', newswire.without_accents(btrim(form)));
        IF part.words !~ (script || '| ') AND NOT words = ANY(asked) THEN
            asked := asked || words;
        END IF;
    END IF;
    -- A single character at the end of a run.
    words := regexp_replace(array_to_string(asked, ' | '), '''(' || script || marks || '*)''(?!:| <)', '''\1'':*', 'g');
    IF part.field = 'title' THEN
        words := regexp_replace(words, '(''[^'']+'')(?::(\*))?', '\1:\2A', 'g');
    ELSIF is_field THEN
        words := regexp_replace(words, '''([^'']+)''', '''=' || part.field || '=\1''', 'g');
    END IF;
    RETURN words::tsquery;
END $$;

-- A query that was read, in one language. Words that are too common there are left out, as PostgreSQL does.
CREATE FUNCTION newswire.as_tsquery(parts newswire.query_part[], code text) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
    part newswire.query_part;
    stack tsquery[] := '{}';
    top integer := 0;
BEGIN
    FOREACH part IN ARRAY parts LOOP
        CASE part.kind
        WHEN 'and' THEN
            stack[top - 1] := stack[top - 1] && stack[top];
            top := top - 1;
        WHEN 'or' THEN
            stack[top - 1] := stack[top - 1] || stack[top];
            top := top - 1;
        WHEN 'not' THEN
            stack[top] := !! stack[top];
        ELSE
            top := top + 1;
            stack[top] := newswire.operand_as_tsquery(part, code);
        END CASE;
    END LOOP;
    RETURN stack[1];
END $$;

-- A query in the language that a reader names, or in all of them: (language, asked). Refused where it has no words but
-- common ones, or finds by what is not there alone: that is nearly every article. PostgreSQL's own notices of common
-- words say nothing that a reader could use.
CREATE OR REPLACE FUNCTION newswire.asked_in(query text, language text) RETURNS TABLE (code text, asked tsquery)
LANGUAGE plpgsql STABLE SET client_min_messages = warning AS $$
DECLARE
    parts constant newswire.query_part[] := newswire.read_query(query);
    codes constant text[] := CASE WHEN language IS NULL THEN newswire.languages_of_search()
        ELSE ARRAY[newswire.searched_as(language)] END;
    one text;
    readable boolean := false;
    negative boolean := false;
BEGIN
    IF NOT newswire.is_language(language) THEN
        RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = format('unknown language "%s"', left(language, 40)),
            HINT = 'Give a language by its code, as in en, es or pt-BR.';
    END IF;
    FOREACH one IN ARRAY codes LOOP
        code := one;
        asked := newswire.as_tsquery(parts, one);
        CONTINUE WHEN numnode(asked) = 0;
        negative := negative OR querytree(asked) = 'T';
        CONTINUE WHEN querytree(asked) = 'T';
        readable := true;
        RETURN NEXT;
    END LOOP;
    IF readable THEN
        RETURN;
    ELSIF negative THEN
        PERFORM newswire.refuse_query('it says only what must not be there', 'Add a word that must be there, as in harbour NOT strike.');
    END IF;
    PERFORM newswire.refuse_query('all its words are too common to be indexed', 'Add a rarer word.');
END $$;
