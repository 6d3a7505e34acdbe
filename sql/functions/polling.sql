-- The history of a feed is trimmed when it is written, so no other task has to do it.

CREATE OR REPLACE FUNCTION newswire.trim_feed_changes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM newswire.feed_change WHERE feed_id = NEW.feed_id AND change_id <= (
        SELECT change_id FROM newswire.feed_change WHERE feed_id = NEW.feed_id ORDER BY change_id DESC OFFSET 20 LIMIT 1);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER feed_change_trimmed AFTER INSERT ON newswire.feed_change
FOR EACH ROW EXECUTE FUNCTION newswire.trim_feed_changes();
