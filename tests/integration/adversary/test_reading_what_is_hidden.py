"""Attempts of a reader to see an embargoed text: by rows, by side effects of conditions, by errors, by plans."""

import re

import psycopg
import pytest
from integration.adversary.conftest import SECRET, answers, hide_an_article
from psycopg import Connection
from psycopg.rows import TupleRow

from pipeline.stages.group import group_articles
from pipeline.store import Store

# The columns of each view that could hold hidden text.
COLUMNS = {
    "article": (
        "title", "summary", "body", "byline", "authors::text", "agency", "slugline", "keywords::text", "url",
        "canonical_url", "guid", "ednote", "credits", "provenance::text", "article::text",
    ),
    "article_revision": (
        "title", "summary", "body", "byline", "ednote", "url", "keywords::text", "authors::text", "provenance::text",
        "article_revision::text",
    ),
    "article_sighting": ("title", "url", "guid", "article_sighting::text"),
    "removed_text": ("text", "removed_text::text"),
    "story": ("title", "headline", "agency", "languages::text", "story::text"),
    "event": ("cursor", "event::text"),
}  # fmt: skip
PLACES = [(view, column) for view, columns in COLUMNS.items() for column in columns]
# What a reader may switch to make the planner take another way.
WAYS = [
    "SET enable_seqscan = off",
    "SET enable_indexscan = off; SET enable_bitmapscan = off",
    "SET enable_hashjoin = off; SET enable_mergejoin = off",
    "SET enable_partition_pruning = off; SET constraint_exclusion = off",
    "SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0",
    "SET plan_cache_mode = force_generic_plan",
    "SET cpu_operator_cost = 1e10",
    "SET from_collapse_limit = 1; SET join_collapse_limit = 1",
]


def leaked(spy: Connection[TupleRow]) -> str:
    row = spy.execute("SELECT current_setting('my.leak', true)").fetchone()
    return str(row[0]) if row else ""


@pytest.mark.parametrize(("view", "column"), PLACES)
def test_a_condition_with_a_side_effect_meets_no_hidden_row(
    hidden: int, spy: Connection[TupleRow], view: str, column: str
) -> None:
    keeps = f"set_config('my.leak', current_setting('my.leak', true) || ({column}), false) IS NOT NULL"
    key = "1 = 1" if view == "event" else f"id = {hidden}"
    found = answers(spy, f"SET my.leak = ''; SELECT * FROM newswire_v1.{view} WHERE {key} AND {keeps}")
    assert SECRET not in str(found)
    assert SECRET not in leaked(spy)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("view", ["article", "article_revision", "article_sighting", "removed_text"])
def test_no_plan_meets_a_hidden_row(hidden: int, spy: Connection[TupleRow], view: str, way: str) -> None:
    keeps = f"set_config('my.leak', current_setting('my.leak', true) || {view}::text, false) IS NOT NULL"
    found = answers(spy, f"{way}; SET my.leak = ''; SELECT * FROM newswire_v1.{view} WHERE {keeps}")
    assert SECRET not in str(found) + leaked(spy)


@pytest.mark.parametrize(("view", "column"), PLACES)
def test_an_error_tells_nothing(hidden: int, spy: Connection[TupleRow], view: str, column: str) -> None:
    guess = f"1 / (CASE WHEN ({column})::text ~ '{SECRET}' THEN 0 ELSE 1 END) > 0"
    answers(spy, f"SELECT count(*) FROM newswire_v1.{view} WHERE {guess}")
    cast = f"(({column})::text || 'x')::int > 0"
    assert answers(spy, f"SELECT count(*) FROM newswire_v1.{view} WHERE id = {hidden} AND {cast}") == [(0,)]


def plan(spy: Connection[TupleRow], options: str, statement: str) -> str:
    """The plan without the values that were asked for."""
    lines = "\n".join(str(row[0]) for row in answers(spy, f"EXPLAIN ({options}) {statement}"))
    return re.sub(r"'[^']*'|\b\d{2,}\b", "?", lines)


