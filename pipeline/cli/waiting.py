"""Wait until the requested work is finished."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.cli.counting import counted
from pipeline.cli.moments import due
from pipeline.cli.printing import tell
from pipeline.cli.running import START_IT, running
from pipeline.errors import NewswireError
from pipeline.model import EntryId, FeedId

if TYPE_CHECKING:
    from pipeline.settings import Settings
    from pipeline.store import Store
    from pipeline.store.operations import Unsettled

_WORK_LOOK_SECONDS = 0.3
_NO_MOMENT = datetime.min.replace(tzinfo=UTC)
_WORK_REPORT_SECONDS = 5.0  # between plain lines where there is no terminal


def require_workers(store: Store, settings: Settings, *, seconds: float) -> None:
    """Wait for workers that are starting; NewswireError at once if no stack runs."""
    deadline = time.monotonic() + seconds
    told = False
    while True:
        stack = running(settings, store.operations.since_last_beat())
        if stack.takes_work:
            return
        if not stack.is_running:
            raise NewswireError("workers", f"none is running; {START_IT}")
        if time.monotonic() > deadline:
            raise NewswireError("workers", stack.words)
        if not told:
            tell("waiting for the workers to start")
            told = True
        time.sleep(_WORK_LOOK_SECONDS)


def wait_until_settled(
    store: Store,
    *,
    since: datetime,
    seconds: float,
    feed_ids: Sequence[FeedId] = (),
    entry_ids: Sequence[EntryId] = (),
) -> Unsettled:
    """Wait for feeds made due at `since` and for entries, showing progress; what is left, at the end or of the time.

    The wait ends early where all that is left is planned for after it.
    """
    deadline = time.monotonic() + seconds
    with _Display() as display:
        while True:
            left = store.operations.unsettled(since=since, feed_ids=feed_ids, entry_ids=entry_ids)
            display.show(left)
            seconds_left = deadline - time.monotonic()
            if is_settled(left) or seconds_left < 0 or _comes_after(left, seconds_left):
                return left
            time.sleep(_WORK_LOOK_SECONDS)


def is_settled(left: Unsettled) -> bool:
    """Say whether no work is left."""
    return left.feeds == 0 and left.entries == 0


def waits_for(left: Unsettled) -> str:
    """Describe the work that is left: "1 feed to poll", "2 entries to fetch, next try in 40 s: …"."""
    parts = [f"{counted(left.feeds, 'feed')} to poll"] if left.feeds else []
    stages = (("fetch", left.to_fetch), ("clean", left.to_clean), ("load", left.to_load))
    parts += [f"{counted(count, 'entry')} to {stage}" for stage, count in stages if count]
    words = ", ".join(parts)
    if left.next_try_at is None:
        return words
    which = "" if left.later == left.feeds + left.entries else f" for {left.later:,} of them"
    why = f": {left.reason.partition(chr(10))[0]}" if left.reason else ""
    return f"{words}, next try{which} {due(left.next_try_at, left.asked_at)}{why}"


def _comes_after(left: Unsettled, seconds: float) -> bool:
    """Say whether all work that is left is planned for after these seconds."""
    if left.next_try_at is None or left.later < left.feeds + left.entries:
        return False
    return (left.next_try_at - left.asked_at).total_seconds() > seconds


def _again(left: Unsettled) -> Unsettled:
    """Return the work that is left without its times, so that a change of times alone is not printed."""
    return replace(left, next_try_at=None, asked_at=_NO_MOMENT)


class _Display:
    """Progress on standard error: a bar on a terminal, an occasional line elsewhere."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        terminal = Console(stderr=True, highlight=False)
        self._bar = Progress(*columns, console=terminal, transient=True) if terminal.is_terminal else None
        self._task = self._bar.add_task("waiting", total=None) if self._bar else None
        self._next_line = time.monotonic()
        self._said: Unsettled | None = None

    def __enter__(self) -> _Display:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, left: Unsettled) -> None:
        """Show the progress and what is waited for."""
        if is_settled(left):
            return
        words, done = f"waiting for {waits_for(left)}", left.known - left.entries
        if self._bar and self._task is not None:
            self._bar.update(self._task, description=words, completed=done, total=left.known)
        elif time.monotonic() >= self._next_line and _again(left) != self._said:
            tell(words + (f"; {done:,} of {counted(left.known, 'entry')} done" if left.known else ""))
            self._said = _again(left)
            self._next_line = time.monotonic() + _WORK_REPORT_SECONDS
