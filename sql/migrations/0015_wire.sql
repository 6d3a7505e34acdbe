-- Items of the wire: files that agencies drop, their versions and takes, and what articles keep of them.

-- A file is one document for all of its items. Zone and charset are what the source was said to write, so that a replay
-- reads the file as the first reading did.
ALTER TABLE newswire.document
    ADD COLUMN zone    text,
    ADD COLUMN charset text;

-- A folder that is followed like a feed, or a feed of wire documents.
ALTER TABLE newswire.feed
    ADD COLUMN zone    text,
    ADD COLUMN charset text;

-- `item` is the place in its file, from 0; NULL for an entry that is no item of the wire. `source_id` is the source of an
-- item that no feed brought.
ALTER TABLE newswire.entry
    ADD COLUMN item      integer CHECK (item >= 0),
    ADD COLUMN source_id bigint;

-- The item that a cleaned article was made of.
ALTER TABLE newswire.cleaned ADD COLUMN item jsonb;

-- Which version of an item is the newest: by moment, then by number of the take and of the version, then by arrival. A web
-- page has neither.
ALTER TABLE newswire.article_key
    ADD COLUMN version_at timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN version    bigint[] NOT NULL DEFAULT '{}',
    ADD COLUMN brought_by bigint;       -- the entry that brought the newest version
ALTER TABLE newswire.article
    ADD COLUMN wire       jsonb,
    ADD COLUMN version_at timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN version    bigint[] NOT NULL DEFAULT '{}';
ALTER TABLE newswire.article_revision
    ADD COLUMN wire       jsonb,
    ADD COLUMN version_at timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN version    bigint[] NOT NULL DEFAULT '{}';
ALTER TABLE newswire.article_revision ALTER COLUMN wire SET STATISTICS 0;

-- One row for each guid that an agency gave out: the article that it is a take of, and the keys of slug and headline by
-- which takes find each other. `first_at` and `last_at` are the moments of its earliest and latest version.
CREATE TABLE newswire.wire_take (
    guid_key uuid PRIMARY KEY,
    url_key  uuid NOT NULL,
    url      text NOT NULL,
    name_keys uuid[] NOT NULL,
    language text,                      -- as stated; takes in two languages are two stories
    marked   boolean NOT NULL,          -- an update, a lead, a correction: not the first take of its story
    first_at timestamptz NOT NULL,
    last_at  timestamptz NOT NULL
);
CREATE INDEX wire_take_names ON newswire.wire_take USING gin (name_keys);
CREATE INDEX wire_take_url ON newswire.wire_take (url_key);

-- Every version that arrived, one row for each text of it.
CREATE TABLE newswire.wire_version (
    guid_key    uuid NOT NULL,
    version     bigint[] NOT NULL,      -- as stated; '{}' where nothing is
    text_key    uuid NOT NULL,
    content_key uuid NOT NULL,          -- of text, status and embargo
    killed      boolean NOT NULL,
    at          timestamptz NOT NULL,   -- never before that of an older version of the guid
    take        bigint NOT NULL,        -- the number of an update or a lead: never below that of an older version
    seen_at     timestamptz NOT NULL,
    PRIMARY KEY (guid_key, version, content_key)
);
