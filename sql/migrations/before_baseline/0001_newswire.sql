-- The first schema of newswire: feeds, the work ledger, raw documents, articles and their history.
-- Works on PostgreSQL 15 and newer; needs no superuser, no extension, no lz4 and no ICU.

CREATE SCHEMA newswire;
CREATE SCHEMA newswire_v1;

-- Outlets -----------------------------------------------------------------------------------------------------------

CREATE TABLE newswire.source (
    source_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug      text NOT NULL UNIQUE,     -- host and path of the home page
    name      text NOT NULL,
    homepage  text
);

-- Feeds: what was subscribed to, apart from what changes with every poll ----------------------------------------------

CREATE TABLE newswire.feed (
    feed_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_id  bigint NOT NULL REFERENCES newswire.source,
    url        text NOT NULL UNIQUE,
    title      text,
    language   text,
    added_at   timestamptz NOT NULL DEFAULT now(),
    paused_at  timestamptz,
    removed_at timestamptz              -- kept, because its entries stay in the ledger
);
CREATE INDEX feed_source ON newswire.feed (source_id);

-- Volatile columns on their own: HOT updates, and no churn on the unique indexes of feed.
CREATE TABLE newswire.feed_state (
    feed_id         bigint PRIMARY KEY REFERENCES newswire.feed ON DELETE CASCADE,
    next_poll_at    timestamptz NOT NULL DEFAULT now(),
    poll_interval   interval NOT NULL DEFAULT interval '15 minutes',
    queued_at       timestamptz,        -- a hint to poll is under way since then
    lease           uuid,
    lease_until     timestamptz,
    etag            text,
    last_modified   text,
    validated_url   text,               -- the address, after redirects, whose validators these are
    polls           bigint NOT NULL DEFAULT 0,
    entries_seen    bigint NOT NULL DEFAULT 0,
    entries_new     bigint NOT NULL DEFAULT 0,
    last_polled_at  timestamptz,
    last_success_at timestamptz,
    last_new_at     timestamptz,
    failures        integer NOT NULL DEFAULT 0,     -- in a row
    failing_since   timestamptz,
    last_error      text,
    bozo            text,
    format          text,
    gone_at         timestamptz,
    CHECK ((lease IS NULL) = (lease_until IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX feed_state_next_poll ON newswire.feed_state (next_poll_at);

-- Raw documents, by day, compressed by the client --------------------------------------------------------------------

CREATE TABLE newswire.document (
    document_id  bigint GENERATED ALWAYS AS IDENTITY,
    day          date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
    entry_id     bigint NOT NULL,
    url          text NOT NULL,
    content_type text,
    fetched_at   timestamptz NOT NULL DEFAULT now(),
    codec        text NOT NULL CHECK (codec IN ('zstd')),
    size_bytes   bigint NOT NULL,
    body         bytea NOT NULL,
    PRIMARY KEY (document_id, day)
) PARTITION BY RANGE (day);
ALTER TABLE newswire.document ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX document_entry ON newswire.document (entry_id);

-- The work ledger: one row for each entry discovered, in exactly one stage -------------------------------------------

CREATE TABLE newswire.entry (
    entry_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feed_id       bigint REFERENCES newswire.feed,   -- NULL: asked for by a person, not found in a feed
    entry_key     uuid NOT NULL,                     -- identity within the feed: guid, link or content
    url_key       uuid,
    guid          text,
    url           text,
    title         text,
    fingerprint   uuid NOT NULL,                     -- of what the feed says about the text
    stage         text NOT NULL DEFAULT 'fetch'
                  CHECK (stage IN ('fetch', 'clean', 'load', 'loaded', 'duplicate', 'filtered', 'dead')),
    due_at        timestamptz NOT NULL DEFAULT now(),
    hinted_at     timestamptz,
    lease         uuid,
    lease_until   timestamptz,
    attempts      integer NOT NULL DEFAULT 0,
    revisit       boolean NOT NULL DEFAULT false,    -- changed in its feed while it was in work: fetch again at the end
    document_id   bigint,
    document_day  date,
    article_id    bigint,
    twin_id       bigint REFERENCES newswire.entry,  -- the entry of another feed with the same address
    failed_stage  text CHECK (failed_stage IN ('fetch', 'clean', 'load')),
    error_kind    text,
    last_error    text,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at  timestamptz NOT NULL DEFAULT now(),
    times_seen    bigint NOT NULL DEFAULT 1,
    ended_at      timestamptz,
    UNIQUE NULLS NOT DISTINCT (feed_id, entry_key),
    CHECK ((lease IS NULL) = (lease_until IS NULL)),
    CHECK (lease IS NULL OR stage IN ('fetch', 'clean', 'load')),
    CHECK ((stage = 'dead') = (failed_stage IS NOT NULL)),
    CHECK (stage <> 'loaded' OR article_id IS NOT NULL),
    CHECK (stage <> 'duplicate' OR article_id IS NOT NULL OR twin_id IS NOT NULL),
    CHECK (stage = 'fetch' OR document_id IS NOT NULL OR stage IN ('duplicate', 'dead')),
    CHECK ((document_id IS NULL) = (document_day IS NULL))
) WITH (fillfactor = 75);
CREATE INDEX entry_work ON newswire.entry (stage, due_at) WHERE stage IN ('fetch', 'clean', 'load');
CREATE INDEX entry_dead ON newswire.entry (ended_at DESC) WHERE stage = 'dead';
CREATE INDEX entry_url ON newswire.entry (url_key);
CREATE INDEX entry_article ON newswire.entry (article_id);
CREATE INDEX entry_twin ON newswire.entry (twin_id) WHERE twin_id IS NOT NULL;

-- What the feed said of an entry: apart, so that the ledger stays narrow.
CREATE TABLE newswire.announcement (
    entry_id  bigint PRIMARY KEY REFERENCES newswire.entry ON DELETE CASCADE,
    announced jsonb NOT NULL
);

-- A cleaned article on its way from the clean to the load stage.
CREATE TABLE newswire.cleaned (
    entry_id   bigint PRIMARY KEY REFERENCES newswire.entry ON DELETE CASCADE,
    url        text NOT NULL,
    fetched_at timestamptz NOT NULL,
    article    jsonb NOT NULL
);

-- Articles -----------------------------------------------------------------------------------------------------------

-- The identity ledger: narrow, never partitioned, outlives the content. Uniqueness, order of arrival and lock order live here.
CREATE TABLE newswire.article_key (
    url_key     uuid PRIMARY KEY,
    article_id  bigint GENERATED BY DEFAULT AS IDENTITY UNIQUE,
    month       date NOT NULL,          -- partition of the article row
    content_key uuid NOT NULL,          -- of normalised title and text
    seen_at     timestamptz NOT NULL,   -- newest fetch accepted, also where the content was the same
    revision    integer NOT NULL DEFAULT 1,
    status      text NOT NULL CHECK (status IN ('usable', 'corrected', 'withheld', 'canceled')),
    entry_id    bigint NOT NULL         -- the entry that brought it first: that one is `loaded`, the others are duplicates
) WITH (fillfactor = 85);
CREATE INDEX article_key_content ON newswire.article_key (content_key);

CREATE TABLE newswire.article (
    article_id          bigint NOT NULL,
    month               date NOT NULL,
    revision            integer NOT NULL,
    reason              text NOT NULL CHECK (reason IN ('new', 'updated', 'corrected', 'withdrawn')),
    content_key         uuid NOT NULL,
    source_id           bigint NOT NULL REFERENCES newswire.source,
    feed_id             bigint REFERENCES newswire.feed,
    url                 text NOT NULL,
    canonical_url       text NOT NULL,
    guid                text,
    title               text,
    summary             text,
    body                text NOT NULL,
    language            text,
    byline              text,
    authors             text[] NOT NULL DEFAULT '{}',
    agency              text,
    dateline_place      text,
    dateline_date       date,
    slugline            text,
    keywords            text[] NOT NULL DEFAULT '{}',
    subjects            jsonb NOT NULL DEFAULT '[]',
    image_url           text,
    published_at        timestamptz,
    published_precision text CHECK (published_precision IN ('second', 'minute', 'day')),
    first_seen_at       timestamptz NOT NULL,
    fetched_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL DEFAULT now(),
    status              text NOT NULL CHECK (status IN ('usable', 'corrected', 'withheld', 'canceled')),
    urgency             integer CHECK (urgency BETWEEN 1 AND 9),
    embargoed_until     timestamptz,
    ednote              text,
    word_count          integer NOT NULL,
    story_id            bigint,
    provenance          jsonb NOT NULL DEFAULT '{}',
    cleaner_version     text NOT NULL,
    removed             jsonb NOT NULL DEFAULT '[]',
    PRIMARY KEY (article_id, month)
) PARTITION BY RANGE (month);
CREATE INDEX article_published ON newswire.article (published_at DESC, article_id DESC);
CREATE INDEX article_feed ON newswire.article (feed_id, published_at DESC);
CREATE INDEX article_source ON newswire.article (source_id, published_at DESC);

-- What an article was before: the newest revision stands in `article` alone.
CREATE TABLE newswire.article_revision (
    article_id      bigint NOT NULL,
    month           date NOT NULL,
    revision        integer NOT NULL,
    reason          text NOT NULL,
    title           text,
    summary         text,
    body            text NOT NULL,
    byline          text,
    status          text NOT NULL,
    ednote          text,
    published_at    timestamptz,
    fetched_at      timestamptz NOT NULL,
    current_from    timestamptz NOT NULL,
    current_until   timestamptz NOT NULL DEFAULT now(),
    cleaner_version text NOT NULL,
    PRIMARY KEY (article_id, revision, month)
) PARTITION BY RANGE (month);

-- The change feed. Readers go by (xid, event_id) below the oldest running transaction, so that none is missed.
CREATE TABLE newswire.article_event (
    event_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at         timestamptz NOT NULL DEFAULT now(),
    article_id bigint NOT NULL,
    month      date NOT NULL,
    revision   integer NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('new', 'updated', 'corrected', 'withdrawn'))
);
CREATE INDEX article_event_order ON newswire.article_event (xid, event_id);

CREATE TABLE newswire.consumer_cursor (
    consumer   text PRIMARY KEY,
    xid        xid8 NOT NULL DEFAULT '0',
    event_id   bigint NOT NULL DEFAULT 0,
    updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO newswire.consumer_cursor (consumer) VALUES ('search');

-- Full text, derived from the articles by way of the change feed: a body's tsvector costs the loader 1 ms a row.
CREATE TABLE newswire.article_search (
    article_id   bigint NOT NULL,
    month        date NOT NULL,
    language     text NOT NULL,
    published_at timestamptz NOT NULL,
    tsv          tsvector NOT NULL,
    PRIMARY KEY (article_id, month)
) PARTITION BY RANGE (month);
CREATE INDEX article_search_tsv ON newswire.article_search USING gin (tsv);

-- Signs of life: `tick` is the last beat that a worker took up.
CREATE TABLE newswire.heartbeat (
    name text PRIMARY KEY,
    at   timestamptz NOT NULL
);

-- lz4 loads 2.6 times as fast as pglz, but not every server is built with it: ask, don't require.
DO $$
BEGIN
    ALTER TABLE newswire.article ALTER COLUMN body SET COMPRESSION lz4;
    ALTER TABLE newswire.article_revision ALTER COLUMN body SET COMPRESSION lz4;
    ALTER TABLE newswire.article_search ALTER COLUMN tsv SET COMPRESSION lz4;
EXCEPTION
    WHEN feature_not_supported OR invalid_parameter_value THEN
        RAISE NOTICE 'this server has no lz4: bodies are compressed with pglz';
END $$;

-- The reader: sees newswire_v1 and nothing else. It can log in once an operator has given it a password.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'newswire_reader') THEN
        CREATE ROLE newswire_reader LOGIN;
        ALTER ROLE newswire_reader SET default_transaction_read_only = on;
        ALTER ROLE newswire_reader SET statement_timeout = '30s';
        ALTER ROLE newswire_reader SET search_path = newswire_v1;
    END IF;
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;
GRANT USAGE ON SCHEMA newswire_v1 TO newswire_reader;
