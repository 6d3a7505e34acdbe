"""Posts of social networks that stand on a page."""

import pytest
from pages import reading

from pipeline.clean.page import Zone, find_post_address

SIGNED = "— Nora Tasker (@ntasker) <a href='https://twitter.com/ntasker/status/881'>May 6, 2025</a>"


@pytest.mark.parametrize(
    "address",
    [
        "https://twitter.com/ntasker/status/1787501234",
        "https://x.com/ntasker/status/1787501234?ref_src=twsrc",
        "https://www.instagram.com/p/C6abc/",
        "https://t.me/harbour_news/4411",
        "https://bsky.app/profile/ntasker.example/post/3kq",
        "https://www.threads.net/@ntasker/post/C6abc",
        "https://www.tiktok.com/@ntasker/video/73001",
        "https://mastodon.example/@ntasker/112400000000001",
    ],
)
def test_the_address_of_a_post_is_known(address: str) -> None:
    assert find_post_address(["https://t.co/a", address, "/tags/harbour"]) == address


@pytest.mark.parametrize("address", ["https://x.com/ntasker", "https://gazette.example/p/12", "/status/12"])
def test_other_addresses_are_none(address: str) -> None:
    assert find_post_address([address]) is None


@pytest.mark.parametrize(
    "post",
    [
        f"<blockquote><p>We lost the wall.</p>{SIGNED}</blockquote>",
        f"<blockquote><div><p>Wir haben die Mauer verloren.</p></div><p>{SIGNED}</p></blockquote>",
    ],
)
def test_a_signed_quotation_with_a_link_to_its_post_is_embedded(post: str) -> None:
    zones = {one.tag: one.zone for one in reading(f"<p>The council met.</p>{post}").containers}
    assert (zones["blockquote"], zones["body"]) == (Zone.EMBED, Zone.PLAIN)


@pytest.mark.parametrize(
    "quotation",
    [
        "<blockquote><p>We lost the wall.</p><p>— Nora Tasker, mayor</p></blockquote>",
        "<blockquote><p>“We lost it,” <a href='https://x.com/ntasker/status/881'>she wrote</a>.</p></blockquote>",
        "<blockquote><p>Dear Mr Holm, the wall is lost. Yours, Nora Tasker</p></blockquote>",
    ],
)
def test_quoted_speech_and_letters_are_not(quotation: str) -> None:
    assert Zone.EMBED not in {one.zone for one in reading(quotation).containers}
