-- Stories: which articles tell the same, who had it first, and how each of the others differs.

-- One row a story, its number that of the article that began it. What readers see of its lead is read from that article.
CREATE TABLE newswire.story (
    story_id      bigint PRIMARY KEY,
    lead_id       bigint NOT NULL,
    lead_month    date NOT NULL,
    language      text,
    languages     text[] NOT NULL DEFAULT '{}',
    agency        text,                     -- of origin
    origin_id     bigint NOT NULL,          -- the article that shows the origin
    known_by      text NOT NULL,
    sureness      text NOT NULL,
    articles      bigint NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL
);
CREATE INDEX story_last ON newswire.story (last_seen_at);
CREATE INDEX story_size ON newswire.story (articles DESC, last_seen_at DESC) WHERE articles > 1;

-- A story that turned out to be another one: where it went.
CREATE TABLE newswire.story_merge (
    story_id bigint PRIMARY KEY,
    into_id  bigint NOT NULL,
    at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX story_merge_into ON newswire.story_merge (into_id);

-- One row an article. `samples` is what is posted of it, NULL where no later article need be compared with it.
CREATE TABLE newswire.story_member (
    article_id    bigint PRIMARY KEY,
    month         date NOT NULL,
    story_id      bigint NOT NULL,
    content_key   uuid NOT NULL,
    at            timestamptz NOT NULL,     -- when it appeared
    source_id     bigint NOT NULL,
    source        text NOT NULL,
    language      text,
    agency        text,
    has_dateline  boolean NOT NULL,
    byline_agency text,
    wire_item     boolean NOT NULL,
    feature       boolean NOT NULL,
    digest        boolean NOT NULL,
    relation      text,
    to_id         bigint,
    containment   real,
    samples       bigint[]
) WITH (fillfactor = 90);
CREATE INDEX story_member_story ON newswire.story_member (story_id);

-- Articles of other stories that have something in common with one: related, or of the same series.
CREATE TABLE newswire.story_link (
    article_id  bigint NOT NULL,
    to_id       bigint NOT NULL,
    relation    text NOT NULL,
    containment real NOT NULL,
    PRIMARY KEY (article_id, to_id)
);
CREATE INDEX story_link_to ON newswire.story_link (to_id);

-- Articles that have left the live ones, for grouping to forget: one row each time, so that nobody waits for another.
CREATE TABLE newswire.story_left (
    left_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id bigint NOT NULL
);

-- By which articles are found: samples of their texts, by the day on which no later article is compared with them any
-- more. The default partition is for articles of the past that are grouped afterwards.
CREATE TABLE newswire.story_posting (
    sample     bigint NOT NULL,
    article_id bigint NOT NULL,
    day        date NOT NULL
) PARTITION BY RANGE (day);
CREATE INDEX story_posting_sample ON newswire.story_posting (sample);
CREATE TABLE newswire.story_posting_past PARTITION OF newswire.story_posting DEFAULT;

-- Both constraints come back at once with one kind more.
-- squawk-ignore ban-drop-constraint
ALTER TABLE newswire.article_event DROP CONSTRAINT article_event_kind_check;
ALTER TABLE newswire.article_event ADD CONSTRAINT article_event_kind_check CHECK (
    kind IN ('new', 'updated', 'corrected', 'withdrawn', 'metadata', 'story')) NOT VALID;
-- squawk-ignore ban-drop-constraint
ALTER TABLE newswire.webhook DROP CONSTRAINT webhook_kinds_check;
ALTER TABLE newswire.webhook ADD CONSTRAINT webhook_kinds_check CHECK (
    kinds <@ ARRAY['new', 'updated', 'corrected', 'withdrawn', 'metadata', 'story'] AND cardinality(kinds) > 0) NOT VALID;

-- A story's number is found in story_member: it was never written here.
-- The index of a partitioned table cannot be dropped concurrently.
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX newswire.article_story;

-- Grouping begins with what comes now; `newswire replay --stories` groups what is there.
INSERT INTO newswire.consumer_cursor (consumer, cursor)
SELECT 'stories', coalesce(max(cursor), '') FROM newswire.article_event;
