-- Embargoed and withdrawn articles in tables of their own, a change feed that no foreign transaction can hold up,
-- locks that only our roles reach, and columns and indexes that consumers ask for. What is dropped and renamed here is ours
-- alone; view and function come back with the same columns.
-- squawk-ignore-file ban-drop-view, ban-drop-function, renaming-table, ban-drop-column, ban-drop-table, ban-drop-constraint

-- Articles: live, withdrawn, embargoed -------------------------------------------------------------------------------
-- A condition that a reader writes is evaluated on every row that a scan meets, so hidden rows must not be met at all:
-- they lie in tables of their own. Which one follows from the row, so an UPDATE of status or embargo moves it.

ALTER TABLE newswire.article RENAME TO live_article;
ALTER TABLE newswire.live_article
    -- When this revision was stored; updated_at moves with metadata too.
    ADD COLUMN current_from     timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN embargo_ended_at timestamptz,    -- the embargo that is over
    ADD COLUMN announced        boolean NOT NULL DEFAULT true;  -- whether readers were ever told of it
UPDATE newswire.live_article SET current_from = updated_at;

-- Indexes of partitioned tables cannot be built concurrently. A hash finds one address and tells nothing of its neighbours.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX article_url ON newswire.live_article USING hash (url);
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX article_canonical_url ON newswire.live_article USING hash (canonical_url);
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX article_keywords ON newswire.live_article USING gin (keywords);
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX article_updated ON newswire.live_article (updated_at);
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX newswire.article_embargo;

CREATE TABLE newswire.article (
    LIKE newswire.live_article INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING COMPRESSION
) PARTITION BY LIST ((
    CASE WHEN embargoed_until IS NOT NULL THEN 'embargoed'
         WHEN status IN ('usable', 'corrected') THEN 'live' ELSE 'withdrawn' END));
CREATE TABLE newswire.withdrawn_article PARTITION OF newswire.article (PRIMARY KEY (article_id, month))
FOR VALUES IN ('withdrawn');
CREATE TABLE newswire.embargoed_article PARTITION OF newswire.article (PRIMARY KEY (article_id, month))
FOR VALUES IN ('embargoed');
CREATE INDEX embargoed_article_until ON newswire.embargoed_article (embargoed_until);
WITH hidden AS (
    DELETE FROM newswire.live_article
    WHERE embargoed_until IS NOT NULL OR status NOT IN ('usable', 'corrected') RETURNING *)
INSERT INTO newswire.article SELECT * FROM hidden;
ALTER TABLE newswire.article ATTACH PARTITION newswire.live_article FOR VALUES IN ('live');

-- Revisions with what consumers filter by. What was not recorded then stays unknown.
ALTER TABLE newswire.article_revision
    ADD COLUMN source_id       bigint,
    ADD COLUMN url             text,
    ADD COLUMN language        text,
    ADD COLUMN keywords        text[],
    ADD COLUMN agency          text,
    ADD COLUMN authors         text[],
    ADD COLUMN embargoed_until timestamptz;     -- the embargo in force, or the one that ended
UPDATE newswire.article_revision r SET source_id = a.source_id, url = a.url, embargoed_until = a.embargoed_until
FROM newswire.article a WHERE a.article_id = r.article_id AND a.month = r.month;

-- Sightings of an embargoed article: a column of the row itself, because the views filter in the scan that reads it.
ALTER TABLE newswire.entry ADD COLUMN embargoed_until timestamptz;

-- EXPLAIN shows estimates, and estimates show the histogram: no statistics of columns that may hold hidden text.
ALTER TABLE newswire.entry ALTER COLUMN title SET STATISTICS 0, ALTER COLUMN url SET STATISTICS 0,
    ALTER COLUMN guid SET STATISTICS 0;
ALTER TABLE newswire.article_revision ALTER COLUMN title SET STATISTICS 0, ALTER COLUMN summary SET STATISTICS 0,
    ALTER COLUMN body SET STATISTICS 0, ALTER COLUMN byline SET STATISTICS 0, ALTER COLUMN ednote SET STATISTICS 0,
    ALTER COLUMN url SET STATISTICS 0, ALTER COLUMN keywords SET STATISTICS 0, ALTER COLUMN authors SET STATISTICS 0;

