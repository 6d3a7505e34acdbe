"""The baseline and the steps before it lead to the same schema, and each database is known by where it began."""

from collections.abc import Sequence

import psycopg
import pytest
from schema_history import BY_BASELINE, BY_STEPS, STEPS, leave_at, step

from pipeline.errors import SchemaOutdated
from pipeline.store.migrate import BASELINE, SchemaFile, migrate, pending

# Everything that a migration can make, as lines of text: two schemas are the same where the lines are.
SCHEMA = {
    "relations": """
        SELECT c.oid::regclass, c.relkind, c.relpersistence, c.reloptions, c.relrowsecurity, c.relreplident,
            pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid), pg_get_userbyid(c.relowner), am.amname,
            (SELECT array_agg(inhparent::regclass::text) FROM pg_inherits WHERE inhrelid = c.oid), sorted(c.relacl)
        FROM pg_class c LEFT JOIN pg_am am ON am.oid = c.relam WHERE c.relnamespace = ANY(ours)""",
    "columns": """
        SELECT attrelid::regclass, row_number() OVER (PARTITION BY attrelid ORDER BY attnum), attname,
            format_type(atttypid, atttypmod), attcollation::regcollation, attnotnull, attidentity, attgenerated,
            pg_get_expr(adbin, adrelid), attstorage, attcompression, nullif(attstattarget, -1), attislocal, attinhcount,
            attoptions, sorted(attacl)
        FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE c.relnamespace = ANY(ours) AND attnum > 0 AND NOT attisdropped""",
    "constraints": """
        SELECT conrelid::regclass, contypid, conname, contype, pg_get_constraintdef(oid), convalidated, condeferrable,
            condeferred, conislocal, coninhcount, connoinherit
        FROM pg_constraint WHERE connamespace = ANY(ours)""",
    "indexes": """
        SELECT indexrelid::regclass, pg_get_indexdef(indexrelid), indisvalid, indisclustered, indisreplident
        FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE c.relnamespace = ANY(ours)""",
    "sequences": """
        SELECT seqrelid::regclass, seqtypid::regtype, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle,
            (SELECT array_agg(refobjid::regclass || '.' || refobjsubid || deptype::text) FROM pg_depend
             WHERE objid = seqrelid AND refclassid = 'pg_class'::regclass AND classid = 'pg_class'::regclass)
        FROM pg_sequence JOIN pg_class c ON c.oid = seqrelid WHERE c.relnamespace = ANY(ours)""",
    "triggers": """
        SELECT tgrelid::regclass, tgname, tgenabled, pg_get_triggerdef(t.oid)
        FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE c.relnamespace = ANY(ours) AND NOT tgisinternal""",
    "functions": """
        SELECT oid::regprocedure, CASE WHEN prokind <> 'a' THEN pg_get_functiondef(oid) END, sorted(proacl)
        FROM pg_proc WHERE pronamespace = ANY(ours)""",
    "types": """
        SELECT oid::regtype, typtype, typcategory, sorted(typacl) FROM pg_type WHERE typnamespace = ANY(ours)""",
    "text search": "SELECT cfgname FROM pg_ts_config WHERE cfgnamespace = ANY(ours)",
    "statistics": "SELECT stxname, pg_get_statisticsobjdef(oid) FROM pg_statistic_ext WHERE stxnamespace = ANY(ours)",
    "policies": "SELECT polrelid::regclass, polname, polcmd FROM pg_policy",
    "views": """
        SELECT oid::regclass, pg_get_viewdef(oid) FROM pg_class WHERE relnamespace = ANY(ours) AND relkind = 'v'""",
    "comments": """
        SELECT o.type, o.identity, description FROM pg_description d
        CROSS JOIN LATERAL pg_identify_object(classoid, objoid, objsubid) o
        WHERE o.schema LIKE 'newswire%' OR o.identity LIKE 'newswire%'""",
    "schemas": "SELECT nspname, pg_get_userbyid(nspowner), sorted(nspacl) FROM pg_namespace WHERE oid = ANY(ours)",
    "default rights": """
        SELECT pg_get_userbyid(defaclrole), defaclnamespace::regnamespace, defaclobjtype, sorted(defaclacl)
        FROM pg_default_acl""",
    "event triggers": "SELECT evtname FROM pg_event_trigger",
}
SORTED = """
CREATE FUNCTION pg_temp.sorted(acl aclitem[]) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(item::text, ' ' ORDER BY item::text) FROM unnest(acl) item
$$"""
OURS = "ARRAY['newswire'::regnamespace, 'newswire_v1'::regnamespace]::oid[]"
TABLES = """
SELECT oid::regclass::text FROM pg_class
WHERE relnamespace = 'newswire'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition"""


