"""Snippets: the words found are marked as they are written, and no text can forge a mark or markup."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from builders import a_clean_article, an_article, loaded

from pipeline.stages.index import index_articles
from pipeline.store import Store
from pipeline.store.search import Question, SearchHit


def hit(store: Store, words: str, *, body: str, title: str = "Untitled", language: str = "en") -> SearchHit:
    """What is found for the words in an article of this text."""
    clean = replace(a_clean_article(title=title, paragraphs=(body,)), language=language)
    loaded(store, an_article(store, clean=clean))
    index_articles(store)
    (found,) = store.search.find(Question(words=words), most=1)
    return found


def marked(found: SearchHit) -> Sequence[str]:
    return [found.snippet_text[first:last] for first, last in found.snippet_marks]


@pytest.mark.parametrize(
    ("language", "body", "words", "expected"),
    [
        ("en", "The governments signed new treaties.", "treaty", ["treaties"]),
        ("es", "El señor Cárdano habló en Málaga.", "cardano malaga", ["Cárdano", "Málaga"]),
        ("fr", "Il parla de l’abondance d’eau.", "abondance", ["abondance"]),
        ("de", "Die „Hafenmauer“ in München steht.", "Muenchen hafenm*", ["Hafenmauer", "München"]),
        ("ru", "Партия «Единая Россия» победила.", '"единая россия"', ["Единая", "Россия"]),
        ("pl", "Wybory w Warszawie odbędą się.", "warszawa", ["Warszawie"]),
        ("ar", "وقعت الحكومة في القاهرة، أمس", "حكومة القاهرة", ["الحكومة", "القاهرة"]),
        ("he", "הודיע צה״ל כי הממשלה", 'צה"ל ממשלה', ["צה״ל", "הממשלה"]),
        ("fa", "قانون کتاب‌ها تصویب شد", "کتاب", ["کتاب‌ها"]),
        ("hi", "सरकार ने घोषणा की।", "सरकार", ["सरकार"]),
        ("zh", "臺灣總統宣布計劃。", "台湾 计划", ["臺灣", "計劃"]),
        ("ja", "東京都知事は発表した。", "都知事", ["都知事"]),
        ("ja", "東京都知事は発表した。", "知", ["知"]),
        ("th", "ผู้ว่ากรุงเทพประกาศ", "กรุงเทพ", ["กรุงเทพ"]),
        ("en", "AT&T paid $1,250 in the U.S. for C++.", "at&t 1250 us c++", ["AT&T", "1,250", "U.S", "C"]),
        ("en", "Storms, not floods.", "storm -glacier", ["Storms"]),
        ("en", "O’Brien’s plan.", "O'Brien", ["O", "Brien"]),
    ],
)
def test_words_are_marked_as_they_are_written(
    store: Store, language: str, body: str, words: str, expected: Sequence[str]
) -> None:
    assert marked(hit(store, words, body=body, language=language)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "<img src=x onerror=alert(1)> breakwater <b>bold</b>",
        "&lt;b&gt;storm&lt;/b&gt; breakwater </b><script>",
        "\u0001\u0002 breakwater \u202eevil\u202c <B>",
        "'\" breakwater <!-- \ue000 ]]>",
    ],
)
def test_no_text_forges_markup(store: Store, body: str) -> None:
    found = hit(store, "breakwater", body=body, title=f"{body} title")
    for html in (found.snippet, found.title_marked or ""):
        assert html.count("<") == html.count(">") == 2
        assert "<b>breakwater</b>" in html


def test_control_characters_and_marks_of_direction_are_not_shown(store: Store) -> None:
    found = hit(store, "breakwater", body="one\u202e\u0007 break\u00adwater\u200b two\nthree")
    assert found.snippet_text == "one breakwater two three"


def test_the_snippet_is_html_of_the_plain_text(store: Store) -> None:
    found = hit(store, "breakwater", body="Storm & <breakwater>")
    assert found.snippet == "Storm &amp; &lt;<b>breakwater</b>&gt;"
    assert (found.snippet_text, found.snippet_marks) == ("Storm & <breakwater>", [(9, 19)])


def test_the_title_is_as_published_and_marked_beside(store: Store) -> None:
    found = hit(store, "title:storm", body="Nothing here.", title="<i>Storms</i> & floods")
    assert found.title == "<i>Storms</i> & floods"
    assert found.title_marked == "&lt;i&gt;<b>Storms</b>&lt;/i&gt; &amp; floods"


def test_a_search_by_fields_alone_shows_the_beginning(store: Store) -> None:
    found = hit(store, 'source:"The News"', body="The council voted.")
    assert (found.snippet_text, found.snippet_marks) == ("The council voted.", [])


def test_the_snippet_is_cut_around_the_words(store: Store) -> None:
    filler = "lorem ipsum dolor sit amet " * 200
    found = hit(store, '"eastern breakwater"', body=f"breakwater {filler} the eastern breakwater stands {filler}")
    assert marked(found) == ["eastern", "breakwater"]
    assert 100 < len(found.snippet_text) <= 220


def test_a_word_far_down_is_found_and_its_text_shown_from_the_beginning(store: Store) -> None:
    found = hit(store, "breakwater", body=f"First. {'lorem ipsum ' * 5_000} breakwater")
    assert (found.snippet_text[:6], marked(found)) == ("First.", [])
