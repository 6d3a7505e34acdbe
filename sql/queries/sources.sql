-- name: list_sources
-- Every source, with what is known about it.
SELECT name, slug, homepage, country, language, kind, feeds, articles, first_article_at, last_article_at
FROM newswire_v1.source ORDER BY name, slug

-- name: find_sources
-- The sources with this name or slug, in this country; NULL asks for any.
SELECT source_id FROM newswire.outlet
WHERE (%(source)s::text IS NULL OR %(source)s IN (name, slug)) AND (%(country)s::text IS NULL OR country = %(country)s)
ORDER BY source_id

-- name: describe_source
-- State facts about a source; NULL keeps a statement, an empty text removes it.
UPDATE newswire.source SET country = nullif(coalesce(%(country)s::text, country), ''),
    language = nullif(coalesce(%(language)s::text, language), ''), kind = nullif(coalesce(%(kind)s::text, kind), '')
WHERE %(source)s IN (name, slug)

-- name: count_next_month
-- Count the articles of a month that is over and that changed since it was counted last.
SELECT newswire.count_next_month(date_trunc('month', now() AT TIME ZONE 'UTC')::date)
