"""What robots.txt lets us fetch."""

from datetime import timedelta

import pytest

from pipeline.fetch import Rules, origin

TEXT = """User-agent: *
Disallow: /private/
Crawl-delay: 3

User-agent: newswire
Disallow: /only-others/
Allow: /only-others/but-this
"""


@pytest.mark.parametrize(
    ("path", "robot", "allowed"),
    [
        ("/story", "newswire", True),
        ("/only-others/x", "newswire", False),
        ("/only-others/but-this", "newswire", True),
        ("/private/x", "newswire", True),
        ("/private/x", "another", False),
    ],
)
def test_the_rules_of_the_closest_name_count(path: str, robot: str, allowed: bool) -> None:
    assert Rules(text=TEXT).allows(f"https://news.example{path}", robot=robot) is allowed


def test_no_rules_allow_everything() -> None:
    assert Rules().allows("https://news.example/private/x", robot="newswire")


def test_unknown_rules_allow_nothing() -> None:
    assert not Rules(unknown="status 503").allows("https://news.example/story", robot="newswire")


def test_a_crawl_delay_is_a_wish_of_half_a_minute_at_the_most() -> None:
    delays = [Rules(text=text).delay(robot="another") for text in (TEXT, TEXT.replace("3", "7200"), "")]
    assert delays == [timedelta(seconds=3), timedelta(seconds=30), None]


def test_an_origin_is_scheme_host_and_port() -> None:
    assert origin("https://news.example:8443/a/b?c") == "https://news.example:8443"
