"""Retention, once a day: what its source's rule no longer keeps goes, step by step."""

import logging
from datetime import timedelta

from pipeline.store import Store

_log = logging.getLogger(__name__)

# Rows of one step: some 1,000 articles with their revisions and index are deleted in half a second.
_ROWS = 1_000
# Half a million rows a day at the most; the rest is for tomorrow, and the worker has other things to do.
_STEPS = 500
# Less than a day, so that a beat that comes late today does not miss its turn tomorrow.
_SPACING = timedelta(hours=20)


def retain(store: Store) -> int:
    """Let go of what has expired, where nobody did so within the last day; how many steps that took."""
    if not store.operations.beat("retain", spacing=_SPACING):
        return 0
    for done in range(_STEPS):
        told = store.retention.step(most=_ROWS)
        if told is None:
            return done
        _log.info("retention: %s", told)
    return _STEPS
