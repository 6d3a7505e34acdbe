"""Cleaning again: what changes is a revision, what does not is left alone."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence

import pytest
from builders import LONG_LEASE, PARAGRAPHS, a_feed, a_sighting, an_entry, discovered
from wire import Wire

from pipeline.model import Document, Stage
from pipeline.stages.clean import clean_documents
from pipeline.stages.load import load_articles
from pipeline.stages.replay import Change, Span, replay, replay_dry
from pipeline.store import Store
from pipeline.store.documents import keep_fetched

ALL = Span()
URL = "https://news.example/a"
_BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
STORY = f"""<html><head><title>New breakwater</title></head>
<body><main><article><h1>New breakwater</h1>{_BODY}</article></main></body></html>"""
NO_STORY = "<html><title>Tides</title><p>High 06:12</p></html>"


def a_page(store: Store, html: str = STORY, *, guid: str = "story-1", url: str = URL) -> None:
    """A page of a feed that was fetched, cleaned and loaded."""
    ids = discovered(store, a_feed(store), a_sighting(an_entry(guid=guid, url=url, title="New breakwater"))).to_fetch
    with store.claim(Stage.FETCH, ids, duration=LONG_LEASE, write=keep_fetched) as work:
        for entry in work.entries:
            work.done(entry, Document(url=url, body=html.encode(), content_type="text/html"))
    load_articles(store, clean_documents(store, work.next_ids))


def execute(store: Store, statement: str) -> None:
    with store.transaction() as connection:
        connection.execute(statement.encode())


def rows(store: Store, statement: str) -> Sequence[tuple[object, ...]]:
    with store.transaction() as connection:
        return connection.execute(statement.encode()).fetchall()


def cleaned_badly(store: Store) -> None:
    """As if the cleaner had left a line in that today's takes out."""
    execute(store, "UPDATE newswire.article SET body = body || E'\\n\\nBack to top'")
    execute(store, "UPDATE newswire.article_key SET content_key = gen_random_uuid()")


def every_page_is(store: Store, url: str) -> None:
    """As if all pages were this one, by which an article can come or go."""
    execute(
        store,
        f"""UPDATE newswire.document d SET body = o.body, size_bytes = o.size_bytes
        FROM newswire.document o WHERE o.url = '{url}'""",
    )


def changes(store: Store, span: Span = ALL) -> Counter[Change]:
    return Counter(one.change for one in replay_dry(store, span))


def replayed(store: Store) -> Counter[Change]:
    return sum(replay(store, ALL), Counter[Change]())


def test_a_cleaner_that_did_not_change_changes_nothing(store: Store) -> None:
    a_page(store)
    assert replayed(store) == {Change.UNCHANGED: 1}
    assert rows(store, "SELECT kind FROM newswire.article_event") == [("new",)]


def test_a_dry_run_tells_and_writes_nothing(store: Store) -> None:
    a_page(store)
    cleaned_badly(store)
    assert changes(store) == {Change.CHANGED: 1}
    assert rows(store, "SELECT revision FROM newswire.article") == [(1,)]


def test_what_changes_is_a_revision_that_says_who_changed_it(store: Store) -> None:
    a_page(store)
    cleaned_badly(store)
    assert replayed(store) == {Change.CHANGED: 1}
    ((revision, reason, body, provenance),) = rows(
        store, "SELECT revision, reason, body, provenance->>'revision' FROM newswire.article"
    )
    assert (revision, reason, body) == (2, "updated", "\n\n".join(PARAGRAPHS))
    assert str(provenance).startswith("cleaned again by ")
    assert rows(store, "SELECT kind FROM newswire.article_event ORDER BY event_id") == [("new",), ("updated",)]


@pytest.mark.parametrize("_", range(4))
def test_cleaning_again_and_again_ends_in_one_revision(store: Store, _: int) -> None:
    a_page(store)
    cleaned_badly(store)
    replayed(store)
    assert replayed(store) == {Change.UNCHANGED: 1}
    cleaned_badly(store)
    assert replayed(store) == {Change.CHANGED: 1}
    assert rows(store, "SELECT revision FROM newswire.article") == [(3,)]


