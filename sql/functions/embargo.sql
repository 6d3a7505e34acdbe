-- Embargo: the database itself hides the text from readers until its time, whether a worker runs or not.
--
-- Embargoed rows are in a separate table that no view of newswire_v1 scans. Views see them through the functions
-- below, which return free rows only: neither a condition nor EXPLAIN reaches further into them.

-- Articles whose embargo is over and that no worker has moved yet: few, and for seconds.
CREATE OR REPLACE FUNCTION newswire.released_articles() RETURNS SETOF newswire.embargoed_article LANGUAGE plpgsql STABLE ROWS 10
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM newswire.embargoed_article WHERE embargoed_until <= now();
END $$;

-- The articles under embargo now.
CREATE OR REPLACE FUNCTION newswire.embargoed_articles() RETURNS bigint[] LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT article_id FROM newswire.embargoed_article WHERE embargoed_until > now());
END $$;

-- Publish articles whose embargo is over, with a `new` event for each. Return their number.
CREATE OR REPLACE FUNCTION newswire.release_articles() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    freed bigint[];
    happened newswire.happening[];
BEGIN
    SELECT array_agg(article_id) INTO freed FROM newswire.released_articles();
    IF freed IS NULL THEN
        RETURN 0;
    END IF;
    -- As a loader does: the keys in one order first.
    PERFORM FROM newswire.article_key WHERE article_id = ANY(freed) ORDER BY url_key FOR UPDATE;
    WITH released AS (
        UPDATE newswire.article SET embargo_ended_at = embargoed_until, embargoed_until = NULL,
            announced = announced OR status IN ('usable', 'corrected')
        WHERE article_id = ANY(freed) AND embargoed_until <= now() RETURNING *)
    SELECT array_agg(article_id),
        array_agg(ROW(now(), article_id, month, revision, 'new', 'embargo')::newswire.happening ORDER BY article_id)
            FILTER (WHERE status IN ('usable', 'corrected'))
    INTO freed, happened FROM released;
    PERFORM newswire.announce(happened);
    RETURN coalesce(cardinality(freed), 0);
END $$;

-- Revisions, entries and the index follow the embargo of their article, no matter which statement sets it. Views filter by these columns in the scan that
-- reads the row: a join would show in EXPLAIN how many rows a reader's guess has met before it.
CREATE OR REPLACE FUNCTION newswire.follow_embargo() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    article constant bigint := coalesce(NEW.article_id, OLD.article_id);
    until timestamptz;
BEGIN
    IF TG_OP <> 'DELETE' THEN
        until := coalesce(NEW.embargoed_until, NEW.embargo_ended_at);
    END IF;
    UPDATE newswire.article_revision SET embargoed_until = until
    WHERE article_id = article AND month = coalesce(NEW.month, OLD.month);
    UPDATE newswire.article_search SET embargoed_until = until
    WHERE article_id = article AND month = coalesce(NEW.month, OLD.month);
    UPDATE newswire.entry SET embargoed_until = until WHERE article_id = article;
    UPDATE newswire.entry e SET embargoed_until = until
    FROM newswire.entry o WHERE e.twin_id = o.entry_id AND o.article_id = article AND e.article_id IS NULL;
    RETURN NULL;
END $$;
-- An UPDATE that moves a row to another table is a DELETE there and an INSERT here.
CREATE OR REPLACE TRIGGER embargo_lifted AFTER DELETE ON newswire.embargoed_article
FOR EACH ROW EXECUTE FUNCTION newswire.follow_embargo();
CREATE OR REPLACE TRIGGER embargo_set AFTER INSERT OR UPDATE OF embargoed_until ON newswire.embargoed_article
FOR EACH ROW EXECUTE FUNCTION newswire.follow_embargo();
CREATE OR REPLACE TRIGGER embargo_ended AFTER INSERT ON newswire.article
FOR EACH ROW WHEN (NEW.embargo_ended_at IS NOT NULL AND NEW.embargoed_until IS NULL) EXECUTE FUNCTION newswire.follow_embargo();

-- An entry that becomes a sighting of an embargoed article is under embargo with it.
CREATE OR REPLACE FUNCTION newswire.take_over_embargo() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.embargoed_until := CASE WHEN NEW.article_id IS NOT NULL
        THEN (SELECT a.embargoed_until FROM newswire.embargoed_article a WHERE a.article_id = NEW.article_id LIMIT 1)
        ELSE (SELECT o.embargoed_until FROM newswire.entry o WHERE o.entry_id = NEW.twin_id) END;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER embargo_of_new_entry BEFORE INSERT ON newswire.entry
FOR EACH ROW WHEN (NEW.article_id IS NOT NULL OR NEW.twin_id IS NOT NULL) EXECUTE FUNCTION newswire.take_over_embargo();
CREATE OR REPLACE TRIGGER embargo_of_entry BEFORE UPDATE OF article_id, twin_id ON newswire.entry
FOR EACH ROW WHEN ((NEW.article_id, NEW.twin_id) IS DISTINCT FROM (OLD.article_id, OLD.twin_id))
EXECUTE FUNCTION newswire.take_over_embargo();
-- Twins wait without an article of their own: they follow when the entry that they wait for gets one.
CREATE OR REPLACE FUNCTION newswire.hand_on_embargo() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE newswire.entry SET embargoed_until = NEW.embargoed_until WHERE twin_id = NEW.entry_id AND article_id IS NULL;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER embargo_of_twins AFTER UPDATE OF article_id ON newswire.entry
FOR EACH ROW WHEN (NEW.embargoed_until IS NOT NULL) EXECUTE FUNCTION newswire.hand_on_embargo();

DROP FUNCTION IF EXISTS newswire.embargoed_entries();
REVOKE ALL ON FUNCTION newswire.released_articles, newswire.embargoed_articles FROM PUBLIC;
-- The views call these functions with the reader's rights.
GRANT EXECUTE ON FUNCTION newswire.released_articles, newswire.embargoed_articles TO newswire_reader, newswire_writer;
