"""Show the progress of long work: one changing line on a terminal, an occasional plain line elsewhere."""

import sys
import time

from rich.console import Console

_PROGRESS_REPORT_SECONDS = 10.0  # between plain lines
_REFRESH_EVERY = 0.2  # seconds between changes of the line on a terminal


class Progress:
    """A counter that prints "12,000 WHAT" on standard error; short work prints nothing."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._pause = _REFRESH_EVERY if self._console.is_terminal else _PROGRESS_REPORT_SECONDS
        self._next = time.monotonic() + self._pause

    def __call__(self, count: int) -> None:
        """Print the count if it is due."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self._pause
        line = f"{count:,} {self._what}"
        if self._console.is_terminal:
            sys.stderr.write(f"\r{line}\x1b[K\r")
            sys.stderr.flush()
        else:
            self._console.print(line, markup=False)
