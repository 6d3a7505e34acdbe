"""Passages and containers as values."""

from collections.abc import Sequence

import pytest
from pages import reading

from pipeline.clean.page import Passage, Zone
from pipeline.clean.text import BlockKind

SENTENCE = "The council of Wexmere voted on Tuesday to rebuild the eastern breakwater before the winter."


def _passages(body: str) -> Sequence[Passage]:
    return reading(body).passages


def _one(body: str) -> Passage:
    (passage,) = _passages(body)
    return passage


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<p>Wall</p>", BlockKind.PARAGRAPH),
        ("<div>Wall</div>", BlockKind.PARAGRAPH),
        ("<pre>Wall</pre>", BlockKind.PARAGRAPH),
        ("<h1>Wall</h1>", BlockKind.HEADING),
        ("<h6>Wall</h6>", BlockKind.HEADING),
        ("<ul><li>Wall</li></ul>", BlockKind.ITEM),
        ("<dl><dt>Wall</dt></dl>", BlockKind.ITEM),
        ("<dl><dd>Wall</dd></dl>", BlockKind.ITEM),
        ("<blockquote>Wall</blockquote>", BlockKind.QUOTE),
        ("<blockquote><p>Wall</p></blockquote>", BlockKind.QUOTE),
        ("<ul><li><p>Wall</p></li></ul>", BlockKind.ITEM),
        ("<figure><figcaption>Wall</figcaption></figure>", BlockKind.CAPTION),
        ("<table><caption>Wall</caption></table>", BlockKind.CAPTION),
        ("<table><tr><td>Wall</td></tr></table>", BlockKind.ROW),
    ],
)
def test_the_element_gives_the_kind(body: str, kind: BlockKind) -> None:
    assert _one(body).kind is kind


def test_cells_of_a_row_are_one_passage() -> None:
    assert _one("<table><tr><td>Osby</td><td>7</td><td>up</td></tr></table>").text == "Osby | 7 | up"


@pytest.mark.parametrize(
    ("body", "linked", "share"),
    [
        ("<p>Wall</p>", 0, 0.0),
        ("<p><a href=/a>Wall</a></p>", 4, 1.0),
        ("<p><a href=/a>Wall</a> fell</p>", 4, 4 / 9),
        ("<p><a href=/a>Wall</a> | <a href=/b>Gate</a></p>", 11, 1.0),
    ],
)
def test_characters_within_links_are_counted(body: str, linked: int, share: float) -> None:
    passage = _one(body)
    assert (passage.linked, passage.link_share) == (linked, share)


def test_addresses_of_links_are_kept_in_order() -> None:
    assert _one("<p><a href=/a>Wall</a> and <a href=/b>gate</a></p>").links == ("/a", "/b")


def test_characters_in_bold_are_counted() -> None:
    assert _one("<p><b>Wall</b> and <strong>gate</strong></p>").bold == 8


@pytest.mark.parametrize(
    ("body", "closes"), [("<p>See <a href=/>Wall</a></p>", True), ("<p><a href=/>Wall</a> fell</p>", False)]
)
def test_a_passage_may_close_in_a_link(body: str, closes: bool) -> None:
    assert _one(body).closes_in_link is closes


@pytest.mark.parametrize(
    ("body", "is_prose"),
    [
        (f"<p>{SENTENCE}</p>", True),
        (f"<p>{SENTENCE.rstrip('.')}</p>", False),
        (f"<p><a href=/a>{SENTENCE}</a></p>", False),
        ("<p>The gate was shut.</p>", False),
        (f"<nav><a href=/>x</a>{SENTENCE}</nav>", False),
    ],
)
def test_prose_is_sentences_and_not_links(body: str, is_prose: bool) -> None:
    assert [passage.is_prose for passage in _passages(body)] == [is_prose]


@pytest.mark.parametrize(
    "picture", ["<img src=a>", "<picture></picture>", "<video></video>", "<iframe></iframe>", "<svg></svg>"]
)
def test_a_picture_above_is_noted(picture: str) -> None:
    first, second = _passages(f"<p>Wall</p>{picture}<p>Gate</p>")
    assert (first.pictured, second.pictured) == (False, True)


@pytest.mark.parametrize(
    ("body", "zone"),
    [
        ("<p><span class=credit>Nora Tasker</span></p>", Zone.CAPTION),
        ("<p><span class=share>Share</span> the long story about it</p>", Zone.PLAIN),
        ("<p><span>Wall</span></p>", Zone.PLAIN),
        ("<p><span itemprop=author>Nora Tasker</span></p>", Zone.AUTHOR),
        ("<p><span class=share><b class=author>Share</b></span></p>", Zone.SHARE),
    ],
)
def test_an_inline_element_that_holds_all_gives_the_inner_zone(body: str, zone: Zone) -> None:
    assert _one(body).inner is zone


@pytest.mark.parametrize(
    ("body", "zone"),
    [
        ("<div class=share><p>Wall</p></div>", Zone.SHARE),
        ("<div style='display: none'><p>Wall</p></div>", Zone.UNDISPLAYED),
        ("<div hidden><p>Wall</p></div>", Zone.UNDISPLAYED),
        ("<div style='color: red'><p>Wall</p></div>", Zone.PLAIN),
        ("<div role=navigation><p>Wall</p></div>", Zone.NAVIGATION),
        ("<div id=comments><p>Wall</p></div>", Zone.COMMENTS),
    ],
)
def test_a_container_has_its_zone(body: str, zone: Zone) -> None:
    parent = _one(body).within.parent
    assert parent is not None
    assert parent.zone is zone


def test_containers_are_numbered_in_page_order() -> None:
    page = reading("<div><p>Wall</p></div><div><p>Gate</p></div>")
    assert [one.number for one in page.containers] == list(range(len(page.containers)))


def test_a_container_knows_the_last_one_within_it() -> None:
    page = reading("<div class=a><p>Wall</p><p>Gate</p></div><div class=b></div>")
    (one,) = [container for container in page.containers if container.name == "div.a"]
    assert one.last - one.number == 2


def test_a_container_is_named_by_its_tag_and_first_class() -> None:
    assert _one("<p class='lead wide'>Wall</p>").within.name == "p.lead"


@pytest.mark.parametrize("tag", ["nav", "footer"])
def test_menus_and_footers_stand_around(tag: str) -> None:
    assert _one(f"<{tag}><a href=/>Home</a></{tag}>").is_around


def test_text_for_screen_readers_is_not_read() -> None:
    assert _one("<p>Wall<span class=sr-only> of the harbour</span></p>").text == "Wall"


@pytest.mark.parametrize(
    "hint", ["opens in a new tab", "(external link)", "abre en una nueva ventana", "s’ouvre dans une nouvelle fenêtre"]
)
def test_hints_of_links_are_left_out(hint: str) -> None:
    assert _one(f"<p><a href=/a>Wall <i>{hint}</i></a></p>").text == "Wall"


def test_a_small_page_is_not_cut() -> None:
    assert not reading("<p>Wall</p>").is_cut
