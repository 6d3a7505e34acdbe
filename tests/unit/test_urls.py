"""Addresses: what is resolved, what is refused, what is equal."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tracking import TRACKING, Tracking
from pipeline.urls import authority, canonical, host, one_page, origin, resolve, same_site, stands_for, url_key

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
    name, value = rule.name.replace("*", "x"), (*rule.values, "1")[0]
    assert canonical(f"https://news.example/a?{name}={value}&id=2") == "https://news.example/a?id=2"


def test_a_parameter_that_tracks_by_its_value_stays_with_another() -> None:
    assert canonical("https://news.example/a?source=harbour&ref=rss") == "https://news.example/a?source=harbour"


def test_a_session_in_the_path_goes() -> None:
    assert canonical("https://news.example/a.do;jsessionid=0A1B?id=2") == "https://news.example/a.do?id=2"


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
    "address",
    [
        "http://news.example/story-1",
        "https://www.news.example/story-1/",
        "https://m.news.example/story-1",
        "https://amp.news.example/story-1",
        "https://news.example/amp/story-1",
        "https://news.example/story-1/amp/",
        "https://news.example/story-1/amp.html",
        "https://news.example/story-1?amp=1",
        "https://news.example/story-1?outputType=amp&utm_source=a",
        "https://news-example.cdn.ampproject.org/c/s/news.example/story-1/amp",
        "https://www.google.com/amp/s/www.news.example/story-1",
    ],
)
def test_the_editions_of_a_page_have_one_key(address: str) -> None:
    assert url_key(address) == url_key("https://news.example/story-1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/camp", "https://news.example/"),
        ("https://news.example/amplifier", "https://news.example/lifier"),
        ("https://m.example/a", "https://example/a"),
        ("https://news.example/a?id=1", "https://news.example/a?id=2"),
        ("https://sport.news.example/a", "https://news.example/a"),
        ("https://news.example:8080/a", "https://news.example/a"),
    ],
)
def test_other_pages_have_other_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


def test_what_editions_have_in_common_is_its_own() -> None:
    assert one_page("https://www.news.example/a/amp") == one_page(f"https:{one_page('https://www.news.example/a/amp')}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("https://www.news.example/", "https://sport.news.example/a", True),
        ("https://www.news.co.uk/", "https://sport.news.co.uk/", True),
        ("https://one.co.uk/", "https://other.co.uk/", False),
        ("https://news.example/", "https://news.test/", False),
        ("https://one.blogspot.com/", "https://other.blogspot.com/", False),
        ("https://one.blogspot.com/", "https://www.one.blogspot.com/", True),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:9000/", True),
        ("http://127.0.0.1/", "http://10.0.0.1/", False),
        ("nothing", "nothing", False),
    ],
)
def test_hosts_of_one_registered_domain_are_one_site(one: str, other: str, *, expected: bool) -> None:
    assert same_site(one, other) is expected


STORY = "https://www.news.example/world/2024/ferry-returns"


@pytest.mark.parametrize(
    "stated",
    [
        STORY,
        "http://news.example/world/2024/ferry-returns/",
        "https://www.news.example/world/2024/ferry-returns-to-quay",
        "https://travel.news.example/ferry-returns",
    ],
)
def test_a_page_may_name_its_own_address(stated: str) -> None:
    assert stands_for(stated, STORY)


@pytest.mark.parametrize(
    "stated",
    [
        "https://www.news.example/",
        "https://www.news.example/index.html",
        "https://www.news.example/world",
        "https://www.news.example/world/2024/",
        "https://other.example/world/2024/ferry-returns",
    ],
)
def test_a_front_or_another_site_is_not_the_address_of_a_story(stated: str) -> None:
    assert not stands_for(stated, STORY)


@pytest.mark.parametrize("view", ["/2", "/page/2", "/print", "/amp", "/comments"])
def test_a_view_of_a_story_names_the_story(view: str) -> None:
    assert stands_for(
        "https://news.example/world/ferry-returns-again", f"https://news.example/world/ferry-returns-again{view}"
    )


def test_a_story_may_be_named_by_a_query_at_the_root() -> None:
    assert stands_for("https://news.example/?p=123", "https://news.example/2024/ferry-returns")


@given(st.text(max_size=80), ADDRESSES)
def test_judging_an_address_never_fails(text: str, address: str) -> None:
    assert stands_for(text, address) in {True, False}


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


@pytest.mark.parametrize(
    ("name", "believed"), [("a-" * 3_900 + "a", True), ("1" * 7_900 + "/x!", False), ("a/" * 3_900 + "b", False)]
)
def test_a_long_path_is_judged_like_a_short_one(name: str, *, believed: bool) -> None:
    stated = f"https://news.example/{name}"
    assert stands_for(stated, f"{stated}/b") is believed


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("http://http://news.example/a", "http://news.example/a"),
        ("http://https://news.example/a", "https://news.example/a"),
        ("HTTPS://Http://news.example/a", "http://news.example/a"),
        ("https://https//news.example/a", "https://news.example/a"),
        ("https:/news.example/a", "https://news.example/a"),
        ("https:///news.example/a", "https://news.example/a"),
        ("https:news.example/a", "https://news.example/a"),
        ("https//news.example/a", "https://news.example/a"),
        ("https%3A//news.example/a", "https://news.example/a"),
        ("https:\\\\news.example\\a", "https://news.example/a"),
        ("https:\\/\\/news.example\\/a", "https://news.example/a"),
        ("http:// news.example/a", "http://news.example/a"),
        ("https:/münchen.example/a", "https://xn--mnchen-3ya.example/a"),
        ("https://site.example/https://site.example/a", "https://site.example/a"),
        ("\\a\\b?c=\\d", "https://site.example/a/b?c=%5Cd"),
        ("https:/a/b", "https://site.example/a/b"),
        ("https://web.archive.org/web/2020/https://news.example/a", None),
        ("https://news.example/go?to=http://https://a.example/", None),
        ("http://http.example/a", None),
        ("http://http:8080/a", None),
    ],
)
def test_a_misspelt_scheme_is_mended(written: str, meant: str | None) -> None:
    assert resolve("https://site.example/feed", written) == (meant or written)


@pytest.mark.parametrize("path", ["/a/../b", "/./b", "/c/d/../../b", "/../b"])
def test_dot_segments_leave_absolute_references(path: str) -> None:
    assert resolve("", f"https://news.example{path}?q=/../x") == "https://news.example/b?q=/../x"
