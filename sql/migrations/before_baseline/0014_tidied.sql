-- The last step to the baseline: names and a check as a fresh database has them, so that later migrations can rely on both.
-- PostgreSQL chose these names while a table of another name was still there; from 18 on NOT NULL constraints have names, too.
DO $$
DECLARE
    part regclass;
    name text;
BEGIN
    FOR part, name IN
        SELECT conrelid::regclass, conname FROM pg_catalog.pg_constraint
        WHERE conrelid = 'newswire.article'::regclass AND conname LIKE 'live\_article\_%'
           OR conrelid = 'newswire.article_event'::regclass AND conname ~ '^article_event_\w+1$'
    LOOP
        EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', part, name, regexp_replace(name, '^live_|1$', ''));
    END LOOP;
END $$;
ALTER TABLE newswire.webhook VALIDATE CONSTRAINT webhook_kinds_check;
