"""Leases: how long work is ours, and the renewal that keeps it ours while we live."""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from psycopg import Error
from psycopg_pool import PoolTimeout

from pipeline.store.pool import Pool
from pipeline.store.queries import query

LEASE = timedelta(seconds=20)
"""What a dead worker holds back at the most: a third of the minute within which everything is mended."""

# Three renewals may fail, one after the other, before a lease runs out.
_RENEWALS = 4
# A batch ends within 95 s, and a task is killed after 120: what hangs for longer is not kept alive by its renewals.
_LONGEST_RENEWED = timedelta(minutes=3)

_log = logging.getLogger(__name__)


@contextmanager
def renewed(
    pool: Pool, statement: str, lease: UUID, ids: Sequence[int], *, duration: timedelta = LEASE
) -> Iterator[None]:
    """Renew the lease of rows by `statement` (`renew_entries`, `renew_feeds`) from a thread until the block is left.

    A database that is away is asked again a quarter of the lease later: what counts is the fence at the commit.
    """
    if not ids or not duration:
        yield
        return
    ended = threading.Event()
    pause = duration.total_seconds() / _RENEWALS
    renewals = int(_LONGEST_RENEWED.total_seconds() / pause)

    def renew() -> None:
        for _ in range(renewals):
            if ended.wait(pause):
                return
            try:
                with pool.connection(timeout=pause) as connection:
                    connection.execute(query(statement), {"lease": lease, "ids": list(ids), "duration": duration})
            except (Error, PoolTimeout) as error:
                _log.warning("lease %s not renewed: %s", lease, error)

    thread = threading.Thread(target=renew, name=f"lease {lease}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
