"""newswire_v1 keeps its word: what was published once stays, as the type it was, and says what it is."""

from collections.abc import Sequence

import pytest

from pipeline.store import Store

# Add lines here, never take one away: consumers count on each of them.
PUBLISHED = {
    "article": """id bigint, url text, canonical_url text, source text, feed text, guid text, title text, summary text,
        body text, language text, byline text, authors text[], agency text, dateline_place text, dateline_date date,
        slugline text, keywords text[], subjects jsonb, image_url text, published_at timestamptz,
        published_precision text, first_seen_at timestamptz, fetched_at timestamptz, updated_at timestamptz,
        revision integer, status text, urgency integer, embargoed_until timestamptz, ednote text, word_count integer,
        story_id bigint, provenance jsonb, cleaner_version text, flags text[], credits text, modified_at timestamptz,
        withdrawn_by_publisher timestamptz""",
    "article_revision": """id bigint, revision integer, reason text, status text, title text, summary text, body text,
        byline text, ednote text, published_at timestamptz, fetched_at timestamptz, current_from timestamptz,
        current_until timestamptz, cleaner_version text, provenance jsonb, modified_at timestamptz""",
    "article_sighting": """id bigint, feed text, guid text, url text, title text, first_seen_at timestamptz,
        last_seen_at timestamptz, times_seen bigint""",
    "removed_text": """id bigint, revision integer, line integer, kind text, reason text, text text,
        cleaner_version text""",
    "story": """id bigint, first_article bigint, title text, agency text, articles bigint, outlets bigint,
        outlet_names text[], began_at timestamptz, last_at timestamptz, span interval""",
    "ledger": "feed text, day date, state text, entries bigint",
    "feed_health": """feed text, source text, state text, since timestamptz, last_success_at timestamptz, reason text,
        failures integer, next_poll_at timestamptz, last_new_at timestamptz, entries_seen bigint, entries_new bigint,
        polls bigint, what_next text, moved_to text, suggested_url text, may_have_lost_at timestamptz,
        recovered_at timestamptz, may_have_lost_times integer, silent_after interval, feed_id bigint""",
    "source": """name text, slug text, homepage text, country text, language text, kind text, feeds bigint,
        articles bigint, first_article_at timestamptz, last_article_at timestamptz""",
    "event": "cursor text, kind text, id bigint, revision integer, at timestamptz",
}
FUNCTIONS = {
    "events_after": ("cursor text, limit integer", "SETOF newswire_v1.event"),
    "article_as_of": ("at timestamptz", "SETOF newswire_v1.article_revision"),
    "search": (
        "query text, language text, since timestamptz, until timestamptz, max_rows integer, from_source text, "
        "from_agency text",
        "TABLE(id bigint, title text, source text, url text, published_at timestamptz, rank real, snippet text, "
        "snippet_text text, snippet_marks int4range[], title_marked text)",
    ),
    "search_counts": (
        "query text, language text, since timestamptz, until timestamptz, by text, from_source text, from_agency text",
        "TABLE(bucket timestamptz, articles bigint, complete boolean)",
    ),
    "search_total": (
        "query text, language text, since timestamptz, until timestamptz, from_source text, from_agency text",
        "TABLE(articles bigint, complete boolean)",
    ),
}


def listed(columns: str) -> list[str]:
    return [" ".join(column.split()) for column in columns.split(",")]


def rows(store: Store, statement: str, *parameters: object) -> Sequence[tuple[object, ...]]:
    with store.transaction() as connection:
        return connection.execute(statement.encode(), parameters).fetchall()


@pytest.mark.parametrize("view", PUBLISHED)
def test_a_published_column_stays_with_its_type_and_place(store: Store, view: str) -> None:
    found = rows(
        store,
        """SELECT attname || ' ' || replace(format_type(atttypid, atttypmod), 'timestamp with time zone', 'timestamptz')
        FROM pg_attribute WHERE attrelid = to_regclass('newswire_v1.' || %s) AND attnum > 0 AND NOT attisdropped
        ORDER BY attnum""",
        view,
    )
    promised = listed(PUBLISHED[view])
    assert [name for (name,) in found][: len(promised)] == promised


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_published_function_stays_with_its_parameters(store: Store, function: str) -> None:
    found = rows(
        store,
        """SELECT replace(pg_get_function_identity_arguments(oid), '"', ''), pg_get_function_result(oid)
        FROM pg_proc WHERE pronamespace = 'newswire_v1'::regnamespace AND proname = %s""",
        function,
    )
    arguments, result = (str(part).replace("timestamp with time zone", "timestamptz") for part in found[0])
    promised, gives = FUNCTIONS[function]
    assert (len(found), arguments[: len(promised)], result) == (1, promised, gives)


def test_every_view_and_column_says_what_it_is(store: Store) -> None:
    silent = rows(
        store,
        """SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
        WHERE c.relnamespace = 'newswire_v1'::regnamespace AND c.relkind IN ('v', 'r', 'm')
          AND (obj_description(c.oid, 'pg_class') IS NULL OR col_description(c.oid, a.attnum) IS NULL)
        ORDER BY 1, a.attnum""",
    )
    assert silent == []


def test_every_function_says_what_it_does(store: Store) -> None:
    silent = rows(
        store,
        """SELECT proname FROM pg_proc WHERE pronamespace = 'newswire_v1'::regnamespace
        AND obj_description(oid, 'pg_proc') IS NULL""",
    )
    assert silent == []


def test_no_function_is_everybodys(store: Store) -> None:
    open_to_all = rows(
        store,
        """SELECT p.oid::regprocedure
        FROM pg_proc p, LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        WHERE p.pronamespace = 'newswire_v1'::regnamespace AND a.grantee = 0""",
    )
    assert open_to_all == []
