"""What robots.txt lets us fetch."""

from datetime import timedelta

import pytest

from pipeline.fetch.robots import Rules, rules_for

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
    assert Rules(text=rules_for(TEXT, robot=robot)).allows(f"https://news.example{path}") is allowed


def test_rules_for_a_crowd_of_robots_are_read_once() -> None:
    crowd = "".join(f"User-agent: grabber{n}\n" for n in range(5_000))
    rules = "".join(f"Disallow: /{n}/\n" for n in range(5_000))
    read = rules_for(f"{crowd}User-agent: *\n{rules}", robot="newswire")
    assert read.count("grabber") == 0
    assert (read.lower().count("user-agent"), read.count("Disallow")) == (1, 5_000)


def test_no_rules_allow_everything() -> None:
    assert Rules().allows("https://news.example/private/x")


def test_unknown_rules_allow_nothing() -> None:
    assert not Rules(unknown="status 503").allows("https://news.example/story")


def test_a_crawl_delay_is_a_wish_of_half_a_minute_at_the_most() -> None:
    texts = (TEXT, TEXT.replace("3", "7200"), "")
    delays = [Rules(text=rules_for(text, robot="another")).delay() for text in texts]
    assert delays == [timedelta(seconds=3), timedelta(seconds=30), None]


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("Disallow: /", True),  # rules of nobody
        ("User-agent: newswirebot\nDisallow: /", True),  # another's name that begins like ours
        ("User-agent: NewsWire/2.0 (beta)\nDisallow: /", False),
        ("\ufeffUser-agent: *\r\nDisallow: / # everything\r\n", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: newswire\nDisallow:", True),
        ("User-agent: newswire\nDisallow: /a/\nUser-agent: x\nDisallow: /\nUser-agent: newswire\nDisallow: /s", False),
        ("user-agent : *\ndisallow : /", False),
        ("<!doctype html><p>User-agents are welcome: all of them</p>", True),
    ],
)
def test_groups_are_found_as_rfc_9309_says(text: str, *, allowed: bool) -> None:
    assert Rules(text=rules_for(text, robot="newswire")).allows("https://news.example/story") is allowed
