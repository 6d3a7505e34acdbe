-- ingest(batch): articles in, their rows, revisions and events out; any order and any repetition ends in the same rows.
--
-- Keys first, content second, as two statements on purpose: in READ COMMITTED the second one takes a fresh snapshot
-- after the key rows are locked, so that a concurrent first insert of the same address cannot leave key and article
-- apart. Callers keep a batch at 200 rows: above that the planner turns to nested loops.
--
-- A revision is another text or another status. Other type, spacing and punctuation (the same content_key) and other
-- metadata are written in place: no revision. Other metadata is told as `metadata`; type and punctuation only move
-- updated_at. What was taken down or has expired is never loaded again.
--
-- Readers are told what they can see: an article that is withheld or canceled at first sight has no event before it is
-- usable, and is `new` then. The same is true under an embargo.
--
-- Items of the wire come with their version (version_at, version): it goes before the moment of arrival. A web page has none.
-- A version older than the one held ends as `older`, and newswire.file_version puts it among the revisions.

DROP FUNCTION IF EXISTS newswire.ingest(jsonb);
DO $$
BEGIN
    IF to_regtype('newswire.arrival') IS NOT NULL THEN
        DROP FUNCTION IF EXISTS newswire.is_hidden(newswire.arrival);
    END IF;
END $$;
DROP TYPE IF EXISTS newswire.incoming, newswire.arrival, newswire.keyed;

CREATE TYPE newswire.incoming AS (
    entry_id bigint, url_key uuid, content_key uuid, source_id bigint, feed_id bigint, url text, canonical_url text,
    guid text, title text, summary text, body text, language text, byline text, authors text[], agency text,
    dateline_place text, dateline_date date, slugline text, keywords text[], image_url text,
    published_at timestamptz, published_precision text, first_seen_at timestamptz, fetched_at timestamptz,
    status text, ednote text, word_count integer, provenance jsonb, cleaner_version text, removed jsonb,
    flags text[], credits text, modified_at timestamptz,
    subjects jsonb, urgency integer, embargoed_until timestamptz, wire jsonb, version_at timestamptz, version bigint[]
);
-- What decides over an article, without its content: read again and again, and a fortieth of its size. `place` is its
-- place in the batch, from 1.
CREATE TYPE newswire.arrival AS (
    entry_id bigint, url_key uuid, content_key uuid, fetched_at timestamptz, status text, word_count integer,
    version_at timestamptz, version bigint[], embargoed_until timestamptz, place bigint
);
CREATE TYPE newswire.keyed AS (url_key uuid, article_id bigint, month date, revision integer, is_new boolean);

