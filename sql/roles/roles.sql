-- The roles, before anything is granted to them. Applied by every `newswire migrate`: a dump holds no roles.

DO $$
BEGIN
    IF to_regrole('newswire_reader') IS NULL THEN
        CREATE ROLE newswire_reader LOGIN;
    END IF;
    IF to_regrole('newswire_writer') IS NULL THEN
        CREATE ROLE newswire_writer LOGIN;
        ALTER ROLE newswire_writer SET search_path = pg_catalog;
    END IF;
    -- 30 of the 100 connections that a server has by default: the workers of a small machine use 40.
    IF (SELECT rolconnlimit FROM pg_catalog.pg_roles WHERE rolname = 'newswire_reader') <> 30 THEN
        ALTER ROLE newswire_reader CONNECTION LIMIT 30;
    END IF;
    -- The database's owner ends readers' sessions that hold up others, and sees what they do.
    IF NOT pg_catalog.pg_has_role(current_user, 'newswire_reader', 'USAGE') THEN
        EXECUTE format('GRANT newswire_reader TO %I', current_user);
    END IF;
END $$;
