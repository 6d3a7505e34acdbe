-- The first schema of newswire: feeds, the work ledger, raw documents, articles and their history, the change feed.
-- Works on PostgreSQL 15 and newer; needs no superuser, no extension, no lz4 and no ICU. Roles and rights are in sql/roles and
-- sql/rights. Databases that began before this file come to the same schema by migrations/before_baseline.

CREATE SCHEMA newswire;
CREATE SCHEMA newswire_v1;

-- Who publishes -----------------------------------------------------------------------------------------------------

CREATE TABLE newswire.source (
    source_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug      text NOT NULL UNIQUE,     -- host and path of the home page
    name      text NOT NULL,
    homepage  text,
    -- What the operator states.
    country   text CHECK (country ~ '^[A-Z]{2}$'),
    language  text CHECK (language <> ''),
    kind      text CHECK (kind <> '')
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
    removed_at timestamptz,             -- kept, because its entries stay in the ledger
    selector   text CHECK (selector <> ''), -- index pages: 'auto' or a CSS selector of their links; NULL for a real feed
    shown_url  text                     -- the address as it may be shown, by a trigger (functions/addresses.sql)
);
CREATE INDEX feed_source ON newswire.feed (source_id);
CREATE INDEX feed_shown_url ON newswire.feed (shown_url);

