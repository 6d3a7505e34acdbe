-- Languages: their names, their dictionaries, and the forms in which a word of each is indexed.

-- The two letters that a language goes by: en-GB, EN and eng are en; nb and nn are no; zh-Hant is zh.
CREATE OR REPLACE FUNCTION newswire.search_language(language text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE code
        WHEN 'nb' THEN 'no' WHEN 'nn' THEN 'no' WHEN 'nor' THEN 'no' WHEN 'nob' THEN 'no' WHEN 'iw' THEN 'he' WHEN 'in' THEN 'id'
        WHEN 'ji' THEN 'yi' WHEN 'mo' THEN 'ro' WHEN 'tl' THEN 'fil' WHEN 'eng' THEN 'en' WHEN 'ger' THEN 'de' WHEN 'deu' THEN 'de'
        WHEN 'fra' THEN 'fr' WHEN 'fre' THEN 'fr' WHEN 'spa' THEN 'es' WHEN 'ita' THEN 'it' WHEN 'por' THEN 'pt'
        WHEN 'rus' THEN 'ru' WHEN 'ukr' THEN 'uk' WHEN 'pol' THEN 'pl' WHEN 'ces' THEN 'cs' WHEN 'cze' THEN 'cs'
        WHEN 'ara' THEN 'ar' WHEN 'fas' THEN 'fa' WHEN 'per' THEN 'fa' WHEN 'heb' THEN 'he' WHEN 'hin' THEN 'hi'
        WHEN 'tur' THEN 'tr' WHEN 'nld' THEN 'nl' WHEN 'dut' THEN 'nl' WHEN 'swe' THEN 'sv' WHEN 'dan' THEN 'da' WHEN 'fin' THEN 'fi'
        WHEN 'zho' THEN 'zh' WHEN 'chi' THEN 'zh' WHEN 'cmn' THEN 'zh' WHEN 'yue' THEN 'zh' WHEN 'jpn' THEN 'ja' WHEN 'kor' THEN 'ko'
        ELSE code END
    FROM (SELECT lower(split_part(replace(language, '_', '-'), '-', 1) COLLATE "C") AS code) given
$$;

-- ISO 639-1, and 'und' for a text in no language that we know.
CREATE OR REPLACE FUNCTION newswire.is_language(language text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT newswire.search_language(language) = ANY(string_to_array(
        'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo '
        'es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg '
        'ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nd ne ng nl no nr '
        'nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te '
        'tg th ti tk tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu fil haw ckb und', ' '))
        AND language ~ '^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$'
$$;

-- The language stays text: a column of type regconfig would block pg_upgrade. A configuration that this server does not
-- have (Estonian came with 18) and a language without one are 'simple': words as they stand. Polish, which some servers
-- have, goes by our own endings everywhere.
DO $body$
DECLARE
    cases text;
BEGIN
    SELECT string_agg(format('WHEN %L THEN %L::regconfig', code, 'pg_catalog.' || c.cfgname), ' ' ORDER BY code) INTO cases
    FROM (VALUES ('ar', 'arabic'), ('ca', 'catalan'), ('da', 'danish'), ('de', 'german'), ('el', 'greek'), ('en', 'english'),
        ('es', 'spanish'), ('et', 'estonian'), ('eu', 'basque'), ('fi', 'finnish'), ('fr', 'french'), ('ga', 'irish'),
        ('hi', 'hindi'), ('hu', 'hungarian'), ('hy', 'armenian'), ('id', 'indonesian'), ('it', 'italian'),
        ('lt', 'lithuanian'), ('ne', 'nepali'), ('nl', 'dutch'), ('no', 'norwegian'), ('pt', 'portuguese'),
        ('ro', 'romanian'), ('ru', 'russian'), ('sr', 'serbian'), ('sv', 'swedish'), ('ta', 'tamil'), ('tr', 'turkish'),
        ('yi', 'yiddish')) AS known (code, name)
    JOIN pg_catalog.pg_ts_config c ON c.cfgname = known.name AND c.cfgnamespace = 'pg_catalog'::regnamespace;
    EXECUTE format($function$
        CREATE OR REPLACE FUNCTION newswire.text_search_configuration(language text) RETURNS regconfig
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT CASE newswire.search_language(language) %s ELSE 'pg_catalog.simple'::regconfig END
        $$ $function$, cases);
END $body$;

-- Languages that a query without a language is read in: one of each kind of dictionary and of endings.
CREATE OR REPLACE FUNCTION newswire.languages_of_search() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT '{und,ar,ca,cs,da,de,el,en,es,et,eu,fa,fi,fr,ga,he,hi,hu,hy,id,it,lt,ne,nl,no,pl,pt,ro,ru,sr,sv,ta,tr,uk,yi}'::text[]
$$;

-- The one of these that a language is read like.
CREATE OR REPLACE FUNCTION newswire.searched_as(language text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN code = ANY('{ar,ca,cs,da,de,el,en,es,et,eu,fa,fi,fr,ga,he,hi,hu,hy,id,it,lt,ne,nl,no,pl,pt,ro,ru,sr,sv,ta,tr,uk,yi}'::text[])
            THEN code
        WHEN code = 'sk' THEN 'cs' WHEN code = 'be' THEN 'uk' ELSE 'und' END
    FROM (SELECT newswire.search_language(language) AS code) named
$$;

-- Words of a folded text without their endings, for languages that PostgreSQL has no dictionary for. Case endings and
-- plurals only, longest first, and never below three letters: what is left is the same for most forms of a noun or an
-- adjective. The sounds that change before an ending (Polsce,
-- Praze, rządzie) are made one, and the vowel that comes and goes (minister, ministra; березень, березня) goes.
CREATE OR REPLACE FUNCTION newswire.without_endings(code text, words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    CASE code
    WHEN 'pl' THEN
        words := regexp_replace(words, '([a-z]{3,}?)(?:owie|iami|ami|iach|ach|iego|ego|iemu|emu|iowi|owi|iej|ej|iom|om|iem|em|ymi|imi|ych|ich|ow|ym|im|ie|ia|ii|iu|io|[aeiouy])(?![^ \n])', '\1', 'g');
        words := regexp_replace(regexp_replace(words, '(?<=[a-z]{2}[dr])z(?![^ \n])', '', 'g'), '(?<=[a-z]{3})c(?![^ \n])', 'k', 'g');
        RETURN regexp_replace(words, '(?<=[a-z][bcdfghjklmnprstwz])e(?=[klnrt](?![^ \n]))', '', 'g');
    WHEN 'cs' THEN
        words := regexp_replace(words, '([a-z]{3,}?)(?:ovymi|ovych|ovym|ove|ovi|ami|emi|imi|ymi|eho|emu|ach|ech|ich|ych|ata|aty|ou|um|em|am|im|ym|at|[aeiouy])(?![^ \n])', '\1', 'g');
        words := regexp_replace(regexp_replace(words, '(?<=[a-z]{2})c(?![^ \n])', 'k', 'g'), '(?<=[a-z]{2})z(?![^ \n])', 'h', 'g');
        RETURN regexp_replace(words, '(?<=[a-z][bcdfghjklmnprstvz])e(?=[klnrt](?![^ \n]))', '', 'g');
    WHEN 'uk' THEN
        words := regexp_replace(words, '([а-яєіїґ]{2,}?)(?:[єї]в(?:а|у|і|ом|ська|ський)?)(?![^ \n])', '\1', 'g');
        words := regexp_replace(words, '([а-яєіїґ''ь]{3,}?)(?:ськими|ського|ському|ською|ський|ських|ської|ській|ська|ське|ську|ські|ові|еві|ами|ями|ого|ому|ими|ова|ову|овом|ах|ях|ів|ом|ем|єм|ам|ям|ою|ею|єю|их|им|ей|ий|ій|ої|ую|юю|[аяоеєиіїуюьй])(?![^ \n])', '\1', 'g');
        words := regexp_replace(words, '(?<=[а-яєіїґ])і(?=[бвгджзклмнпрстфхцчшщ](?![^ \n]))', 'о', 'g');
        RETURN regexp_replace(words, '(?<=[а-яєіїґ][бвгджзклмнпрстфхцчшщ])[ео](?=[клнрт](?![^ \n]))', '', 'g');
    WHEN 'fa' THEN
        RETURN regexp_replace(regexp_replace(words, '(?<![^ \n])ن?مي([\u0621-\u06D3]{3,})', '\1', 'g'),
            '([\u0621-\u06D3]{3,}?)(?:هايشان|هايي|هاي|ها|ترين|تر)(?![^ \n])', '\1', 'g');
    WHEN 'he' THEN
        RETURN regexp_replace(words, '([\u05D0-\u05EA]{3,}?)(?:יים|יות|ים|ות|[הת])(?![^ \n])', '\1', 'g');
    WHEN 'ar' THEN
        words := regexp_replace(words, '(?<![^ \n])[وف]?(?:[بك]?ال|لل)([\u0621-\u064A]{3,})', '\1', 'g');
        RETURN regexp_replace(words, '([\u0621-\u064A]{3,}?)ات(?![^ \n])', '\1', 'g');
    ELSE
        RETURN words;
    END CASE;
END $$;

-- A folded text in each form that its words are found by, word by word in the same order: as written, without accents,
-- with ä, ö, ü, ø and å spelled out where readers write them so, and without the little words that Arabic and Hebrew
-- write in one with the next.
CREATE OR REPLACE FUNCTION newswire.forms(code text, words text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    plain text;
    found text[];
BEGIN
    IF code = 'pt' THEN
        -- Eleições is the plural of eleição, which the dictionary does not know.
        words := regexp_replace(words, '(?:[õã]es|(?<=[cs])oes)(?![^ \n])', 'ão', 'g');
    END IF;
    plain := newswire.without_accents(words);
    found := ARRAY[newswire.without_endings(code, plain)];
    IF code = 'ar' THEN
        RETURN found || regexp_replace(found[1], '(?<![^ \n])[وف]([\u0621-\u064A]{3,})', '\1', 'g')
            || regexp_replace(found[1], '(?<![^ \n])[بكل]([\u0621-\u064A]{3,})', '\1', 'g');
    ELSIF code = 'he' THEN
        RETURN found || newswire.without_endings(code, regexp_replace(plain, '(?<![^ \n])[והבכלמש]([\u05D0-\u05EA]{3,})', '\1', 'g'))
            || newswire.without_endings(code, regexp_replace(plain, '(?<![^ \n])[וכמשבל][שהבכלמ]([\u05D0-\u05EA]{3,})', '\1', 'g'));
    END IF;
    IF plain <> words AND code NOT IN ('cs', 'pl', 'uk', 'el', 'und') THEN
        found := found || words;
    END IF;
    IF words ~ '[äöüøå]' AND code NOT IN ('et', 'fi', 'hu', 'tr') THEN
        found := found || newswire.without_endings(code, newswire.without_accents(
            replace(replace(replace(replace(replace(words, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ø', 'oe'), 'å', 'aa')));
    END IF;
    RETURN found;
END $$;

-- The forms of the words of a query: those of a text, but what is written in one with a word is asked for as it is
-- written; the Hebrew article may be missing.
CREATE OR REPLACE FUNCTION newswire.asked_forms(code text, words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE code
        WHEN 'ar' THEN (newswire.forms(code, words))[1:1]
        WHEN 'he' THEN (newswire.forms(code, words))[1:1]
            || newswire.without_endings(code, regexp_replace(newswire.without_accents(words), '(?<![^ \n])ה([\u05D0-\u05EA]{3,})', '\1', 'g'))
        ELSE newswire.forms(code, words) END
$$;
