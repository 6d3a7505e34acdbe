"""`python -m bench.search [--postgres 15] [--verbose]`: recall and precision on a list of articles and queries.

Each query is asked of its article alone, with the language named and without, by the rules of today and by those
before texts were folded. Exits with 1 where fewer than 95 in 100 are found, or anything is found that must not be.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import psycopg
from bench.search.asking import BEFORE, NOW, NOW_IN_ANY, asking, recall, wrong
from bench.search.pairs import pairs

from pipeline.embedded import EmbeddedPostgres
from pipeline.embedded.postgres_binaries import find_postgres
from pipeline.store.migrate import migrate

_LEAST = 0.95


def report(url: str, *, verbose: bool) -> bool:
    """Print the figures; whether they are good enough."""
    good = True
    every = pairs()
    wanted = sum(pair.hits for pair in every)
    languages = len({pair.language for pair in every})
    sys.stdout.write(f"{wanted} queries that find, {len(every) - wanted} that do not, in {languages} languages\n")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(Path(__file__).with_name("before.sql").read_bytes())
        for name, statement in (("before", BEFORE), ("now", NOW), ("now, no language named", NOW_IN_ANY)):
            faults = wrong(every, asking(connection, statement))
            found = recall(every, faults)
            false = sum(not pair.hits for pair in faults)
            sys.stdout.write(f"{name:24} recall {found:.3f}, {false} found that must not be\n")
            good = good and (statement is BEFORE or (found >= _LEAST and false == 0))
            for pair in faults if verbose else ():
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
