-- Grouping: partitions of postings by day, made ahead and dropped when their window is over.

-- Make partitions for the coming days. A feature can be compared for a week and a day.
CREATE OR REPLACE FUNCTION newswire.ensure_postings() RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today constant date := (now() AT TIME ZONE 'UTC')::date;
    one date;
BEGIN
    IF to_regclass('newswire.story_posting' || to_char(today + 10, '_YYYYMMDD')) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM FROM newswire.turn WHERE name = 'partitions' FOR UPDATE;
    FOR one IN SELECT (today + n)::date FROM generate_series(0, 10) n LOOP
        PERFORM newswire.make_partition('story_posting', 'story_posting' || to_char(one, '_YYYYMMDD'),
            format('FOR VALUES FROM (%L) TO (%L)', one, one + 1));
    END LOOP;
END $$;

-- Drop the postings of past windows. Return the number of days dropped.
CREATE OR REPLACE FUNCTION newswire.retain_postings() RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    one record;
    dropped integer := 0;
BEGIN
    FOR one IN SELECT * FROM newswire.partitions_of('newswire.story_posting')
               WHERE first_day < (now() AT TIME ZONE 'UTC')::date LOOP
        EXECUTE format('DROP TABLE newswire.%I', one.name);
        dropped := dropped + 1;
    END LOOP;
    -- What is posted there appeared up to a month before it was seen, and is compared with for some days.
    DELETE FROM newswire.story_posting_past WHERE day < (now() AT TIME ZONE 'UTC')::date - 35;
    RETURN dropped;
END $$;

-- When an article appeared: as its publisher states it, where that is no mere day and lies within a month before we saw it.
CREATE OR REPLACE FUNCTION newswire.appeared_at(published_at timestamptz, "precision" text, first_seen_at timestamptz)
RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN "precision" <> 'day' AND published_at BETWEEN first_seen_at - interval '31 days' AND first_seen_at
        THEN published_at ELSE first_seen_at END
$$;

-- An article that leaves the live ones leaves its story, too: withdrawn, taken down, expired, or under an embargo again. An
-- UPDATE that moves a row to another table is a DELETE here.
CREATE OR REPLACE FUNCTION newswire.leave_story() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO newswire.story_left (article_id) VALUES (OLD.article_id);
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER left_story AFTER DELETE ON newswire.live_article
FOR EACH ROW EXECUTE FUNCTION newswire.leave_story();

REVOKE ALL ON FUNCTION newswire.ensure_postings, newswire.retain_postings FROM PUBLIC;
GRANT EXECUTE ON FUNCTION newswire.ensure_postings, newswire.retain_postings TO newswire_writer;