# Comparisons that PostgreSQL may evaluate before a barrier: they have no side effect but the plan's own figures.
GUESSES = [
    ("article", "title", "Zyzzyva r", "Zyzzyvb"),
    ("article", "body", "Zyzzyva w", "Zyzzyvb"),
    ("article", "url", f"https://news.example/{SECRET}", f"https://news.example/{SECRET}x"),
    ("article", "agency", "EFE", "EFF"),
    ("article_revision", "title", "Zyzzyva t", "Zyzzyvb"),
    ("article_revision", "body", "Zyzzyva w", "Zyzzyvb"),
    ("article_revision", "byline", "By Zyzzyva", "By Zyzzyvb"),
    ("article_revision", "url", f"https://news.example/{SECRET}", f"https://news.example/{SECRET}x"),
    ("article_sighting", "title", "Zyzzyva t", "Zyzzyvb"),
    ("article_sighting", "guid", f"guid-{SECRET}", f"guid-{SECRET}x"),
    ("article_sighting", "url", f"https://news.example/{SECRET}", f"https://news.example/{SECRET}x"),
    ("story", "title", "Zyzzyva r", "Zyzzyvb"),
    ("story", "headline", "Zyzzyva r", "Zyzzyvb"),
    ("story", "agency", "EFE", "EFF"),
    ("removed_text", "text", "Related: Z", "Related: a"),
]
COUNTED = "ANALYZE, COSTS off, TIMING off, SUMMARY off, BUFFERS off"
ESTIMATED = "COSTS on"


@pytest.mark.parametrize("operator", ["=", ">="])
@pytest.mark.parametrize(("view", "column", "right", "wrong"), GUESSES)
@pytest.mark.parametrize("options", [COUNTED, ESTIMATED], ids=["counted", "estimated"])
def test_a_right_guess_has_the_plan_of_a_wrong_one(
    hidden: int,
    spy: Connection[TupleRow],
    options: str,
    view: str,
    column: str,
    right: str,
    wrong: str,
    operator: str,
) -> None:
    plans = {
        plan(spy, options, f"SELECT * FROM newswire_v1.{view} WHERE id = {hidden} AND {column} {operator} '{guess}'")
        for guess in (right, wrong)
    }
    assert len(plans) == 1


# Not the others: that an id has revisions, sightings or events shows in a plan's counts (docs/security.md).
@pytest.mark.parametrize("view", ["article", "removed_text", "story"])
def test_a_hidden_article_has_the_plan_of_none(hidden: int, spy: Connection[TupleRow], view: str) -> None:
    plans = {plan(spy, COUNTED, f"SELECT * FROM newswire_v1.{view} WHERE id = {number}") for number in (hidden, 10**9)}
    assert len(plans) == 1


def test_a_hidden_article_is_in_no_story_and_no_plan_of_one(hidden: int, spy: Connection[TupleRow]) -> None:
    """Neither as a member nor as a neighbour: it is grouped when its embargo ends."""
    for statement in (
        "SELECT * FROM newswire_v1.story_article WHERE article = {0}",
        "SELECT * FROM newswire_v1.story_article WHERE to_article = {0}",
        "SELECT * FROM newswire_v1.story_link WHERE {0} IN (article, to_article)",
        "SELECT * FROM newswire_v1.story_merge WHERE {0} IN (story, into_story)",
    ):
        assert answers(spy, statement.format(hidden)) == []
        assert len({plan(spy, COUNTED, statement.format(number)) for number in (hidden, 10**9)}) == 1


