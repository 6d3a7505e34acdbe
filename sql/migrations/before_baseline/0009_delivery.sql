-- Subscribers that events are posted to. How far each has come stands in consumer_cursor, as `webhook:ID`.
CREATE TABLE newswire.webhook (
    webhook_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url             text NOT NULL,
    secret          text NOT NULL,          -- signs what is sent; readers of newswire_v1 cannot see it
    kinds           text[] NOT NULL
                    CHECK (kinds <@ ARRAY['new', 'updated', 'corrected', 'withdrawn'] AND cardinality(kinds) > 0),
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

-- Where the fields of a former revision came from, and by which template of its source it was cleaned.
ALTER TABLE newswire.article_revision ADD COLUMN provenance jsonb;
