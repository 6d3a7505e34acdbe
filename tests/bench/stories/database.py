"""`python -m bench.stories.database [--rows 1000000]`: grouping in the database with a full window, and its queries.

Starts a PostgreSQL of its own, fills the last 72 hours by SQL and throws everything away at the end.
"""

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
from bench.database.clock import Link, asked
from bench.stories.stream import DAYS, START, Item, Stream
from builders import a_clean_article, an_article, loaded

from pipeline.embedded import EmbeddedPostgres
from pipeline.embedded.postgres_binaries import find_postgres
from pipeline.model import Precision
from pipeline.stages.group import group_articles
from pipeline.store import Store
from pipeline.store.articles import MAX_BATCH, Article
from pipeline.store.migrate import migrate

SETTINGS = {"shared_buffers": "2GB", "max_wal_size": "8GB", "work_mem": "32MB", "random_page_cost": "1.1"}
WINDOW = timedelta(hours=72)
# Bars of the issue.
MOST_MILLISECONDS, MOST_QUERY_MILLISECONDS = 3, 50
_BEGUN = time.perf_counter()
_A_SECOND = timedelta(seconds=1)


def say(line: str) -> None:
    """Print a line with the seconds since the start."""
    sys.stdout.write(f"{time.perf_counter() - _BEGUN:6,.0f} s  {line}\n")
    sys.stdout.flush()


def fill(url: str, *, rows: int) -> None:
    """Put a window of articles into the database, as grouping leaves it."""
    migrate(url, tell=lambda _: None)
    script = (Path(__file__).parent / "window.sql").read_text(encoding="utf-8")
    with psycopg.connect(url, autocommit=True, cursor_factory=psycopg.ClientCursor) as connection:
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute("SELECT newswire.ensure_month(current_date)")
        connection.execute(script.encode(), {"rows": rows})
        connection.execute("VACUUM (ANALYZE)")


def last_items(*, stories: int, seed: int) -> Sequence[Item]:
    """The last 72 hours of a simulated stream, before the time in which it has forms only."""
    end = START + timedelta(days=DAYS)
    return [item for item in Stream(seed, stories=stories).items if end - WINDOW <= item.at < end]


def load(store: Store, items: Sequence[Item]) -> None:
    """Load articles as the loader does; the stream ends now."""
    shift = store.operations.clock() - items[-1].at
    articles = [_article(store, item, n=n, shift=shift) for n, item in enumerate(items, 1)]
    for first in range(0, len(articles), MAX_BATCH):
        loaded(store, *articles[first : first + MAX_BATCH])


def _article(store: Store, item: Item, *, n: int, shift: timedelta) -> Article:
    clean = replace(
        a_clean_article(title=item.title, paragraphs=tuple(item.text.split("\n\n"))),
        published=item.at + shift,
        published_precision=Precision.SECOND,
        language=item.language,
    )
    made = an_article(
        store, entry_id=n, url=f"https://{item.source}/{n}", clean=clean, fetched_at=item.at + shift + _A_SECOND
    )
    source_id = store.articles.source_id(slug=item.source, name=item.source)
    return replace(made, source_id=source_id, first_seen_at=item.at + shift)


def grouping(store: Store, *, articles: int) -> Iterator[str]:
    """Group what was loaded: milliseconds an article, and the memory of this process on the way."""
    told = read = 0
    yield f"memory before: {_resident():,.0f} MB"
    begun, ours, servers = time.perf_counter(), time.process_time(), _server_seconds(store)
    while one := group_articles(store):
        read += one
        if read - told >= articles // 4:
            told = read
            yield f"  {read:,} events: {_resident():,.0f} MB"
    spent = (time.perf_counter() - begun) * 1000 / articles
    ours, servers = time.process_time() - ours, _server_seconds(store) - servers
    yield (
        f"{articles:,} articles grouped: {spent:.2f} ms an article"
        f" (bar {MOST_MILLISECONDS} ms: {_met(spent, MOST_MILLISECONDS)}), {ours * 1000 / articles:.2f} ms of CPU time"
        f" in this process and {servers * 1000 / articles:.2f} ms in PostgreSQL"
    )


def _server_seconds(store: Store) -> float:
    """The CPU time of all sessions of this database."""
    with store.transaction() as connection:
        rows = connection.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()").fetchall()
    stats = [Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split() for (pid,) in rows]
    return sum(int(one[11]) + int(one[12]) for one in stats) / os.sysconf("SC_CLK_TCK")


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def _met(measured: float, bar: float) -> str:
    return "met" if measured <= bar else "MISSED"


def queries(connection: Link, store: Store) -> Iterator[str]:
    """What readers ask of stories."""
    row = connection.execute("SELECT story_id FROM newswire.story WHERE articles = 20 LIMIT 1").fetchone()
    assert row is not None
    shapes: Sequence[tuple[str, str, Sequence[object]]] = (
        ("story by id", "SELECT * FROM newswire_v1.story WHERE id = %s", row),
        ("newest 20", "SELECT * FROM newswire_v1.story ORDER BY last_seen_at DESC LIMIT 20", []),
        (
            "three or more of a day",
            "SELECT * FROM newswire_v1.story WHERE articles >= 3 AND last_seen_at > now() - interval '1 day'"
            " ORDER BY articles DESC LIMIT 20",
            [],
        ),
        ("articles of a story", "SELECT * FROM newswire_v1.story_article WHERE story = %s", row),
        ("story of an article", "SELECT story_id FROM newswire_v1.article WHERE id = %s", row),
        ("newest articles, 50", "SELECT id, story_id FROM newswire_v1.article ORDER BY published_at DESC LIMIT 50", []),
    )
    for name, statement, given in shapes:
        answer = asked(connection, statement, given, runs=5)
        met = _met(answer.milliseconds or 30_000, MOST_QUERY_MILLISECONDS)
        yield f"  {name:28} {answer} {met}"
    yield from _commands(store, int(row[0]))


def _commands(store: Store, story_id: int) -> Iterator[str]:
    """What `newswire stories` and `newswire story` read."""
    since = store.operations.clock() - WINDOW
    reads: Sequence[tuple[str, Callable[[], object]]] = (
        ("newswire stories", lambda: store.stories.list(since=since, language=None, least=2, most=20)),
        ("newswire story: head", lambda: store.stories.get(story_id)),
        ("newswire story: articles", lambda: store.stories.articles(story_id)),
        ("newswire story: links", lambda: store.stories.linked(story_id, most=20)),
    )
    for name, read in reads:
        read()
        begun = time.perf_counter()
        read()
        spent = (time.perf_counter() - begun) * 1000
        yield f"  {name:28} {spent:9.1f} ms {_met(spent, MOST_QUERY_MILLISECONDS)}"


def main() -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(prog="python -m bench.stories.database", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="articles in the window (default 1,000,000)")
    parser.add_argument("--stories", type=int, default=250, help="agency stories a language in the grouped stream")
    parser.add_argument("--seed", type=int, default=101)
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="newswire-bench-", dir="/var/tmp"))
    home.chmod(0o755)
    try:
        with EmbeddedPostgres(home, binaries=find_postgres(), settings=SETTINGS) as server:
            fill(server.url, rows=given.rows)
            say(f"{given.rows:,} articles in the window")
            store = Store(server.url)
            items = last_items(stories=given.stories, seed=given.seed)
            load(store, items)
            say(f"{len(items):,} articles loaded")
            for line in grouping(store, articles=len(items)):
                say(line)
            with psycopg.connect(server.url, autocommit=True) as connection:
                connection.execute("ANALYZE")
                for line in queries(connection, store):
                    say(line)
            store.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