TRIES = [
    "SELECT * FROM newswire_v1.article_as_of(now())",
    "SELECT * FROM newswire_v1.article_as_of('infinity')",
    "SELECT * FROM newswire_v1.article_as_of(now() + interval '2 days')",
    "SELECT * FROM newswire_v1.events_after('') e JOIN newswire_v1.article a USING (id)",
    "SELECT * FROM newswire_v1.events_after('', NULL)",
    f"SELECT * FROM newswire_v1.search('{SECRET}')",
    f"SELECT * FROM newswire_v1.search('{SECRET} OR breakwater', max_rows => 1000)",
    f"SELECT * FROM newswire_v1.search('{SECRET}', 'en', '-infinity', 'infinity', 1000)",
    "SELECT * FROM newswire_v1.search('resign', from_source => 'North')",
    "SELECT * FROM newswire_v1.search('resign', from_agency => 'EFE')",
    "SELECT string_agg(a::text, ' ') FROM newswire_v1.article a",
    "SELECT query_to_xml('SELECT * FROM newswire_v1.article', true, false, '')",
    "SELECT schema_to_xml('newswire_v1', true, false, '')",
    "SELECT a.* FROM generate_series(1, 100) n, LATERAL (SELECT * FROM newswire_v1.article WHERE id = n) a",
    "SELECT v.* FROM (VALUES ('Zyzzyva resigns')) v (t) JOIN newswire_v1.article a ON a.title = v.t",
    "SELECT v.* FROM (VALUES ('Zyzzyva to resign')) v (t) JOIN newswire_v1.article_revision a ON a.title = v.t",
    "SELECT v.* FROM (VALUES ('Zyzzyva to resign')) v (t) JOIN newswire_v1.article_sighting a ON a.title = v.t",
    "SELECT lag(body) OVER (ORDER BY id), body FROM newswire_v1.article",
    "SELECT * FROM newswire_v1.article TABLESAMPLE BERNOULLI (100)",
    "SELECT ts_stat('SELECT to_tsvector(body) FROM newswire_v1.article')::text",
    "SELECT * FROM pg_stats WHERE schemaname = 'newswire'",
    "SELECT * FROM pg_stats_ext",
    "SELECT * FROM pg_stat_activity",
    "SELECT * FROM pg_prepared_statements",
    "SELECT pg_get_viewdef(oid) FROM pg_class WHERE relnamespace = 'newswire_v1'::regnamespace",
    "WITH a AS MATERIALIZED (SELECT * FROM newswire_v1.article) SELECT * FROM a",
    "SELECT s::text FROM newswire_v1.story s",
    "SELECT s::text, a::text FROM newswire_v1.story_article s FULL JOIN newswire_v1.article a ON a.id = s.article",
    "SELECT l::text FROM newswire_v1.story_link l",
    "SELECT * FROM newswire_v1.ledger",
    "SELECT * FROM newswire_v1.feed_health",
    "SELECT row_to_json(e) FROM newswire_v1.event e",
]
REFUSED = [
    "TABLE newswire.embargoed_article",
    "TABLE newswire.article",
    "TABLE newswire.live_article",
    "TABLE newswire.article_revision",
    "TABLE newswire.article_search",
    "TABLE newswire.entry",
    "TABLE newswire.open_article",
    "TABLE newswire.story",
    "TABLE newswire.story_member",
    "TABLE newswire.story_posting",
    "TABLE newswire.story_left",
    "SELECT newswire.released_articles()",
    "SELECT newswire.embargoed_articles()",
    "SELECT * FROM pg_statistic",
    "SELECT * FROM pg_statistic_ext_data",
    "SET ROLE newswire_writer",
    "SET SESSION AUTHORIZATION newswire",
    "SELECT pg_read_file('PG_VERSION')",
    "SELECT lo_export(1, '/tmp/x')",
    "COPY newswire.article TO STDOUT",
    "COPY newswire_v1.article FROM PROGRAM 'cat'",
    "CREATE FUNCTION newswire_v1.mine(text) RETURNS boolean RETURN true",
    "CREATE FUNCTION pg_temp.mine(text) RETURNS boolean RETURN true",
    "CREATE OPERATOR newswire_v1.@@@ (LEFTARG = text, FUNCTION = upper)",
    "CREATE TABLE mine AS SELECT * FROM newswire_v1.article",
    "CREATE STATISTICS newswire_v1.mine ON title, body FROM newswire.live_article",
    "ALTER VIEW newswire_v1.article_revision RESET (security_barrier)",
    "CREATE OR REPLACE VIEW newswire_v1.article AS SELECT 1",
    "ANALYZE newswire.embargoed_article; TABLE newswire.embargoed_article",
    "SELECT * FROM newswire_v1.article_revision FOR UPDATE",
    "CREATE SUBSCRIPTION mine CONNECTION 'x' PUBLICATION y",
    "SELECT pg_create_logical_replication_slot('mine', 'pgoutput')",
]  # fmt: skip


