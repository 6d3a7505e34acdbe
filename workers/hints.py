"""Hints: messages that say "these ids wait for this task". A hint that is lost is sent again by the sweeper."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, cast

from kombu import Queue
from kombu.exceptions import OperationalError

from pipeline.model import Stage
from workers.app import app


class _Declared(Protocol):
    message_count: int


_log = logging.getLogger(__name__)

TASKS: Mapping[Stage, str] = {
    Stage.FETCH: "fetch.pages",
    Stage.CLEAN: "clean.documents",
    Stage.LOAD: "load.articles",
}
# 20-50 ids a message cost 0.06-0.17 ms of queueing an article, one id a message 3 ms (docs/decisions/messages.md).
BATCH: Mapping[str, int] = {
    "fetch.feeds": 20,
    "fetch.pages": 40,
    "fetch.rechecks": 20,
    "clean.documents": 25,
    "load.articles": 200,
}
# Twice what a pair of workers drains between two sweeps; more would only wait in the queue and become stale.
_MOST_MESSAGES = 20
# 2,000 feeds a tick, as many as one claim takes in 17 ms (docs/decisions/messages.md).
_MOST_POLLS = 100
# Rechecks come after due work: none are sent while more than a few messages wait.
_MOST_BESIDE_LOOKS = 4


def hint(task: str, ids: Sequence[int], *, share: float = 1.0) -> None:
    """Send the ids to a task in batches, of this share of the usual size; below one id, each alone.

    Best effort: where the broker is away, the rows are the promise.
    """
    for batch in _batches(ids, max(1, int(BATCH[task] * share))):
        try:
            app.send_task(task, args=[batch])
        except OperationalError as error:
            _log.warning("%d ids for %s not hinted, the sweeper will: %s", len(ids), task, error)
            return


def _batches(ids: Sequence[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(ids), size):
        yield list(ids[start : start + size])


def room() -> Mapping[Stage, int]:
    """Return how many entries of each stage the queues can take."""
    return {stage: max(0, _MOST_MESSAGES - messages(str(stage))) * BATCH[task] for stage, task in TASKS.items()}


def room_for_feeds() -> int:
    """Return how many feeds the fetchers' queue can take."""
    return max(0, _MOST_POLLS - messages("fetch")) * BATCH["fetch.feeds"]


def room_for_looks() -> int:
    """Return how many rechecks the fetchers' queue can take after all due work."""
    return max(0, _MOST_BESIDE_LOOKS - messages("fetch")) * BATCH["fetch.rechecks"]


def messages(queue: str) -> int:
    """Return how many messages wait in a queue."""
    # Not passive: kombu's look for an existing queue forgets our key prefix, and finds every queue missing.
    with app.connection_for_write() as connection:
        declared = Queue(queue, channel=connection.default_channel).queue_declare()
        return cast("_Declared", declared).message_count  # the stubs promise a name only
