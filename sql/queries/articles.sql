-- name: ingest_articles
-- Load a batch; one row comes back for each entry of it.
SELECT entry_id, article_id, outcome, first_bringer FROM newswire.ingest(%(batch)s)

-- name: get_article
-- One live article.
SELECT id, revision, status, title, source, feed, url, canonical_url, language, byline, authors, agency, dateline_place,
    dateline_date, keywords, published_at, first_seen_at, updated_at, ednote, word_count, body, cleaner_version
FROM newswire_v1.article WHERE id = %(article_id)s

-- name: waiting_articles
-- Articles that readers do not see yet, or the one with this id: those under an embargo, and those withheld until a usable
-- version comes.
SELECT a.article_id AS id, nullif(a.embargoed_until, 'infinity') AS until, a.status, s.name AS source, a.title, a.url,
    a.revision, a.body
FROM newswire.article a JOIN newswire.source s USING (source_id)
WHERE (%(article_id)s::bigint IS NULL OR a.article_id = %(article_id)s)
  AND (a.embargoed_until IS NOT NULL OR a.status = 'withheld')
ORDER BY a.embargoed_until, a.article_id

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
