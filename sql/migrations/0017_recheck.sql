-- Pages looked at again after their article was loaded, so that silent edits become revisions and deletions are noticed.

CREATE TABLE newswire.recheck (
    article_id    bigint PRIMARY KEY REFERENCES newswire.article_key (article_id) ON DELETE CASCADE,
    entry_id      bigint NOT NULL REFERENCES newswire.entry ON DELETE CASCADE,
    host          text NOT NULL,
    began_at      timestamptz NOT NULL,     -- the distances of its feed count from here
    due_at        timestamptz,              -- NULL: the last look is over, or its feed wants none
    hinted_at     timestamptz,
    lease         uuid,
    lease_until   timestamptz,
    attempts      integer NOT NULL DEFAULT 0,   -- workers in a row that ended with this look
    etag          text,
    last_modified text,
    validated_url text,                     -- the address, after redirects, whose validators these are
    looks         integer NOT NULL DEFAULT 0,
    looked_at     timestamptz,
    found         text,                     -- what the last look found
    CHECK ((lease IS NULL) = (lease_until IS NULL))
) WITH (fillfactor = 85);
CREATE INDEX recheck_due ON newswire.recheck (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX recheck_entry ON newswire.recheck (entry_id);

-- NULL: the usual distances; empty: never.
ALTER TABLE newswire.feed ADD COLUMN recheck interval[];
ALTER TABLE newswire.article ADD COLUMN withdrawn_by_publisher timestamptz;
ALTER TABLE newswire.host_day ADD COLUMN rechecks bigint NOT NULL DEFAULT 0;