@pytest.mark.parametrize("statement", TRIES)
def test_a_statement_that_runs_shows_nothing_hidden(hidden: int, spy: Connection[TupleRow], statement: str) -> None:
    try:
        found = str(answers(spy, statement))
    except psycopg.Error as refused:
        found = str(refused).replace(statement, "")
    assert SECRET not in found


@pytest.mark.parametrize("statement", REFUSED)
def test_what_leads_past_the_views_is_refused(hidden: int, spy: Connection[TupleRow], statement: str) -> None:
    with pytest.raises(psycopg.Error) as told:
        answers(spy, statement)
    assert SECRET not in str(told.value)


def test_a_loop_of_errors_reads_nothing(hidden: int, spy: Connection[TupleRow]) -> None:
    """A block that catches what its conditions raise, letter by letter."""
    block = f"""DO $$
    DECLARE letter text; found text := '';
    BEGIN
        FOREACH letter IN ARRAY regexp_split_to_array('{SECRET}', '') LOOP
            BEGIN
                PERFORM 1 FROM newswire_v1.article_revision
                WHERE id = {hidden} AND 1 / (CASE WHEN body LIKE found || letter || '%' THEN 0 ELSE 1 END) > 0;
            EXCEPTION WHEN division_by_zero THEN found := found || letter;
            END;
        END LOOP;
        PERFORM set_config('my.leak', 'found ' || found, false);
    END $$"""
    spy.execute(block.encode())
    assert leaked(spy) == "found "


def test_hits_are_not_displaced_by_hidden_ones(hidden: int, spy: Connection[TupleRow]) -> None:
    found = answers(spy, "SELECT * FROM newswire_v1.search('resign OR council', max_rows => 20)")
    assert len(found) == 20


def test_at_its_time_everything_appears_by_itself(store: Store, reader: Connection[TupleRow]) -> None:
    hidden = hide_an_article(store)
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article SET embargoed_until = now() WHERE article_id = %s", [hidden])
    for view in ("article", "article_revision", "article_sighting", "removed_text", "event"):
        assert answers(reader, f"SELECT * FROM newswire_v1.{view} WHERE id = {hidden}") != [], view


def test_its_story_follows_when_a_worker_comes(store: Store, reader: Connection[TupleRow]) -> None:
    hidden = hide_an_article(store)
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article SET embargoed_until = now() WHERE article_id = %s", [hidden])
    store.operations.release_articles()
    group_articles(store)
    assert answers(reader, f"SELECT headline FROM newswire_v1.story WHERE id = {hidden}") == [(f"{SECRET} resigns",)]


def test_its_event_follows_when_a_worker_comes(store: Store, reader: Connection[TupleRow]) -> None:
    hidden = hide_an_article(store)
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article SET embargoed_until = now() WHERE article_id = %s", [hidden])
    newest = store.events.newest()
    assert [store.operations.release_articles() for _ in range(2)] == [1, 0]
    told = answers(reader, f"SELECT id, kind, reason FROM newswire_v1.events_after('{newest}')")
    assert told == [(hidden, "new", "embargo")]
