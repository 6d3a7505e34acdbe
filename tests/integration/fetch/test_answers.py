"""What a host answers: bodies in every coding, statuses, conditions."""

from datetime import timedelta

import pytest
from integration.fetch.conftest import Fetch
from integration.fetch.hostile_site import PAGE, HostileSite

from pipeline.errors import BadEncoding, BadStatus, TooLarge, UnaskedNotModified
from pipeline.fetch import Limits, Request, fetch_one, require_document
from pipeline.model import Answer

CODED = [
    "/gzip",
    "/gzip-in-members",
    "/deflate",
    "/raw-deflate",
    "/brotli",
    "/zstd",
    "/stacked",
    "/no-coding",
    "/not-gzip",
    "/gzip-named-deflate",
    "/old-http",
    "/requoted%2C?a=%2F%7E&b=%20",
]
BROKEN = ["/rubbish-for-gzip", "/unknown-coding", "/broken-off-gzip", "/broken-off-zstd"]
BOMBS = ["/gzip-bomb", "/brotli-bomb", "/zstd-bomb", "/bomb-in-a-bomb", "/three-layers"]


@pytest.mark.parametrize("path", CODED)
def test_a_body_comes_back_as_it_was_written(fetch: Fetch, path: str) -> None:
    assert require_document(fetch(path)).body == PAGE


@pytest.mark.parametrize("path", BROKEN)
def test_a_body_that_cannot_be_decoded_may_heal(fetch: Fetch, path: str) -> None:
    assert isinstance(failure := fetch(path), BadEncoding)
    assert failure.heals


@pytest.mark.parametrize("path", BOMBS)
def test_a_bomb_is_too_large(fetch: Fetch, path: str) -> None:
    assert isinstance(fetch(path), TooLarge)


def test_an_empty_body_needs_no_decoding(fetch: Fetch) -> None:
    assert require_document(fetch("/empty")).body == b""


def test_the_fields_of_an_answer_are_kept_as_they_came(fetch: Fetch) -> None:
    answer = require_document(fetch("/news"))
    assert (answer.etag, answer.last_modified) == ('"v2"', "Fri, 20 Nov 2026 12:00:00 GMT")


def test_a_field_that_could_not_be_sent_back_is_none(fetch: Fetch) -> None:
    answer = require_document(fetch("/latin-1-fields"))
    assert (answer.etag, answer.content_type) == (None, "text/html")


def test_a_hub_and_topic_are_read_from_link_fields(site: HostileSite, fetch: Fetch) -> None:
    answer = require_document(fetch("/linked"))
    assert (answer.hub, answer.topic) == ("https://hub.example/", site.url("/rss"))


def test_a_link_field_that_is_none_is_passed_over(fetch: Fetch) -> None:
    answer = require_document(fetch("/linked-badly"))
    assert (answer.hub, answer.topic, answer.body) == (None, None, PAGE)


def test_a_field_that_a_terminal_would_obey_is_none(fetch: Fetch) -> None:
    answer = require_document(fetch("/escape-in-fields"))
    assert (answer.etag, answer.content_type, answer.body) == (None, None, PAGE)


@pytest.mark.parametrize(
    ("path", "status"), [("/missing", 404), ("/gone", 410), ("/no-content", 204), ("/challenge", 202)]
)
def test_a_status_without_a_document_says_so(fetch: Fetch, path: str, status: int) -> None:
    with pytest.raises(BadStatus, match=f"HTTP status {status}"):
        require_document(fetch(path))


@pytest.mark.parametrize(("path", "minutes"), [("/busy", 2), ("/busy-until", 5)])
def test_a_busy_host_says_when_to_come_back(fetch: Fetch, path: str, minutes: int) -> None:
    with pytest.raises(BadStatus) as refused:
        require_document(fetch(path))
    assert refused.value.retry_after == timedelta(minutes=minutes)


def test_what_we_hold_is_current(site: HostileSite, limits: Limits) -> None:
    answer = fetch_one(Request(url=site.url("/news"), etag='"v2"'), limits=limits)
    assert (answer.not_modified, answer.body) == (True, b"")


def test_validators_go_back_as_they_came(site: HostileSite, limits: Limits) -> None:
    modified = "Friday, 20-Nov-26 12:00:00 gmt"
    fetch_one(Request(url=site.url("/page"), etag='W/"ä,1"', last_modified=modified), limits=limits)
    sent = site.visits[0].fields
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('W/"ä,1"', modified)


def test_validators_of_one_address_are_not_shown_to_another(site: HostileSite, limits: Limits) -> None:
    answer = fetch_one(Request(url=site.url("/moved-news"), etag='"v2"'), limits=limits)
    assert (answer.status, "if-none-match" in site.visits[1].fields) == (200, False)


def test_validators_find_the_address_that_gave_them(site: HostileSite, limits: Limits) -> None:
    request = Request(url=site.url("/moved-news"), etag='"v2"', validated_url=site.url("/news"))
    assert fetch_one(request, limits=limits).not_modified
    assert "if-none-match" not in site.visits[0].fields


def test_a_304_that_nobody_asked_for_is_a_failure(fetch: Fetch) -> None:
    assert isinstance(fetch("/unchanged-always"), UnaskedNotModified)


def test_a_304_has_no_body_whatever_length_it_states(site: HostileSite, limits: Limits) -> None:
    answer = fetch_one(Request(url=site.url("/unchanged-by-cache"), etag='"v1"'), limits=limits)
    assert answer.not_modified


def test_we_say_who_we_are_and_what_we_can_read(fetch: Fetch, site: HostileSite) -> None:
    fetch("/page")
    sent = site.visits[0].fields
    assert sent["user-agent"].startswith("newswire/")
    assert "(+https://" in sent["user-agent"]
    assert sent["accept-encoding"] == "gzip, deflate, br, zstd"


def test_a_cookie_goes_along_on_the_way_and_is_forgotten_then(site: HostileSite, limits: Limits) -> None:
    for path in ("/with-a-cookie", "/page"):
        fetch_one(Request(url=site.url(path)), limits=limits)
    assert [visit.fields.get("cookie") for visit in site.visits] == [None, "reader=7", None]


def test_a_cookie_of_one_host_is_not_shown_to_another(site: HostileSite, limits: Limits) -> None:
    fetch_one(Request(url=site.url("/with-a-cookie-elsewhere")), limits=limits)
    assert "cookie" not in site.visits[1].fields


@pytest.mark.parametrize("path", ["/until-the-cookie-comes", "/until-two-cookies-come"])
def test_a_redirect_to_itself_that_sets_a_cookie_is_no_circle(fetch: Fetch, path: str) -> None:
    assert require_document(fetch(path)).body == PAGE


def test_an_answer_knows_what_was_asked_and_who_answered(fetch: Fetch, site: HostileSite) -> None:
    answer = fetch("/relative")
    assert isinstance(answer, Answer)
    assert (answer.requested_url, answer.url) == (site.url("/relative"), site.url("/page?from=/relative"))
