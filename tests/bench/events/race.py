"""Writers and readers at the same time: is an event ever missed?"""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from bench.events.articles import Press

from pipeline.store import Store
from pipeline.store.articles import load
from pipeline.store.events import BEGINNING

WRITERS = 6
READERS = 3
_BATCH = 25
# Every third text revises the one before, so that readers can be seen to keep the order of an article's events.
_ADDRESSES = 0.67
_HELD_OPEN = 0.1  # share of transactions that stay open for a while after their events were written
_LONGEST_HOLD = 0.05  # seconds


class Reader:
    """Reads on until all is written and nothing more comes."""

    def __init__(self, url: str, name: str, done: threading.Event) -> None:
        self.name = name
        self.seen: list[tuple[str, int, int]] = []
        self._url = url
        self._done = done

    def consume(self) -> None:
        """As a named consumer does: the cursor moves after the work."""
        store = Store(self._url)
        cursor = store.events.open_cursor(self.name, at=BEGINNING)
        with store.events.listening() as listener:
            while True:
                last_look = self._done.is_set()
                batch = store.events.after(cursor, most=500)
                self.seen += [(event.cursor, event.id, event.revision) for event in batch]
                if batch:
                    moved = store.events.move(self.name, seen=cursor, to=batch[-1].cursor)
                    assert moved, "somebody else moved the cursor"
                    cursor = batch[-1].cursor
                elif last_look:
                    break
                else:
                    listener.wait(timedelta(seconds=1))
        store.close()

    def consume_naively(self) -> None:
        """Read by the newest moment seen so far, as consumers do that have no cursor."""
        store = Store(self._url)
        last = datetime.min.replace(tzinfo=UTC)
        while True:
            last_look = self._done.is_set()
            with store.transaction() as connection:
                batch = connection.execute(
                    "SELECT at, article_id, revision FROM newswire.article_event WHERE at > %s ORDER BY at LIMIT 500",
                    [last],
                ).fetchall()
            self.seen += [(f"{at} {article}", article, revision) for at, article, revision in batch]
            if batch:
                last = batch[-1][0]
            elif last_look:
                break
            else:
                time.sleep(0.01)
        store.close()

    @property
    def once(self) -> int:
        """How many different events it saw."""
        return len({place for place, _, _ in self.seen})

    @property
    def disorder(self) -> int:
        """How many events of an article came after a later one of it."""
        newest: Counter[int] = Counter()
        wrong = 0
        for _, article, revision in self.seen:
            wrong += revision < newest[article]
            newest[article] = max(newest[article], revision)
        return wrong


def report(url: str, events: int) -> Iterator[tuple[str, int]]:
    """Lines to print, each with what a consumer missed or saw twice or out of order: nothing but 0 is good."""
    done = threading.Event()
    readers = [Reader(url, f"consumer {n}", done) for n in range(READERS)]
    naive = Reader(url, "by moment", done)
    began = time.monotonic()
    with ThreadPoolExecutor(READERS + 1) as reading, ThreadPoolExecutor(WRITERS) as writing:
        following = [reading.submit(reader.consume) for reader in readers]
        following.append(reading.submit(naive.consume_naively))
        for written in [writing.submit(_write, url, n, events // WRITERS + 1) for n in range(WRITERS)]:
            written.result()
        seconds = time.monotonic() - began
        done.set()
        for followed in following:
            followed.result()
    total = _events(url)
    yield f"{total:,} events by {WRITERS} writers in {seconds:.0f} s ({total / seconds:,.0f}/s)", 0
    for reader in (*readers, naive):
        missed, repeated = total - reader.once, len(reader.seen) - reader.once
        line = f"{reader.name:<12} missed {missed:,}, twice {repeated:,}, out of order {reader.disorder:,}"
        yield line, 0 if reader is naive else missed + repeated + reader.disorder


def _write(url: str, writer: int, events: int) -> None:
    store = Store(url)
    chance = random.Random(writer)
    press = Press(store, seed=writer)
    for start in range(0, events, _BATCH):
        numbers = range(start, min(start + _BATCH, events))
        batch = [
            press.article(n, url=f"https://w{writer}.example/{int(n * _ADDRESSES)}", paragraphs=1) for n in numbers
        ]
        # Of an address in both, the older text first: in one batch the newer one alone would be loaded.
        first = {article.url: article for article in reversed(batch)}
        for part in (list(first.values()), [article for article in batch if first[article.url] is not article]):
            with store.transaction() as connection:
                load(connection, part)
                if chance.random() < _HELD_OPEN:
                    time.sleep(chance.random() * _LONGEST_HOLD)
    store.close()


def _events(url: str) -> int:
    store = Store(url)
    with store.transaction() as connection:
        row = connection.execute("SELECT count(*) FROM newswire.article_event").fetchone()
    store.close()
    return int(row[0]) if row else 0
