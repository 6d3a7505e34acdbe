-- name: keep_document
-- A raw document, compressed by us.
INSERT INTO newswire.document (entry_id, url, content_type, codec, size_bytes, body)
VALUES (%(entry_id)s, %(url)s, %(content_type)s, 'zstd', %(size_bytes)s, %(body)s)
RETURNING document_id, day

-- name: get_documents
-- The raw documents of claimed entries; the bytes of a file of many items come with the first one alone.
SELECT e.entry_id, d.document_id, d.url, d.content_type, d.fetched_at, d.size_bytes,
    CASE WHEN row_number() OVER (PARTITION BY d.document_id ORDER BY e.entry_id) = 1 THEN d.body END AS body, d.zone, d.charset
FROM newswire.entry e
JOIN newswire.document d ON d.document_id = e.document_id AND d.day = e.document_day
WHERE e.entry_id = ANY(%(entry_ids)s)

-- name: ensure_partitions
-- Partitions for the time to come.
SELECT newswire.ensure_partitions()

-- name: documents_to_clean_again
-- Stored documents with what came of them: a live article, or nothing because no story was found.
SELECT e.entry_id, e.feed_id, e.guid, e.url, e.item, e.first_seen_at, n.announced, coalesce(e.source_id, f.source_id) AS source_id,
    d.document_id, d.url AS document_url, d.content_type, d.fetched_at, d.size_bytes, d.body AS document, d.zone, d.charset,
    a.article_id, k.url_key, k.content_key, k.seen_at, a.url AS article_url,
    nullif(a.version_at, '-infinity') AS version_at, a.version, a.title, a.body AS text,
    CASE WHEN e.item IS NULL THEN coalesce(a.fetched_at >= d.fetched_at + interval '1 second', false)
         ELSE k.brought_by <> e.entry_id END AS superseded
FROM newswire.entry e
JOIN newswire.document d ON d.document_id = e.document_id AND d.day = e.document_day
LEFT JOIN newswire.announcement n ON n.entry_id = e.entry_id
LEFT JOIN newswire.feed f ON f.feed_id = e.feed_id
LEFT JOIN newswire.article_key k ON k.article_id = e.article_id
LEFT JOIN newswire.article a ON a.article_id = k.article_id AND a.month = k.month
WHERE e.entry_id > %(after)s
  AND (e.stage = 'loaded' AND a.status IN ('usable', 'corrected')
       OR e.stage = 'dead' AND e.failed_stage = 'clean' AND e.error_kind = 'NoArticle')
  AND (%(since)s::timestamptz IS NULL OR d.fetched_at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR d.fetched_at < %(until)s)
  AND (%(feed)s::text IS NULL OR f.feed_id = newswire.feed_at(%(feed)s))
ORDER BY e.entry_id LIMIT %(most)s
