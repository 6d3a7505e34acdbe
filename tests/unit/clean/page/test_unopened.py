"""Prose in markup that browsers do not show at once."""

import pytest

from pipeline.clean import clean_page
from pipeline.clean.page import parse_page, read_passages

FIRST = (
    "Engineers have finished the first of three tunnels under the Orla pass, eleven weeks ahead of schedule.",
    "The tunnel is 6.4 kilometres long and will carry the water main that today lies beside the road.",
    "The second bore starts in January, once the drilling head has been taken apart and carried back.",
)
GERMAN = (
    "Die Ingenieure haben den ersten von drei Tunneln unter dem Pass elf Wochen früher fertiggestellt als geplant.",
    "Der Tunnel ist 6,4 Kilometer lang und nimmt die Wasserleitung auf, die heute neben der Straße liegt.",
    "Die zweite Bohrung beginnt im Januar, sobald der Bohrkopf zerlegt und zurückgebracht worden ist.",
)
HOLDERS = [
    "<noscript>{}</noscript>",
    "<template>{}</template>",
    "<template shadowrootmode='open'><div>{}</div></template>",
    "<script type='text/template'>{}</script>",
    '<script id="story" type="text/html">{}</script>',
    "<script type=text/x-handlebars-template>{}</script>",
]


def _marked(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _texts(body: str) -> list[str]:
    tree = parse_page(f"<html><head><title>T</title></head><body>{body}</body></html>")
    assert tree is not None
    return [one.text for one in read_passages(tree).passages]


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("story", [FIRST, GERMAN])
def test_prose_that_stands_nowhere_else_is_read(holder: str, story: tuple[str, ...]) -> None:
    assert _texts(f"<article>{holder.format(_marked(story))}</article>") == list(story)


@pytest.mark.parametrize("holder", HOLDERS)
def test_half_a_story_is_read_in_its_place(holder: str) -> None:
    page = f"<main><h1>Tunnel</h1>{_marked(GERMAN)}{holder.format(_marked(FIRST))}</main>"
    assert clean_page(f"<html><body>{page}</body></html>").paragraphs == (*GERMAN, *FIRST)


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_copy_of_what_is_shown_is_not_read_again(holder: str) -> None:
    assert _texts(_marked(FIRST) + holder.format(_marked(FIRST))) == list(FIRST)


def test_the_second_of_two_copies_is_not_read() -> None:
    assert _texts("".join(holder.format(_marked(FIRST)) for holder in HOLDERS)) == list(FIRST)


@pytest.mark.parametrize(
    "note",
    [
        "<noscript><p>Please enable JavaScript in your browser to read this page and its comments.</p></noscript>",
        "<noscript><img src='/pixel.gif' alt=''></noscript>",
        f"<script type='text/template'><h3>{{{{ title }}}}</h3>{_marked(FIRST)}</script>",
        f"<script>var text = '{FIRST[0]}';</script>",
    ],
)
def test_notes_pixels_and_controls_are_not_read(note: str) -> None:
    assert _texts(f"<p>{GERMAN[0]}</p>{note}") == [GERMAN[0]]
