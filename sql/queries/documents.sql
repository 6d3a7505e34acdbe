-- name: keep_document
-- A raw document, compressed by us.
INSERT INTO newswire.document (entry_id, url, content_type, codec, size_bytes, body)
VALUES (%(entry_id)s, %(url)s, %(content_type)s, 'zstd', %(size_bytes)s, %(body)s)
RETURNING document_id, day

-- name: get_documents
-- The raw documents of claimed entries.
SELECT d.entry_id, d.url, d.content_type, d.fetched_at, d.size_bytes, d.body
FROM newswire.entry e
JOIN newswire.document d ON d.document_id = e.document_id AND d.day = e.document_day
WHERE e.entry_id = ANY(%(entry_ids)s)

-- name: ensure_partitions
-- Partitions for the time to come.
SELECT newswire.ensure_partitions()
