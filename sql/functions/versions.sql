-- Late versions of an item, of which a newer one is held already. Each is inserted at its place among the revisions, so
-- that any order of arrival gives the same revisions.

-- Why there is a revision that is not the first one.
CREATE OR REPLACE FUNCTION newswire.reason_of(status text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE status WHEN 'usable' THEN 'updated' WHEN 'corrected' THEN 'corrected' ELSE 'withdrawn' END;

-- Make room for a revision: the later ones, the newest included, move up by one.
CREATE OR REPLACE FUNCTION newswire.shift_revisions(wanted bigint, in_month date, place integer) RETURNS void
LANGUAGE sql AS $$
    -- In falling order: the rows are deleted before the first one is put back.
    WITH moved AS (
        DELETE FROM newswire.article_revision WHERE article_id = wanted AND month = in_month AND revision >= place RETURNING *)
    INSERT INTO newswire.article_revision (
        article_id, month, revision, reason, title, summary, body, byline, status, ednote, published_at, modified_at,
        fetched_at, current_from, current_until, cleaner_version, content_key, provenance, source_id, url, language, keywords,
        agency, authors, embargoed_until, wire, version_at, version)
    SELECT article_id, month, revision + 1, CASE WHEN revision = 1 THEN newswire.reason_of(status) ELSE reason END, title,
        summary, body, byline, status, ednote, published_at, modified_at, fetched_at, current_from, current_until,
        cleaner_version, content_key, provenance, source_id, url, language, keywords, agency, authors, embargoed_until, wire,
        version_at, version
    FROM moved ORDER BY revision DESC;
    UPDATE newswire.article SET
        reason = CASE WHEN revision = 1 THEN newswire.reason_of(status) ELSE reason END, revision = revision + 1
    WHERE article_id = wanted AND month = in_month;
    UPDATE newswire.article_key SET revision = revision + 1 WHERE article_id = wanted;
$$;

-- Insert late versions among the revisions of their articles, with a `metadata` event, because revision numbers move.
-- A late version was never the newest: current_from and current_until are one moment. A text that waits for its embargo
-- keeps the article of a version that nobody may read hidden with it.
CREATE OR REPLACE FUNCTION newswire.file_versions(batch jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    one newswire.incoming;
    key newswire.article_key;
    held newswire.article;
    place integer;
    since timestamptz;
    happened newswire.happening[] := '{}';
BEGIN
    FOR one IN SELECT * FROM jsonb_populate_recordset(NULL::newswire.incoming, batch) LOOP
        SELECT * INTO key FROM newswire.article_key k WHERE k.url_key = one.url_key FOR UPDATE;
        SELECT * INTO held FROM newswire.article a WHERE a.article_id = key.article_id AND a.month = key.month;
        CONTINUE WHEN held.article_id IS NULL OR key.taken_down;
        SELECT coalesce(max(r.revision), 0) + 1 INTO place FROM newswire.article_revision r
        WHERE r.article_id = held.article_id AND r.month = held.month
          AND (r.version_at, r.version, r.fetched_at) < (one.version_at, one.version, one.fetched_at);
        SELECT r.current_from INTO since FROM newswire.article_revision r
        WHERE r.article_id = held.article_id AND r.month = held.month AND r.revision = place;
        PERFORM newswire.shift_revisions(held.article_id, held.month, place);
        INSERT INTO newswire.article_revision (
            article_id, month, revision, reason, title, summary, body, byline, status, ednote, published_at, modified_at,
            fetched_at, current_from, current_until, cleaner_version, content_key, provenance, source_id, url, language,
            keywords, agency, authors, embargoed_until, wire, version_at, version)
        VALUES (held.article_id, held.month, place, CASE WHEN place = 1 THEN 'new' ELSE newswire.reason_of(one.status) END,
            one.title, one.summary, one.body, one.byline, one.status, one.ednote, one.published_at, one.modified_at,
            one.fetched_at, coalesce(since, held.current_from), coalesce(since, held.current_from), one.cleaner_version,
            one.content_key, one.provenance, one.source_id, one.url, one.language, one.keywords, one.agency, one.authors,
            coalesce(held.embargoed_until, held.embargo_ended_at), one.wire, one.version_at, one.version);
        UPDATE newswire.article a SET updated_at = greatest(clock_timestamp(), a.updated_at + interval '1 microsecond'),
            embargoed_until = CASE WHEN a.status IN ('usable', 'corrected') OR a.announced THEN a.embargoed_until
                ELSE greatest(a.embargoed_until, CASE WHEN one.embargoed_until > now() THEN one.embargoed_until
                    WHEN one.status = 'withheld' THEN 'infinity' END) END,
            flags = CASE WHEN 'version-conflict' = ANY(one.flags) AND a.version = one.version
                AND NOT 'version-conflict' = ANY(a.flags) THEN a.flags || '{version-conflict}' ELSE a.flags END
        WHERE a.article_id = held.article_id AND a.month = held.month RETURNING * INTO held;
        IF held.announced AND held.status IN ('usable', 'corrected') AND held.embargoed_until IS NULL THEN
            happened := happened || ROW(held.updated_at, held.article_id, held.month, held.revision, 'metadata', NULL)::newswire.happening;
        END IF;
    END LOOP;
    PERFORM newswire.announce(happened);
END $$;
