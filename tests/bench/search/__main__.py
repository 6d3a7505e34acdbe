"""`python -m bench.search [--postgres 15] [--verbose]`: recall and precision on a list of articles and queries.

Each query is asked of its article alone, with the language named and without, by the rules of today and by those
before texts were folded. Exits with 1 where fewer than 95 in 100 are found, or anything is found that must not be.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg
from bench.search.pairs import Pair, pairs

from pipeline.embedded import EmbeddedPostgres
from pipeline.embedded.postgres_binaries import find_postgres
from pipeline.store.migrate import migrate

_LEAST = 0.95
_BEFORE = b"""SELECT to_tsvector(c, before.in_pairs(%(article)s)) @@ before.as_tsquery(c, %(query)s)
FROM before.text_search_configuration(%(language)s) c"""
_NOW = b"""SELECT newswire.text_vector(newswire.searched_as(%(language)s), %(article)s) @@ asked
FROM newswire.asked_in(%(query)s, %(language)s)"""
# As search reads a query without a language: in the article's own, among all.
_NOW_IN_ANY = b"""SELECT newswire.text_vector(newswire.searched_as(%(language)s), %(article)s) @@ asked
FROM newswire.asked_in(%(query)s, NULL) WHERE code = newswire.searched_as(%(language)s)"""

Ask = Callable[[Pair], bool]


def asking(connection: psycopg.Connection[tuple[bool]], statement: bytes) -> Ask:
    """Whether the statement finds the article of a pair."""

    def ask(pair: Pair) -> bool:
        given = {"language": pair.language, "article": pair.article, "query": pair.query}
        row = connection.execute(statement, given).fetchone()
        return bool(row and row[0])

    return ask


def wrong(asked: Sequence[Pair], ask: Ask) -> Sequence[Pair]:
    """The pairs that are answered otherwise than the list says."""
    return [pair for pair in asked if ask(pair) != pair.hits]


def report(url: str, *, verbose: bool) -> bool:
    """Print the figures; whether they are good enough."""
    good = True
    every = pairs()
    wanted = sum(pair.hits for pair in every)
    languages = len({pair.language for pair in every})
    sys.stdout.write(f"{wanted} queries that find, {len(every) - wanted} that do not, in {languages} languages\n")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(Path(__file__).with_name("before.sql").read_bytes())
        for name, statement, counts in (
            ("before", _BEFORE, False),
            ("now", _NOW, True),
            ("now, no language named", _NOW_IN_ANY, True),
        ):
            faults = wrong(every, asking(connection, statement))
            missed = sum(pair.hits for pair in faults)
            recall = 1 - missed / wanted
            sys.stdout.write(f"{name:24} recall {recall:.3f}, {len(faults) - missed} found that must not be\n")
            if counts:
                good = good and recall >= _LEAST and missed == len(faults)
            if verbose:
                for pair in faults:
                    sys.stdout.write(f"    {pair.language} {'+' if pair.hits else '-'} {pair.query}\n")
    return good


def main() -> int:
    """Start a PostgreSQL, print the report."""
    parser = argparse.ArgumentParser(prog="bench.search", description=__doc__)
    parser.add_argument("--postgres", type=int, metavar="MAJOR", help="the system's binaries of this version")
    parser.add_argument("--verbose", action="store_true", help="list the pairs that go wrong")
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="newswire-bench-", dir="/var/tmp"))
    home.chmod(0o755)
    try:
        binaries = find_postgres(wheel=given.postgres is None, major=given.postgres)
        with EmbeddedPostgres(home, binaries=binaries) as server:
            migrate(server.url, tell=lambda _: None)
            return 0 if report(server.url, verbose=given.verbose) else 1
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
