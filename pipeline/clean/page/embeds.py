"""Posts embedded from social networks that no name marks: quotations signed with an account and a link to the post."""

import re
from collections.abc import Iterator, Sequence

from pipeline.clean.page.passages import Container, Passage
from pipeline.clean.page.zones import Zone

__all__ = ["find_post_address", "mark_posts"]

_POST = re.compile(
    r"//(?:[\w-]+\.)?(?:(?:twitter|x)\.com/[^/?#]+/status(?:es)?/\d|instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/|t\.me/[^/?#]+/\d"
    r"|bsky\.app/profile/[^/?#]+/post/|threads\.(?:net|com)/@[^/?#]+/post/|tiktok\.com/@[^/?#]+/video/"
    r"|facebook\.com/[^?#]*(?:posts|videos|permalink)|truthsocial\.com/@[^/?#]+/|reddit\.com/r/[^/?#]+/comments/"
    r"|weibo\.com/\d+/\w|vk\.com/wall-?\d|[^/]+/@[^/?#]+/\d{10,})",
    re.IGNORECASE,
)
_MARKED = frozenset({"blockquote", "p"})
# A name, an account, a date: "— Nora Tasker (@ntasker) May 6, 2025".
_SIGNED = re.compile(r"(?:\A|\s)[—–-]{1,2}\s?[^—–\n]{1,80}\(@[\w.@-]{2,60}\)[^.!?]{0,40}\Z")


def find_post_address(links: Sequence[str]) -> str | None:
    """Find the address of a post on a social network: the last such link, or None."""
    return next((link for link in reversed(links) if _POST.search(link)), None)


def mark_posts(passages: Sequence[Passage]) -> None:
    """Mark the quotations that end with the signature of a post as embedded."""
    for passage in passages:
        if "@" in passage.text and _SIGNED.search(passage.text) and find_post_address(passage.links):
            signed = next(_quotations(passage.within), passage.within)
            if signed.tag in _MARKED:
                signed.zone = Zone.EMBED


def _quotations(within: Container | None) -> Iterator[Container]:
    while within is not None:
        if within.tag == "blockquote":
            yield within
        within = within.parent
