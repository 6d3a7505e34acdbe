"""Beat's scheduler: `celery -A workers.app beat -S workers.clockwork:Clockwork`."""

from typing import Any

from celery.beat import ScheduleEntry, Scheduler
from kombu.exceptions import OperationalError

from workers.hints import messages

# Three turns of the four tasks that come every few seconds; more in the queue would be useless work, one after the
# other. Rare tasks come again at their next turn.
_MOST_QUEUED = 12


class Clockwork(Scheduler):
    """A scheduler that sends nothing into a queue without a consumer.

    Messages that expire would bound the queue as well, but by the worker's clock, which may be wrong.
    """

    def apply_entry(self, entry: ScheduleEntry, producer: Any = None) -> None:
        """Send the entry's task, or skip its turn."""
        if not _crowded():
            super().apply_entry(entry, producer=producer)


def _crowded() -> bool:
    try:
        return messages("ops") >= _MOST_QUEUED
    except OperationalError:
        return False  # sending waits for the broker
