-- WebSub subscriptions: a hub tells us when a feed has news, and polling becomes the check.
CREATE TABLE newswire.websub (
    feed_id     bigint PRIMARY KEY REFERENCES newswire.feed ON DELETE CASCADE,
    hub         text NOT NULL,
    topic       text NOT NULL,          -- the address that the feed has for its hub
    token       uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),    -- the callback's path, known to the hub alone
    secret      text NOT NULL DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
    state       text NOT NULL DEFAULT 'wanted' CHECK (state IN ('wanted', 'asked', 'active', 'refused')),
    ask_at      timestamptz NOT NULL DEFAULT now(),     -- for the first time, again, or to renew
    lease_until timestamptz,            -- the hub tells us until then
    attempts    integer NOT NULL DEFAULT 0,
    told_at     timestamptz,            -- the hub last had news
    reason      text,
    CHECK ((state = 'active') <= (lease_until IS NOT NULL))
);
CREATE INDEX websub_ask ON newswire.websub (ask_at);