-- The change feed: each event gets its place at the commit ---------------------------------------------------------------
-- Until now readers waited for the oldest running transaction of the whole cluster, a stranger's too.

DROP FUNCTION IF EXISTS newswire_v1.events_after(text, integer);
DROP VIEW IF EXISTS newswire_v1.event;
DROP FUNCTION IF EXISTS newswire.restart_change_feed(), newswire.index_articles(integer);

-- One row. `epoch` counts the lives of this database: a restored dump begins another one. `identity` says which server,
-- database and table the present life belongs to; NULL before the first event.
CREATE TABLE newswire.change_feed (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    epoch    integer NOT NULL DEFAULT 1,
    position bigint NOT NULL DEFAULT 0,
    identity text
);
INSERT INTO newswire.change_feed (position) SELECT count(*) FROM newswire.article_event;

-- Where each earlier life ended: a cursor beyond that is none of ours.
CREATE TABLE newswire.past_life (
    epoch    integer PRIMARY KEY,
    position bigint NOT NULL,
    ended_at timestamptz NOT NULL DEFAULT now()
);

ALTER TABLE newswire.article_event RENAME TO article_event_by_transaction;
-- Cursors have a fixed width, so that they sort as text: `epoch.position`.
CREATE TABLE newswire.article_event (
    cursor     text COLLATE "C" PRIMARY KEY,
    event_id   bigint NOT NULL,                 -- the position alone
    at         timestamptz NOT NULL DEFAULT now(),
    article_id bigint NOT NULL,
    month      date NOT NULL,
    revision   integer NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('new', 'updated', 'corrected', 'withdrawn', 'metadata')),
    reason     text
);
INSERT INTO newswire.article_event (cursor, event_id, at, article_id, month, revision, kind)
SELECT '0001.' || lpad(place::text, 15, '0'), place, at, article_id, month, revision, kind
FROM (SELECT *, row_number() OVER (ORDER BY xid, event_id) AS place FROM newswire.article_event_by_transaction) e;

ALTER TABLE newswire.consumer_cursor ADD COLUMN cursor text COLLATE "C" NOT NULL DEFAULT '';
UPDATE newswire.consumer_cursor c SET cursor = '0001.' || lpad(read.events::text, 15, '0')
FROM newswire.consumer_cursor o CROSS JOIN LATERAL (
    SELECT count(*) AS events FROM newswire.article_event_by_transaction e
    WHERE (e.xid, e.event_id) <= (o.xid, o.event_id)) read
WHERE o.consumer = c.consumer AND read.events > 0;
ALTER TABLE newswire.consumer_cursor DROP COLUMN xid, DROP COLUMN event_id;
DROP TABLE newswire.article_event_by_transaction;

-- What one transaction tells, until its commit puts it into the feed: no row is ever committed here.
CREATE TYPE newswire.happening AS (
    at timestamptz, article_id bigint, month date, revision integer, kind text, reason text);
CREATE UNLOGGED TABLE newswire.event_batch (
    batch_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    events   newswire.happening[] NOT NULL
);

ALTER TABLE newswire.webhook DROP CONSTRAINT webhook_kinds_check;
ALTER TABLE newswire.webhook ADD CONSTRAINT webhook_kinds_check CHECK (
    kinds <@ ARRAY['new', 'updated', 'corrected', 'withdrawn', 'metadata'] AND cardinality(kinds) > 0) NOT VALID;

-- Locks as rows of tables: any role may take an advisory lock, only ours reach these -----------------------------------

CREATE TABLE newswire.turn (name text PRIMARY KEY);
INSERT INTO newswire.turn VALUES ('partitions'), ('retain');

-- Texts that somebody is loading: a second loader of the same text waits for the first one's commit.
CREATE UNLOGGED TABLE newswire.text_in_work (content_key uuid PRIMARY KEY);

-- Headlines that were taken down: no other article's removed text keeps them. Only their hash is stored.
CREATE TABLE newswire.blocked_headline (
    headline_key uuid PRIMARY KEY,
    article_id   bigint NOT NULL
);
