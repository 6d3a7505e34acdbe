-- Readers' sessions: limits that a role could lift for itself are set again, and sessions beyond them are ended.

-- Put the settings of newswire_reader back where they are not ours: a role may change its own, for good. False where that
-- is not in our power.
CREATE OR REPLACE FUNCTION newswire.limit_readers() RETURNS boolean LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wanted text[] := ARRAY['default_transaction_read_only=on', 'idle_in_transaction_session_timeout=60s',
        'search_path=newswire_v1', 'statement_timeout=30s'];
    found text[];
    one text;
BEGIN
    IF current_setting('server_version_num')::integer >= 170000 THEN
        wanted := wanted || 'transaction_timeout=5min'::text;
    END IF;
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
       OR has_parameter_privilege(current_user, 'temp_file_limit', 'SET') THEN
        -- 1 GiB sorts some 200,000 articles.
        wanted := wanted || 'temp_file_limit=1GB'::text;
    END IF;
    SELECT array_agg(setting ORDER BY setting) INTO found
    FROM pg_db_role_setting s, unnest(s.setconfig) AS setting WHERE s.setrole = 'newswire_reader'::regrole
      AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()));
    IF found IS NOT DISTINCT FROM (SELECT array_agg(setting ORDER BY setting) FROM unnest(wanted) setting) THEN
        RETURN true;
    END IF;
    EXECUTE format('ALTER ROLE newswire_reader IN DATABASE %I RESET ALL', current_database());
    ALTER ROLE newswire_reader RESET ALL;
    FOREACH one IN ARRAY wanted LOOP
        EXECUTE format('ALTER ROLE newswire_reader SET %I = %L', split_part(one, '=', 1), split_part(one, '=', 2));
    END LOOP;
    RETURN true;
EXCEPTION
    WHEN insufficient_privilege THEN
        RETURN false;
END $$;

-- Sessions of readers beyond their limits, in every database of the cluster. A reader may lift them for its session:
-- this is what ends it then. Twice the limit, so that PostgreSQL itself comes first with its error.
CREATE OR REPLACE FUNCTION newswire.overlong_reader_sessions() RETURNS TABLE (pid integer, role name, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.pid, a.usename, CASE
        WHEN a.state = 'active' AND a.query_start < clock_timestamp() - interval '1 minute' THEN 'a statement ran for over a minute'
        WHEN a.state LIKE 'idle in transaction%' AND a.state_change < clock_timestamp() - interval '2 minutes'
            THEN 'it was idle in a transaction for over two minutes'
        WHEN a.xact_start < clock_timestamp() - interval '6 minutes' THEN 'a transaction was open for over six minutes' END
    FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
    WHERE a.backend_type = 'client backend' AND NOT r.rolsuper AND r.rolname <> current_user
      AND pg_has_role(r.oid, 'newswire_reader', 'MEMBER') AND NOT pg_has_role(r.oid, 'newswire_writer', 'MEMBER')
$$;

-- End those; who they were, and why.
CREATE OR REPLACE FUNCTION newswire.end_reader_sessions() RETURNS TABLE (pid integer, role name, reason text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM newswire.limit_readers();
    RETURN QUERY SELECT s.pid, s.role, s.reason FROM newswire.overlong_reader_sessions() s
    WHERE s.reason IS NOT NULL AND pg_terminate_backend(s.pid);
END $$;

-- End the sessions of readers that lock one of our tables: for those who cannot wait, a migration or a partition to drop.
CREATE OR REPLACE FUNCTION newswire.end_blocking_readers() RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ended integer;
BEGIN
    SELECT count(*) FILTER (WHERE pg_terminate_backend(s.pid)) INTO ended
    FROM newswire.overlong_reader_sessions() s
    WHERE EXISTS (SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
        WHERE l.pid = s.pid AND l.granted AND l.locktype = 'relation'
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND c.relnamespace IN ('newswire'::regnamespace, 'newswire_v1'::regnamespace));
    RETURN ended;
END $$;

REVOKE ALL ON FUNCTION newswire.limit_readers, newswire.overlong_reader_sessions, newswire.end_reader_sessions,
    newswire.end_blocking_readers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION newswire.limit_readers, newswire.end_reader_sessions, newswire.end_blocking_readers TO newswire_writer;
