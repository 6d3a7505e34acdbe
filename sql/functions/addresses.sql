-- Masked addresses: without the passwords and tokens in them. `pipeline/masking.py` explains the rule, and
-- a test compares the two. Each feed has its shown address in a column, so that views can be asked by it.

CREATE OR REPLACE FUNCTION newswire.masked(written text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(regexp_replace(regexp_replace(written,
    '//(?:[^/?#\s]*@|[^/?#\s:@\[]*:(?!\d{0,5}(?:[/?#\s]|$))[^/?#\s@]*[/?#]\S*@)', '//', 'gi'),
    '(^|[\s"''(<])(?!mailto:)[^\s/?#@:"''(<]+:[^\s/?#@]*@', '\1', 'gi'),
    '([?&;#](?:[a-z0-9_.%-]*(?:token|secret)|(?:[a-z0-9_.%-]*[_.-])?(?:api|app|access|auth|client|customer|feed|license|member|private|rss|session|shared|subscription|user)?[_-]?key|(?:[a-z0-9_.%-]*[_.-])?(?:pass(?:wd|word|phrase|code)?|pwd|pw|pin)|passwort|kennwort|contrase(?:n|ñ|%c3%b1)a|clave|senha|mot_?de_?passe|mdp|has[lł]o|heslo|parol[ae]?|credentials?|authori[sz]ation|o?auth|(?:access|auth)_?code|(?:x-(?:amz|goog)-)?(?:signature|sig|credential)|hmac|jwt|(?:php|j|asp)?sess(?:ion)?_?(?:id)?|sid|ticket|hash)(?:\[[^\]=&#\s]*\])?=)[^&#\s]+', '\1…', 'gi');

CREATE OR REPLACE FUNCTION newswire.show_feed_masked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.shown_url := newswire.masked(NEW.url);
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER shown_url BEFORE INSERT OR UPDATE OF url, shown_url ON newswire.feed
FOR EACH ROW EXECUTE FUNCTION newswire.show_feed_masked();

-- After a change of the rule.
UPDATE newswire.feed SET shown_url = newswire.masked(url) WHERE shown_url IS DISTINCT FROM newswire.masked(url);

-- The feed at an address, whole or as it is shown; NULL where there is none, or where several are shown alike.
CREATE OR REPLACE FUNCTION newswire.feed_at(address text) RETURNS bigint LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT feed_id FROM newswire.feed WHERE url = address
    UNION ALL
    (SELECT min(feed_id) FROM newswire.feed
     WHERE shown_url = address AND removed_at IS NULL AND NOT EXISTS (SELECT FROM newswire.feed WHERE url = address)
     HAVING count(*) = 1)
    LIMIT 1;
END;
