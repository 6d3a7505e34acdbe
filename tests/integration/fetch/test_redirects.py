"""Redirects, followed one by one."""

from dataclasses import replace
from datetime import timedelta

import pytest
from integration.fetch.conftest import Fetch
from integration.fetch.hostile_site import PAGE, HostileSite

from pipeline.errors import AddressRefused, BadStatus, RedirectCircle, TooLarge, Unreachable
from pipeline.fetch import Limits, Request, fetch_all, require_document
from pipeline.model import Answer


def test_each_hop_is_told(fetch: Fetch, site: HostileSite) -> None:
    answer = require_document(fetch("/steps/2"))
    assert answer.hops == ((302, site.url("/steps/2")), (302, site.url("/steps/1")))


def test_five_redirects_are_followed(fetch: Fetch) -> None:
    assert require_document(fetch("/steps/5")).body == PAGE


def test_a_sixth_redirect_is_not(fetch: Fetch, site: HostileSite) -> None:
    failure = fetch("/steps/6")
    assert isinstance(failure, TooLarge)
    assert "/steps/0" not in site.paths


@pytest.mark.parametrize(("path", "asked"), [("/here-and-there", 2), ("/to-itself", 1), ("/same-cookie-again", 2)])
def test_a_circle_is_noticed_at_its_first_repetition(fetch: Fetch, site: HostileSite, path: str, asked: int) -> None:
    assert isinstance(fetch(path), RedirectCircle)
    assert len(site.visits) == asked


def test_the_body_of_a_redirect_is_not_read(fetch: Fetch) -> None:
    assert require_document(fetch("/endless-redirect")).body == PAGE


def test_the_deadline_is_for_all_hops_together(site: HostileSite, limits: Limits) -> None:
    hurried = replace(limits, deadline=timedelta(seconds=0.08))
    failure = fetch_all([Request(url=site.url("/long-way"))], limits=hurried)[0]
    assert isinstance(failure, Unreachable)
    assert failure.reason.startswith(f"redirected to {site.url('/longer-way')}: no whole answer within 0.08 s")


def test_an_address_with_bytes_of_another_charset_is_asked_for_as_it_stands(fetch: Fetch) -> None:
    assert require_document(fetch("/latin-1-location")).body == PAGE


def test_a_redirect_to_nowhere_is_no_document(fetch: Fetch) -> None:
    answer = fetch("/nowhere")
    assert isinstance(answer, Answer)
    with pytest.raises(BadStatus, match="301"):
        require_document(answer)


def test_a_redirect_to_a_file_is_refused(fetch: Fetch) -> None:
    failure = fetch("/to-file")
    assert isinstance(failure, AddressRefused)
    assert "file:///etc/passwd" in failure.reason


def test_a_redirect_with_a_password_is_refused_and_the_password_not_told(fetch: Fetch) -> None:
    failure = fetch("/to-a-user")
    assert isinstance(failure, AddressRefused)
    assert "secret" not in str(failure)
