-- Takedowns: remove an article's text permanently. Its key and the reason stay, so it cannot come back.

-- Lock an article's key: no delivery of it is loaded while we decide.
CREATE OR REPLACE FUNCTION newswire.lock_article(wanted bigint) RETURNS newswire.article_key LANGUAGE plpgsql AS $$
DECLARE
    key newswire.article_key;
BEGIN
    SELECT * INTO key FROM newswire.article_key WHERE article_id = wanted FOR UPDATE;
    IF NOT FOUND THEN
        RAISE no_data_found USING MESSAGE = format('there is no article %s', wanted);
    END IF;
    RETURN key;
END $$;

-- Whether a line of a page bears one of these headlines: alone, or among other words where the headline is long enough to
-- be no chance (20 characters; "Weather" stands in many lines that have nothing to do with it).
CREATE OR REPLACE FUNCTION newswire.bears_headline(line text, headlines text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT EXISTS (SELECT FROM unnest(headlines) h WHERE newswire.headline_key(h) = newswire.headline_key(line)
        OR length(h) >= 20 AND strpos(lower(line), lower(h)) > 0)
$$;

-- Take the headlines of an article out of what the cleaner removed elsewhere (lists of related articles, teasers) and out of
-- the lines that templates are learned from. Later arrivals lose them in ingest, where they are a line of their own.
CREATE OR REPLACE FUNCTION newswire.forget_headlines(wanted bigint, headlines text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    -- As they stand in JSON: one look at the whole array, before it is taken apart.
    written constant text[] := ARRAY(SELECT lower(btrim(to_json(h)::text, '"')) FROM unnest(headlines) h);
BEGIN
    INSERT INTO newswire.blocked_headline (headline_key, article_id)
    SELECT DISTINCT newswire.headline_key(h), wanted FROM unnest(headlines) h ON CONFLICT DO NOTHING;
    UPDATE newswire.article a SET removed = (
        SELECT coalesce(jsonb_agg(line ORDER BY n), '[]') FROM jsonb_array_elements(a.removed) WITH ORDINALITY AS r (line, n)
        WHERE NOT newswire.bears_headline(line ->> 'text', headlines))
    WHERE a.article_id <> wanted
      AND EXISTS (SELECT FROM unnest(written) w WHERE strpos(lower(a.removed::text), w) > 0)
      AND EXISTS (SELECT FROM jsonb_array_elements(a.removed) line WHERE newswire.bears_headline(line ->> 'text', headlines));
    DELETE FROM newswire.template_story t
    WHERE EXISTS (SELECT FROM unnest(written) w WHERE length(w) >= 20 AND strpos(lower(t.lines::text), w) > 0);
    DELETE FROM newswire.template t
    WHERE EXISTS (SELECT FROM unnest(written) w WHERE length(w) >= 20 AND strpos(lower(t.lines::text), w) > 0);
END $$;

-- Take an article down: remove its text from the article, its revisions, the index, the raw pages and the feeds' entries.
-- Neither its address nor any text that it ever had is loaded again. Raises one `withdrawn` event. False if it was
-- taken down before; an error if it is under a legal hold.
CREATE OR REPLACE FUNCTION newswire.take_down(wanted bigint, why text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    key newswire.article_key := newswire.lock_article(wanted);
    entries bigint[];
    next_at timestamptz := clock_timestamp();
    headlines text[];
BEGIN
    IF key.taken_down THEN
        RETURN false;
    END IF;
    IF EXISTS (SELECT FROM newswire.legal_hold h WHERE h.article_id = wanted) THEN
        RAISE object_in_use USING MESSAGE = format('article %s is under a legal hold', wanted),
            HINT = 'Release the hold first, with whoever asked for it.';
    END IF;
    INSERT INTO newswire.takedown (article_id, reason) VALUES (wanted, why);
    UPDATE newswire.article_key SET taken_down = true, status = 'canceled', revision = revision + 1 WHERE article_id = wanted;
    INSERT INTO newswire.blocked_text (content_key, article_id)
    SELECT content_key, wanted FROM newswire.article_revision
    WHERE article_id = wanted AND month = key.month AND content_key IS NOT NULL
    UNION SELECT key.content_key, wanted ON CONFLICT DO NOTHING;

    SELECT array_agg(DISTINCT title) INTO headlines FROM (
        SELECT title FROM newswire.article WHERE article_id = wanted AND month = key.month
        UNION ALL SELECT title FROM newswire.article_revision WHERE article_id = wanted AND month = key.month
        UNION ALL SELECT title FROM newswire.entry WHERE article_id = wanted) t WHERE title IS NOT NULL;
    PERFORM newswire.forget_headlines(wanted, headlines);

    INSERT INTO newswire.article_revision (
        article_id, month, revision, reason, body, status, published_at, modified_at, fetched_at, current_from,
        current_until, cleaner_version, source_id, url, language)
    SELECT article_id, month, revision, reason, '', status, published_at, modified_at, fetched_at, current_from,
        greatest(next_at, updated_at + interval '1 microsecond'), cleaner_version, source_id, url, language
    FROM newswire.article WHERE article_id = wanted AND month = key.month;
    UPDATE newswire.article_revision SET title = NULL, summary = NULL, body = '', byline = NULL, ednote = NULL,
        content_key = NULL, keywords = NULL, agency = NULL, authors = NULL, provenance = NULL, wire = NULL
    WHERE article_id = wanted AND month = key.month;
    UPDATE newswire.article SET revision = key.revision + 1, reason = 'withdrawn', status = 'canceled', title = NULL,
        summary = NULL, body = '', byline = NULL, authors = '{}', agency = NULL, dateline_place = NULL, dateline_date = NULL,
        slugline = NULL, keywords = '{}', subjects = '[]', image_url = NULL, ednote = 'Taken down: ' || why, word_count = 0,
        provenance = '{}', removed = '[]', flags = '{}', credits = NULL, wire = NULL, urgency = NULL,
        current_from = greatest(next_at, updated_at + interval '1 microsecond'),
        updated_at = greatest(next_at, updated_at + interval '1 microsecond')
    WHERE article_id = wanted AND month = key.month;
    DELETE FROM newswire.article_search WHERE article_id = wanted AND month = key.month;
    PERFORM newswire.announce(ARRAY[
        ROW(next_at, wanted, key.month, key.revision + 1, 'withdrawn', 'takedown')::newswire.happening]);

    -- Its entries, in work or at an end; a worker that holds one finds its lease lost.
    SELECT array_agg(entry_id) INTO entries FROM (
        SELECT entry_id FROM newswire.entry
        WHERE article_id = wanted OR url_key = key.url_key
           OR twin_id IN (SELECT entry_id FROM newswire.entry WHERE article_id = wanted)
        ORDER BY entry_id FOR NO KEY UPDATE) held;
    UPDATE newswire.entry SET title = NULL, revisit = false, lease = NULL, lease_until = NULL,
        article_id = coalesce(article_id, wanted), failed_stage = NULL, ended_at = coalesce(ended_at, now()),
        stage = CASE WHEN stage IN ('loaded', 'filtered') THEN stage ELSE 'duplicate' END
    WHERE entry_id = ANY(entries);
    PERFORM newswire.forget_documents(entries);
    DELETE FROM newswire.cleaned WHERE entry_id = ANY(entries);
    DELETE FROM newswire.announcement WHERE entry_id = ANY(entries);
    DELETE FROM newswire.template_story WHERE url_key IN (SELECT url_key FROM newswire.entry WHERE entry_id = ANY(entries));
    RETURN true;
END $$;

-- Hold an article, or update the reason.
CREATE OR REPLACE FUNCTION newswire.hold(wanted bigint, why text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    key newswire.article_key := newswire.lock_article(wanted);
BEGIN
    IF key.taken_down THEN
        RAISE no_data_found USING MESSAGE = format('article %s was taken down; nothing is left to hold', wanted);
    END IF;
    INSERT INTO newswire.legal_hold AS h (article_id, reason) VALUES (wanted, why)
    ON CONFLICT (article_id) DO UPDATE SET reason = excluded.reason;
END $$;
