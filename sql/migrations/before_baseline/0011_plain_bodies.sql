-- Where the server has no lz4, bodies and their index entries are kept as they are: pglz is half the work of loading an
-- article and of checking a phrase. Partitions that are there and those to come.
DO $$
DECLARE
    part regclass;
    name text;
BEGIN
    FOR part, name IN
        SELECT t.relid, a.attname FROM (VALUES
            ('newswire.article'::regclass, 'body'), ('newswire.article_revision'::regclass, 'body'),
            ('newswire.article_search'::regclass, 'tsv')) AS plain (parent, attname)
        JOIN pg_attribute a ON a.attrelid = plain.parent AND a.attname = plain.attname AND a.attcompression <> 'l'
        CROSS JOIN LATERAL pg_partition_tree(plain.parent) t
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STORAGE EXTERNAL', part, name);
    END LOOP;
END $$;
