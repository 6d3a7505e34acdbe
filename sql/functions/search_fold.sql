-- What the index and every query do to a text before PostgreSQL's parser sees it: letters, marks, digits and blanks are
-- left, in lower case, the same in every database. The parser of a database with lc_ctype = C takes each sign beyond
-- ASCII for a letter, and lower() knows no other case there; one with a UTF-8 locale splits in other places.

-- In lower case whatever the database's own locale: by the collation that PostgreSQL brings since 17, by one of the
-- system or of ICU before, and letter by letter (slower, without rare alphabets) where there is none.
DO $body$
DECLARE
    known text;
    works boolean;
    expression text := $$translate(lower(written),
        'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŨŪŬŮŰŲŴŶŸŹŻŽȘȚΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯҐ',
        'àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĵķĺļľłńņňōŏőœŕŗřśŝşšţťũūŭůűųŵŷÿźżžșțάέήίόύώαβγδεζηθικλμνξοπρστυφχψωѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопрстуфхцчшщъыьэюяґ')$$;
BEGIN
    FOREACH known IN ARRAY ARRAY['pg_c_utf8', 'C.utf8', 'C.UTF-8', 'en_US.utf8', 'und-x-icu'] LOOP
        CONTINUE WHEN NOT EXISTS (
            SELECT FROM pg_catalog.pg_collation
            WHERE collname = known AND collnamespace = 'pg_catalog'::regnamespace
              AND collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding())));
        EXECUTE format('SELECT lower(%L COLLATE pg_catalog.%I) = %L', 'IÄŽΩЖ', known, 'iäžωж') INTO works;
        IF works THEN
            expression := format('lower(written COLLATE pg_catalog.%I)', known);
            EXIT;
        END IF;
    END LOOP;
    EXECUTE format(
        'CREATE OR REPLACE FUNCTION newswire.in_lower_case(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS %L',
        'SELECT ' || expression);
END $body$;

