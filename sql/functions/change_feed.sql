-- After a dump is restored, transactions are counted from the beginning: events with numbers that were not given out yet
-- would stay out of sight, and new ones would stand before every cursor. Such events are put before all transactions, in
-- the order of their own numbers, and each cursor before the first event that its consumer had not read: some may come
-- twice, none is left out. Anywhere else it does nothing; 'migrate' calls it.
CREATE OR REPLACE FUNCTION newswire.restart_change_feed() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    newest xid8;
    moved bigint;
BEGIN
    SELECT xid INTO newest FROM newswire.article_event ORDER BY xid DESC LIMIT 1;
    IF newest IS NULL OR newest < pg_snapshot_xmax(pg_current_snapshot()) THEN
        RETURN 0;
    END IF;
    LOCK TABLE newswire.article_event, newswire.consumer_cursor IN SHARE ROW EXCLUSIVE MODE;
    UPDATE newswire.consumer_cursor c SET xid = '0', event_id = coalesce(
        (SELECT min(e.event_id) - 1 FROM newswire.article_event e WHERE (e.xid, e.event_id) > (c.xid, c.event_id)),
        (SELECT max(e.event_id) FROM newswire.article_event e));
    UPDATE newswire.article_event SET xid = '0';
    GET DIAGNOSTICS moved = ROW_COUNT;
    RETURN moved;
END $$;
