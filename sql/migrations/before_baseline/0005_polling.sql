-- What polls learn of a feed: its rhythm, its publisher's wishes, whether validators can be trusted, where it moves,
-- what may be lost.
ALTER TABLE newswire.feed_state
    ADD COLUMN rhythm          jsonb,           -- rate, hours of the day, usual gaps (pipeline.polling.rhythm)
    ADD COLUMN wishes          jsonb NOT NULL DEFAULT '{}',     -- ttl, skipHours, skipDays of the last document
    ADD COLUMN body_hash       uuid,            -- of the last whole document
    ADD COLUMN last_full_at    timestamptz,     -- the last poll that was answered with a document
    ADD COLUMN distrusted_until timestamptz,    -- validators lied: none are sent until then
    ADD COLUMN newest_at       timestamptz,     -- the newest date that an entry had
    ADD COLUMN silent_after    interval,        -- without news for so long is silent, by the feed's own rhythm
    ADD COLUMN silent_at       timestamptz,     -- silent, as a poll found then
    ADD COLUMN moved_to        text,            -- a permanent redirect leads there
    ADD COLUMN moved_since     timestamptz,
    ADD COLUMN moved_times     integer NOT NULL DEFAULT 0,
    ADD COLUMN suggested_url   text,            -- the site announces this feed now, and it may be ours
    ADD COLUMN may_have_lost_at timestamptz,    -- a poll showed nothing that an earlier one had shown
    ADD COLUMN may_have_lost_times integer NOT NULL DEFAULT 0,
    ADD COLUMN recovered_at    timestamptz;     -- answered, or had news, after it had not for a time

-- A new feed is polled at once, however many others are overdue.
-- squawk-ignore require-concurrent-index-creation -- a migration is one transaction, and the table is small
CREATE INDEX feed_state_never_polled ON newswire.feed_state (next_poll_at) WHERE polls = 0;

-- A feed that nobody wants polled is never due: the claim of a tick need not read past it again and again.
UPDATE newswire.feed_state SET next_poll_at = 'infinity'
WHERE feed_id IN (SELECT feed_id FROM newswire.feed WHERE paused_at IS NOT NULL OR removed_at IS NOT NULL);

-- What became of a feed, in a few words each: failing, gone, silent, ok again, moved, paused. The last twenty of each.
CREATE TABLE newswire.feed_change (
    change_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feed_id   bigint NOT NULL REFERENCES newswire.feed ON DELETE CASCADE,
    at        timestamptz NOT NULL DEFAULT now(),
    state     text NOT NULL CHECK (state IN ('ok', 'failing', 'silent', 'gone', 'paused')),
    reason    text
);
CREATE INDEX feed_change_feed ON newswire.feed_change (feed_id, change_id);
