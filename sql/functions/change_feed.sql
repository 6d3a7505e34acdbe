-- The change feed: events get their position at the commit of the transaction that raises them.
--
-- A deferred trigger numbers the events under one row's lock. The lock is held while the server commits and at no other
-- time, so a stopped client cannot hold it. A later commit comes later in the feed: a reader that continues from its
-- last cursor misses nothing, whatever other transactions run in this database or elsewhere in the cluster.

-- A position in the feed as text of fixed width, so that cursors sort as text and max(cursor) is the newest.
CREATE OR REPLACE FUNCTION newswire.cursor_text(epoch integer, "position" bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN lpad(epoch::text, 4, '0') || '.' || lpad("position"::text, 15, '0');

-- The epoch of the database: another server, another database, a table that a restore created again, or another
-- timeline (a server restored to an earlier time) starts a new epoch.
CREATE OR REPLACE FUNCTION newswire.present_identity() RETURNS text LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT concat_ws('/', (SELECT system_identifier FROM pg_control_system()),
        (SELECT oid FROM pg_database WHERE datname = current_database()),
        'newswire.change_feed'::regclass::oid, (SELECT timeline_id FROM pg_control_checkpoint()))
$$;

-- Notify readers at the commit.
CREATE OR REPLACE FUNCTION newswire.announce(events newswire.happening[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO newswire.event_batch (events) SELECT $1 WHERE cardinality($1) > 0
$$;

CREATE OR REPLACE FUNCTION newswire.place_events() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    feed newswire.change_feed;
    present constant text := newswire.present_identity();
BEGIN
    SELECT * INTO STRICT feed FROM newswire.change_feed FOR UPDATE;
    IF feed.identity <> present THEN
        INSERT INTO newswire.past_life (epoch, position) VALUES (feed.epoch, feed.position);
        feed.epoch := feed.epoch + 1;
    END IF;
    UPDATE newswire.change_feed SET epoch = feed.epoch, identity = present, position = feed.position + cardinality(NEW.events);
    INSERT INTO newswire.article_event (cursor, event_id, at, article_id, month, revision, kind, reason)
    SELECT newswire.cursor_text(feed.epoch, feed.position + e.n), feed.position + e.n, e.at, e.article_id, e.month,
        e.revision, e.kind, e.reason
    FROM unnest(NEW.events) WITH ORDINALITY AS e (at, article_id, month, revision, kind, reason, n);
    DELETE FROM newswire.event_batch WHERE batch_id = NEW.batch_id;
    -- A full queue (a listener that never reads) would make the commit fail, so readers are not notified then.
    IF pg_notification_queue_usage() < 0.5 THEN
        PERFORM pg_notify('newswire_article', '');
    END IF;
    RETURN NULL;
END $$;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = 'newswire.event_batch'::regclass AND tgname = 'placed') THEN
        CREATE CONSTRAINT TRIGGER placed AFTER INSERT ON newswire.event_batch
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION newswire.place_events();
    END IF;
END $$;

-- Check a cursor and return it in our form, '' for the beginning. Raises an error if it is not a cursor, or if this database did
-- not issue it: the events between its position and the end of our feed are unknown here.
CREATE OR REPLACE FUNCTION newswire.known_cursor(place text) RETURNS text LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    feed newswire.change_feed;
    asked_epoch numeric;
    asked_position bigint;
    last_position bigint;
BEGIN
    IF coalesce(place, '') = '' THEN
        RETURN '';
    END IF;
    IF place !~ '^\d{1,19}\.\d{1,18}$' THEN
        RAISE invalid_parameter_value USING MESSAGE = format('%L is not a cursor', left(place, 100)),
            HINT = 'Give the column "cursor" of the last event read; '''' is the beginning.';
    END IF;
    asked_epoch := split_part(place, '.', 1);
    asked_position := split_part(place, '.', 2);
    IF asked_epoch = 0 AND asked_position = 0 THEN
        RETURN '';
    END IF;
    SELECT * INTO STRICT feed FROM newswire.change_feed;
    last_position := CASE WHEN asked_epoch = feed.epoch THEN feed.position
        ELSE (SELECT l.position FROM newswire.past_life l WHERE l.epoch = asked_epoch) END;
    IF last_position IS NULL OR asked_position > last_position THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('cursor %s is not from this database', place),
            DETAIL = 'It was given out by another database, or by this one before it was restored from a backup.',
            HINT = CASE WHEN last_position > 0
                THEN format('Go on from %L, where the two part, or read everything again from ''''.',
                    newswire.cursor_text(asked_epoch::integer, last_position))
                ELSE 'Read everything again from ''''.' END;
    END IF;
    RETURN newswire.cursor_text(asked_epoch::integer, asked_position);
END $$;

REVOKE ALL ON FUNCTION newswire.present_identity, newswire.known_cursor FROM PUBLIC;
GRANT EXECUTE ON FUNCTION newswire.present_identity, newswire.known_cursor TO newswire_writer;