-- Volatile columns on their own: HOT updates, and no churn on the unique indexes of feed.
CREATE TABLE newswire.feed_state (
    feed_id             bigint PRIMARY KEY REFERENCES newswire.feed ON DELETE CASCADE,
    next_poll_at        timestamptz NOT NULL DEFAULT now(),     -- infinity: nobody wants it polled
    poll_interval       interval NOT NULL DEFAULT interval '15 minutes',
    queued_at           timestamptz,    -- a hint to poll is under way since then
    lease               uuid,
    lease_until         timestamptz,
    etag                text,
    last_modified       text,
    validated_url       text,           -- the address, after redirects, whose validators these are
    polls               bigint NOT NULL DEFAULT 0,
    entries_seen        bigint NOT NULL DEFAULT 0,
    entries_new         bigint NOT NULL DEFAULT 0,
    last_polled_at      timestamptz,
    last_success_at     timestamptz,
    last_new_at         timestamptz,
    failures            integer NOT NULL DEFAULT 0,     -- in a row
    failing_since       timestamptz,
    last_error          text,
    bozo                text,
    format              text,
    gone_at             timestamptz,
    desertions          integer NOT NULL DEFAULT 0,     -- leases that ran out in a row: the feed kills whoever polls it
    rhythm              jsonb,          -- rate, hours of the day, usual gaps (pipeline.polling.rhythm)
    wishes              jsonb NOT NULL DEFAULT '{}',    -- ttl, skipHours, skipDays of the last document
    body_hash           uuid,           -- of the last whole document
    last_full_at        timestamptz,    -- the last poll that was answered with a document
    distrusted_until    timestamptz,    -- validators lied: none are sent until then
    newest_at           timestamptz,    -- the newest date that an entry had
    silent_after        interval,       -- without news for so long is silent, by the feed's own rhythm
    silent_at           timestamptz,    -- silent, as a poll found then
    moved_to            text,           -- a permanent redirect leads there
    moved_since         timestamptz,
    moved_times         integer NOT NULL DEFAULT 0,
    suggested_url       text,           -- the site announces this feed now, and it may be ours
    may_have_lost_at    timestamptz,    -- a poll showed nothing that an earlier one had shown
    may_have_lost_times integer NOT NULL DEFAULT 0,
    recovered_at        timestamptz,    -- answered, or had news, after it had not for a time
    CHECK ((lease IS NULL) = (lease_until IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX feed_state_next_poll ON newswire.feed_state (next_poll_at);
-- A new feed is polled at once, however many others are overdue.
CREATE INDEX feed_state_never_polled ON newswire.feed_state (next_poll_at) WHERE polls = 0;

-- What became of a feed, in a few words each: failing, gone, silent, ok again, moved, paused. The last twenty of each.
CREATE TABLE newswire.feed_change (
    change_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feed_id   bigint NOT NULL REFERENCES newswire.feed ON DELETE CASCADE,
    at        timestamptz NOT NULL DEFAULT now(),
    state     text NOT NULL CHECK (state IN ('ok', 'failing', 'silent', 'gone', 'paused')),
    reason    text
);
CREATE INDEX feed_change_feed ON newswire.feed_change (feed_id, change_id);

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
    entry_id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feed_id         bigint REFERENCES newswire.feed,    -- NULL: asked for by a person, not found in a feed
    entry_key       uuid NOT NULL,                      -- identity within the feed: guid, link or content
    url_key         uuid,
    guid            text,
    url             text,
    title           text,
    fingerprint     uuid NOT NULL,                      -- of what the feed says about the text
    stage           text NOT NULL DEFAULT 'fetch'
                    CHECK (stage IN ('fetch', 'clean', 'load', 'loaded', 'duplicate', 'filtered', 'dead')),
    due_at          timestamptz NOT NULL DEFAULT now(),
    hinted_at       timestamptz,
    lease           uuid,
    lease_until     timestamptz,
    attempts        integer NOT NULL DEFAULT 0,
    revisit         boolean NOT NULL DEFAULT false,     -- changed in its feed while it was in work: fetch again at the end
    document_id     bigint,
    document_day    date,
    article_id      bigint,
    twin_id         bigint REFERENCES newswire.entry,   -- the entry of another feed with the same address
    failed_stage    text CHECK (failed_stage IN ('fetch', 'clean', 'load')),
    error_kind      text,
    last_error      text,
    first_seen_at   timestamptz NOT NULL DEFAULT now(),
    last_seen_at    timestamptz NOT NULL DEFAULT now(),
    times_seen      bigint NOT NULL DEFAULT 1,
    ended_at        timestamptz,
    embargoed_until timestamptz,                        -- of its article: the views filter in the scan that reads the row
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
-- EXPLAIN shows estimates, and estimates show the histogram: no statistics of columns that may hold hidden text.
ALTER TABLE newswire.entry ALTER COLUMN title SET STATISTICS 0, ALTER COLUMN url SET STATISTICS 0,
    ALTER COLUMN guid SET STATISTICS 0;

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

-- Learned templates: what a source prints around its stories ---------------------------------------------------------
-- `source` is the host of the pages, without "www.".

-- A source whose pages were seen, and how many of its stories nobody has learned from yet.
CREATE TABLE newswire.template_source (
    source    text PRIMARY KEY,
    unlearned integer NOT NULL DEFAULT 0
) WITH (fillfactor = 70);

-- The last stories of each source, with the lines of their pages that may be template: 120 at the most, none older than
-- 30 days when the newest came. The primary key makes a story count once, however often its page is cleaned.
CREATE TABLE newswire.template_story (
    source     text NOT NULL,
    story_key  uuid NOT NULL,           -- of the story's first paragraphs
    url_key    uuid NOT NULL,
    fetched_at timestamptz NOT NULL,
    body       text[] NOT NULL,         -- the elements that hold the story's own paragraphs
    lines      jsonb NOT NULL,          -- each with the elements it stands in, its zone and its role
    prose      text[] NOT NULL,         -- those of the lines that are sentences: do other sources carry them?
    PRIMARY KEY (source, story_key)
);
CREATE INDEX template_story_prose ON newswire.template_story USING gin (prose);

-- What was learned, a row for each version; the newest counts, the 20 before it say what older articles were cleaned with.
CREATE TABLE newswire.template (
    source     text NOT NULL,
    version    integer NOT NULL,
    stories    integer NOT NULL,        -- learned from so many
    since      date NOT NULL,           -- the day of the first of them
    lines      jsonb NOT NULL,          -- a doubt says why a line stays although it recurs
    learned_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, version)
);

-- Articles: live, withdrawn, embargoed -------------------------------------------------------------------------------

-- The identity ledger: narrow, never partitioned, outlives the content. Uniqueness, order of arrival and lock order live here.
CREATE TABLE newswire.article_key (
    url_key     uuid PRIMARY KEY,
    article_id  bigint GENERATED BY DEFAULT AS IDENTITY UNIQUE,
    month       date NOT NULL,          -- partition of the article row
    content_key uuid NOT NULL,          -- of normalised title and text
    seen_at     timestamptz NOT NULL,   -- newest fetch accepted, also where the content was the same
    revision    integer NOT NULL DEFAULT 1,
    status      text NOT NULL CHECK (status IN ('usable', 'corrected', 'withheld', 'canceled')),
    entry_id    bigint NOT NULL,        -- the entry that brought it first: that one is `loaded`, the others are duplicates
    taken_down  boolean NOT NULL DEFAULT false  -- read under the key's lock: no delivery can slip past
) WITH (fillfactor = 85);
CREATE INDEX article_key_content ON newswire.article_key (content_key);

-- A condition that a reader writes is evaluated on every row that a scan meets, so hidden rows must not be met at all:
-- they lie in tables of their own. Which one follows from the row, so an UPDATE of status or embargo moves it.
CREATE TABLE newswire.article (
    article_id          bigint NOT NULL,
    month               date NOT NULL,
    revision            integer NOT NULL,
    reason              text NOT NULL CHECK (reason IN ('new', 'updated', 'corrected', 'withdrawn')),
    content_key         uuid NOT NULL,
    source_id           bigint NOT NULL,
    feed_id             bigint,
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
    flags               text[] NOT NULL DEFAULT '{}',   -- what agencies write for editors before the headline
    credits             text,                           -- who reported and edited
    modified_at         timestamptz,                    -- when the publisher says that it changed the text
    current_from        timestamptz NOT NULL DEFAULT now(), -- this revision was stored; updated_at moves with metadata too
    embargo_ended_at    timestamptz,                    -- the embargo that is over
    announced           boolean NOT NULL DEFAULT true   -- whether readers were ever told of it
) PARTITION BY LIST ((
    CASE WHEN embargoed_until IS NOT NULL THEN 'embargoed'
         WHEN status IN ('usable', 'corrected') THEN 'live' ELSE 'withdrawn' END));

-- What an article was before: the newest revision stands in `article` alone. Some columns are unknown in rows of databases that
-- began before the baseline.
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
    modified_at     timestamptz,
    content_key     uuid,                       -- which text it was: flapping is found by it
    provenance      jsonb,                      -- where its fields came from, and by which template it was cleaned
    source_id       bigint,
    url             text,
    language        text,
    keywords        text[],
    agency          text,
    authors         text[],
    embargoed_until timestamptz,                -- the embargo in force, or the one that ended
    PRIMARY KEY (article_id, revision, month)
) PARTITION BY RANGE (month);
ALTER TABLE newswire.article_revision ALTER COLUMN title SET STATISTICS 0, ALTER COLUMN summary SET STATISTICS 0,
    ALTER COLUMN body SET STATISTICS 0, ALTER COLUMN byline SET STATISTICS 0, ALTER COLUMN ednote SET STATISTICS 0,
    ALTER COLUMN url SET STATISTICS 0, ALTER COLUMN keywords SET STATISTICS 0, ALTER COLUMN authors SET STATISTICS 0;

-- Full text, derived from the articles by way of the change feed: a body's tsvector costs the loader 1 ms a row.
-- The search filters by source and agency without a look at the article, and walks back in time.
CREATE TABLE newswire.article_search (
    article_id      bigint NOT NULL,
    month           date NOT NULL,
    language        text NOT NULL,
    published_at    timestamptz NOT NULL,
    tsv             tsvector NOT NULL,
    source_id       bigint,
    agency          text,
    embargoed_until timestamptz,                -- NULL: free
    PRIMARY KEY (article_id, month)
) PARTITION BY RANGE (month);
CREATE INDEX article_search_tsv ON newswire.article_search USING gin (tsv);
CREATE INDEX article_search_published ON newswire.article_search (published_at DESC);

-- lz4 loads 2.6 times as fast as pglz, but not every server is built with it: ask, don't require. Without it, bodies and their
-- index entries are kept as they are: pglz is half the work of loading an article and of checking a phrase.
DO $$
BEGIN
    ALTER TABLE newswire.article ALTER COLUMN body SET COMPRESSION lz4;
    ALTER TABLE newswire.article_revision ALTER COLUMN body SET COMPRESSION lz4;
    ALTER TABLE newswire.article_search ALTER COLUMN tsv SET COMPRESSION lz4;
EXCEPTION
    WHEN feature_not_supported OR invalid_parameter_value THEN
        RAISE NOTICE 'this server has no lz4: bodies are not compressed';
        ALTER TABLE newswire.article ALTER COLUMN body SET STORAGE EXTERNAL;
        ALTER TABLE newswire.article_revision ALTER COLUMN body SET STORAGE EXTERNAL;
        ALTER TABLE newswire.article_search ALTER COLUMN tsv SET STORAGE EXTERNAL;
END $$;

-- After the choice of compression, which partitions take over from their parent when they are made.
CREATE TABLE newswire.live_article PARTITION OF newswire.article (
    CONSTRAINT article_source_id_fkey FOREIGN KEY (source_id) REFERENCES newswire.source,
    CONSTRAINT article_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES newswire.feed
) FOR VALUES IN ('live') PARTITION BY RANGE (month);
ALTER TABLE newswire.live_article ADD CONSTRAINT article_pkey PRIMARY KEY (article_id, month);
CREATE TABLE newswire.withdrawn_article PARTITION OF newswire.article (PRIMARY KEY (article_id, month))
FOR VALUES IN ('withdrawn');
CREATE TABLE newswire.embargoed_article PARTITION OF newswire.article (PRIMARY KEY (article_id, month))
FOR VALUES IN ('embargoed');
CREATE INDEX embargoed_article_until ON newswire.embargoed_article (embargoed_until);

CREATE INDEX article_published ON newswire.live_article (published_at DESC, article_id DESC);
CREATE INDEX article_feed ON newswire.live_article (feed_id, published_at DESC);
CREATE INDEX article_source ON newswire.live_article (source_id, published_at DESC);
-- A story is known by its first article: one that stands alone is its own story.
CREATE INDEX article_story ON newswire.live_article ((coalesce(story_id, article_id)));
-- A hash finds one address and tells nothing of its neighbours.
CREATE INDEX article_url ON newswire.live_article USING hash (url);
CREATE INDEX article_canonical_url ON newswire.live_article USING hash (canonical_url);
CREATE INDEX article_keywords ON newswire.live_article USING gin (keywords);
CREATE INDEX article_updated ON newswire.live_article (updated_at);
-- It counts a source's articles without reading them.
CREATE INDEX article_of_source ON newswire.live_article (source_id) INCLUDE (month, language, published_at, first_seen_at);

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

-- Months whose index was built by older rules: newswire.rebuild_search takes them up, the newest first.
CREATE TABLE newswire.search_rebuild (
    month date PRIMARY KEY,
    done  bigint NOT NULL DEFAULT 0     -- articles up to this id are rebuilt
);

-- Traditional Chinese characters and their simplified forms; sql/functions/search_han.sql fills it.
CREATE TABLE newswire.han_form (
    written    text PRIMARY KEY,
    simplified text NOT NULL
);

-- The change feed: each event gets its place at the commit -----------------------------------------------------------

-- One row. `epoch` counts the lives of this database: a restored dump begins another one. `identity` says which server,
-- database and table the present life belongs to; NULL before the first event.
CREATE TABLE newswire.change_feed (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    epoch    integer NOT NULL DEFAULT 1,
    position bigint NOT NULL DEFAULT 0,
    identity text
);
INSERT INTO newswire.change_feed DEFAULT VALUES;

-- Where each earlier life ended: a cursor beyond that is none of ours.
CREATE TABLE newswire.past_life (
    epoch    integer PRIMARY KEY,
    position bigint NOT NULL,
    ended_at timestamptz NOT NULL DEFAULT now()
);

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

-- What one transaction tells, until its commit puts it into the feed: no row is ever committed here.
CREATE TYPE newswire.happening AS (
    at timestamptz, article_id bigint, month date, revision integer, kind text, reason text);
CREATE UNLOGGED TABLE newswire.event_batch (
    batch_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    events   newswire.happening[] NOT NULL
);

CREATE TABLE newswire.consumer_cursor (
    consumer   text PRIMARY KEY,
    updated_at timestamptz NOT NULL DEFAULT now(),
    cursor     text COLLATE "C" NOT NULL DEFAULT ''
);
INSERT INTO newswire.consumer_cursor (consumer) VALUES ('search');

-- Subscribers that events are posted to. How far each has come stands in consumer_cursor, as `webhook:ID`.
CREATE TABLE newswire.webhook (
    webhook_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url             text NOT NULL,
    secret          text NOT NULL,          -- signs what is sent; readers of newswire_v1 cannot see it
    kinds           text[] NOT NULL CHECK (
        kinds <@ ARRAY['new', 'updated', 'corrected', 'withdrawn', 'metadata'] AND cardinality(kinds) > 0),
    added_at        timestamptz NOT NULL DEFAULT now(),
    paused_at       timestamptz,
    paused_because  text,
    due_at          timestamptz NOT NULL DEFAULT now(),
    delivered       bigint NOT NULL DEFAULT 0,
    last_success_at timestamptz,
    failures        integer NOT NULL DEFAULT 0,     -- in a row
    failing_since   timestamptz,
    last_error      text,
    lease           uuid,
    lease_until     timestamptz,
    CHECK ((lease IS NULL) = (lease_until IS NULL)),
    CHECK ((paused_at IS NULL) = (paused_because IS NULL)),
    CHECK ((failures = 0) = (failing_since IS NULL))
);

-- What is kept, what is taken down -----------------------------------------------------------------------------------

-- How long things are kept: one row for all, and rows for sources with rules of their own. NULL keeps for ever.
CREATE TABLE newswire.retention (
    source_id      bigint REFERENCES newswire.source,
    article_months integer CHECK (article_months > 0),  -- full months after the month of the first fetch
    document_days  integer CHECK (document_days > 0),   -- raw documents
    UNIQUE NULLS NOT DISTINCT (source_id)
);
-- 30 days of raw pages are 39 GB at 100,000 pages a day; articles stay until somebody decides otherwise.
INSERT INTO newswire.retention (source_id, article_months, document_days) VALUES (NULL, NULL, 30);

-- What was taken down, and why.
CREATE TABLE newswire.takedown (
    article_id bigint PRIMARY KEY,
    reason     text NOT NULL CHECK (reason <> ''),
    at         timestamptz NOT NULL DEFAULT now()
);

-- Texts that may not come back under another address.
CREATE TABLE newswire.blocked_text (
    content_key uuid PRIMARY KEY,
    article_id  bigint NOT NULL
);

-- Headlines that were taken down: no other article's removed text keeps them. Only their hash is stored.
CREATE TABLE newswire.blocked_headline (
    headline_key uuid PRIMARY KEY,
    article_id   bigint NOT NULL
);

-- What a court or a dispute asks to keep: retention passes it by, and nobody takes it down before it is released.
CREATE TABLE newswire.legal_hold (
    article_id bigint PRIMARY KEY,
    reason     text NOT NULL CHECK (reason <> ''),
    at         timestamptz NOT NULL DEFAULT now()
);

-- Locks as rows of tables: any role may take an advisory lock, only ours reach these ---------------------------------

CREATE TABLE newswire.turn (name text PRIMARY KEY);
INSERT INTO newswire.turn VALUES ('partitions'), ('retain');

-- Texts that somebody is loading: a second loader of the same text waits for the first one's commit.
CREATE UNLOGGED TABLE newswire.text_in_work (content_key uuid PRIMARY KEY);

-- Signs of life: `tick` is the last beat that a worker took up.
CREATE TABLE newswire.heartbeat (
    name text PRIMARY KEY,
    at   timestamptz NOT NULL
);
