-- name: index_articles
-- Bring the full-text index up with the change feed.
SELECT newswire.index_articles(%(most)s)

-- name: rebuild_search
-- Build some of the index anew, where its rules have changed.
SELECT newswire.rebuild_search(%(most)s)

-- name: search_articles
-- Full text as a consumer searches.
SELECT id, title, source, url, published_at, rank, snippet, snippet_text, snippet_marks, title_marked
FROM newswire_v1.search(%(words)s, language => %(language)s, since => %(since)s, until => %(until)s, max_rows => %(most)s,
    from_source => %(source)s, from_agency => %(agency)s, one_per_story => %(one_per_story)s)

-- name: count_articles
-- How many articles a query finds in each span of time.
SELECT bucket, articles, complete
FROM newswire_v1.search_counts(%(words)s, language => %(language)s, since => %(since)s, until => %(until)s, by => %(by)s,
    from_source => %(source)s, from_agency => %(agency)s)

-- name: count_all_articles
-- How many articles a query finds.
SELECT articles, complete
FROM newswire_v1.search_total(%(words)s, language => %(language)s, since => %(since)s, until => %(until)s,
    from_source => %(source)s, from_agency => %(agency)s)
