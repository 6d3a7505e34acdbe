"""Secrets of addresses stay out of everything that is shown."""

import pytest

from pipeline.masking import masked, masked_address


@pytest.mark.parametrize(
    "address",
    [
        "https://editor:S3cr3t@news.example/rss",
        "https://S3cr3t@news.example/rss",
        "https://editor:S3c@S3cr3t@news.example/rss",
        "https://editor:a/S3cr3t@news.example/rss",
        "https://editor:a?S3cr3t@news.example/rss",
        "https://editor:a#S3cr3t@news.example/rss",
        "https://editor:a b S3cr3t@news.example/rss",
        "ftp://editor:S3cr3t@news.example/rss",
        "feed://editor:S3cr3t@news.example/rss",
        "redis://:S3cr3t@news.example:6379/0",
        "postgresql://newswire:S3cr3t@news.example/newswire",
        "//editor:S3cr3t@news.example/rss",
        "editor:S3cr3t@news.example/rss",
    ],
)
def test_a_password_before_the_host_is_left_out(address: str) -> None:
    shown = masked_address(address)
    assert "S3cr3t" not in shown
    assert "news.example" in shown


@pytest.mark.parametrize(
    "name",
    [
        *("token", "access_token", "private_token", "feed-token", "wltoken", "X-Amz-Security-Token", "access%5Ftoken"),
        *("key", "api_key", "apikey", "apiKey", "x-api-key", "rss_key", "rsskey", "subscription-key"),
        *("password", "passwd", "pwd", "user_password", "passwort", "contraseña", "contrase%C3%B1a", "mdp", "senha"),
        *("secret", "client_secret", "auth", "sig", "X-Goog-Signature", "jwt", "PHPSESSID", "sid", "auth[token]"),
    ],
)
@pytest.mark.parametrize("before", ["?", "?page=2&", "?page=2&amp;", "#"])
def test_the_value_of_a_secret_parameter_is_masked(before: str, name: str) -> None:
    shown = masked_address(f"https://news.example/rss{before}{name}=S3 cr3t&lang=en")
    assert shown == f"https://news.example/rss{before}{name}=…&lang=en"


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example:8080/@editor/rss?id=12&keyword=ferry&author=lee",
        "https://news.example/?monkey=1&tokens=many&pass_through=1&keys=a&hashtag=b&sidebar=c",
        "https://medium.example/@editor",
        "http://[2001:db8::1]:8080/@editor",
        "mailto:editor@news.example",
        "https://news.example/a,b;c=1?q=a@b",
    ],
)
def test_what_is_no_secret_is_shown(address: str) -> None:
    assert masked_address(address) == address


def test_addresses_within_a_text_are_masked_and_the_text_is_kept() -> None:
    said = (
        'no feed at https://editor:S3@a.example/rss (see "b:S3@b.example" or http://c.example/?key=S3), at 12:30 @home'
    )
    assert masked(said) == (
        'no feed at https://a.example/rss (see "b.example" or http://c.example/?key=… at 12:30 @home'
    )


def test_a_masked_text_stays_as_it_is() -> None:
    once = masked("https://a:S3@b.example/?token=S3&x=1")
    assert masked(once) == once == "https://b.example/?token=…&x=1"
