-- What consumers and operators ask for: both clocks of a revision, filters and bounds for the search, stories,
-- retention, takedowns, legal holds, and a role for the workers.

-- Revisions: when the publisher says that it changed the text, and which text it was (flapping is found by it).
ALTER TABLE newswire.article ADD COLUMN modified_at timestamptz;
ALTER TABLE newswire.article_revision
    ADD COLUMN modified_at timestamptz,
    ADD COLUMN content_key uuid;

-- Indexes of partitioned tables cannot be built concurrently.
-- The search filters by these without a look at the article, and walks back in time.
ALTER TABLE newswire.article_search
    ADD COLUMN source_id bigint,
    ADD COLUMN agency    text;
UPDATE newswire.article_search s SET source_id = a.source_id, agency = a.agency
FROM newswire.article a WHERE a.article_id = s.article_id AND a.month = s.month;
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX article_search_published ON newswire.article_search (published_at DESC);

-- A story is known by its first article: one that stands alone is its own story.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX article_story ON newswire.article ((coalesce(story_id, article_id)));
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX article_embargo ON newswire.article (embargoed_until) WHERE embargoed_until IS NOT NULL;

-- How long things are kept: one row for all, and rows for sources with rules of their own. NULL keeps for ever.
CREATE TABLE newswire.retention (
    source_id      bigint REFERENCES newswire.source,
    article_months integer CHECK (article_months > 0),  -- full months after the month of the first fetch
    document_days  integer CHECK (document_days > 0),   -- raw documents
    UNIQUE NULLS NOT DISTINCT (source_id)
);
-- 30 days of raw pages are 39 GB at 100,000 pages a day; articles stay until somebody decides otherwise.
INSERT INTO newswire.retention (source_id, article_months, document_days) VALUES (NULL, NULL, 30);

-- What was taken down, and why. The key's own flag is read under its lock: no delivery can slip past.
CREATE TABLE newswire.takedown (
    article_id bigint PRIMARY KEY,
    reason     text NOT NULL CHECK (reason <> ''),
    at         timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE newswire.article_key ADD COLUMN taken_down boolean NOT NULL DEFAULT false;

-- Texts that may not come back under another address.
CREATE TABLE newswire.blocked_text (
    content_key uuid PRIMARY KEY,
    article_id  bigint NOT NULL
);

-- What a court or a dispute asks to keep: retention passes it by, and nobody takes it down before it is released.
CREATE TABLE newswire.legal_hold (
    article_id bigint PRIMARY KEY,
    reason     text NOT NULL CHECK (reason <> ''),
    at         timestamptz NOT NULL DEFAULT now()
);

-- The workers' role: rows, never tables. Partitions come and go by functions that run with the owner's rights.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'newswire_writer') THEN
        CREATE ROLE newswire_writer LOGIN;
        ALTER ROLE newswire_writer SET search_path = pg_catalog;
    END IF;
END $$;
GRANT USAGE ON SCHEMA newswire, newswire_v1, newswire_schema TO newswire_writer;
GRANT SELECT ON newswire_schema.applied TO newswire_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA newswire TO newswire_writer;
GRANT SELECT ON ALL TABLES IN SCHEMA newswire_v1 TO newswire_writer;
-- What later migrations add is the workers', too, and no function is everybody's.
ALTER DEFAULT PRIVILEGES IN SCHEMA newswire GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO newswire_writer;
ALTER DEFAULT PRIVILEGES IN SCHEMA newswire GRANT EXECUTE ON FUNCTIONS TO newswire_writer;
