"""A page as blocks."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from pipeline.clean.blocks import Block, BlockKind
from pipeline.clean.page import parsed, story_blocks


def _tree(body: str) -> HtmlElement:
    tree = parsed(f"<!doctype html><html><head><title>T</title></head><body>{body}</body></html>")
    assert tree is not None
    return tree


def _blocks(body: str) -> Sequence[Block]:
    return story_blocks(_tree(body))


def _paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_paragraphs_come_in_order(story: Sequence[str]) -> None:
    blocks = _blocks(f"<article>{_paragraphs(story)}</article>")
    assert [block.text for block in blocks] == list(story)


def test_unclosed_paragraphs_are_paragraphs(story: Sequence[str]) -> None:
    assert [block.text for block in _blocks("".join(f"<p>{text}" for text in story))] == list(story)


def test_a_subhead_is_a_heading(story: Sequence[str]) -> None:
    body = f"<article>{_paragraphs(story[:4])}<h2>The old wall</h2>{_paragraphs(story[4:])}</article>"
    assert [block.kind for block in _blocks(body)].index(BlockKind.HEADING) == 4


def test_items_of_a_list_are_blocks_of_their_own(story: Sequence[str]) -> None:
    items = "<ul><li>48 million crowns in all</li><li>two years of work</li></ul>"
    blocks = _blocks(f"<article>{_paragraphs(story)}{items}</article>")
    assert [block.text for block in blocks if block.kind is BlockKind.ITEM] == [
        "48 million crowns in all",
        "two years of work",
    ]


def test_emphasis_and_links_do_not_divide_a_paragraph(story: Sequence[str]) -> None:
    body = "<p>The <b>council</b> voted <a href='/x'>on Thursday</a> to rebuild it.</p>"
    assert "The council voted on Thursday to rebuild it." in [
        block.text for block in _blocks(f"<article>{_paragraphs(story)}{body}</article>")
    ]


def test_a_block_that_is_one_link_is_linked(story: Sequence[str]) -> None:
    link = "<h3><a href='/x'>Ferry returns to the north</a></h3>"
    body = f"<article>{_paragraphs(story[:4])}{link}{_paragraphs(story[4:])}</article>"
    assert [block.text for block in _blocks(body) if block.linked] == ["Ferry returns to the north"]


def test_what_stands_below_the_storys_element_is_outside(story: Sequence[str]) -> None:
    appeal = "The Gazette lives by its readers, and every one of them who joins us makes it stronger."
    body = f"<div><div class='b'>{_paragraphs(story)}</div><div class='s'><p>{appeal}</p></div></div>"
    assert [block.text for block in _blocks(body) if block.outside] == [appeal]


def test_a_short_page_is_read_from_its_main_element() -> None:
    body = "<nav><a href='/'>Home</a></nav><main><p>The gate was shut at noon.</p></main><footer>2024</footer>"
    assert [block.text for block in _blocks(body)] == ["The gate was shut at noon."]


def test_scripts_and_styles_are_not_read(story: Sequence[str]) -> None:
    blocks = _blocks(f"<article><script>var a = 1;</script><style>p {{}}</style>{_paragraphs(story)}</article>")
    assert [block.text for block in blocks] == list(story)


def test_a_tag_too_long_to_parse_loses_its_attributes(story: Sequence[str]) -> None:
    attributes = " ".join(f'a{number}=">"' for number in range(5_000))
    tree = _tree(f"<p {attributes}>{story[0]}</p>")
    assert [dict(element.attrib) for element in tree.iter("p")] == [{}]


def test_a_quotation_mark_outside_a_value_ends_nothing(story: Sequence[str]) -> None:
    body = f"<p><a title=5\" href='/x'>a</a></p>{_paragraphs(story)}" + "x" * 9_000
    assert len(list(_tree(body).iter("p"))) == len(story) + 1


def test_a_page_of_nothing_has_no_blocks() -> None:
    assert _blocks("<div></div>") == ()