@pytest.fixture
def by_steps(empty_database: str) -> str:
    """A database that took the steps before the baseline one by one, and then this version's files."""
    leave_at(empty_database, STEPS)
    migrate(empty_database, tell=lambda _: None)
    return empty_database


def test_the_steps_lead_to_the_schema_of_the_baseline(by_steps: str, database: str) -> None:
    differing = {
        subject: sorted({*lines(by_steps, query)} ^ {*lines(database, query)}) for subject, query in SCHEMA.items()
    }
    assert differing == {subject: [] for subject in SCHEMA}


def test_every_subject_that_newswire_has_is_compared(database: str) -> None:
    """A query that finds nothing compares nothing."""
    empty = {subject for subject, query in SCHEMA.items() if not lines(database, query)}
    assert empty == {"text search", "statistics", "policies", "event triggers"}


def test_the_steps_leave_the_rows_of_the_baseline(by_steps: str, database: str) -> None:
    assert rows(by_steps) == rows(database)


def test_an_empty_database_takes_the_baseline_and_no_step(empty_database: str) -> None:
    assert names(pending(empty_database))[0] == BASELINE
    assert not set(names(pending(empty_database))) & set(names(STEPS))


@pytest.mark.parametrize("number", ["0001", "0003", "0008", "0013"])
def test_a_database_at_a_step_takes_the_next_ones_and_no_baseline(empty_database: str, number: str) -> None:
    leave_at(empty_database, step(number))
    migrations = [file.name for file in pending(empty_database) if not file.repeatable]
    assert migrations == names(BY_STEPS[len(step(number)) :])


def test_a_database_that_took_all_steps_stands_at_the_baseline(by_steps: str) -> None:
    assert pending(by_steps) == []
    assert migrate(by_steps, tell=lambda _: None) == 0


def test_a_step_that_was_changed_is_refused(by_steps: str) -> None:
    with psycopg.connect(by_steps) as connection:
        connection.execute("UPDATE newswire_schema.applied SET sha256 = 'x' WHERE name LIKE '%/0003_templates.sql'")
    with pytest.raises(SchemaOutdated, match=r"0003_templates\.sql: was changed after it had been applied"):
        pending(by_steps)


def test_a_later_migration_follows_both_histories(by_steps: str, database: str) -> None:
    later = set(names(BY_BASELINE)) - {BASELINE}
    assert applied(database) - {BASELINE} == later
    assert applied(by_steps) - set(names(STEPS)) == later


def names(schema: Sequence[SchemaFile]) -> list[str]:
    return [file.name for file in schema]


def applied(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT name FROM newswire_schema.applied WHERE name LIKE 'migrations/%'")
        return {str(name) for (name,) in found}


def lines(url: str, query: str) -> list[str]:
    """The rows of a query of SCHEMA as text, in an order that does not tell which came first."""
    with psycopg.connect(url) as connection:
        connection.execute(SORTED.encode())
        statement = f"SELECT ROW(found.*)::text FROM ({query}) found ORDER BY 1"
        statement = statement.replace("sorted(", "pg_temp.sorted(").replace("ANY(ours)", f"ANY({OURS})")
        return [str(row[0]) for row in connection.execute(statement.encode())]


def rows(url: str) -> dict[str, list[str]]:
    """What a fresh database holds in each table, without the moments."""
    with psycopg.connect(url) as connection:
        tables = [str(row[0]) for row in connection.execute(TABLES.encode())]
        return {table: _rows(connection, table) for table in tables}


def _rows(connection: psycopg.Connection, table: str) -> list[str]:
    query = f"SELECT (to_jsonb(held) - 'updated_at')::text FROM {table} held ORDER BY 1"
    return [str(row[0]) for row in connection.execute(query.encode())]
