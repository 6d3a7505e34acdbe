"""Webhooks: each event a JSON message of its own, signed, so that a subscriber knows whom it is from.

The body is described by `webhook_schema.json`, the article in it by `record.py`. A withdrawn article comes without
its text.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from importlib.resources import files

from pipeline.delivery.record import article_schema
from pipeline.delivery.sink import EVENT_COLUMNS, Column, Outlet, Parcel, Row, Sink, SinkKind, json_bytes
from pipeline.errors import DeliveryFailed

__all__ = ["GONE", "PATIENCE", "SINK", "headers", "require_taken", "retry_delay", "schema", "trial"]

PATIENCE = timedelta(days=5)
"""A subscriber that accepted nothing for this long is paused until an operator resumes it."""

GONE = 410
"""The HTTP status by which a subscriber says that it wants nothing more (RFC 9110, 15.5.11)."""

_TEST_CURSOR = "0.0"
"""The cursor of a test, before every event."""

_FIRST_DELIVERY_DELAY = timedelta(seconds=10)
_LONGEST_DELIVERY_DELAY = timedelta(hours=1)
_EVENT = frozenset(column.name for column in EVENT_COLUMNS)


class _Webhook:
    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet

    def deliver(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._outlet(Parcel(body=json_bytes(_message(row)), cursor=str(row["cursor"])))

    def close(self) -> None:
        """Nothing is left."""


def _message(row: Row) -> Mapping[str, object]:
    # Only a live article has an address; one that is withdrawn or under embargo has nothing but its id.
    live = row["kind"] != "withdrawn" and row.get("url") is not None
    return {
        "cursor": row["cursor"],
        "kind": row["kind"],
        "id": row["id"],
        "revision": row["event_revision"],
        "at": row["event_at"],
        "article": {name: value for name, value in row.items() if name not in _EVENT} if live else None,
    }


def trial(at: datetime) -> Parcel:
    """A message of kind `test`, about no article, for a person who sets a subscriber up."""
    body = {"cursor": _TEST_CURSOR, "kind": "test", "id": 0, "revision": 0, "at": at, "article": None}
    return Parcel(body=json_bytes(body), cursor=_TEST_CURSOR)


def headers(parcel: Parcel, *, secret: str, at: datetime) -> Mapping[str, str]:
    """What goes with a message: its event's cursor, the same whenever it is sent again, and the signature of this time.

    `Newswire-Signature: t=SECONDS,v1=HEX` is the HMAC-SHA256, keyed with the secret, of SECONDS, a full stop and the
    body as it came. A subscriber computes it anew, compares, and refuses what is minutes old: then it is a replay.
    """
    seconds = int(at.timestamp())
    signature = hmac.new(secret.encode(), f"{seconds}.".encode() + parcel.body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "Newswire-Event": parcel.cursor or "",
        "Newswire-Signature": f"t={seconds},v1={signature}",
    }


def require_taken(subject: str, status: int, *, asked: timedelta | None) -> None:
    """DeliveryFailed unless the status says that the message was taken; a redirect says no such thing."""
    if not 200 <= status < 300:
        raise DeliveryFailed(subject, f"HTTP status {status}", status=status, retry_after=asked)


def retry_delay(failures: int, *, asked: timedelta | None) -> timedelta:
    """How long to leave a subscriber alone after so many failures in a row: doubled from 10 s on, an hour at the most.

    What it asked for counts where that is longer, within the same hour.
    """
    doubled = _FIRST_DELIVERY_DELAY * int(2 ** min(failures - 1, 20))
    return min(max(doubled, asked or timedelta(0)), _LONGEST_DELIVERY_DELAY)


def schema() -> bytes:
    """Write the JSON Schema of a message's body: the message as its file describes it, around an article's record."""
    message = json.loads(files("pipeline.delivery").joinpath("webhook_schema.json").read_bytes())
    return json.dumps(message | {"$defs": {"article": article_schema()}}, indent=2, ensure_ascii=False).encode()


def _open(outlet: Outlet, _columns: Sequence[Column]) -> Sink:
    return _Webhook(outlet)


SINK = SinkKind(name="webhook", open=_open)
