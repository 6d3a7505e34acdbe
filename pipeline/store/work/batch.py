"""Work under a lease: claimed entries, what came of each, and one commit for all of them.

A stage claims entries, works on each inside `with work.item(entry):`, and hands in a result. Leaving the claim commits
results and the next stage in one transaction, fenced by stage and lease: an entry that somebody else took over
meanwhile is left alone and counted as lost.
"""

import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Generic, TypeVar
from uuid import UUID

from billiard.exceptions import SoftTimeLimitExceeded
from psycopg.errors import (
    DataError,
    DeadlockDetected,
    IntegrityError,
    ProgramLimitExceeded,
    SerializationFailure,
)

from pipeline.model import EntryId, Stage
from pipeline.store.pool import Link, Pool
from pipeline.store.queries import query
from pipeline.store.values import as_reason
from pipeline.store.work.attempt import Fault, recorded
from pipeline.store.work.entries import ClaimedEntry

Result = TypeVar("Result")
Commit = Callable[[Link, Sequence[tuple[ClaimedEntry, Result]]], Sequence[EntryId]]

MAX_ATTEMPTS = 5
# No further entry is begun after it. A page takes 18 s at the most, and the task's soft limit comes at 100 s.
BATCH_TIME = timedelta(seconds=60)
# Deadlocks that one commit may lose: PostgreSQL chooses its victim anew each time.
_ENTANGLEMENTS = 3
_FIRST_RETRY_DELAY = timedelta(seconds=30)
_LONGEST_RETRY_DELAY = timedelta(hours=6)
_log = logging.getLogger(__name__)
# Errors that mean that a value does not fit; the driver itself refuses lone surrogates.
UNSTORABLE = (DataError, IntegrityError, ProgramLimitExceeded, UnicodeEncodeError)
"""What says that a value does not fit, not that the database is away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A failed attempt. `delay` is the time until the next one, None if another would not help."""

    entry_id: EntryId
    kind: str
    reason: str
    delay: timedelta | None
    tried: bool = True


