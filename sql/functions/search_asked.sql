-- The language of queries: read once into operands and operators, then turned into a tsquery for each language.

DROP FUNCTION IF EXISTS newswire.as_tsquery(regconfig, text);
DROP FUNCTION IF EXISTS newswire.as_tsquery_in_any(text);
-- With the functions of this file that take it.
DROP TYPE IF EXISTS newswire.query_part CASCADE;
-- A word, phrase or prefix with its field and its folded text; or 'and', 'or', 'not', '('.
CREATE TYPE newswire.query_part AS (kind text, field text, words text);

CREATE OR REPLACE FUNCTION newswire.refuse_query(why text, advice text) RETURNS void LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'unreadable query: ' || why, HINT = advice;
END $$;

-- An operand: its field by name and its words as the index has them. NULL where nothing but punctuation is written.
CREATE OR REPLACE FUNCTION newswire.query_operand(kind text, field text, written text) RETURNS newswire.query_part
LANGUAGE plpgsql STABLE AS $$
DECLARE
    words constant text := btrim(newswire.folded(translate(written, '*', '')), E' \n');
    last constant text := regexp_replace(words, '^.* ', '');
    script constant text := '^[\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3041-\u30FF\u3130-\u318F\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]';
BEGIN
    IF field IS NOT NULL AND lower(field COLLATE "C") NOT IN ('title', 'byline', 'agency', 'place', 'source', 'country', 'keyword') THEN
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

