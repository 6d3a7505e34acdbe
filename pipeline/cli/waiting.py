"""Wait until what was asked for has come to an end."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipeline.cli.printing import console, note
from pipeline.errors import NewswireError
from pipeline.model import EntryId, FeedId

if TYPE_CHECKING:
    from pipeline.store import Store
    from pipeline.store.operations import Unsettled

_WORK_LOOK_SECONDS = 0.3
_WORK_REPORT_SECONDS = 5.0  # between plain lines where there is no terminal
# Beat sends a tick every 5 s: after three of them nobody takes them up.
_CLOCKWORK_STOPPED = timedelta(seconds=20)


def require_workers(store: Store) -> None:
    """NewswireError where no worker has taken up a tick of late."""
    age = store.operations.since_last_beat()
    if age is None or age > _CLOCKWORK_STOPPED:
        raise NewswireError("workers", "none is running; start them with `newswire up` (or `docker compose up`)")


def wait_until_settled(
    store: Store,
    *,
    since: datetime,
    seconds: float,
    feed_ids: Sequence[FeedId] = (),
    entry_ids: Sequence[EntryId] = (),
) -> bool:
    """Wait for feeds made due at `since` and for entries, showing progress; False where time ran out."""
    deadline = time.monotonic() + seconds
    with _Display() as display:
        while True:
            left = store.operations.unsettled(since=since, feed_ids=feed_ids, entry_ids=entry_ids)
            display.show(left)
            if left.feeds == 0 and left.entries == 0:
                return True
            if time.monotonic() > deadline:
                return False
            time.sleep(_WORK_LOOK_SECONDS)


class _Display:
    """A progress bar on a terminal, a line now and then elsewhere."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        terminal = console()
        self._bar = Progress(*columns, console=terminal, transient=True) if terminal.is_terminal else None
        self._task = self._bar.add_task("polling feeds", total=None) if self._bar else None
        self._next_line = time.monotonic() + _WORK_REPORT_SECONDS

    def __enter__(self) -> _Display:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, left: Unsettled) -> None:
        """Show how far it is."""
        words = f"{left.feeds} feeds to poll" if left.feeds else "fetching, cleaning, loading"
        if self._bar and self._task is not None:
            self._bar.update(self._task, description=words, completed=left.known - left.entries, total=left.known)
        elif time.monotonic() > self._next_line:
            note(f"{words}: {left.known - left.entries} of {left.known} entries done")
            self._next_line += _WORK_REPORT_SECONDS
