-- What each host was asked for and what it said, by day: the proof that it was asked politely.
CREATE TABLE newswire.host_day (
    host         text NOT NULL,
    day          date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
    requests     bigint NOT NULL DEFAULT 0,
    not_modified bigint NOT NULL DEFAULT 0,     -- 304
    failed       bigint NOT NULL DEFAULT 0,     -- no document, for whatever reason
    bytes        bigint NOT NULL DEFAULT 0,     -- of bodies, as they came over the wire
    refused      bigint NOT NULL DEFAULT 0,     -- not asked, because robots.txt forbids it
    postponed    bigint NOT NULL DEFAULT 0,     -- not asked yet, because the host had its share
    pauses       bigint NOT NULL DEFAULT 0,     -- Retry-After obeyed
    PRIMARY KEY (host, day)
);
