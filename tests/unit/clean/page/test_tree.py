"""A page as a tree."""

from collections.abc import Sequence

from pages import paragraphs, tree


def test_a_tag_too_long_to_parse_loses_its_attributes(story: Sequence[str]) -> None:
    attributes = " ".join(f'a{number}=">"' for number in range(20_000))
    found = tree(f"<p {attributes}>{story[0]}</p>")
    assert [dict(element.attrib) for element in found.iter("p")] == [{}]


def test_a_quotation_mark_outside_a_value_ends_nothing(story: Sequence[str]) -> None:
    body = f"<p><a title=5\" href='/x'>a</a></p>{paragraphs(story)}" + "x" * 9_000
    assert len(list(tree(body).iter("p"))) == len(story) + 1


def test_what_nests_deeper_than_256_elements_is_read(story: Sequence[str]) -> None:
    body = "<div>" * 600 + paragraphs(story) + "</div>" * 600
    assert len(list(tree(body).iter("p"))) == len(story)
