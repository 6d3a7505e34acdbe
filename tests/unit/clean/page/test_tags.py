"""What HTML tags are to a reader."""

from itertools import combinations

import pytest

from pipeline.clean.page.tags import BLOCKS, INLINE, UNREAD


@pytest.mark.parametrize(("one", "other"), list(combinations((BLOCKS, INLINE, UNREAD), 2)))
def test_no_tag_is_of_two_sorts(one: frozenset[str], other: frozenset[str]) -> None:
    assert one & other == set()


@pytest.mark.parametrize("tag", ["p", "div", "h1", "li", "blockquote", "td", "figcaption", "nav", "details"])
def test_blocks_divide_passages(tag: str) -> None:
    assert tag in BLOCKS


@pytest.mark.parametrize("tag", ["a", "b", "span", "time", "sup", "ruby", "mark", "wbr"])
def test_inline_elements_do_not(tag: str) -> None:
    assert tag in INLINE


@pytest.mark.parametrize("tag", ["script", "style", "svg", "iframe", "img", "video", "select", "template"])
def test_what_is_not_text_is_not_read(tag: str) -> None:
    assert tag in UNREAD


@pytest.mark.parametrize("tags", [BLOCKS, INLINE, UNREAD])
def test_tags_are_in_lower_case(tags: frozenset[str]) -> None:
    assert [tag for tag in tags if tag != tag.lower()] == []
