"""Retention: remove what the rules no longer keep, for some seconds at a time."""

import logging
import time
from datetime import timedelta

from pipeline.store import Store

_log = logging.getLogger(__name__)

# Rows of one step: some 1,000 articles with their revisions and index are deleted in half a second.
_ROWS = 1_000
# Beat's other tasks wait meanwhile. Ten steps per turn are more than a million rows a day.
_STEPS_SECONDS = 5.0
# Less than the ten minutes of beat's schedule: of several beats one is enough.
_RETAIN_SPACING = timedelta(minutes=5)


def retain(store: Store) -> int:
    """Remove what has expired, for a few seconds, unless another beat just did. Return the number of steps."""
    if not store.operations.beat("retain", spacing=_RETAIN_SPACING):
        return 0
    steps, stop = 0, time.monotonic() + _STEPS_SECONDS
    while time.monotonic() < stop and (told := store.retention.step(most=_ROWS)) is not None:
        _log.info("retention: %s", told)
        steps += 1
    return steps
