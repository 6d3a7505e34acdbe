"""What the addresses of links lead to."""

import pytest

from pipeline.clean.main_content.destinations import Destination, find_destination


@pytest.mark.parametrize(
    ("address", "destination"),
    [
        ("mailto:desk@gazette.example", Destination.MAIL),
        ("tel:+47123456", Destination.MAIL),
        ("https://www.facebook.com/gazette", Destination.NETWORK),
        ("https://x.com/gazette", Destination.NETWORK),
        ("https://twitter.com/intent/tweet", Destination.NETWORK),
        ("//t.me/gazette", Destination.NETWORK),
        ("https://wa.me/123", Destination.NETWORK),
        ("https://youtu.be/abc", Destination.NETWORK),
        ("https://bsky.app/profile/gazette", Destination.NETWORK),
        ("https://gazette.example/share?u=1", Destination.NETWORK),
        ("/newsletter", Destination.SUBSCRIPTION),
        ("/subscribe", Destination.SUBSCRIPTION),
        ("/abo", None),
        ("/abonnement", Destination.SUBSCRIPTION),
        ("/sign-up", Destination.SUBSCRIPTION),
        ("/suscripcion", Destination.SUBSCRIPTION),
        ("/login", Destination.SUBSCRIPTION),
        ("/spenden", Destination.SUBSCRIPTION),
        ("https://apps.apple.com/app/1", Destination.STORE),
        ("https://play.google.com/store", Destination.STORE),
        ("https://shop.gazette.example/", Destination.STORE),
        ("/author/nora-tasker", Destination.AUTHOR),
        ("/autor/nora-tasker", Destination.AUTHOR),
        ("/by/nora-tasker", Destination.AUTHOR),
        ("/tag/harbour", Destination.TOPIC),
        ("/thema/hafen", Destination.TOPIC),
        ("/category/coast", Destination.TOPIC),
        ("#comments", Destination.BUTTON),
        ("javascript:void(0)", Destination.BUTTON),
        ("", Destination.BUTTON),
        ("https://gazette.example/2026/11/20/wall", None),
        ("/news/council-votes-for-a-wall", None),
    ],
)
def test_an_address_says_what_it_leads_to(address: str, destination: Destination | None) -> None:
    assert find_destination(address) is destination


def test_case_does_not_matter() -> None:
    assert find_destination("/NEWSLETTER") is Destination.SUBSCRIPTION


def test_the_end_of_a_very_long_address_is_not_read() -> None:
    assert find_destination("/news/" + "x" * 300 + "/newsletter") is None
