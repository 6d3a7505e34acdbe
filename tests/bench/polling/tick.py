"""`python -m bench.polling.tick [FEEDS]`: what a tick takes to claim due feeds among so many, and by which index."""

import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from pipeline.embedded import EmbeddedPostgres
from pipeline.store import Store
from pipeline.store.migrate import migrate
from pipeline.store.queries import query

_BATCH = 2_000  # as many as a tick claims at the most
_LEASE = timedelta(seconds=30)
_FILL = """
INSERT INTO newswire.source (slug, name) SELECT 'outlet ' || n, 'Outlet ' || n FROM generate_series(1, %(feeds)s / 5) n;
INSERT INTO newswire.feed (source_id, url)
SELECT source_id, 'https://' || source_id || '.example/' || n || '.rss' FROM newswire.source, generate_series(1, 5) n;
INSERT INTO newswire.feed_state (feed_id, polls, next_poll_at)
SELECT feed_id, 9, now() + interval '1 day' * random() FROM newswire.feed;
ANALYZE newswire.feed; ANALYZE newswire.feed_state;
"""
_DUE = "UPDATE newswire.feed_state SET queued_at = NULL, next_poll_at = now() - interval '1 hour' * random()"
_SOME_DUE = f"{_DUE} WHERE feed_id IN (SELECT feed_id FROM newswire.feed_state ORDER BY random() LIMIT 500)"
_NEW = f"{_DUE}, polls = 0 WHERE feed_id <= 100"


def main() -> None:
    """Print the times, the median of eleven each, and the plan."""
    feeds = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    home = Path(tempfile.mkdtemp(prefix="newswire-bench-", dir="/var/tmp"))
    home.chmod(0o755)
    try:
        with EmbeddedPostgres(home) as server:
            migrate(server.url, tell=lambda _: None)
            store = Store(server.url)
            _measure(store, feeds)
            store.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _measure(store: Store, feeds: int) -> None:
    _run(store, _FILL.replace("%(feeds)s", str(feeds)))
    _tell(f"{feeds:,} feeds, none due", lambda: None, store)
    _tell(f"{feeds:,} feeds, 500 due", lambda: _run(store, _SOME_DUE), store)
    _run(store, _DUE)
    _run(store, "VACUUM ANALYZE newswire.feed_state")
    _tell(f"{feeds:,} feeds, all of them overdue", lambda: None, store)
    _tell("the same, and 100 never polled", lambda: _run(store, _NEW), store)
    _run(store, "VACUUM ANALYZE newswire.feed_state")
    with store.transaction() as connection:
        parameters = {"most": _BATCH, "lease": _LEASE}
        for (line,) in connection.execute(b"EXPLAIN (COSTS OFF) " + query("queue_due_feeds"), parameters):
            sys.stdout.write(f"{line}\n")


def _tell(what: str, prepare: Callable[[], None], store: Store) -> None:
    times, claimed = [], 0
    for _ in range(11):
        prepare()
        began = perf_counter()
        claimed = len(store.feeds.queue_due(most=_BATCH, lease=_LEASE))
        times.append(perf_counter() - began)
    sys.stdout.write(f"{what}: {_ms(statistics.median(times))} ms, at best {_ms(min(times))} ms, for {claimed:,}\n")


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f}"


def _run(store: Store, statements: str) -> None:
    with store.pool.connection() as connection:
        connection.commit()
        connection.autocommit = True  # for VACUUM
        for statement in statements.split(";"):
            if statement.strip():
                connection.execute(statement.encode())
        connection.autocommit = False


if __name__ == "__main__":
    main()
