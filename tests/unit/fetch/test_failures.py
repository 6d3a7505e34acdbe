"""Errors in words."""

import pytest

from pipeline.fetch.failures import printable, shown_address


def test_a_message_is_one_line_without_control_characters() -> None:
    assert printable("bad\r\n  header \x1b[31m\x00") == "bad header [31m"


def test_a_long_message_is_cut() -> None:
    assert len(printable("x" * 5_000)) == 201


@pytest.mark.parametrize(
    "query",
    [
        "token=S3",
        "a=1&api_key=S3",
        "apikey=S3",
        "key=S3",
        "sig=S3",
        "X-Amz-Signature=S3",
        "password=S3",
        "PHPSESSID=S3",
    ],
)
def test_a_secret_of_the_query_is_not_shown(query: str) -> None:
    assert "S3" not in shown_address(f"https://news.example/feed?{query}&page=2")


@pytest.mark.parametrize("query", ["id=12", "keyword=ferry", "author=lee", "monkey=1", "tokens=many", "pass_through=1"])
def test_what_is_no_secret_is(query: str) -> None:
    assert shown_address(f"https://news.example/?{query}").endswith(query)


def test_a_password_is_not_shown() -> None:
    assert shown_address("https://editor:secret@news.example/a") == "https://news.example/a"


def test_an_address_breaks_no_line() -> None:
    assert shown_address("https://news.example/\u2028a\x1b[2J\u202e") == "https://news.example/ a [2J"
