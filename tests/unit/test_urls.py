"""Addresses: what is resolved, what is refused, what is equal."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.urls import TRACKING, Tracking, authority, canonical, host, origin, resolve, url_key

PAGE = "https://news.example/politics/story.html"
ADDRESSES = st.builds(
    "{}://{}{}/{}?{}#{}".format,
    st.sampled_from(["http", "HTTPS", "ftp"]),
    st.sampled_from(["a.example", "Bücher.example", "[::1]", "A.EXAMPLE.", "x..y", "u:p@a.example"]),
    st.sampled_from(["", ":80", ":443", ":8080", ":", ":99999"]),
    st.text(alphabet="ab/.%2eé ~;@", max_size=20),
    st.text(alphabet="ab&=%utm_source;fbclid?", max_size=20),
    st.text(max_size=5),
)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("/sport/1", "https://news.example/sport/1"),
        ("other.html", "https://news.example/politics/other.html"),
        ("../a/./b", "https://news.example/a/b"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("?page=2", "https://news.example/politics/story.html?page=2"),
        ("HTTP://Other.Example/A", "http://other.example/A"),
        (" \n/a\tb ", "https://news.example/ab"),
        ("/a b/é", "https://news.example/a%20b/%C3%A9"),
        ("/100%", "https://news.example/100%25"),
        ("http://Bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("/story#part-2", "https://news.example/story#part-2"),
    ],
)
def test_a_reference_becomes_an_absolute_address(reference: str, expected: str) -> None:
    assert resolve(PAGE, reference) == expected


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "  ",
        "javascript:alert(1)",
        "JaVa\nScRiPt:alert(1)",
        "data:text/html,x",
        "mailto:desk@news.example",
        "ftp://news.example/x",
        "http://user:secret@news.example/",
        "http://[not-an-address]/",
        "http://news.example:99999/",
        "http://a..b/",
        "http:///nothing",
        "https://news.example/" + "a" * 8_000,
    ],
)
def test_what_is_no_address_of_a_page_is_refused(reference: str) -> None:
    assert resolve(PAGE, reference) is None


def test_a_relative_reference_without_a_base_is_refused() -> None:
    assert resolve("", "/story") is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("HTTP://News.Example", "http://news.example/"),
        ("https://news.example:443/a", "https://news.example/a"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://news.example/a#comments", "https://news.example/a"),
        ("https://news.example/a?", "https://news.example/a"),
        ("https://news.example/a/../b/./c", "https://news.example/b/c"),
        ("https://news.example/%7Euser/%c3%a9", "https://news.example/~user/%C3%A9"),
        ("https://news.example/a?b=2&a=1", "https://news.example/a?b=2&a=1"),
        ("https://news.example/a?utm_source=rss&id=7&fbclid=x", "https://news.example/a?id=7"),
        ("https://news.example/a?UTM_Medium=feed", "https://news.example/a"),
        ("https://news.example/a?route=utm_x", "https://news.example/a?route=utm_x"),
    ],
)
def test_equal_addresses_have_one_spelling(address: str, expected: str) -> None:
    assert canonical(address) == expected


def test_what_is_no_address_stays_as_it_is() -> None:
    assert canonical(" mailto:desk@news.example\x00 ") == "mailto:desk@news.example"


def test_tracking_changes_no_key() -> None:
    assert url_key("https://news.example/a?utm_campaign=x") == url_key("HTTPS://news.example/a")


def test_the_query_makes_another_key() -> None:
    assert url_key("https://news.example/a?id=1") != url_key("https://news.example/a?id=2")


@pytest.mark.parametrize("rule", TRACKING, ids=lambda rule: rule.name)
def test_every_tracking_parameter_goes(rule: Tracking) -> None:
    name = rule.name.replace("*", "x")
    assert canonical(f"https://news.example/a?{name}=1&id=2") == "https://news.example/a?id=2"


def test_every_tracking_rule_has_its_reason() -> None:
    assert all(rule.why for rule in TRACKING)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://News.Example:8443/a", "news.example"),
        ("http://[::1]:8080/", "[::1]"),
        ("mailto:x@news.example", ""),
        ("not an address", ""),
    ],
)
def test_the_host_of_an_address(address: str, expected: str) -> None:
    assert host(address) == expected


@given(st.one_of(st.text(), ADDRESSES))
def test_the_canonical_address_is_its_own_canonical_address(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(st.one_of(st.text(), ADDRESSES), st.one_of(st.text(), ADDRESSES))
def test_what_resolves_is_plain_http_without_credentials(base: str, reference: str) -> None:
    address = resolve(base, reference)
    assert address is None or (
        address.isascii() and urlsplit(address).scheme in {"http", "https"} and "@" not in host(address)
    )


@given(st.one_of(st.text(), ADDRESSES))
def test_what_resolves_resolves_to_itself(text: str) -> None:
    address = resolve(PAGE, text)
    assert address is None or resolve("", address) == address


@given(st.text())
def test_a_key_never_fails(text: str) -> None:
    assert url_key(text) == url_key(text)


@pytest.mark.parametrize(
    ("url", "whose", "place"),
    [
        ("https://News.example:443/a?b#c", "news.example", "https://news.example"),
        ("http://news.example:8080", "news.example:8080", "http://news.example:8080"),
        ("http://[::1]:80/", "[::1]", "http://[::1]"),
        ("ftp://news.example/", "", ""),
        ("http://[broken/", "", ""),
    ],
)
def test_an_address_tells_whose_it_is(url: str, whose: str, place: str) -> None:
    assert (authority(url), origin(url)) == (whose, place)
