"""The passages of a page."""

from collections.abc import Sequence

from pages import reading

from pipeline.clean.page import Passage, Zone
from pipeline.clean.text import BlockKind


def _passages(body: str) -> Sequence[Passage]:
    return reading(body).passages


def _texts(body: str) -> list[str]:
    return [passage.text for passage in _passages(body)]


def test_unclosed_paragraphs_are_paragraphs() -> None:
    assert _texts("<p>The gate was shut.<p>Nobody left.") == ["The gate was shut.", "Nobody left."]


def test_emphasis_and_links_do_not_divide_a_paragraph() -> None:
    assert _texts("<p>The <b>council</b> voted <a href='/x'>on Thursday</a>.</p>") == ["The council voted on Thursday."]


def test_an_element_of_the_sites_own_does_not_divide_a_paragraph() -> None:
    assert _texts("<p>Two studies (<x-source>1</x-source>) say so.</p>") == ["Two studies (1) say so."]


def test_elements_that_are_unknown_do_not_divide_a_paragraph() -> None:
    word = "<p>The council <topic>voted</topic> for a <o:p>wall</o:p> on Monday.</p>"
    assert _texts(word) == ["The council voted for a wall on Monday."]


def test_metadata_within_a_link_does_not_divide_a_paragraph() -> None:
    link = '<a href="/w"><meta itemprop="type" content="WebLink"> voted</a>'
    assert _texts(f"<p>The council {link} for a wall.</p>") == ["The council voted for a wall."]


def test_an_element_of_the_sites_own_around_paragraphs_divides_them() -> None:
    assert _texts("<x-text><p>The gate was shut.</p>Nobody left.</x-text>") == ["The gate was shut.", "Nobody left."]


def test_code_whose_lines_are_anchors_is_no_list_of_links() -> None:
    (code,) = _passages("<pre><a href='#c1'>a = 1</a><a href='#c2'>b = 2</a></pre>")
    assert code.link_share == 0


def test_a_long_menu_is_cut_with_a_sign() -> None:
    (menu,) = _texts(f"<nav>{''.join(f'<a href=/{n}>Place {n}</a>' for n in range(50))}</nav>")
    assert (menu.count("Place"), menu[-1]) == (30, "…")


def test_a_value_for_machines_is_known_by_its_property() -> None:
    (passage,) = _passages("<div><span itemprop='url'>https://gazette.example/logo.png</span></div>")
    assert passage.inner is Zone.DATUM


def test_a_break_after_a_sentence_divides() -> None:
    assert _texts("<div>The gate was shut.<br>Nobody left.</div>") == ["The gate was shut.", "Nobody left."]


def test_a_break_within_a_sentence_is_a_blank() -> None:
    assert _texts("<div>The gate<br>was shut.</div>") == ["The gate was shut."]


def test_two_breaks_divide_whatever_stands_before_them() -> None:
    assert _texts("<div>Halden<br><br>The gate was shut.</div>") == ["Halden", "The gate was shut."]


def test_scripts_and_styles_are_not_read() -> None:
    assert _texts("<script>var a = 1;</script><style>p {}</style><p>The gate was shut.</p>") == ["The gate was shut."]


def test_words_for_screen_readers_within_a_line_are_not_read() -> None:
    assert _texts("<p>The gate<span class='sr-only'> opens a new window</span> was shut.</p>") == ["The gate was shut."]


def test_a_row_is_one_passage_with_borders() -> None:
    body = "<table><tr><th>Port</th><th>Boats</th></tr><tr><td>Halden</td><td>41</td></tr></table>"
    assert _texts(body) == ["Port | Boats", "Halden | 41"]


def test_a_menu_is_one_passage() -> None:
    menu = "<nav><ul><li><a href='/a'>Sport</a></li><li><a href='/b'>Weather</a></li></ul></nav>"
    assert _texts(f"{menu}<p>The gate was shut.</p>") == ["Sport · Weather", "The gate was shut."]


def test_a_link_and_its_address_are_counted() -> None:
    (passage,) = _passages("<p><a href='/x'>Ferry returns</a></p>")
    assert (passage.link_share, passage.links, passage.closes_in_link) == (1.0, ("/x",), True)


def test_a_picture_is_noted_on_the_passage_below_it() -> None:
    body = "<p>The gate.</p><img src='/a.jpg'><p>The gate at noon.</p>"
    assert [passage.pictured for passage in _passages(body)] == [False, True]


def test_a_paragraph_of_a_quote_is_a_quote() -> None:
    (passage,) = _passages("<blockquote><p>We lost four boats.</p></blockquote>")
    assert passage.kind is BlockKind.QUOTE


def test_containers_know_where_they_end() -> None:
    containers = reading("<div><p>The gate.</p><p>The wall.</p></div><p>The sea.</p>").containers
    assert [(one.tag, one.last) for one in containers if one.tag == "div"] == [("div", containers[-1].number - 1)]


def test_what_screen_readers_say_of_a_link_is_not_read() -> None:
    body = "<p>The <a href='/x'>council <span class='q7'>(opens in a new tab)</span></a> voted.</p>"
    assert _texts(body) == ["The council voted."]


def test_a_card_that_shows_under_the_pointer_is_not_read() -> None:
    card = "<span class='rollover-block'><a href='/tasker'>Nora Tasker</a> More by her</span>"
    assert _texts(f"<p>Mayor Nora Tasker{card} left.</p>") == ["Mayor Nora Tasker left."]


_BLANK_LINE = " \r\n\r\n "
_LINES = (
    "The harbour board voted on Thursday to rebuild the eastern breakwater before the winter storms reach the coast.",
    "Mayor Nora Tasker said the work would cost nine million and take until the second spring after this one.",
    "The fishermen, who had asked for it since the fire, called the vote the best news of the year.",
)


def test_blank_lines_below_sentences_divide_text_that_has_no_other_marks() -> None:
    assert _texts(f"<div><b>Halden</b>{_BLANK_LINE.join(_LINES)}</div>") == [f"Halden{_LINES[0]}", *_LINES[1:]]


def test_blank_lines_of_a_template_do_not_divide_a_paragraph() -> None:
    assert _texts(f"<div>{_BLANK_LINE.join(_LINES[:2])}</div>") == [" ".join(_LINES[:2])]
    assert _texts(f"<p>{_BLANK_LINE.join(_LINES)}</p>") == [" ".join(_LINES)]
