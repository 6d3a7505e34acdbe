"""Pages that stand in the place of something else."""

import pytest

from pipeline.clean.outcome.refusals import find_page_refusal
from pipeline.model import Outcome


def a_page(title: str, text: str) -> bytes:
    return f"<!doctype html><html><head><title>{title}</title></head><body><p>{text}</p></body></html>".encode()


@pytest.mark.parametrize(
    ("title", "text", "outcome"),
    [
        ("Just a moment...", "", Outcome.CHALLENGE),
        ("News", "Please enable JavaScript and cookies to continue.", Outcome.CHALLENGE),
        ("Your privacy", "We and our partners store and access information on your device.", Outcome.CONSENT_WALL),
        ("Log in", "User name", Outcome.LOGIN_WALL),
        ("news.example", "This domain is for sale. Buy this domain today.", Outcome.PARKED),
        ("Welcome to nginx!", "Thank you for using nginx.", Outcome.PARKED),
        ("Account suspended", "Contact your hosting provider.", Outcome.PARKED),
        ("Page not found | News", "", Outcome.NOT_FOUND),
    ],
)
def test_a_page_in_place_of_another_is_named(title: str, text: str, outcome: Outcome) -> None:
    refusal = find_page_refusal(a_page(title, text))
    assert refusal is not None
    assert refusal.outcome is outcome


@pytest.mark.parametrize("body", [b"", b"\x00\xff", a_page("Halden News", "The night ferry sailed at nine.")])
def test_any_other_page_has_no_name(body: bytes) -> None:
    assert find_page_refusal(body) is None
