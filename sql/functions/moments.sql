-- Format times and numbers for sentences, in the same form as the command line.

CREATE OR REPLACE FUNCTION newswire.shown_moment(at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"');

-- "1 failure", "2 failures"; for nouns that take an s.
CREATE OR REPLACE FUNCTION newswire.counted(count bigint, noun text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN count || ' ' || noun || CASE WHEN count = 1 THEN '' ELSE 's' END;