-- A query as its parts, operators behind their operands. NOT binds before AND, AND before OR; two operands in a row
-- have an AND between them. What cannot be read is refused with a hint.
CREATE FUNCTION newswire.read_query(query text) RETURNS newswire.query_part[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    fields constant text := '(?:([A-Za-z_]+):)?';
    typed text := query;
    tokens text[][];
    m text[];
    parts newswire.query_part[] := '{}';
    part newswire.query_part;
    waiting text[] := '{}';         -- operators and parentheses
    groups text[] := '{}';          -- the field of each open parenthesis
    wanted boolean := true;         -- an operand comes next
    written text;
    place integer := 0;
    total integer := 0;
    words integer := 0;
    prefixes integer := 0;
BEGIN
    IF length(typed) > 10000 THEN
        PERFORM newswire.refuse_query(format('%s characters', length(typed)), 'A query has 10,000 characters at the most; ask in several parts.');
    END IF;
    typed := regexp_replace(coalesce(typed, ''), '(?<=[0-9])[\u00A0\u2007\u2009\u202F](?=[0-9]{3}(?![0-9]))', '', 'g');
    typed := regexp_replace(typed, '[\u0001-\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+', ' ', 'g');
    typed := regexp_replace(typed, '(?<=[\u05D0-\u05EA])"(?=[\u05D0-\u05EA])', '', 'g');
    typed := translate(typed, '“”„‟«»＂＊（）：', '"""""""*():');
    FOR m IN SELECT f FROM regexp_matches(typed, '(-*)' || fields || '(?:(")([^"]*)("?)|(\())|(\))|([^ "()]+)', 'g') f LOOP
        -- m: minus, field, quote, phrase, closing quote, open, close, word
        place := place + 1;
        tokens := tokens || ARRAY[m];
    END LOOP;
    total := coalesce(array_length(tokens, 1), 0);
    FOR n IN 1 .. total LOOP
        written := tokens[n][8];
        IF written IN ('AND', 'OR') OR written = 'or' AND NOT wanted AND n < total AND coalesce(tokens[n + 1][7], '') = ''
                AND coalesce(tokens[n + 1][8], '') NOT IN ('AND', 'OR', 'or') THEN
            IF wanted THEN
                PERFORM newswire.refuse_query(format('nothing stands before %s', upper(written)), 'AND and OR stand between words, phrases or parentheses.');
            END IF;
            WHILE waiting <> '{}' AND (waiting[cardinality(waiting)] IN ('not', 'and') OR waiting[cardinality(waiting)] = lower(written)) LOOP
                parts := parts || ROW(waiting[cardinality(waiting)], NULL, NULL)::newswire.query_part;
                waiting := waiting[:cardinality(waiting) - 1];
            END LOOP;
            waiting := waiting || lower(written);
            wanted := true;
            CONTINUE;
        END IF;
        IF tokens[n][7] IS NOT NULL THEN
            IF waiting <> '{}' AND waiting[cardinality(waiting)] IN ('and', 'or', 'not') AND wanted OR groups = '{}' OR wanted THEN
                PERFORM newswire.refuse_query(
                    CASE WHEN groups = '{}' THEN 'a parenthesis closes that was not opened' ELSE 'nothing stands before a closing parenthesis' END,
                    'Parentheses stand in pairs around words, as in (flood OR storm) harbour.');
            END IF;
            WHILE waiting[cardinality(waiting)] <> '(' LOOP
                parts := parts || ROW(waiting[cardinality(waiting)], NULL, NULL)::newswire.query_part;
                waiting := waiting[:cardinality(waiting) - 1];
            END LOOP;
            waiting := waiting[:cardinality(waiting) - 1];
            groups := groups[:cardinality(groups) - 1];
            CONTINUE;
        END IF;
        part := NULL;
        IF tokens[n][3] IS NOT NULL THEN
            IF tokens[n][5] = '' THEN
                PERFORM newswire.refuse_query('a quotation mark is not closed', 'Quotation marks stand in pairs around a phrase, as in "flood gate".');
            END IF;
            part := newswire.query_operand('phrase', coalesce(tokens[n][2], groups[cardinality(groups)]), tokens[n][4]);
            CONTINUE WHEN part IS NULL;
        ELSIF written = 'NOT' THEN
            NULL;
        ELSIF written IS NOT NULL THEN
            m := regexp_match(written, '^(-*)(?:([A-Za-z_]+):(?!//))?(.*)$');
            IF m[2] IS NOT NULL AND m[3] = '' AND lower(m[2]) NOT IN ('title', 'byline', 'agency', 'place', 'source', 'country', 'keyword') THEN
                m := ARRAY[m[1], NULL, m[2]];
            END IF;
            part := newswire.query_operand('word', coalesce(m[2], groups[cardinality(groups)]), m[3]);
            CONTINUE WHEN part IS NULL;
        END IF;
        -- An operand begins: a word, a phrase, a parenthesis, or what is negated.
        IF NOT wanted THEN
            WHILE waiting <> '{}' AND waiting[cardinality(waiting)] IN ('not', 'and') LOOP
                parts := parts || ROW(waiting[cardinality(waiting)], NULL, NULL)::newswire.query_part;
                waiting := waiting[:cardinality(waiting) - 1];
            END LOOP;
            waiting := waiting || 'and'::text;
        END IF;
        wanted := true;
        IF written = 'NOT' OR coalesce(tokens[n][1], m[1], '') <> '' AND (written IS NULL OR m[1] <> '') THEN
            waiting := waiting || 'not'::text;
        END IF;
        CONTINUE WHEN written = 'NOT';
        IF tokens[n][6] IS NOT NULL THEN
            IF tokens[n][2] IS NOT NULL THEN
                PERFORM newswire.query_operand('word', tokens[n][2], 'known');
            END IF;
            waiting := waiting || '('::text;
            groups := array_append(groups, coalesce(lower(tokens[n][2]), groups[cardinality(groups)]));
            IF cardinality(groups) > 50 THEN
                PERFORM newswire.refuse_query('more than 50 parentheses within each other', 'Write the query with fewer parentheses.');
            END IF;
            CONTINUE;
        END IF;
        parts := parts || part;
        words := words + 1 + length(part.words) - length(replace(part.words, ' ', ''));
        prefixes := prefixes + (part.kind = 'prefix')::integer;
        IF words > 200 OR prefixes > 20 THEN
            PERFORM newswire.refuse_query('more than 200 words or 20 prefixes', 'Ask in several parts.');
        END IF;
        wanted := false;
    END LOOP;
    IF groups <> '{}' THEN
        PERFORM newswire.refuse_query('a parenthesis is not closed', 'Parentheses stand in pairs around words, as in (flood OR storm) harbour.');
    ELSIF parts = '{}' AND waiting = '{}' THEN
        PERFORM newswire.refuse_query('no words', 'Write at least one word, as in harbour.');
    ELSIF wanted THEN
        PERFORM newswire.refuse_query(format('nothing stands behind %s', upper(waiting[cardinality(waiting)])), 'AND, OR and NOT stand before a word, a phrase or a parenthesis.');
    END IF;
    FOR n IN REVERSE cardinality(waiting) .. 1 LOOP
        parts := parts || ROW(waiting[n], NULL, NULL)::newswire.query_part;
    END LOOP;
    RETURN parts;
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
