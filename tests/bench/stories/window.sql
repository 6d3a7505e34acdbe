-- A window of `rows` articles of the last 72 hours, as grouping leaves it: in each 100 articles 40 that stand alone, ten
-- stories of two, four of five and one of 20.
CREATE TEMPORARY TABLE seeded AS
SELECT n AS article_id, (now() - interval '71 hours' * random()) AS at,
    n - CASE WHEN p < 40 THEN 0 WHEN p < 60 THEN p %% 2 WHEN p < 80 THEN p %% 5 ELSE p - 80 END AS story_id
FROM (SELECT n, n %% 100 AS p FROM generate_series(1000000000, 1000000000 + %(rows)s - 1) n) numbered;

INSERT INTO newswire.source (slug, name) SELECT 'paper' || n, 'Paper ' || n FROM generate_series(1, 400) n;

INSERT INTO newswire.live_article (
    article_id, month, revision, reason, content_key, source_id, url, canonical_url, title, body, language,
    published_at, published_precision, first_seen_at, fetched_at, updated_at, current_from, status, word_count, cleaner_version, announced)
SELECT article_id, date_trunc('month', now() AT TIME ZONE 'UTC')::date, 1, 'new', gen_random_uuid(),
    1 + article_id %% 400, 'https://paper.example/' || article_id, 'https://paper.example/' || article_id,
    'Headline ' || article_id, 'Text ' || article_id, 'en', at, 'second', at, at, at, at, 'usable', 300, 'bench', true
FROM seeded;

-- The first six articles of a story are posted, with 24 to 70 samples each.
INSERT INTO newswire.story_member (
    article_id, month, story_id, content_key, at, source_id, source, language, has_dateline, wire_item, feature, digest, samples)
SELECT article_id, date_trunc('month', now() AT TIME ZONE 'UTC')::date, story_id, gen_random_uuid(), at,
    1 + article_id %% 400, 'Paper ' || 1 + article_id %% 400, 'en', false, false, false, false,
    CASE WHEN article_id - story_id < 6 THEN ARRAY(
        SELECT hashint8extended(article_id, k) FROM generate_series(1, 24 + article_id %% 47) k) END
FROM seeded;

INSERT INTO newswire.story (
    story_id, lead_id, lead_month, language, languages, origin_id, known_by, sureness, articles, first_seen_at, last_seen_at)
SELECT story_id, min(article_id), date_trunc('month', now() AT TIME ZONE 'UTC')::date, 'en', '{en}', min(article_id),
    'first seen', 'guess', count(*), min(at), max(at)
FROM seeded GROUP BY story_id;

SELECT newswire.ensure_postings();
DROP INDEX newswire.story_posting_sample;
INSERT INTO newswire.story_posting (sample, article_id, day)
SELECT unnest(samples), article_id, (at + interval '96 hours')::date FROM newswire.story_member;
CREATE INDEX story_posting_sample ON newswire.story_posting (sample);