@dataclass(slots=True, kw_only=True)
class Work(Generic[Result]):
    """Entries of one stage under one lease, their results and failures, and after the commit what became of them."""

    stage: Stage
    lease: UUID
    entries: Sequence[ClaimedEntry]
    budget: timedelta
    next_ids: list[EntryId] = field(default_factory=list)
    lost: int = 0
    _failures: list[Failure] = field(default_factory=list)
    _results: list[tuple[ClaimedEntry, Result]] = field(default_factory=list)

    def in_time(self) -> Iterator[ClaimedEntry]:
        """Yield the entries one by one until the budget of time is used up, at least the first.

        Entries that were not begun are handed back at the commit; this costs them no attempt.
        """
        stop = time.monotonic() + self.budget.total_seconds()
        for number, entry in enumerate(self.entries):
            if number and time.monotonic() > stop:
                self._hand_back(self.entries[number:])
                return
            yield entry

    def stop(self) -> None:
        """Hand back every entry that has no result yet: the task's time is up."""
        settled = {entry.entry_id for entry, _ in self._results} | {failure.entry_id for failure in self._failures}
        self._hand_back([entry for entry in self.entries if entry.entry_id not in settled])

    def _hand_back(self, entries: Sequence[ClaimedEntry]) -> None:
        for entry in entries:
            why = "its batch ran out of time before it was done"
            self._failures.append(
                Failure(entry_id=entry.entry_id, kind="OutOfTime", reason=why, delay=timedelta(0), tried=False)
            )

    def done(self, entry: ClaimedEntry, result: Result) -> None:
        """Hand in the result for one entry."""
        self._results.append((entry, result))

    def reject(self, entry: ClaimedEntry, *, kind: str, reason: str) -> None:
        """Quarantine an entry although nothing went wrong, for example if its page has no story."""
        self._failures.append(Failure(entry_id=entry.entry_id, kind=kind, reason=as_reason(reason), delay=None))

    @contextmanager
    def item(self, entry: ClaimedEntry) -> Iterator[None]:
        """Work on one entry; whatever it raises becomes its recorded attempt and leaves the others alone.

        The end of the task's time passes through. It counts as an attempt only if the entry took more than the time of
        a whole batch: an entry that never ends would otherwise never be buried.
        """
        begun = time.monotonic()
        try:
            with recorded(lambda fault: self._record(entry, fault)):
                yield
        except SoftTimeLimitExceeded:
            if (taken := time.monotonic() - begun) > self.budget.total_seconds():
                self._record(entry, Fault(kind="OutOfTime", reason=f"not done after {taken:.0f} seconds", heals=True))
            raise

    def _record(self, entry: ClaimedEntry, fault: Fault) -> None:
        if not fault.tried:
            delay: timedelta | None = fault.retry_after or timedelta(0)
        elif fault.heals and entry.attempts < MAX_ATTEMPTS:
            delay = _delay(entry.attempts, fault.retry_after)
        else:
            delay = None
        reason = as_reason(fault.reason)
        failure = Failure(entry_id=entry.entry_id, kind=fault.kind, reason=reason, delay=delay, tried=fault.tried)
        self._failures.append(failure)

    def commit(self, pool: Pool, write: Commit[Result]) -> None:
        """Write all results in one transaction; where one row cannot be stored, each on its own."""
        try:
            self._commit_patiently(pool, write, self._results)
        except UNSTORABLE:
            for pair in self._results:
                self._commit_alone(pool, write, pair)
        self._write_failures(pool)

    def give_back(self, pool: Pool) -> None:
        """Release all claimed entries without charging an attempt."""
        parameters = {"entry_ids": [entry.entry_id for entry in self.entries], "lease": self.lease}
        with pool.connection() as connection:
            connection.execute(query("release_entries"), parameters)

    def _commit_patiently(
        self, pool: Pool, write: Commit[Result], pairs: Sequence[tuple[ClaimedEntry, Result]]
    ) -> None:
        for _ in range(_ENTANGLEMENTS):
            try:
                return self._commit(pool, write, pairs)
            except (DeadlockDetected, SerializationFailure) as error:
                _log.info("committed once more: %s", error)
        return self._commit(pool, write, pairs)

    def _commit_alone(self, pool: Pool, write: Commit[Result], pair: tuple[ClaimedEntry, Result]) -> None:
        try:
            self._commit_patiently(pool, write, [pair])
        except UNSTORABLE as error:
            self.reject(pair[0], kind=type(error).__name__, reason=f"cannot be stored: {error}")

    def _commit(self, pool: Pool, write: Commit[Result], pairs: Sequence[tuple[ClaimedEntry, Result]]) -> None:
        if not pairs:
            return
        with pool.connection() as connection:
            held = self._hold(connection, [entry.entry_id for entry, _ in pairs])
            next_ids = write(connection, [pair for pair in pairs if pair[0].entry_id in held])
        self.next_ids.extend(next_ids)
        self.lost += len(pairs) - len(held)

    def _hold(self, connection: Link, ids: Sequence[EntryId]) -> frozenset[EntryId]:
        parameters = {"entry_ids": list(ids), "stage": self.stage, "lease": self.lease}
        rows = connection.execute(query("hold_entries"), parameters).fetchall()
        return frozenset(EntryId(row[0]) for row in rows)

    def _write_failures(self, pool: Pool) -> None:
        if not self._failures:
            return
        with pool.connection() as connection:
            held = self._hold(connection, [failure.entry_id for failure in self._failures])
            mine = [failure for failure in self._failures if failure.entry_id in held]
            for name, rows in (
                ("retry_entries", [_as_row(failure) for failure in mine if failure.delay is not None]),
                ("bury_entries", [_as_row(failure) for failure in mine if failure.delay is None]),
            ):
                connection.execute(query(name), {"failures": json.dumps(rows)})
        self.lost += len(self._failures) - len(held)


def _delay(attempts: int, asked: timedelta | None) -> timedelta:
    doubled = min(_FIRST_RETRY_DELAY * int(2 ** (attempts - 1)), _LONGEST_RETRY_DELAY)
    return max(doubled, asked) if asked is not None else doubled


def _as_row(failure: Failure) -> dict[str, object]:
    seconds = None if failure.delay is None else f"{failure.delay.total_seconds()} seconds"
    return {
        "entry_id": failure.entry_id,
        "kind": failure.kind,
        "reason": failure.reason,
        "delay": seconds,
        "tried": failure.tried,
    }
