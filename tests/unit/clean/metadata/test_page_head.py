"""What a page says about itself."""

import pytest

from pipeline.clean.metadata.page_head import PageHead, read_page_head
from pipeline.clean.page import parse_page


def _head(head: str, body: str = "<p>x</p>") -> PageHead:
    tree = parse_page(f"<html lang='en-GB'><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    return read_page_head(tree)


def test_a_meta_element_goes_by_name_property_and_itemprop() -> None:
    head = _head("<meta name='Author' content='Nora Tasker'><meta itemprop='datePublished' content='2024-01-18'>")
    assert (head.first("author"), head.first("datepublished")) == ("Nora Tasker", "2024-01-18")


def test_entities_escaped_twice_are_characters() -> None:
    assert _head("<meta property='og:title' content='Wall &amp;quot;now&amp;quot;'>").first("og:title") == 'Wall "now"'


@pytest.mark.parametrize("label", ["Written by", "Verfasst von", "Escrito por"])
def test_a_card_names_the_author(label: str) -> None:
    cards = f"<meta name='twitter:label1' content='{label}'><meta name='twitter:data1' content='Nora Tasker'>"
    assert _head(cards).written_by == ("Nora Tasker",)


def test_a_card_that_tells_the_reading_time_names_nobody() -> None:
    cards = "<meta name='twitter:label1' content='Reading time'><meta name='twitter:data1' content='4 minutes'>"
    assert _head(cards).written_by == ()


def test_a_kicker_is_no_part_of_the_headline() -> None:
    (heading,) = _head("", "<h1><span class='topline'>Harbour</span> <b>Council</b> votes</h1>").headings
    assert (heading.text, heading.whole) == ("Council votes", "Harbour Council votes")


def test_a_time_marked_as_publication_is_known() -> None:
    head = _head("", "<time datetime='2024-01-19'></time><time itemprop='datePublished' datetime='2024-01-18'></time>")
    assert (head.marked_times, head.times) == (("2024-01-18",), ("2024-01-19", "2024-01-18"))


def test_a_time_that_hatom_marks_as_publication_is_known() -> None:
    head = _head(
        "", "<abbr title='Unesco'>U</abbr><abbr class='time published' title='2016-12-23T05:11:00-05:00'>5</abbr>"
    )
    assert head.marked_times == ("2016-12-23T05:11:00-05:00",)


def test_scripts_are_those_of_json_ld() -> None:
    scripts = "<script>var a</script><script type='application/ld+json; charset=utf-8'>{}</script>"
    assert _head(scripts).scripts == ("{}",)


def test_a_hundred_thousand_elements_are_bounded() -> None:
    head = _head("<meta name='author' content='x'>" * 100_000)
    assert len(head.all("author")) == 500


def test_the_time_of_an_embedded_letter_is_not_the_storys() -> None:
    letter = "<blockquote><time datetime='2024-01-11'></time></blockquote>"
    assert _head("", f"{letter}<time datetime='2024-01-18'></time>").times == ("2024-01-18",)


def test_a_marked_time_is_the_storys_wherever_it_stands() -> None:
    head = _head("", "<aside><time itemprop='datePublished' datetime='2024-01-18'></time></aside>")
    assert (head.marked_times, head.times) == (("2024-01-18",), ())
