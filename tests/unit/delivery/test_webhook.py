"""A message to a subscriber: who can check it, how long one is left alone, what the schema says."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import jsonschema
import pytest

from pipeline.delivery import Parcel
from pipeline.delivery.record import record_schema
from pipeline.delivery.webhook import headers, require_taken, retry_delay, schema, trial
from pipeline.errors import DeliveryFailed
from pipeline.model import EventKind

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECRET = "a long secret"
PARCEL = Parcel(body=b'{"kind":"new"}', cursor="7.1")


def valid(message: Mapping[str, Any]) -> bool:
    validator = jsonschema.Draft202012Validator(json.loads(schema()))
    return validator.is_valid(message)


def signature(parcel: Parcel, *, secret: str = SECRET, at: datetime = NOON) -> str:
    return headers(parcel, secret=secret, at=at)["Newswire-Signature"]


def test_a_subscriber_can_compute_the_signature() -> None:
    moment, _, given = signature(PARCEL).partition(",v1=")
    expected = hmac.new(b"a long secret", moment[2:].encode() + b"." + PARCEL.body, hashlib.sha256).hexdigest()
    assert (moment, given) == (f"t={int(NOON.timestamp())}", expected)


def test_another_body_secret_or_moment_is_another_signature() -> None:
    others = {
        signature(PARCEL),
        signature(Parcel(body=b"{}", cursor="7.1")),
        signature(PARCEL, secret="another secret"),
        signature(PARCEL, at=NOON + timedelta(seconds=1)),
    }
    assert len(others) == 4


def test_the_event_is_named_in_a_header() -> None:
    assert headers(PARCEL, secret="s", at=NOON)["Newswire-Event"] == "7.1"


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_any_2xx_is_taken(status: int) -> None:
    require_taken("desk", status, asked=None)


@pytest.mark.parametrize("status", [301, 302, 400, 404, 408, 410, 429, 500, 503])
def test_anything_else_is_not(status: int) -> None:
    with pytest.raises(DeliveryFailed, match=f"desk: HTTP status {status}"):
        require_taken("desk", status, asked=None)


@pytest.mark.parametrize(("failures", "seconds"), [(1, 10), (2, 20), (5, 160), (9, 2560), (10, 3600), (1000, 3600)])
def test_the_delay_doubles_up_to_an_hour(failures: int, seconds: int) -> None:
    assert retry_delay(failures, asked=None) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("asked", "delay"), [(5, 10), (600, 600), (86_400, 3_600)])
def test_what_the_subscriber_asks_for_counts_within_the_hour(asked: int, delay: int) -> None:
    assert retry_delay(1, asked=timedelta(seconds=asked)) == timedelta(seconds=delay)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))


def test_the_schema_knows_every_kind_of_event() -> None:
    kinds = json.loads(schema())["properties"]["kind"]["enum"]
    assert set(kinds) == {*map(str, EventKind), "test"}


def test_the_article_of_a_message_is_described_as_a_record_of_an_export() -> None:
    record = record_schema("jsonl", of_events=False)
    article = json.loads(schema())["$defs"]["article"]
    assert article == {key: record[key] for key in ("type", "required", "properties")}


def test_a_trial_is_valid() -> None:
    assert valid(json.loads(trial(NOON).body))


def test_a_withdrawal_with_text_is_not_valid() -> None:
    withdrawal = json.loads(trial(NOON).body) | {"kind": "withdrawn"}
    assert valid(withdrawal)
    assert not valid(withdrawal | {"article": {"body": "text"}})
