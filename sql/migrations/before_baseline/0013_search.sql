-- Search folds texts before it indexes them, knows fields, and leaves out what is under embargo.

ALTER TABLE newswire.article_search ADD COLUMN embargoed_until timestamptz;     -- NULL: free
UPDATE newswire.article_search s SET embargoed_until = a.embargoed_until
FROM newswire.article a
WHERE a.embargoed_until IS NOT NULL AND a.article_id = s.article_id AND a.month = s.month;

-- Months whose index was built by older rules: newswire.rebuild_search takes them up, the newest first.
CREATE TABLE newswire.search_rebuild (
    month date PRIMARY KEY,
    done  bigint NOT NULL DEFAULT 0     -- articles up to this id are rebuilt
);
INSERT INTO newswire.search_rebuild (month)
SELECT to_date(right(c.relname, 6), 'YYYYMM') FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent = 'newswire.article_search'::regclass;

-- Traditional Chinese characters and their simplified forms; sql/functions/search_han.sql fills it.
CREATE TABLE newswire.han_form (
    written    text PRIMARY KEY,
    simplified text NOT NULL
);
