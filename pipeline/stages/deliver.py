"""Deliver: tell subscribers what happened, each in its own order and at its own pace.

A cursor moves after its message was taken, so a message may come twice and none is left out. A subscriber that is slow
or away costs the others nothing: each has a thread and a connection of its own, and a deadline.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from pipeline.delivery import Outlet, Parcel, Row, Sink
from pipeline.delivery.webhook import GONE, PATIENCE, SINK, headers, require_taken, retry_delay, trial
from pipeline.errors import DeliveryFailed, FetchFailed
from pipeline.fetch import Letter, Limits, Post, Receipt, posting
from pipeline.model import EventKind
from pipeline.store import Store
from pipeline.store.webhooks import Subscriber
from pipeline.store.work import LEASE, Fault, recorded

__all__ = ["deliver_events", "send_test"]

# So many subscribers in one go, those that wait longest first; the next beat takes the others.
_SUBSCRIBERS_AT_ONCE = 16
_EVENTS_A_READING = 100
# The clockwork waits for us: after 3 s nobody is told anything more, and who is silent for 5 s has failed.
_STEP_SECONDS = 3.0
_DEADLINE = timedelta(seconds=5)


def deliver_events(store: Store, *, limits: Limits) -> int:
    """Post pending events to due subscribers for a few seconds. Return how many messages were taken."""
    lease = uuid4()
    due = store.webhooks.claim(most=_SUBSCRIBERS_AT_ONCE, lease=lease, duration=LEASE)
    if not due:
        return 0
    with ThreadPoolExecutor(len(due), thread_name_prefix="webhooks") as threads:
        steps = [_Step(store, subscriber, lease=lease, limits=_bounded(limits)) for subscriber in due]
        return sum(threads.map(lambda step: step.run(), steps))


def send_test(subscriber: Subscriber, *, limits: Limits) -> Receipt:
    """Post a test to a subscriber; its answer, whatever it is. FetchFailed if there is none."""
    with posting(_bounded(limits)) as post:
        return post(_letter(subscriber, trial(datetime.now(UTC))))


def _bounded(limits: Limits) -> Limits:
    return replace(limits, deadline=_DEADLINE, connect_timeout=_DEADLINE)


def _letter(subscriber: Subscriber, parcel: Parcel) -> Letter:
    signed = headers(parcel, secret=subscriber.secret, at=datetime.now(UTC))
    return Letter(url=subscriber.url, body=parcel.body, headers=signed)


def _outlet(subscriber: Subscriber, post: Post) -> Outlet:
    def send(parcel: Parcel) -> None:
        try:
            receipt = post(_letter(subscriber, parcel))
        except FetchFailed as failure:
            raise DeliveryFailed(subscriber.url, failure.reason) from failure
        require_taken(subscriber.url, receipt.status, asked=receipt.retry_after)

    return send


class _Step:
    """What one subscriber is told in one go."""

    def __init__(self, store: Store, subscriber: Subscriber, *, lease: UUID, limits: Limits) -> None:
        self._store = store
        self._subscriber = subscriber
        self._kinds = [EventKind(kind) for kind in subscriber.kinds]
        self._lease = lease
        self._limits = limits
        self._cursor = subscriber.cursor
        self._stop = time.monotonic() + _STEP_SECONDS
        self._taken = 0

    def run(self) -> int:
        """Tell it event after event until all is told, time is up or something fails; how many it took."""
        with recorded(self._unforeseen), posting(self._limits) as post:
            sink = SINK.open(_outlet(self._subscriber, post), ())
            try:
                while (batch := self._next()) and self._tell(batch, sink):
                    pass
            except DeliveryFailed as failure:
                self._failed(failure)
            else:
                self._store.webhooks.release(self._subscriber.webhook_id, self._lease)
        return self._taken

    def _next(self) -> Sequence[Row]:
        return self._store.events.rows_after(self._cursor, most=_EVENTS_A_READING, kinds=self._kinds)

    def _tell(self, batch: Sequence[Row], sink: Sink) -> bool:
        """Whether to go on: not where time is up, nor where the subscriber is no longer ours to tell."""
        for row in batch:
            if row["kind"] not in self._kinds:
                continue
            sink.deliver([row])
            self._taken += 1
            if not self._move(str(row["cursor"]), delivered=1) or time.monotonic() > self._stop:
                return False
        last = str(batch[-1]["cursor"])
        return last == self._cursor or self._move(last, delivered=0)

    def _move(self, cursor: str, *, delivered: int) -> bool:
        seen, self._cursor = self._cursor, cursor
        webhook_id = self._subscriber.webhook_id
        return self._store.webhooks.told(webhook_id, self._lease, delivered=delivered, seen=seen, to=cursor)

    def _failed(self, failure: DeliveryFailed) -> None:
        failures = 1 if self._taken else self._subscriber.failures + 1
        self._store.webhooks.failed(
            self._subscriber.webhook_id,
            self._lease,
            reason=failure.reason,
            delay=retry_delay(failures, asked=failure.retry_after),
            gone=failure.status == GONE,
            patience=PATIENCE,
        )

    def _unforeseen(self, fault: Fault) -> None:
        self._failed(DeliveryFailed(self._subscriber.url, f"{fault.kind}: {fault.reason}"))
