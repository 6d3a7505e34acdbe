-- For newswire_v1.source: guesses, each NULL where it would be a bold one, and the count of articles.

-- Whether a source has the name of a news agency. The names are those of pipeline/clean/wording/agencies.toml, and a test compares
-- the two. Names of up to four letters are known as they are written only, "beta" is no agency; longer ones in any case.
CREATE OR REPLACE FUNCTION newswire.is_agency(name text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN length(trim(name)) <= 4 THEN trim(name) ELSE lower(trim(name)) END IN (
    'AA', 'AAP', 'ABI', 'ABr', 'ACN', 'ACP', 'AFP', 'AGI', 'AGP', 'AIM', 'AIP', 'AMNA', 'ANI', 'ANP', 'ANSA', 'AP',
    'APA', 'APP', 'APS', 'ATA', 'ATS', 'ATSH', 'AVN', 'BNA', 'BNS', 'BSS', 'BTA', 'Beta', 'CNA', 'CNN', 'CNS', 'CNW',
    'CP', 'CTK', 'DHA', 'DIRE', 'DJN', 'ECNS', 'EFE', 'ELTA', 'ENA', 'EP', 'FENA', 'FNA', 'Fars', 'Fena', 'GNA',
    'HINA', 'HS', 'Hina', 'IANS', 'INA', 'IPS', 'IRNA', 'ISNA', 'JTA', 'Jiji', 'KCNA', 'KNA', 'KUNA', 'LANA', 'LETA',
    'LUSA', 'Lusa', 'MAP', 'MENA', 'MIA', 'MINA', 'MNA', 'MTI', 'Mehr', 'NA', 'NAN', 'NNA', 'NOVA', 'NTB', 'NTX',
    'Nova', 'ONA', 'OTS', 'PA', 'PANA', 'PAP', 'PNA', 'PTI', 'QNA', 'RBC', 'RSS', 'SANA', 'SDA', 'SID', 'SITA', 'SPA',
    'SRNA', 'STA', 'STT', 'SUNA', 'Saba', 'TAP', 'TASR', 'TASS', 'TNA', 'TT', 'UNB', 'UNI', 'UPI', 'UzA', 'VNA',
    'WAFA', 'WAM', 'access newswire', 'accesswire', 'adnkronos', 'afp.com', 'afp=時事', 'agence france-presse',
    'agencia efe', 'agerpres', 'agência brasil', 'agência estado', 'akipress', 'ana-mpa', 'anadolu', 'anadolu agency',
    'andina', 'angop', 'ansamed', 'antara', 'apa news', 'apanews', 'aps senegal', 'aps-sénégal', 'armenpress',
    'askanews', 'associated press', 'ats', 'awp', 'azertac', 'azərtac', 'belga', 'belta', 'bernama', 'bgnes',
    'bloomberg', 'bloomberg news', 'business wire', 'canadian press', 'china news service', 'colpisa', 'dow jones',
    'dow jones newswires', 'dpa', 'dpa international', 'dpa-afx', 'dpa-afx analyser', 'dpa-afx broker', 'dpa-infocom',
    'dpa-tmn', 'efe verde', 'efe/epa', 'efeusa', 'epd', 'estadão conteúdo', 'europa press', 'focus', 'folhapress',
    'fonet', 'globe newswire', 'globenewswire', 'hindusthan samachar', 'inforpress', 'infotag', 'inter press service',
    'interfax', 'interfax-ukraine', 'interfax.ru', 'italpress', 'itar-tass', 'jiji press', 'kabar', 'kazinform',
    'keystone-ats', 'keystone-sda', 'khovar', 'kna kenya', 'kyodo', 'kyodo news', 'lankapuvath', 'lapresse',
    'mediafax', 'moldpres', 'montsame', 'mt newswires', 'nampa', 'news1', 'newsfile', 'newsfile corp.', 'newsis',
    'newspim', 'noticias argentinas', 'notimex', 'ots', 'pa media', 'people''s daily online', 'petra', 'pr newswire',
    'prensa latina', 'press association', 'prime', 'prnewswire', 'prnewswire-asianet', 'pti-bhasha', 'regnum',
    'reuters', 'reuters breakingviews', 'ria novosti', 'ritzau', 'sanews', 'sanews.gov.za', 'sda', 'servimedia',
    'sid', 'sputnik', 'tanjug', 'tasnim', 'tca/dpa', 'telam', 'the associated press', 'the canadian press',
    'thomson reuters foundation', 'ttxvn', 'télam', 'ukrinform', 'unian', 'xinhua', 'yonhap', 'ÁFP', 'ČTK', 'İHA',
    'ΑΠΕ', 'απε-μπε', 'ЎзА', 'АП', 'АФП', 'БТА', 'МИА', 'РБК', 'СРНА', 'Срна', 'ТАСС', 'УзА', 'азертадж', 'азәртач',
    'анадолу', 'белта', 'иа regnum', 'интерфакс', 'интерфакс-запад', 'интерфакс-украина', 'кабар', 'казинформ',
    'монцамэ', 'прайм', 'рейтер', 'рейтерс', 'риа новости', 'синьхуа', 'спутник', 'укринформ', 'укрінформ', 'униан',
    'уніан', 'фокус', 'ховар', 'інтерфакс-україна', 'қазақпарат', 'רויטרס', 'أ ب', 'أ ش أ', 'أ ف ب', 'إرنا', 'ا ف ب',
    'الأناضول', 'العمانية', 'ایرنا', 'ایسنا', 'اے ایف پی', 'اے پی', 'اے پی پی', 'بترا', 'بنا', 'تسنیم', 'د ب أ',
    'د.ب.أ', 'رائٹرز', 'رويترز', 'سانا', 'سبأ', 'سبوتنيك', 'سونا', 'شينخوا', 'فارس', 'فرانس برس', 'قنا', 'كونا',
    'مهر', 'وات', 'واس', 'واع', 'وال', 'وام', 'وفا', 'आईएएनएस', 'एएनआई', 'एएफपी', 'एपी', 'पीटीआई', 'पीटीआई भाषा',
    'पीटीआई-भाषा', 'भाषा', 'यूनीवार्ता', 'रासस', 'रॉयटर्स', 'वार्ता', 'सिन्हुआ', 'हि.स.', 'हिन्दुस्थान समाचार',
    'ইউএনবি', 'এএফপি', 'এপি', 'বাসস', 'রয়টার্স', 'সিনহুয়া', 'ロイター', '中国新闻网', '中央社', '中新社', '中新經緯', '中新经纬', '中新网',
    '人民网', '共同', '新华社', '新华网', '新華社', '時事', '뉴스1', '뉴스핌', '뉴시스', '로이터', '신화', '연합뉴스');

-- The country of a host's top-level domain (ISO 3166-1), where that is used as the country's. The two-letter domains listed
-- here are sold to anybody as abbreviations: they tell only below com., co., gov. and the like.
CREATE OR REPLACE FUNCTION newswire.country_of_host(host text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
    WHEN host ~ '\.(eu|su)$' THEN NULL
    WHEN host ~ '\.uk$' THEN 'GB'
    WHEN host ~ '\.(ac|co|com|edu|gob|gouv|gov|gv|mil|ne|net|or|org)\.[a-z]{2}$' THEN upper(right(host, 2))
    WHEN host ~ '\.(ac|ag|ai|as|bz|cc|cd|cf|cm|co|cx|dj|fm|ga|gd|gg|gl|gq|gs|io|la|lc|ly|me|ml|ms|mu|nf|nu|pw|sc|sh|so|st|tc|tk|to|tv|vc|vg|vu|ws)$'
        THEN NULL
    WHEN host ~ '\.[a-z]{2}$' THEN upper(right(host, 2))
    ELSE (SELECT country FROM (VALUES
        ('xn--p1ai', 'RU'), ('xn--j1amh', 'UA'), ('xn--90ais', 'BY'), ('xn--90a3ac', 'RS'), ('xn--80ao21a', 'KZ'),
        ('xn--qxam', 'GR'), ('xn--y9a3aq', 'AM'), ('xn--node', 'GE'), ('xn--fiqs8s', 'CN'), ('xn--fiqz9s', 'CN'),
        ('xn--kprw13d', 'TW'), ('xn--kpry57d', 'TW'), ('xn--j6w193g', 'HK'), ('xn--3e0b707e', 'KR'), ('xn--o3cw4h', 'TH'),
        ('xn--h2brj9c', 'IN'), ('xn--wgbh1c', 'EG'), ('xn--mgberp4a5d4ar', 'SA'), ('xn--mgbaam7a8h', 'AE'),
        ('xn--mgba3a4f16a', 'IR'), ('xn--pgbs0dh', 'TN')) AS written (domain, country)
        WHERE domain = substring(host FROM '[^.]+$')) END;

-- The country that a feed's language names, as in es-MX. en-US is what publishing systems say where nobody chose, es-LA
-- means Latin America, and UK is meant for GB.
CREATE OR REPLACE FUNCTION newswire.country_of_language(language text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
    SELECT CASE WHEN region = 'UK' THEN 'GB'
                WHEN region = 'EU' OR lower(replace(language, '_', '-')) IN ('en-us', 'es-la') THEN NULL ELSE region END
    FROM (SELECT upper(substring(language FROM '^[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?[-_]([A-Za-z]{2})(?:[-_]|$)'))) AS said (region));

-- Whether a language is the one asked for or a part of it, as en-GB is of en and of EN (RFC 4647, basic filtering).
CREATE OR REPLACE FUNCTION newswire.is_language(language text, asked text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN starts_with(lower(replace(language, '_', '-')) || '-', lower(replace(asked, '_', '-')) || '-');

-- How many articles of a month each source has in each language, by the index article_of_source alone.
-- A function, because PostgreSQL leaves out the other months only where it knows one month and not a list.
CREATE OR REPLACE FUNCTION newswire.count_of_month(of_month date)
RETURNS TABLE (source_id bigint, language text, articles bigint, first_at timestamptz, last_at timestamptz)
LANGUAGE sql STABLE ROWS 1000 SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.source_id, a.language, count(*), min(coalesce(a.published_at, a.first_seen_at)),
        max(coalesce(a.published_at, a.first_seen_at))
    FROM newswire.live_article a WHERE a.month = of_month
    GROUP BY a.source_id, a.language
$$;
REVOKE ALL ON FUNCTION newswire.count_of_month FROM PUBLIC;
GRANT EXECUTE ON FUNCTION newswire.count_of_month TO newswire_reader, newswire_writer;

-- Count a month that is over and not counted yet, the oldest first; NULL where there is none, or where changes under way last
-- longer than a second. The lock makes it wait for these, and the count is a statement of its own, so that it sees them.
CREATE OR REPLACE FUNCTION newswire.count_next_month(before date) RETURNS date LANGUAGE plpgsql SET lock_timeout = '1s' AS $$
DECLARE
    one date := (SELECT min(month) FROM newswire.article_month
                 WHERE month < before AND month NOT IN (SELECT month FROM newswire.counted_month));
BEGIN
    IF one IS NULL THEN
        RETURN NULL;
    END IF;
    LOCK TABLE newswire.counted_month IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM newswire.source_month WHERE month = one;
    INSERT INTO newswire.source_month (month, source_id, language, articles, first_at, last_at)
    SELECT one, c.* FROM newswire.count_of_month(one) c;
    INSERT INTO newswire.counted_month (month) VALUES (one) ON CONFLICT (month) DO UPDATE SET counted_at = now();
    RETURN one;
EXCEPTION WHEN lock_not_available THEN
    RETURN NULL;
END $$;

-- A change makes the count of its month void. This month's is none, so that loaders do not wait for one another.
CREATE OR REPLACE FUNCTION newswire.void_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM newswire.counted_month WHERE month IN (SELECT DISTINCT month FROM changed);
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER void_counts_inserted AFTER INSERT ON newswire.article
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION newswire.void_counts();
CREATE OR REPLACE TRIGGER void_counts_updated AFTER UPDATE ON newswire.article
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION newswire.void_counts();
CREATE OR REPLACE TRIGGER void_counts_deleted AFTER DELETE ON newswire.article
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION newswire.void_counts();
