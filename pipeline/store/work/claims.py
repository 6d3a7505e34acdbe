"""Claim a batch of entries, keep its lease alive, and commit what came of it."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from billiard.exceptions import SoftTimeLimitExceeded
from psycopg import Error

from pipeline.model import EntryId, Stage
from pipeline.store.pool import Pool
from pipeline.store.queries import query
from pipeline.store.work.batch import Commit, Result, Work
from pipeline.store.work.entries import claim_rows
from pipeline.store.work.leases import renewed

_log = logging.getLogger(__name__)


@contextmanager
def claim_entries(
    pool: Pool,
    *,
    stage: Stage,
    ids: Sequence[EntryId],
    lease: UUID,
    duration: timedelta,
    budget: timedelta,
    write: Commit[Result],
) -> Iterator[Work[Result]]:
    """Lease those of the entries that wait in `stage`, let the caller work, commit what it handed in.

    The lease is renewed as long as the work takes. At the task's soft time limit, what is done is committed and the
    other entries are handed back. If the database fails, or time ends during the commit, all are given back,
    which costs no attempt; if the database stays away, the lease runs out.
    """
    with pool.connection() as connection:
        # After days without a sweep today's partition is missing, and no result could be stored.
        connection.execute(query("ensure_partitions"))
        entries = claim_rows(connection, stage=stage, ids=ids, lease=lease, duration=duration)
    work: Work[Result] = Work(stage=stage, lease=lease, entries=entries, budget=budget)
    claimed = [entry.entry_id for entry in entries]
    try:
        with renewed(pool, "renew_entries", lease, claimed, duration=duration):
            try:
                yield work
            except SoftTimeLimitExceeded:
                work.stop()
            work.commit(pool, write)
    except (Error, SoftTimeLimitExceeded) as error:
        _log.warning("%d entries of %s given back: %s", len(claimed), stage, error)
        work.give_back(pool)
        raise
