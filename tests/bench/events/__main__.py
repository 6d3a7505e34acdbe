"""`python -m bench.events [EVENTS [ROWS]]`: is an event ever missed, and what does an export hold in memory?

Six writers load articles through `ingest`, some of them slowly, so that transactions end in another order than they
began; three named consumers read on by cursor, and one by `at > last`. Then ROWS articles are exported in each
format. Each part has a PostgreSQL of its own.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.events import memory, race
from builders import NOON

from pipeline.embedded import EmbeddedPostgres
from pipeline.store import Store
from pipeline.store.migrate import migrate


@contextmanager
def _database() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="newswire-bench-", dir="/var/tmp") as home:
        Path(home).chmod(0o755)
        with EmbeddedPostgres(Path(home)) as server:
            migrate(server.url, tell=lambda _: None)
            store = Store(server.url)
            with store.transaction() as connection:
                connection.execute("SELECT newswire.ensure_month(%s)", [NOON.date()])
            store.close()
            yield server.url


def main(arguments: Sequence[str]) -> int:
    """Print both reports; exit 1 where a consumer missed an event, saw it twice or out of order."""
    events, rows = (int(number) for number in [*arguments, *("100000", "50000")[len(arguments) :]])
    wrong = 0
    with _database() as url:
        for line, faults in race.report(url, events):
            sys.stdout.write(line + "\n")
            wrong += faults
    with _database() as url:
        for line in memory.report(url, rows):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
