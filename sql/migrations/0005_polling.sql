-- What polls learn of a feed: its rhythm, whether validators can be trusted, where it moves, what may be lost.
ALTER TABLE newswire.feed_state
    ADD COLUMN rhythm          jsonb,           -- rate, hours of the day (pipeline.polling.rhythm)
    ADD COLUMN body_hash       uuid,            -- of the last whole document
    ADD COLUMN last_full_at    timestamptz,     -- the last poll that was answered with a document
    ADD COLUMN distrusted_until timestamptz,    -- validators lied: none are sent until then
    ADD COLUMN silent_after    interval,        -- without news for so long is silent, by the feed's own rhythm
    ADD COLUMN moved_to        text,            -- a permanent redirect leads there
    ADD COLUMN moved_since     timestamptz,
    ADD COLUMN moved_times     integer NOT NULL DEFAULT 0,
    ADD COLUMN suggested_url   text,            -- the site announces this feed now, and it may be ours
    ADD COLUMN may_have_lost_at timestamptz,    -- a poll showed nothing that an earlier one had shown
    ADD COLUMN recovered_at    timestamptz;     -- answered, or had news, after it had not for a time

-- What became of a feed, in a few words each: failing, ok again, moved, silent, gone.
CREATE TABLE newswire.feed_change (
    feed_id bigint NOT NULL REFERENCES newswire.feed ON DELETE CASCADE,
    at      timestamptz NOT NULL DEFAULT now(),
    state   text NOT NULL,
    reason  text
);
CREATE INDEX feed_change_feed ON newswire.feed_change (feed_id, at DESC);
