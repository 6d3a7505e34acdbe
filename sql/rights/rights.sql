-- Who may do what. Applied by every `newswire migrate`: a restored database has no rights where its roles were missing, and
-- anybody with the right to may have changed them since.

DO $$
BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO newswire_reader, newswire_writer', current_database());
END $$;

-- Databases that began with PostgreSQL 14 or older let everybody create tables there.
DO $$
BEGIN
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
EXCEPTION
    WHEN insufficient_privilege OR invalid_schema_name THEN NULL;  -- no such schema, or not ours to change
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA newswire, newswire_schema FROM PUBLIC, newswire_reader;
REVOKE ALL ON SCHEMA newswire, newswire_schema FROM PUBLIC, newswire_reader;
GRANT USAGE ON SCHEMA newswire, newswire_v1, newswire_schema TO newswire_writer;
GRANT SELECT ON newswire_schema.applied TO newswire_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA newswire TO newswire_writer;
GRANT EXECUTE ON ALL ROUTINES IN SCHEMA newswire TO newswire_writer;
ALTER DEFAULT PRIVILEGES IN SCHEMA newswire GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO newswire_writer;
ALTER DEFAULT PRIVILEGES IN SCHEMA newswire GRANT EXECUTE ON FUNCTIONS TO newswire_writer;

GRANT USAGE ON SCHEMA newswire_v1 TO newswire_reader;
REVOKE ALL ON ALL TABLES IN SCHEMA newswire_v1 FROM PUBLIC, newswire_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA newswire_v1 TO newswire_reader, newswire_writer;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA newswire_v1 FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA newswire_v1 TO newswire_reader, newswire_writer;
-- The views call these with the rights of whoever asks; without USAGE on their schema nobody else can.
GRANT EXECUTE ON FUNCTION newswire.released_articles, newswire.embargoed_articles, newswire.count_of_month
TO newswire_reader;

SELECT newswire.limit_readers();
