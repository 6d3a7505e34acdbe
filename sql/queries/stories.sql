-- name: take_stories_turn
-- The turn to group, for one session at a time: where grouping has come in the change feed.
SELECT cursor FROM newswire.consumer_cursor WHERE consumer = 'stories' FOR UPDATE SKIP LOCKED

-- name: ensure_postings
-- Days for postings to come.
SELECT newswire.ensure_postings()

-- name: retain_postings
-- Drop the postings of windows that are over.
SELECT newswire.retain_postings()

-- name: trim_past_postings
-- Forget the postings of articles of the past, grouped afterwards, whose window is over where grouping has come.
DELETE FROM newswire.story_posting_past WHERE day < %(before)s

-- name: events_to_group
-- What happened to articles after a cursor; what grouping itself told is left out, but passed over.
SELECT cursor, article_id, kind FROM newswire.article_event WHERE cursor > %(cursor)s ORDER BY cursor LIMIT %(most)s

-- name: take_left_articles
-- Articles that have left the live ones, whether an event tells of it or not (a new embargo is not told).
DELETE FROM newswire.story_left WHERE left_id IN (SELECT left_id FROM newswire.story_left ORDER BY left_id LIMIT %(most)s)
RETURNING article_id

-- name: set_stories_cursor
-- Grouping has come so far.
UPDATE newswire.consumer_cursor SET cursor = %(cursor)s, updated_at = now() WHERE consumer = 'stories'

-- name: articles_to_group
-- Live articles as grouping sees them. The operator's rights, but no hidden rows: embargoed ones come at their time.
SELECT a.article_id, a.month, a.title, a.body AS text, a.language, a.content_key, a.source_id, s.name AS source, a.agency,
    newswire.appeared_at(a.published_at, a.published_precision, a.first_seen_at) AS at,
    a.dateline_place IS NOT NULL OR a.dateline_date IS NOT NULL AS has_dateline,
    CASE WHEN newswire.is_agency(a.byline) THEN a.byline END AS byline_agency,
    a.wire IS NOT NULL AS wire_item, a.flags && ARRAY['feature', 'analysis', 'interview'] AS feature
FROM newswire.live_article a JOIN newswire.source s USING (source_id)
JOIN newswire.article_key k ON k.article_id = a.article_id AND k.month = a.month
WHERE a.article_id = ANY(%(article_ids)s)

-- name: ungrouped_articles
-- Live articles of a month that no story has, in their order of arrival.
SELECT a.article_id FROM newswire.live_article a
WHERE a.month = %(month)s AND a.article_id > %(after)s
  AND NOT EXISTS (SELECT FROM newswire.story_member m WHERE m.article_id = a.article_id)
ORDER BY a.article_id LIMIT %(most)s

-- name: months_of_articles
-- Months that have live articles, the oldest first.
SELECT first_day FROM newswire.partitions_of('newswire.live_article') WHERE first_day IS NOT NULL ORDER BY 1

-- name: story_members
-- What is known of articles that have a story.
SELECT m.* FROM newswire.story_member m WHERE m.article_id = ANY(%(article_ids)s)

-- name: members_of_stories
-- All articles of some stories.
SELECT m.* FROM newswire.story_member m WHERE m.story_id = ANY(%(story_ids)s) ORDER BY m.at, m.article_id

-- name: posted_samples
-- Which articles have one of some samples, and their stories.
SELECT p.sample, p.article_id, m.story_id
FROM (SELECT DISTINCT sample, article_id FROM newswire.story_posting WHERE sample = ANY(%(samples)s::bigint[])) p
JOIN newswire.story_member m USING (article_id)
ORDER BY p.sample, p.article_id

-- name: post_samples
-- Post the samples of articles.
INSERT INTO newswire.story_posting (sample, article_id, day)
SELECT * FROM unnest(%(samples)s::bigint[], %(article_ids)s::bigint[], %(days)s::date[])

-- name: unpost_samples
-- Take back what was posted of articles.
DELETE FROM newswire.story_posting
WHERE sample = ANY(%(samples)s::bigint[]) AND article_id = ANY(%(article_ids)s::bigint[])

-- name: taken_stories
-- Those of the numbers that are a story's, or were before it went into another.
SELECT story_id FROM newswire.story WHERE story_id = ANY(%(story_ids)s)
UNION SELECT story_id FROM newswire.story_merge WHERE story_id = ANY(%(story_ids)s)

-- name: another_story_number
-- A number for a story that no article has or will have.
SELECT nextval(pg_get_serial_sequence('newswire.article_key', 'article_id'))

-- name: put_members
-- Articles with their stories, new or moved.
INSERT INTO newswire.story_member (
    article_id, month, story_id, content_key, at, source_id, source, language, agency, has_dateline, byline_agency, wire_item, feature,
    digest, relation, to_id, containment, samples)
SELECT r.* FROM jsonb_to_recordset(%(members)s::jsonb) AS r (
    article_id bigint, month date, story_id bigint, content_key uuid, at timestamptz, source_id bigint, source text, language text,
    agency text, has_dateline boolean, byline_agency text, wire_item boolean, feature boolean, digest boolean, relation text, to_id bigint,
    containment real, samples bigint[])
