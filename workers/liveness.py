"""Liveness of a worker: a file that its consumer loop touches, and a check of that file for health probes.

A worker that answers no ping may only have lost its broker; one whose loop stands still is stuck.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from celery import bootsteps

STALE_AFTER = 120.0  # seconds; a broker that is away for less is no reason to restart a worker
_EVERY = 5.0  # seconds


def liveness_file(worker: str) -> Path:
    """Return the liveness file of the worker of that name (`clean`, before the @)."""
    folder = Path(os.environ.get("NEWSWIRE_HOME") or tempfile.gettempdir())
    return folder / f"newswire-{worker}.alive"


class _Timer(Protocol):
    def call_repeatedly(self, _secs: float, _touch: Callable[[], object], /) -> object: ...


class _Worker(Protocol):
    hostname: str
    timer: _Timer


class Liveness(bootsteps.StartStopStep):
    """Touches the worker's file from the timer of its event loop."""

    requires = ("celery.worker.components:Timer",)

    def start(self, worker: _Worker) -> None:
        """Touch the file now and every few seconds."""
        mark = liveness_file(worker.hostname.partition("@")[0])
        mark.touch()
        worker.timer.call_repeatedly(_EVERY, mark.touch)


def main() -> int:
    """`python -m workers.liveness NAME`: exit 0 while the worker of that name is alive."""
    mark = liveness_file(sys.argv[1])
    return 0 if mark.exists() and time.time() - mark.stat().st_mtime < STALE_AFTER else 1


if __name__ == "__main__":
    sys.exit(main())