-- Without accents: Cárdano is Cardano, Łódź Lodz, Ærø Aero. й and ї are letters of their own.
CREATE OR REPLACE FUNCTION newswire.without_accents(written text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    plain text := written;
BEGIN
    IF written !~ '[\u00C0-\u024F\u0300-\u036F\u0386-\u03CE\u0400-\u040F\u0450-\u045F\u0490-\u0491\u04D0-\u04F9\u1E00-\u1FFF]' THEN
        RETURN written;
    END IF;
    IF plain ~ '[øłđßæœıħþðґ]' THEN
        plain := replace(replace(replace(replace(translate(plain, 'øłđıħðґ', 'oldihdг'),
            'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
    END IF;
    RETURN normalize(regexp_replace(normalize(plain, NFD), '([иі][\u0306\u0308])|[\u0300-\u036F]', '\1', 'g'), NFC);
END $$;

-- Everything that Unicode calls punctuation, symbol, separator, control or format, as the inside of a bracket expression;
-- without the line feed.
CREATE OR REPLACE FUNCTION newswire.signs() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT '\u0001-\u0009\u000B-\u0020'
        '\u0021-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u00D7\u00F7'
        '\u02C2-\u02C5\u02D2-\u02DF\u02E5-\u02EB\u02ED\u02EF-\u02FF\u0375\u037E\u0384-\u0385\u0387\u03F6\u0482'
        '\u055A-\u055F\u0589-\u058F\u05BE\u05C0\u05C3\u05C6\u05F3-\u060F\u061B-\u061F\u066A-\u066D\u06D4\u06DD-\u06DE'
        '\u06E9\u06FD-\u06FE\u0700-\u070F\u07F6-\u07F9\u07FE-\u07FF\u0830-\u083E\u085E\u0888\u0890-\u0891\u08E2'
        '\u0964-\u0965\u0970\u09F2-\u09F3\u09FA-\u09FB\u09FD\u0A76\u0AF0-\u0AF1\u0B70\u0BF3-\u0BFA\u0C77\u0C7F\u0C84'
        '\u0D4F\u0D79\u0DF4\u0E3F\u0E4F\u0E5A-\u0E5B\u0F01-\u0F17\u0F1A-\u0F1F\u0F34\u0F36\u0F38\u0F3A-\u0F3D\u0F85'
        '\u0FBE-\u0FC5\u0FC7-\u0FDA\u104A-\u104F\u109E-\u109F\u10FB\u1360-\u1368\u1390-\u1399\u1400\u166D-\u166E\u1680'
        '\u169B-\u169C\u16EB-\u16ED\u1735-\u1736\u17D4-\u17D6\u17D8-\u17DB\u1800-\u180A\u180E\u1940-\u1945\u19DE-\u19FF'
        '\u1A1E-\u1A1F\u1AA0-\u1AA6\u1AA8-\u1AAD\u1B5A-\u1B6A\u1B74-\u1B7E\u1BFC-\u1BFF\u1C3B-\u1C3F\u1C7E-\u1C7F'
        '\u1CC0-\u1CC7\u1CD3\u1FBD\u1FBF-\u1FC1\u1FCD-\u1FCF\u1FDD-\u1FDF\u1FED-\u1FEF\u1FFD-\u206F\u207A-\u207E'
        '\u208A-\u208E\u20A0-\u20C0\u2100-\u2101\u2103-\u2106\u2108-\u2109\u2114\u2116-\u2118\u211E-\u2123\u2125\u2127'
        '\u2129\u212E\u213A-\u213B\u2140-\u2144\u214A-\u214D\u214F\u218A-\u244A\u249C-\u24E9\u2500-\u2775\u2794-\u2BFF'
        '\u2CE5-\u2CEA\u2CF9-\u2CFC\u2CFE-\u2CFF\u2D70\u2E00-\u2E2E\u2E30-\u3004\u3008-\u3020\u3030\u3036-\u3037'
        '\u303D-\u303F\u309B-\u309C\u30A0\u30FB\u3190-\u3191\u3196-\u319F\u31C0-\u31E3\u3200-\u321E\u322A-\u3247\u3250'
        '\u3260-\u327F\u328A-\u32B0\u32C0-\u33FF\u4DC0-\u4DFF\uA490-\uA4C6\uA4FE-\uA4FF\uA60D-\uA60F\uA673\uA67E'
        '\uA6F2-\uA716\uA720-\uA721\uA789-\uA78A\uA828-\uA82B\uA836-\uA839\uA874-\uA877\uA8CE-\uA8CF\uA8F8-\uA8FA\uA8FC'
        '\uA92E-\uA92F\uA95F\uA9C1-\uA9CD\uA9DE-\uA9DF\uAA5C-\uAA5F\uAA77-\uAA79\uAADE-\uAADF\uAAF0-\uAAF1\uAB5B'
        '\uAB6A-\uAB6B\uABEB\uFB29\uFBB2-\uFBC2\uFD3E-\uFD4F\uFDCF\uFDFC-\uFDFF\uFE10-\uFE19\uFE30-\uFE6B\uFEFF-\uFF0F'
        '\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\uFFE0-\uFFFD\U00010100-\U00010102\U00010137-\U0001013F'
        '\U00010179-\U00010189\U0001018C-\U000101FC\U0001039F\U000103D0\U0001056F\U00010857\U00010877-\U00010878'
        '\U0001091F\U0001093F\U00010A50-\U00010A58\U00010A7F\U00010AC8\U00010AF0-\U00010AF6\U00010B39-\U00010B3F'
        '\U00010B99-\U00010B9C\U00010EAD\U00010F55-\U00010F59\U00010F86-\U00010F89\U00011047-\U0001104D'
        '\U000110BB-\U000110C1\U000110CD\U00011140-\U00011143\U00011174-\U00011175\U000111C5-\U000111C8\U000111CD'
        '\U000111DB\U000111DD-\U000111DF\U00011238-\U0001123D\U000112A9\U0001144B-\U0001144F\U0001145A-\U0001145D'
        '\U000114C6\U000115C1-\U000115D7\U00011641-\U00011643\U00011660-\U0001166C\U000116B9\U0001173C-\U0001173F'
        '\U0001183B\U00011944-\U00011946\U000119E2\U00011A3F-\U00011A46\U00011A9A-\U00011A9C\U00011A9E-\U00011AA2'
        '\U00011C41-\U00011C45\U00011C70-\U00011C71\U00011EF7-\U00011EF8\U00011FD5-\U00011FFF\U00012470-\U00012474'
        '\U00012FF1-\U00012FF2\U00013430-\U00013438\U00016A6E-\U00016A6F\U00016AF5\U00016B37-\U00016B3F'
        '\U00016B44-\U00016B45\U00016E97-\U00016E9A\U00016FE2\U0001BC9C\U0001BC9F-\U0001BCA3\U0001CF50-\U0001D164'
        '\U0001D16A-\U0001D16C\U0001D173-\U0001D17A\U0001D183-\U0001D184\U0001D18C-\U0001D1A9\U0001D1AE-\U0001D241'
        '\U0001D245\U0001D300-\U0001D356\U0001D6C1\U0001D6DB\U0001D6FB\U0001D715\U0001D735\U0001D74F\U0001D76F\U0001D789'
        '\U0001D7A9\U0001D7C3\U0001D800-\U0001D9FF\U0001DA37-\U0001DA3A\U0001DA6D-\U0001DA74\U0001DA76-\U0001DA83'
        '\U0001DA85-\U0001DA8B\U0001E14F\U0001E2FF\U0001E95E-\U0001E95F\U0001ECAC\U0001ECB0\U0001ED2E'
        '\U0001EEF0-\U0001F0F5\U0001F10D-\U0001FBCA'::text
$$;

-- A text as words between blanks; line feeds stay, for those who line up words with their places.
-- A few signs are part of a word: 3.5, AT&T, C++ and C# are one each, with a letter that no text uses for the sign.
-- U.S. is US, 1,250 is 1250, and what stands between words unseen (soft hyphens, joiners, marks of direction, Arabic
-- and Hebrew vowels) is gone.
CREATE OR REPLACE FUNCTION newswire.folded(written text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    -- What no eye sees: soft hyphens, joiners, marks of direction, vowels of Arabic and Hebrew, tatweel.
    unseen constant text := '\u00AD\u034F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u061C\u0640\u064B-\u065F\u0670'
        '\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF';
    plain text := written;
BEGIN
    IF plain ~ '[0-9][\u00A0\u2007\u2009\u202F][0-9]{3}' THEN
        plain := regexp_replace(plain, '(?<=[0-9])[\u00A0\u2007\u2009\u202F](?=[0-9]{3}(?![0-9]))', '', 'g');
    END IF;
    IF plain ~ '[\u0080-\U0003FFFF]' THEN
        plain := regexp_replace(plain, '[´`＇’‘‛ʼʹʻ′׳]', '''', 'g');
        IF plain ~ '[٫٬]' THEN
            plain := translate(plain, '٫٬', '.,');
        END IF;
        IF plain IS NOT NFKC NORMALIZED THEN
            plain := normalize(plain, NFKC);
        END IF;
        plain := regexp_replace(newswire.in_lower_case(replace(plain, 'İ', 'i')), '[' || unseen || ']+', '', 'g');
        IF plain ~ '[ёςآأإٱیىکۀہھ٠-٩۰-۹०-९]' THEN
            plain := translate(plain, 'ёςآأإٱیىکۀہھ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९',
                'еσااااييكههه012345678901234567890123456789');
        END IF;
        -- An apostrophe within a Ukrainian word, and the quotation mark within a Hebrew acronym.
        plain := regexp_replace(plain, '(?<=[\u0400-\u04FF])''(?=[\u0400-\u04FF])|(?<=[\u05D0-\u05EA])[''"\u05F4](?=[\u05D0-\u05EA])', '', 'g');
    ELSE
        plain := lower(plain COLLATE "C");
    END IF;
    IF plain ~ '[0-9][.,''][0-9]' THEN
        plain := regexp_replace(plain, '(?<=[0-9])(?<![^0-9]0|^0)[.,''](?=[0-9]{3}(?![0-9]))', '', 'g');
        plain := regexp_replace(plain, '(?<![0-9.,])([0-9]+)[.,]([0-9]+)(?![0-9]|[.,][0-9])', '\1ꞏ\2', 'g');
    END IF;
    IF strpos(plain, '&') > 0 THEN
        plain := regexp_replace(plain, '(?<=[^\u0001-/:-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F])&(?=[^\u0001-/:-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F]{1,2}(?![^\u0001-/:-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F]))|(?<=(?<![^\u0001-/:-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F])[^\u0001-/:-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F])&(?=[^\u0001-/:-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F])', 'ꝸ', 'g');
    END IF;
    IF plain ~ '[a-z](\+\+|#)' THEN
        plain := regexp_replace(plain, '(?<![^\u0001-/:-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F])([a-z])\+\+(?![^\u0001-/:-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F])', '\1ꝸꝸ', 'g');
        plain := regexp_replace(plain, '(?<![^\u0001-/:-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F])([a-z])#(?![^\u0001-/:-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F])', '\1ꝷ', 'g');
    END IF;
    -- The full stops of U.S. and J.K., not of a sentence.
    IF plain ~ '[^ \n]\.[^ \n]' THEN
        plain := regexp_replace(plain, '(?<=(?<![^\u0001-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F])[^\u0001-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F])\.(?=[^\u0001-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F](?![^\u0001-@[-`{-\u00BF\u2000-\u206F\u3000-\u303F]))', '', 'g');
    END IF;
    RETURN regexp_replace(plain, '[' || newswire.signs() || ']+', ' ', 'g');
END $$;