ON CONFLICT (article_id) DO UPDATE SET month = excluded.month, story_id = excluded.story_id,
    content_key = excluded.content_key, at = excluded.at, source_id = excluded.source_id, source = excluded.source, language = excluded.language,
    agency = excluded.agency, has_dateline = excluded.has_dateline, byline_agency = excluded.byline_agency,
    wire_item = excluded.wire_item, feature = excluded.feature, digest = excluded.digest, relation = excluded.relation,
    to_id = excluded.to_id, containment = excluded.containment, samples = excluded.samples

-- name: drop_members
-- Articles that are live no more.
WITH unlinked AS (
    DELETE FROM newswire.story_link WHERE article_id = ANY(%(article_ids)s) OR to_id = ANY(%(article_ids)s))
DELETE FROM newswire.story_member WHERE article_id = ANY(%(article_ids)s)

-- name: put_links
-- What articles have in common with those of other stories.
INSERT INTO newswire.story_link (article_id, to_id, relation, containment)
SELECT r.* FROM jsonb_to_recordset(%(links)s::jsonb) AS r (article_id bigint, to_id bigint, relation text, containment real)
ON CONFLICT (article_id, to_id) DO UPDATE SET relation = excluded.relation, containment = excluded.containment

-- name: get_stories
-- Stories as they stand.
SELECT s.* FROM newswire.story s WHERE s.story_id = ANY(%(story_ids)s)

-- name: put_stories
-- Stories as their articles make them.
INSERT INTO newswire.story (
    story_id, lead_id, lead_month, language, languages, agency, origin_id, known_by, sureness, articles, first_seen_at,
    last_seen_at)
SELECT r.story_id, r.lead_id, r.lead_month, r.language,
    ARRAY(SELECT jsonb_array_elements_text(r.languages)), r.agency, r.origin_id, r.known_by, r.sureness, r.articles,
    r.first_seen_at, r.last_seen_at
FROM jsonb_to_recordset(%(stories)s::jsonb) AS r (
    story_id bigint, lead_id bigint, lead_month date, language text, languages jsonb, agency text, origin_id bigint,
    known_by text, sureness text, articles integer, first_seen_at timestamptz, last_seen_at timestamptz)
ON CONFLICT (story_id) DO UPDATE SET lead_id = excluded.lead_id, lead_month = excluded.lead_month,
    language = excluded.language, languages = excluded.languages, agency = excluded.agency,
    origin_id = excluded.origin_id, known_by = excluded.known_by, sureness = excluded.sureness,
    articles = excluded.articles, first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at

-- name: merge_story
-- A story that turned out to be another one.
WITH gone AS (DELETE FROM newswire.story WHERE story_id = %(gone)s),
followed AS (UPDATE newswire.story_merge SET into_id = %(kept)s WHERE into_id = %(gone)s)
INSERT INTO newswire.story_merge (story_id, into_id) VALUES (%(gone)s, %(kept)s)
ON CONFLICT (story_id) DO UPDATE SET into_id = excluded.into_id, at = now()

-- name: drop_stories
-- Stories without an article.
DELETE FROM newswire.story WHERE story_id = ANY(%(story_ids)s)

-- name: tell_stories
-- Tell readers which articles have another place in a story, and why.
SELECT newswire.announce(array_agg(
    ROW(clock_timestamp(), a.article_id, a.month, a.revision, 'story', r.reason)::newswire.happening ORDER BY r.place))
FROM jsonb_to_recordset(%(told)s::jsonb) AS r (place integer, article_id bigint, reason text)
JOIN newswire.article_key k USING (article_id)
JOIN newswire.live_article a ON a.article_id = k.article_id AND a.month = k.month

-- name: list_stories
-- Stories as a reader sees them, those with the most articles first.
SELECT id, headline, language, agency, known_by, sureness, articles, outlets, first_seen_at, last_seen_at, countries
FROM newswire_v1.story
WHERE last_seen_at >= coalesce(%(since)s::timestamptz, '-infinity') AND articles >= %(least)s
  AND (%(language)s::text IS NULL OR newswire.is_language(language, %(language)s))
ORDER BY articles DESC, last_seen_at DESC, id LIMIT %(most)s

-- name: get_story
-- One story as a reader sees it; one that went into another is that one.
SELECT s.id, s.headline, s.language, s.agency, s.known_by, s.sureness, s.articles, s.outlets, s.first_seen_at, s.last_seen_at,
    s.countries, s.first_article
FROM newswire_v1.story s
WHERE s.id = coalesce((SELECT into_story FROM newswire_v1.story_merge WHERE story = %(story_id)s), %(story_id)s)

-- name: articles_of_story
-- Its articles, the earliest first, with their texts.
SELECT a.id, a.source, a.title, a.body AS text, a.url, s.relation, s.to_article, s.containment, s.lag, s.appeared_at,
    a.language
FROM newswire_v1.story_article s JOIN newswire_v1.article a ON a.id = s.article
WHERE s.story = %(story_id)s ORDER BY s.appeared_at, a.id

-- name: links_of_story
-- Articles of other stories that have something in common with its articles.
SELECT DISTINCT l.relation, other.id, other.title, other.source, other.story_id
FROM newswire_v1.story_article s
JOIN newswire_v1.story_link l ON s.article IN (l.article, l.to_article)
JOIN newswire_v1.article other ON other.id = CASE WHEN l.article = s.article THEN l.to_article ELSE l.article END
WHERE s.story = %(story_id)s AND other.story_id <> s.story
ORDER BY l.relation, other.id LIMIT %(most)s
