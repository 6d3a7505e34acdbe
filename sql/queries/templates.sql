-- name: get_templates
-- The newest template of each of these sources that has one.
SELECT DISTINCT ON (source) source, version, stories, since, lines
FROM newswire.template WHERE source = ANY(%(sources)s) ORDER BY source, version DESC

-- name: add_template_stories
-- Add stories to learn from, each text and address once. The same order everywhere prevents deadlocks.
WITH added AS (
    INSERT INTO newswire.template_story (source, story_key, url_key, fetched_at, body, lines, prose)
    SELECT s.source, s.story_key, s.url_key, s.fetched_at, s.body, s.lines, s.prose
    FROM jsonb_to_recordset(%(stories)s) AS s (
        source text, story_key uuid, url_key uuid, fetched_at timestamptz, body text[], lines jsonb, prose text[])
    WHERE NOT EXISTS (
        SELECT FROM newswire.template_story t WHERE t.source = s.source AND t.url_key = s.url_key)
    ORDER BY s.source, s.story_key
    ON CONFLICT (source, story_key) DO NOTHING
    RETURNING source)
INSERT INTO newswire.template_source AS t (source, unlearned)
SELECT source, count(*) FROM added GROUP BY source ORDER BY source
ON CONFLICT (source) DO UPDATE SET unlearned = t.unlearned + excluded.unlearned

-- name: claim_template_sources
-- The sources among these that have enough new stories and that no other worker is learning from.
SELECT source FROM newswire.template_source t
WHERE source = ANY(%(sources)s) AND unlearned > 0 AND unlearned * %(learn_after)s >= (
    SELECT count(*) FROM newswire.template_story s WHERE s.source = t.source)
ORDER BY source FOR NO KEY UPDATE SKIP LOCKED

-- name: forget_template_stories
-- Delete all but the last stories of these sources: limited in number, in number a day, and in age.
DELETE FROM newswire.template_story t USING (
    SELECT source, story_key, fetched_at, max(fetched_at) OVER (PARTITION BY source) AS newest,
        row_number() OVER (PARTITION BY source ORDER BY fetched_at DESC, story_key) AS place,
        row_number() OVER (PARTITION BY source, (fetched_at AT TIME ZONE 'UTC')::date ORDER BY fetched_at DESC, story_key)
            AS place_of_day
    FROM newswire.template_story WHERE source = ANY(%(sources)s)) s
WHERE t.source = s.source AND t.story_key = s.story_key
  AND (s.place > %(most)s OR s.place_of_day > %(most_of_day)s OR s.fetched_at < s.newest - %(longest)s::interval)

-- name: get_template_stories
-- The stories to learn from, oldest first.
SELECT source, story_key, fetched_at, body, lines FROM newswire.template_story
WHERE source = ANY(%(sources)s) ORDER BY fetched_at, story_key

-- name: count_carriers
-- How many sources carry each of these sentences.
SELECT line, count(DISTINCT source) FROM newswire.template_story, unnest(prose) AS line
WHERE prose && %(lines)s::text[] AND line = ANY(%(lines)s::text[]) GROUP BY line

-- name: keep_template
-- A new version of a source's template.
INSERT INTO newswire.template (source, version, stories, since, lines)
VALUES (%(source)s, %(version)s, %(stories)s, %(since)s, %(lines)s)

-- name: settle_template_sources
-- Mark sources as learned, and delete versions with which no recent article was cleaned.
WITH settled AS (
    UPDATE newswire.template_source SET unlearned = 0 WHERE source = ANY(%(sources)s) RETURNING source)
DELETE FROM newswire.template t USING settled s
WHERE t.source = s.source AND t.version < (
    SELECT max(version) FROM newswire.template newest WHERE newest.source = s.source) - %(most_versions)s
