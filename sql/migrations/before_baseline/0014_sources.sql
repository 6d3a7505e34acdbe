-- Who publishes: what the operator states of a source, and an index of its articles.
-- Feeds: the address as it may be shown, filled by a trigger (functions/addresses.sql).

ALTER TABLE newswire.source
    ADD COLUMN country  text CHECK (country ~ '^[A-Z]{2}$'),
    ADD COLUMN language text CHECK (language <> ''),
    ADD COLUMN kind     text CHECK (kind <> '');

ALTER TABLE newswire.feed ADD COLUMN shown_url text;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX feed_shown_url ON newswire.feed (shown_url);

-- Articles by source, counted once for each month that is over (functions/outlets.sql). A month that is not in counted_month
-- is counted when it is asked for.
CREATE TABLE newswire.counted_month (
    month      date PRIMARY KEY,
    counted_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE newswire.source_month (
    month     date NOT NULL,
    source_id bigint NOT NULL REFERENCES newswire.source,
    language  text,
    articles  bigint NOT NULL,
    first_at  timestamptz NOT NULL,
    last_at   timestamptz NOT NULL,
    UNIQUE NULLS NOT DISTINCT (month, source_id, language)
);

-- Indexes of partitioned tables cannot be built concurrently. It counts a source's articles without reading them.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX article_of_source ON newswire.live_article (source_id) INCLUDE (month, language, published_at, first_seen_at);
