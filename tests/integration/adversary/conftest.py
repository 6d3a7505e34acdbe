"""A reader that means harm, and a database that holds something to hide."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from builders import NOON, a_clean_article, a_sighting, an_article, an_entry, cleaned, discovered, fetched, loaded
from deliveries import an_item, delivered
from psycopg import Connection
from psycopg.rows import TupleRow

from pipeline.model import Removed, RemovedKind
from pipeline.stages.group import group_articles
from pipeline.stages.index import index_articles
from pipeline.stages.load import load_articles
from pipeline.store import Store
from pipeline.store.feeds import NewFeed

SECRET = "Zyzzyva"
"""A word of the embargoed article and of no other; it stands in every field that can hold text."""


@pytest.fixture
def reader(store: Store, reader_url: str) -> Iterator[Connection[TupleRow]]:
    """A session of newswire_reader that has lifted what it may lift, on a database of the test's own."""
    with session(reader_url) as connection:
        yield connection


@pytest.fixture(scope="module")
def shared_store(shared_database: str) -> Iterator[Store]:
    """A store that the tests of a module share."""
    opened = Store(shared_database)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def hidden(shared_store: Store) -> int:
    """The id of an embargoed article in the shared database."""
    return hide_an_article(shared_store)


@pytest.fixture
def spy(shared_reader_url: str) -> Iterator[Connection[TupleRow]]:
    """A session of newswire_reader on the shared database."""
    with session(shared_reader_url) as connection:
        yield connection


@contextmanager
def session(url: str) -> Iterator[Connection[TupleRow]]:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = off")
        yield connection


def hide_an_article(store: Store) -> int:
    """An embargoed article among others: with an earlier revision, in two feeds, found by the index. Its id."""
    others = [
        an_article(
            store, entry_id=900 + n, url=f"https://news.example/open-{n}", clean=a_clean_article(title=f"Open {n}")
        )
        for n in range(20)
    ]
    loaded(store, *others)
    entry = an_entry(guid=f"guid-{SECRET}", url=f"https://news.example/{SECRET}", title=f"{SECRET} to resign")
    feeds = [
        store.feeds.add(NewFeed(url=f"https://{name}.example/rss", source_slug=name, source_name=name.title()))[0]
        for name in ("north", "south")
    ]
    (entry_id,) = discovered(store, feeds[0], a_sighting(entry)).to_fetch
    discovered(store, feeds[1], a_sighting(entry))
    told = replace(
        a_clean_article(title=f"{SECRET} to resign", paragraphs=(f"{SECRET} will resign on Friday.",)),
        summary=f"{SECRET} goes",
        byline=f"By {SECRET}",
        authors=(SECRET,),
        agency="EFE",
        keywords=(SECRET,),
        slugline=SECRET,
        ednote=f"{SECRET}: not before Friday",
        credits=f"({SECRET})",
        provenance={"title": SECRET},
        removed=(Removed(text=f"Related: {SECRET}", kind=RemovedKind.RELATED, reason="heading of a list", line=7),),
    )
    fetched(store, (entry_id,))
    cleaned(store, (entry_id,), told)
    load_articles(store, [entry_id])
    with store.transaction() as connection:
        row = connection.execute("SELECT article_id FROM newswire.entry WHERE entry_id = %s", [entry_id]).fetchone()
        assert row is not None
        again = connection.execute("SELECT url FROM newswire.article WHERE article_id = %s", row).fetchone()
        assert again is not None
        # As an agency's item brings it; every row that an earlier revision left included.
        connection.execute(
            "UPDATE newswire.article SET embargoed_until = now() + interval '1 day' WHERE article_id = %s", row
        )
    loaded(
        store,
        an_article(
            store,
            entry_id=entry_id,
            url=again[0],
            clean=replace(told, title=f"{SECRET} resigns"),
            fetched_at=NOON + timedelta(days=20),
        ),
    )
    hide_an_item(store)
    index_articles(store)
    group_articles(store)
    with store.transaction() as connection:
        for table in (b"article", b"article_revision", b"entry", b"article_event", b"story", b"story_member"):
            connection.execute(b"ANALYZE newswire." + table)
    return int(row[0])


def hide_an_item(store: Store) -> None:
    """An agency's item under an embargo, after an earlier version of it; the word stands in every field."""
    until = (store.operations.clock() + timedelta(days=1)).isoformat()
    told: dict[str, Any] = {
        "slugline": SECRET,
        "byline": f"By {SECRET}",
        "ednote": f"{SECRET}: not before Friday",
        "subject": [{"code": "x:1", "name": SECRET}],
        "keyword": [SECRET],
        "copyrightnotice": SECRET,
        "located": SECRET,
        "embargoed": until,
    }
    delivered(
        store,
        *(
            an_item(f"urn:{SECRET}", version=version, title=f"{SECRET} {version}", text=(f"{SECRET} goes.",), **told)
            for version in ("1", "2")
        ),
    )


def answers(reader: Connection[TupleRow], statement: str) -> Sequence[TupleRow]:
    """The rows of a statement; those of the last of several."""
    cursor = reader.execute(statement.encode())
    while cursor.nextset():
        pass
    return cursor.fetchall() if cursor.description else []
