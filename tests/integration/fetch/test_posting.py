"""Posting: whatever a subscriber does is a receipt or a failure in time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from integration.fetch.hostile_site import HostileSite
from receiver import Receiver

from pipeline.errors import AddressRefused, FetchFailed, Unreachable
from pipeline.fetch import Letter, Limits, Receipt, posting


@pytest.fixture
def desk() -> Iterator[Receiver]:
    with Receiver() as receiver:
        yield receiver


def posted(url: str, limits: Limits) -> Receipt:
    with posting(limits) as post:
        return post(Letter(url=url, body=b"{}", headers={"Newswire-Event": "7.1"}))


def test_a_letter_arrives_as_it_was_written(desk: Receiver, limits: Limits) -> None:
    assert posted(desk.url, limits) == Receipt(status=204)
    (message,) = desk.messages
    assert (message.body, message.fields["Newswire-Event"]) == (b"{}", "7.1")


def test_any_status_is_a_receipt_with_the_hosts_wish(limits: Limits) -> None:
    with Receiver(503, retry_after=90) as desk:
        assert posted(desk.url, limits) == Receipt(status=503, retry_after=timedelta(seconds=90))


def test_letter_after_letter_goes_over_one_connection(desk: Receiver, limits: Limits) -> None:
    with posting(limits) as post:
        for _ in range(3):
            post(Letter(url=desk.url, body=b"{}", headers={}))
    assert len({message.client_port for message in desk.messages}) == 1
    assert len(desk.messages) == 3


def test_a_connection_that_was_closed_meanwhile_fails_no_letter(desk: Receiver, limits: Limits) -> None:
    desk.hangs_up.set()
    with posting(limits) as post:
        statuses = [post(Letter(url=desk.url, body=b"{}", headers={})).status for _ in range(40)]
    assert statuses == [204] * 40


def test_silence_ends_at_the_deadline(desk: Receiver, limits: Limits) -> None:
    desk.silent.set()
    with pytest.raises(Unreachable, match=r"no answer within 0\.5 s"):
        posted(desk.url, limits)


def test_a_closed_port_is_a_failure(limits: Limits) -> None:
    with pytest.raises(FetchFailed):
        posted("http://127.0.0.1:1/", limits)


def test_private_addresses_are_refused(desk: Receiver, limits: Limits) -> None:
    with pytest.raises(AddressRefused, match="loopback"):
        posted(desk.url, replace(limits, allow_private_addresses=False))
    assert desk.messages == []


@pytest.mark.parametrize("url", ["ftp://desk.example/", "http://user:secret@desk.example/", "nonsense"])
def test_other_addresses_are_refused(url: str, limits: Limits) -> None:
    with pytest.raises(AddressRefused):
        posted(url, limits)


@pytest.mark.parametrize("path", ["/page", "/gzip"])
def test_an_answer_with_a_body_is_a_receipt(site: HostileSite, limits: Limits, path: str) -> None:
    assert posted(site.url(path), limits).status == 200
