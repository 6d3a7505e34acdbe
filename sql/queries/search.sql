-- name: index_articles
-- Bring the full-text index up with the change feed.
SELECT newswire.index_articles(%(most)s)

-- name: search_articles
-- Full text as a consumer searches.
SELECT id, title, source, url, published_at, rank, snippet
FROM newswire_v1.search(%(words)s, language => %(language)s, since => %(since)s, until => %(until)s, max_rows => %(most)s,
    from_source => %(source)s, from_agency => %(agency)s)
