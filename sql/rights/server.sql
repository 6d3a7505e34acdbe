-- What only a superuser can take from everybody: functions by which any role can hold up the whole server. Nothing of ours
-- uses them. Applied where the role that migrates is a superuser, and by the embedded PostgreSQL itself before it starts.

DO $$
DECLARE
    one record;
BEGIN
    IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        RETURN;
    END IF;
    -- Locks without end fill the server's lock table; large objects and messages in the log fill its disk.
    FOR one IN
        SELECT p.oid::regprocedure AS function FROM pg_catalog.pg_proc p
        WHERE p.pronamespace = 'pg_catalog'::regnamespace
          AND (p.proname ~ '^pg_(try_)?advisory_' OR p.proname ~ '^(lo_|loread$|lowrite$)'
               OR p.proname = 'pg_logical_emit_message')
          AND has_function_privilege('public', p.oid, 'EXECUTE')
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one.function);
    END LOOP;
    -- The databases that every cluster has serve nobody here, unless somebody else shares the cluster.
    IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_database
        WHERE datname NOT IN (current_database(), 'postgres', 'template0', 'template1', 'newswire')) THEN
        REVOKE CONNECT, TEMPORARY ON DATABASE postgres FROM PUBLIC;
        REVOKE CONNECT, TEMPORARY ON DATABASE template1 FROM PUBLIC;
    END IF;
END $$;

