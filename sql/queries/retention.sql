-- name: retain
-- Do one bounded step of retention and describe it; NULL if nothing is left to do.
SELECT newswire.retain(%(most)s)

-- name: end_blocking_readers
-- End the sessions of readers that lock one of our tables.
SELECT newswire.end_blocking_readers()

-- name: list_retention
-- The rules of retention, the one for all first.
SELECT s.slug AS source, r.article_months, r.document_days
FROM newswire.retention r LEFT JOIN newswire.source s USING (source_id) ORDER BY s.slug NULLS FIRST

-- name: set_retention
-- Set a rule for one source, or for all if no slug is given; no row if the source does not exist.
INSERT INTO newswire.retention AS r (source_id, article_months, document_days)
SELECT s.source_id, %(article_months)s, %(document_days)s
FROM (SELECT NULL::bigint AS source_id WHERE %(slug)s::text IS NULL
      UNION ALL SELECT source_id FROM newswire.source WHERE slug = %(slug)s) s
ON CONFLICT (source_id) DO UPDATE SET article_months = excluded.article_months, document_days = excluded.document_days
RETURNING source_id

-- name: take_down
-- Remove an article's text for good; false if that was done before.
SELECT newswire.take_down(%(article_id)s, %(reason)s)

-- name: hold_article
-- Keep an article whatever retention says.
SELECT newswire.hold(%(article_id)s, %(reason)s)

-- name: release_article
-- End a legal hold.
DELETE FROM newswire.legal_hold WHERE article_id = %(article_id)s

-- name: list_holds
-- The articles under a legal hold, and why.
SELECT h.article_id AS id, h.at, h.reason, a.title FROM newswire.legal_hold h
LEFT JOIN newswire.article a USING (article_id) ORDER BY h.at, h.article_id
