-- Readers' sessions: restore limits that a role can lift for itself, and end sessions beyond them.

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

-- The sessions of readers, in every database of the cluster.
CREATE OR REPLACE FUNCTION newswire.reader_sessions() RETURNS SETOF pg_stat_activity
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.* FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
    WHERE a.backend_type = 'client backend' AND NOT r.rolsuper AND r.rolname <> current_user
      AND pg_has_role(r.oid, 'newswire_reader', 'MEMBER') AND NOT pg_has_role(r.oid, 'newswire_writer', 'MEMBER')
$$;

-- End sessions beyond the limits, and restore the limits. Return the sessions and the reasons. A reader may lift the limits for its
-- session; this function then ends it. It acts later than the role's own limits, so that PostgreSQL's own error comes first.
DROP FUNCTION IF EXISTS newswire.end_reader_sessions();
CREATE OR REPLACE FUNCTION newswire.end_reader_sessions(
    longest_statement interval DEFAULT '1 minute', longest_idle interval DEFAULT '2 minutes',
    longest_transaction interval DEFAULT '6 minutes')
RETURNS TABLE (pid integer, role name, reason text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM newswire.limit_readers();
    -- Materialized: the planner would be free to end sessions first and to ask for the reason afterwards.
    RETURN QUERY WITH beyond AS MATERIALIZED (
    SELECT s.pid, s.usename, why.reason FROM newswire.reader_sessions() s
    CROSS JOIN LATERAL (SELECT CASE
        WHEN s.state = 'active' AND s.query_start < clock_timestamp() - longest_statement
            THEN format('a statement ran for more than %s', longest_statement)
        WHEN s.state LIKE 'idle in transaction%' AND s.state_change < clock_timestamp() - longest_idle
            THEN format('it was idle in a transaction for more than %s', longest_idle)
        WHEN s.xact_start < clock_timestamp() - longest_transaction
            THEN format('a transaction was open for more than %s', longest_transaction) END AS reason) why
    WHERE why.reason IS NOT NULL)
    SELECT b.pid, b.usename, b.reason FROM beyond b WHERE pg_terminate_backend(b.pid);
END $$;

-- End the sessions of readers that lock one of our tables, for a migration or a partition drop that cannot wait.
CREATE OR REPLACE FUNCTION newswire.end_blocking_readers() RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ended integer;
BEGIN
    WITH blocking AS MATERIALIZED (
    SELECT s.pid FROM newswire.reader_sessions() s WHERE EXISTS (SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
        WHERE l.pid = s.pid AND l.granted AND l.locktype = 'relation'
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND c.relnamespace IN ('newswire'::regnamespace, 'newswire_v1'::regnamespace)))
    SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) INTO ended FROM blocking;
    RETURN ended;
END $$;

REVOKE ALL ON FUNCTION newswire.limit_readers, newswire.reader_sessions, newswire.end_reader_sessions,
    newswire.end_blocking_readers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION newswire.limit_readers, newswire.end_reader_sessions, newswire.end_blocking_readers TO newswire_writer;