-- Whether a page goes to and fro: a text that it gave up within a day comes back, after three revisions in that day. Then
-- the newest text stands in place of the last one, without a revision: two servers of a publisher that disagree must not
-- flood the change feed. A text never seen before is a revision always.
CREATE OR REPLACE FUNCTION newswire.flaps(article bigint, in_month date, content uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT count(*) >= 3 AND bool_or(r.content_key = content) FROM newswire.article_revision r
    WHERE r.article_id = article AND r.month = in_month AND r.current_until > now() - interval '1 day'
$$;

-- Delete the raw documents of entries. An item's document is its whole file: the other items of it lose theirs, too.
CREATE OR REPLACE FUNCTION newswire.forget_documents(entries bigint[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM newswire.document d WHERE d.entry_id = ANY(entries);
    DELETE FROM newswire.document d WHERE (d.document_id, d.day) IN (
        SELECT e.document_id, e.document_day FROM newswire.entry e WHERE e.entry_id = ANY(entries) AND e.item IS NOT NULL);
$$;

-- A headline as it is compared: without regard to case and white space.
CREATE OR REPLACE FUNCTION newswire.headline_key(headline text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN md5(lower(regexp_replace(btrim(headline), '\s+', ' ', 'g')))::uuid;

-- Removed text without the headlines that were taken down.
CREATE OR REPLACE FUNCTION newswire.without_blocked_headlines(removed jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(line ORDER BY n), '[]') FROM jsonb_array_elements(removed) WITH ORDINALITY AS r (line, n)
    WHERE NOT EXISTS (
        SELECT FROM newswire.blocked_headline b WHERE b.headline_key = newswire.headline_key(line ->> 'text'))
$$;

-- Whether readers may not see what arrives, now or at all.
CREATE OR REPLACE FUNCTION newswire.is_hidden(arrival newswire.arrival) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT arrival.status NOT IN ('usable', 'corrected') OR coalesce(arrival.embargoed_until > now(), false)
$$;

CREATE FUNCTION newswire.ingest(batch jsonb)
RETURNS TABLE (entry_id bigint, article_id bigint, outcome text, first_bringer boolean)
LANGUAGE plpgsql
-- Every table is asked by its keys. Plans are kept for the session: one that was made while a month was young would
-- read the whole month for every batch, until somebody analyzes it.
SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
    arrivals newswire.arrival[];
    accepted newswire.arrival[];
    keys newswire.keyed[];
    happened newswire.happening[];
    revised bigint[];
    moment timestamptz;
    blocked constant boolean := EXISTS (SELECT FROM newswire.blocked_headline);
BEGIN
    SELECT array_agg(a::newswire.arrival) INTO arrivals FROM ROWS FROM (jsonb_to_recordset(batch) AS (
        entry_id bigint, url_key uuid, content_key uuid, fetched_at timestamptz, status text, word_count integer,
        version_at timestamptz, version bigint[], embargoed_until timestamptz
    )) WITH ORDINALITY a;
    IF arrivals IS NULL THEN
        RETURN;
    END IF;

    -- One at a time for the same text: two republishers loaded at once must not both become the article.
    -- The rows are gone at once, but until our commit an insert of the same key waits for it.
    INSERT INTO newswire.text_in_work SELECT DISTINCT content_key FROM unnest(arrivals) ORDER BY content_key
    ON CONFLICT DO NOTHING;
    DELETE FROM newswire.text_in_work WHERE content_key IN (SELECT content_key FROM unnest(arrivals));

    -- Of each address the newest state, unless its article was taken down or has expired; of each new text the first
    -- bringer. A copy of 40 words or more is not an article of its own: shorter ones ("Video", a picture's caption) are
    -- alike without being the same story. What readers may not see is no copy, and nothing is a copy of it: a text that is
    -- public elsewhere stays public.
    SELECT array_agg(newest.arrival ORDER BY (newest.arrival).url_key) INTO accepted FROM (
        SELECT DISTINCT ON (a.url_key) a.arrival
        FROM (
            SELECT arrival, (arrival).*, first_value((arrival).url_key) OVER (
                PARTITION BY (arrival).content_key, newswire.is_hidden(arrival) ORDER BY (arrival).fetched_at, (arrival).entry_id) AS bringer
            FROM unnest(arrivals) arrival) a
        LEFT JOIN newswire.article_key k USING (url_key)
        WHERE (k.url_key IS NULL
               OR (k.version_at, k.version, k.seen_at, k.content_key) < (a.version_at, a.version, a.fetched_at, a.content_key)
                  AND NOT k.taken_down
                  AND EXISTS (SELECT FROM newswire.article t WHERE t.article_id = k.article_id AND t.month = k.month))
          AND NOT (a.word_count >= 40
                   AND EXISTS (SELECT FROM newswire.blocked_text b WHERE b.content_key = a.content_key))
          AND NOT (k.url_key IS NULL AND a.word_count >= 40 AND NOT newswire.is_hidden(a.arrival) AND (
              a.bringer <> a.url_key
              OR EXISTS (SELECT FROM newswire.article_key other WHERE other.content_key = a.content_key AND NOT EXISTS (
                  SELECT FROM newswire.article h WHERE h.article_id = other.article_id AND h.month = other.month
                    AND (h.embargoed_until IS NOT NULL OR h.status NOT IN ('usable', 'corrected'))))))
        ORDER BY a.url_key, a.version_at DESC, a.version DESC, a.fetched_at DESC, a.content_key DESC) newest;

    WITH upserted AS (
        INSERT INTO newswire.article_key AS k (
            url_key, month, content_key, seen_at, status, entry_id, version_at, version, brought_by)
        SELECT url_key, date_trunc('month', fetched_at AT TIME ZONE 'UTC')::date, content_key, fetched_at, status, entry_id,
            version_at, version, entry_id
        FROM unnest(accepted) ORDER BY url_key
        ON CONFLICT (url_key) DO UPDATE
        SET seen_at = excluded.seen_at, content_key = excluded.content_key, status = excluded.status,
            version_at = excluded.version_at, version = excluded.version, brought_by = excluded.brought_by, revision = k.revision + CASE
                WHEN k.status <> excluded.status THEN 1
                WHEN k.content_key = excluded.content_key THEN 0
                WHEN excluded.version = '{}' AND newswire.flaps(k.article_id, k.month, excluded.content_key) THEN 0 ELSE 1 END
        WHERE (k.version_at, k.version, k.seen_at, k.content_key)
                < (excluded.version_at, excluded.version, excluded.seen_at, excluded.content_key) AND NOT k.taken_down
        RETURNING url_key, article_id, month, revision, xmax = 0 AS is_new)
    SELECT array_agg((upserted.*)::newswire.keyed) INTO keys FROM upserted;

    -- Taken after the keys are locked: the revisions of an article follow one another without gap or overlap.
    moment := clock_timestamp();

    WITH k AS (SELECT * FROM unnest(keys)),
    a AS MATERIALIZED (
        SELECT content.*, content.version <> '{}' AS versioned, content.status IN ('usable', 'corrected') AS usable,
            content.status IN ('usable', 'corrected') AND NOT coalesce(content.embargoed_until > moment, false) AS visible,
            CASE WHEN blocked THEN newswire.without_blocked_headlines(content.removed) ELSE content.removed END AS cut
        FROM jsonb_populate_recordset(NULL::newswire.incoming, batch) WITH ORDINALITY content
        JOIN unnest(accepted) taken ON taken.place = content.ordinality),
    inserted AS (
        INSERT INTO newswire.article (
            article_id, month, revision, reason, content_key, source_id, feed_id, url, canonical_url, guid, title, summary,
            body, language, byline, authors, agency, dateline_place, dateline_date, slugline, keywords, image_url,
            published_at, published_precision, modified_at, first_seen_at, fetched_at, updated_at, current_from, status,
            ednote, word_count, provenance, cleaner_version, removed, flags, credits, announced, subjects, urgency, wire,
            version_at, version, embargoed_until, embargo_ended_at)
        SELECT k.article_id, k.month, k.revision, 'new', a.content_key, a.source_id, a.feed_id, a.url, a.canonical_url,
            a.guid, a.title, a.summary, a.body, a.language, a.byline, a.authors, a.agency, a.dateline_place,
            a.dateline_date, a.slugline, a.keywords, a.image_url, a.published_at, a.published_precision, a.modified_at,
            a.first_seen_at, a.fetched_at, moment, moment, a.status, a.ednote, a.word_count, a.provenance,
            a.cleaner_version, a.cut, a.flags, a.credits, a.visible, coalesce(a.subjects, '[]'), a.urgency, a.wire,
            a.version_at, a.version,
            CASE WHEN a.versioned AND a.status = 'withheld' THEN 'infinity'
                 WHEN a.embargoed_until > moment THEN a.embargoed_until END,
            CASE WHEN a.embargoed_until <= moment THEN a.embargoed_until END
        FROM k JOIN a USING (url_key) WHERE k.is_new),
    old AS (
        SELECT was.*, k.revision AS next_revision, a.url_key, a.visible, was.revision < k.revision AS revised,
            greatest(moment, was.updated_at + interval '1 microsecond') AS next_at,
            CASE WHEN NOT a.usable THEN 'withdrawn' WHEN a.status = 'corrected' THEN 'corrected' ELSE 'updated' END
                AS next_reason,
            (was.summary, was.language, was.byline, was.authors, was.agency, was.dateline_place, was.dateline_date,
                was.slugline, was.keywords, was.image_url, was.published_at, was.published_precision, was.ednote,
                was.flags, was.credits, was.subjects, was.urgency, was.wire)
            IS DISTINCT FROM (a.summary, a.language, a.byline, a.authors, a.agency, a.dateline_place, a.dateline_date,
                a.slugline, a.keywords, a.image_url, a.published_at, a.published_precision, a.ednote, a.flags, a.credits,
                coalesce(a.subjects, '[]'), a.urgency, a.wire)
                AS described_anew,
            -- Only a usable version can lift an embargo. What was withheld before anybody could read it waits without a date.
            CASE WHEN NOT a.versioned THEN was.embargoed_until
                 WHEN a.usable THEN CASE WHEN a.embargoed_until > moment THEN a.embargoed_until END
                 WHEN a.status = 'withheld' AND NOT was.announced THEN 'infinity'
                 ELSE greatest(was.embargoed_until, CASE WHEN a.embargoed_until > moment THEN a.embargoed_until END) END
                AS next_embargo,
            CASE WHEN NOT (a.versioned AND a.usable) THEN was.embargo_ended_at
                 WHEN a.embargoed_until <= moment THEN a.embargoed_until END AS next_embargo_ended,
            a.versioned,
            (was.title, was.body, was.modified_at) IS DISTINCT FROM (a.title, a.body, a.modified_at) AS retouched,
            was.removed IS DISTINCT FROM a.cut AS cut_anew
        FROM k JOIN a USING (url_key)
        JOIN newswire.article was ON was.article_id = k.article_id AND was.month = k.month
        WHERE NOT k.is_new),
    kept AS (
        INSERT INTO newswire.article_revision (
            article_id, month, revision, reason, title, summary, body, byline, status, ednote, published_at, modified_at,
            fetched_at, current_from, current_until, cleaner_version, content_key, provenance, source_id, url, language,
            keywords, agency, authors, embargoed_until, wire, version_at, version)
        SELECT article_id, month, revision, reason, title, summary, body, byline, status, ednote, published_at,
            modified_at, fetched_at, current_from, next_at, cleaner_version, content_key, provenance, source_id, url,
            language, keywords, agency, authors, coalesce(embargoed_until, embargo_ended_at), wire, version_at, version
        FROM old WHERE revised),
    changed AS (
        UPDATE newswire.article t SET
            revision = old.next_revision, content_key = a.content_key, title = a.title, summary = a.summary,
            body = a.body, language = a.language, byline = a.byline, authors = a.authors, agency = a.agency,
            dateline_place = a.dateline_place, dateline_date = a.dateline_date, slugline = a.slugline,
            keywords = a.keywords, image_url = a.image_url, published_at = a.published_at,
            published_precision = a.published_precision, modified_at = a.modified_at, status = a.status,
            ednote = a.ednote, word_count = a.word_count, provenance = a.provenance,
            cleaner_version = a.cleaner_version, removed = a.cut, flags = a.flags, credits = a.credits,
            announced = t.announced OR a.visible, subjects = coalesce(a.subjects, '[]'), urgency = a.urgency, wire = a.wire,
            version_at = a.version_at, version = a.version,
            -- A take of the same story may have a guid of its own: the newest one counts.
            guid = CASE WHEN a.versioned THEN coalesce(a.guid, t.guid) ELSE t.guid END, url = CASE WHEN a.versioned THEN a.url ELSE t.url END,
            canonical_url = CASE WHEN a.versioned THEN a.canonical_url ELSE t.canonical_url END,
            embargoed_until = old.next_embargo, embargo_ended_at = old.next_embargo_ended,
            reason = CASE WHEN old.revised THEN old.next_reason ELSE t.reason END,
            fetched_at = CASE WHEN old.revised THEN a.fetched_at ELSE t.fetched_at END,
            current_from = CASE WHEN old.revised THEN old.next_at ELSE t.current_from END,
            updated_at = CASE WHEN old.revised OR described_anew OR retouched THEN old.next_at ELSE t.updated_at END
        FROM old JOIN a USING (url_key)
        WHERE t.article_id = old.article_id AND t.month = old.month
          AND (old.revised OR described_anew OR retouched OR cut_anew OR old.versioned)),
    told AS (
        SELECT coalesce(old.next_at, moment) AS at, k.article_id, k.month, k.revision,
            CASE WHEN NOT coalesce(old.announced, false) THEN 'new'
                 WHEN old.revised THEN old.next_reason ELSE 'metadata' END AS kind
        FROM k JOIN a USING (url_key) LEFT JOIN old USING (article_id)
        WHERE CASE WHEN NOT coalesce(old.announced, false) THEN a.visible
                   ELSE (old.revised OR old.described_anew AND old.visible)
                        AND (old.next_embargo IS NULL OR NOT old.versioned) END)
    SELECT (SELECT array_agg(ROW(at, article_id, month, revision, kind, NULL)::newswire.happening ORDER BY article_id) FROM told),
        (SELECT array_agg(article_id) FROM old WHERE old.revised)
    INTO happened, revised;

    PERFORM newswire.announce(happened);

    -- Raw pages of what was taken down are not kept either.
    IF EXISTS (SELECT FROM unnest(arrivals) a JOIN newswire.article_key k USING (url_key) WHERE k.taken_down) THEN
        PERFORM newswire.forget_documents(array_agg(a.entry_id))
        FROM unnest(arrivals) a JOIN newswire.article_key k USING (url_key) WHERE k.taken_down;
    END IF;

    -- What each arrival came to. A copy's article is the oldest one with its text.
    RETURN QUERY
    SELECT a.entry_id,
        coalesce(k.article_id, copied.article_id),
        CASE WHEN k.url_key IS NULL THEN 'copy' WHEN done.is_new AND k.entry_id = a.entry_id THEN 'new'
             WHEN NOT done.is_new AND done.article_id = ANY(revised) AND k.seen_at = a.fetched_at
                  AND k.content_key = a.content_key THEN 'changed'
             WHEN a.version <> '{}' AND NOT k.taken_down
                  AND (k.version_at, k.version, k.seen_at, k.content_key) > (a.version_at, a.version, a.fetched_at, a.content_key)
             THEN 'older'
             ELSE 'unchanged' END,
        coalesce(k.entry_id = a.entry_id, false)
    FROM unnest(arrivals) a
    LEFT JOIN newswire.article_key k USING (url_key)
    LEFT JOIN unnest(keys) done USING (url_key)
    LEFT JOIN LATERAL (
        SELECT other.article_id FROM (
            SELECT article_id, content_key FROM newswire.article_key
            UNION ALL SELECT article_id, content_key FROM newswire.blocked_text) other
        WHERE k.url_key IS NULL AND other.content_key = a.content_key ORDER BY other.article_id LIMIT 1) copied ON true;
END $$;
