-- name: ingest_articles
-- Load a batch; one row comes back for each entry of it.
SELECT entry_id, article_id, outcome, first_bringer FROM newswire.ingest(%(batch)s)

-- name: get_article
-- One live article.
SELECT id, revision, status, title, source, feed, url, canonical_url, language, byline, authors, agency, dateline_place,
    dateline_date, keywords, published_at, first_seen_at, updated_at, ednote, word_count, body, cleaner_version
FROM newswire_v1.article WHERE id = %(article_id)s

-- name: get_revisions
-- Every revision of an article, oldest first.
SELECT id, revision, reason, status, title, body, ednote, fetched_at, current_from, current_until
FROM newswire_v1.article_revision WHERE id = %(article_id)s ORDER BY revision

-- name: list_articles
-- The articles that arrived last.
SELECT id, source, language, title, agency, dateline_place, word_count, revision, status,
    (SELECT count(*) FROM newswire_v1.removed_text r WHERE r.id = a.id) AS removals
FROM newswire_v1.article a ORDER BY id LIMIT %(most)s

-- name: count_removals
-- What the cleaner took out, by kind, with an example of each.
SELECT kind, count(*) AS removals, count(DISTINCT id) AS articles, (array_agg(text ORDER BY length(text), text))[1] AS example
FROM newswire_v1.removed_text GROUP BY kind ORDER BY count(*) DESC, kind
