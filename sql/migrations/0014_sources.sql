-- Who publishes: what the operator states of a source, and an index that counts its articles without reading them.
-- Feeds: the address as it may be shown, filled by a trigger (functions/addresses.sql).

ALTER TABLE newswire.source
    ADD COLUMN country  text CHECK (country ~ '^[A-Z]{2}$'),
    ADD COLUMN language text CHECK (language <> ''),
    ADD COLUMN kind     text CHECK (kind <> '');

ALTER TABLE newswire.feed ADD COLUMN shown_url text;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX feed_shown_url ON newswire.feed (shown_url);

-- Indexes of partitioned tables cannot be built concurrently. All that newswire_v1.source reads of an article.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX article_of_source ON newswire.article (source_id)
    INCLUDE (language, published_at, first_seen_at, embargoed_until) WHERE status IN ('usable', 'corrected');
