"""`python -m bench.database [--rows 1000000]`: loading, searching and paging at size, beside a naive table.

Starts a PostgreSQL of its own with 2 GB of buffers, invents the articles and throws everything away at the end.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.database import naive, newswire, reading
from bench.database.clock import Answer

from pipeline.embedded import EmbeddedPostgres
from pipeline.embedded.postgres_binaries import find_postgres

SETTINGS = {
    "shared_buffers": "2GB",
    "max_wal_size": "8GB",
    "effective_cache_size": "8GB",
    "work_mem": "32MB",
    "random_page_cost": "1.1",
}
_BEGUN = time.perf_counter()


def report(url: str, *, rows: int, sample: int, beside: bool) -> Iterator[str]:
    """The report line by line, as it is measured."""
    newswire.prepare(url)
    yield "newswire, empty"
    yield from newswire.loading(url, rows=0, sample=sample)
    yield newswire.index_some(url, events=sample // 2)
    if beside:
        naive.create(url)
        yield "naive table, empty"
        yield from naive.loading(url, rows=0, sample=sample // 4)
    yield f"newswire, {rows:,} articles"
    yield newswire.fill(url, rows=rows, present=sample)
    newswire.vacuum(url)
    yield from newswire.loading(url, rows=rows, sample=sample)
    yield newswire.index_all(url)
    yield from _indexed(url, rows=rows, sample=sample)
    if beside:
        yield f"naive table, {rows:,} articles"
        yield from _naive(url, rows=rows, sample=sample)


def _indexed(url: str, *, rows: int, sample: int) -> Iterator[str]:
    newswire.vacuum(url)
    with newswire.session(url) as connection:
        yield from _lines(reading.searching(connection))
        yield from _lines(reading.paging(connection, table="newswire_v1.article", rows=rows))
        yield from _lines(reading.following(connection))
    yield from newswire.sizes(url, "newswire")
    with newswire.session(url) as connection:
        for batch in newswire.batches(range(rows + sample, rows + 2 * sample), of=rows):
            connection.execute("SELECT newswire.ingest(%s)", [batch])
    yield newswire.index_some(url, events=sample // 2)


def _naive(url: str, *, rows: int, sample: int) -> Iterator[str]:
    yield naive.fill(url)
    with newswire.session(url) as connection:
        yield from _lines(reading.searching_naively(connection))
        yield from _lines(reading.paging(connection, table="naive.article", rows=rows))
    yield from newswire.sizes(url, "naive")
    yield from naive.loading(url, rows=rows, sample=sample // 4)


def _lines(answers: Iterable[tuple[str, Answer]]) -> Iterator[str]:
    for name, answer in answers:
        yield f"  {name:28} {answer}"


def main() -> int:
    """Print the report."""
    parser = argparse.ArgumentParser(prog="bench.database", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="articles in the database (default 1,000,000)")
    parser.add_argument(
        "--postgres", type=int, metavar="MAJOR", help="the system's binaries of this version (with lz4)"
    )
    parser.add_argument("--without-naive", action="store_true", help="measure newswire alone")
    given = parser.parse_args()
    binaries = find_postgres(wheel=given.postgres is None, major=given.postgres)
    home = Path(tempfile.mkdtemp(prefix="newswire-bench-", dir="/var/tmp"))
    home.chmod(0o755)
    try:
        with EmbeddedPostgres(home, binaries=binaries, settings=SETTINGS) as server:
            sample = max(min(20_000, given.rows // 10), 1_000)
            for line in report(server.url, rows=given.rows, sample=sample, beside=not given.without_naive):
                sys.stdout.write(f"{time.perf_counter() - _BEGUN:6,.0f} s {line}\n")
                sys.stdout.flush()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