def test_the_ledger_is_left_as_it_was(store: Store) -> None:
    a_page(store)
    cleaned_badly(store)
    before = rows(store, "SELECT * FROM newswire.entry")
    replayed(store)
    assert rows(store, "SELECT * FROM newswire.entry") == before


def test_every_revision_names_its_cleaner_and_its_template(store: Store) -> None:
    a_page(store)
    templates = """provenance || '{"templates": "v7"}'"""
    execute(store, f"UPDATE newswire.article SET cleaner_version = 'an older one', provenance = {templates}")
    cleaned_badly(store)
    replayed(store)
    older, newer = rows(store, "SELECT cleaner_version, provenance FROM newswire_v1.article_revision ORDER BY revision")
    assert (older[0], newer[0] != older[0]) == ("an older one", True)
    assert ("v7" in str(older[1]), "cleaned again by" in str(newer[1])) == (True, True)


def test_a_page_with_a_story_at_last_goes_to_the_workers(store: Store) -> None:
    a_page(store, NO_STORY)
    assert replayed(store) == {Change.STILL_NONE: 1}
    a_page(store, guid="story-2", url="https://news.example/b")
    every_page_is(store, "https://news.example/b")
    assert replayed(store) == {Change.NEWLY: 1, Change.UNCHANGED: 1}
    assert rows(store, "SELECT stage FROM newswire.entry ORDER BY entry_id") == [("clean",), ("loaded",)]


def test_an_article_whose_page_holds_none_any_more_stays(store: Store) -> None:
    a_page(store)
    a_page(store, NO_STORY, guid="story-2", url="https://news.example/b")
    every_page_is(store, "https://news.example/b")
    assert replayed(store) == {Change.NO_LONGER: 1, Change.STILL_NONE: 1}
    assert rows(store, "SELECT count(*) FROM newswire_v1.article") == [(1,)]


def test_a_text_that_a_later_document_made_is_left_alone(store: Store) -> None:
    a_page(store)
    cleaned_badly(store)
    execute(store, "UPDATE newswire.article SET fetched_at = fetched_at + interval '1 hour'")
    assert replayed(store) == {Change.SUPERSEDED: 1}


def test_withdrawn_articles_are_not_brought_back(store: Store) -> None:
    a_page(store)
    execute(store, "UPDATE newswire.article SET status = 'canceled'")
    assert replayed(store) == {}


def test_a_span_and_a_feed_bound_what_is_cleaned(store: Store) -> None:
    a_page(store)
    now = store.operations.clock()
    assert changes(store, Span(since=now)) == {}
    assert changes(store, Span(until=now, feed="https://news.example/rss")).total() == 1
    assert changes(store, Span(feed="https://other.example/rss")) == {}


def test_the_sample_newswire_cleaned_again_is_what_it_was(wire: Wire) -> None:
    wire.run()
    assert set(replayed(wire.store)) == {Change.UNCHANGED, Change.STILL_NONE}


def command(database: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    settings = os.environ | {"NEWSWIRE_DATABASE_URL": database}
    line = [sys.executable, "-m", "pipeline.cli", "replay", *arguments]
    return subprocess.run(line, env=settings, capture_output=True, text=True, check=False)


def test_the_command_shows_the_differences_and_the_counts(store: Store, database: str) -> None:
    a_page(store)
    cleaned_badly(store)
    told = command(database, "--dry-run").stdout
    assert "[-Back to top-]" in told
    assert json.loads(command(database, "--json").stdout)["changed"] == 1
    assert json.loads(command(database, "--json").stdout)["unchanged"] == 1


def test_an_unknown_feed_is_told_in_a_line(database: str) -> None:
    done = command(database, "--feed", "https://nowhere.example/")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
