"""What one text is to another, kind by kind and language by language."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.stories import news

from pipeline.stories import Kind, Setting, relation, sketch

LATER = Setting(gap=timedelta(hours=2))
LATER_THERE = Setting(gap=timedelta(hours=2), same_source=True)
LANGUAGES = sorted(news.ALL)


def kind(of: str, to: str, setting: Setting = LATER, *, titles: tuple[str, str] = ("", "")) -> Kind | None:
    """What a text is to another."""
    said = relation(sketch(of, title=titles[0]), sketch(to, title=titles[1]), setting)
    return said.kind if said else None


def paragraphs(text: str, first: int, last: int | None = None) -> str:
    """Some paragraphs of a text."""
    return "\n\n".join(text.split("\n\n")[first:last])


@pytest.mark.parametrize("language", LANGUAGES)
class TestInEveryLanguage:
    def test_the_same_words_are_identical(self, language: str) -> None:
        text = news.ALL[language]
        assert kind(text.replace("\n\n", "\n"), text) is Kind.IDENTICAL

    def test_the_first_paragraphs_shorten_a_story(self, language: str) -> None:
        text = news.ALL[language]
        assert kind(paragraphs(text, 0, 1), text) is Kind.SHORTENS

    def test_a_story_without_its_lead_shortens_it(self, language: str) -> None:
        text = news.ALL[language]
        assert kind(paragraphs(text, 1), text) is Kind.SHORTENS

    def test_a_story_extends_its_first_half(self, language: str) -> None:
        text = news.ALL[language]
        assert kind(text, paragraphs(text, 0, 1)) is Kind.EXTENDS

    def test_another_story_is_nothing_to_it(self, language: str) -> None:
        assert kind(news.DAM, news.ALL[language]) is None

    def test_a_notice_makes_a_correction(self, language: str) -> None:
        notice = {"en": "CORRECTION: ", "de": "Berichtigung: ", "zh": "更正:", "th": "แก้ไข: ", "ar": "تصحيح: "}[
            language
        ]
        text = news.ALL[language]
        assert kind(f"{notice}{text}", text) is Kind.CORRECTS

    def test_a_notice_makes_an_update(self, language: str) -> None:
        notice = {"en": "UPDATE 2-", "de": "Aktualisiert: ", "zh": "更新:", "th": "อัปเดต: ", "ar": "تحديث: "}[language]
        text = news.ALL[language]
        assert kind(text, paragraphs(text, 0, 2), titles=(f"{notice}x", "x")) is Kind.UPDATES


@pytest.mark.parametrize("form", sorted(news.FORMS))
@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 2), (0, 2)])
def test_issues_of_a_form_are_a_series(form: str, one: int, other: int) -> None:
    """Also the first two of them, before the form is known as stock; on one day and by different sources."""
    (title, text), (other_title, other_text) = news.FORMS[form].issue(one), news.FORMS[form].issue(other)
    assert kind(other_text, text, titles=(other_title, title)) is Kind.SERIES


@pytest.mark.parametrize("form", sorted(news.FORMS))
def test_a_copy_of_an_issue_is_a_copy(form: str) -> None:
    _, text = news.FORMS[form].issue(0)
    assert kind(f"{text}\n\n(ms)", text) is Kind.COPY


def test_the_weather_of_the_next_day_is_a_series() -> None:
    today = news.FORMS["weather"].text.format_map(news.FORMS["weather"].issues[0])
    tomorrow = today.replace("12 degrees", "11 degrees").replace("Monday", "Tuesday").replace("7:41", "7:43")
    next_day = Setting(gap=timedelta(hours=24), same_source=True)
    assert kind(tomorrow, today, next_day, titles=("Weather: Skarra", "Weather: Skarra")) is Kind.SERIES


def test_three_local_paragraphs_before_the_agency_text_extend_it() -> None:
    assert kind(f"{news.LOCAL}\n\n{news.STORM}", news.STORM) is Kind.EXTENDS


def test_three_local_paragraphs_before_a_cut_agency_text_are_a_variant() -> None:
    assert kind(f"{news.LOCAL}\n\n{paragraphs(news.STORM, 0, 2)}", news.STORM) is Kind.VARIANT


def test_one_figure_more_is_a_correction_by_the_same_source() -> None:
    assert kind(news.STORM.replace("340", "430"), news.STORM, LATER_THERE) is Kind.CORRECTS


def test_one_figure_more_is_a_copy_elsewhere() -> None:
    assert kind(news.STORM.replace("340", "430"), news.STORM) is Kind.COPY


def test_a_new_lead_by_the_same_source_is_an_update() -> None:
    update = "SKARRA, Nov 20 (AP) - Ferries sailed again on Friday, a day earlier than the harbour office had said."
    assert kind(f"{update}\n\n{news.STORM}", paragraphs(news.STORM, 0, 3), LATER_THERE) is Kind.UPDATES


def test_a_live_text_that_grows_at_the_top_is_an_update() -> None:
    known = paragraphs(news.STORM, 0, 3)
    grown = f"What we know at 14:00\n\nThe bridge at Lindle is open again.\n\n{known}"
    assert kind(grown, f"What we know at 12:00\n\n{known}", LATER_THERE) in (Kind.UPDATES, Kind.COPY, Kind.CORRECTS)


def test_a_flash_is_shortened_from_the_story_that_it_opens() -> None:
    flash = " ".join(news.STORM.split()[:20])
    assert kind(flash, news.STORM, Setting(gap=timedelta(minutes=-20))) is Kind.SHORTENS


@pytest.mark.parametrize("least", [1, 2])
def test_background_of_an_agency_relates_stories_and_does_not_join_them(least: int) -> None:
    one = f"{paragraphs(news.DAM, 0, least)}\n\n{news.BACKGROUND}"
    other = f"{paragraphs(news.STORM, 0, least)}\n\n{news.BACKGROUND}"
    assert kind(one, other) is Kind.RELATED


def test_stock_passages_are_no_copy_though_they_are_most_of_a_text() -> None:
    one = sketch(f"{news.BACKGROUND}\n\n{paragraphs(news.DAM, 2)}")
    other = sketch(f"{news.BACKGROUND}\n\n{news.STORM}")
    said = relation(one, other, Setting(stock=sketch(news.BACKGROUND).samples))
    assert said is not None
    assert said.kind is Kind.RELATED


def test_a_quotation_in_two_stories_does_not_join_them() -> None:
    quotation = paragraphs(news.STORM, 2, 3)
    assert kind(f"{news.DAM}\n\n{quotation}", news.STORM) in (Kind.RELATED, None)


def test_a_translation_is_another_text() -> None:
    assert kind(news.CHINESE, news.STORM) is None


def test_house_style_makes_a_copy() -> None:
    styled = news.STORM.replace("said", "says").replace("Nov 19 (AP) - ", "").replace('"', "“")
    assert kind(styled, news.STORM) is Kind.COPY


def test_a_reworded_text_with_the_same_figures_is_a_variant() -> None:
    words = [
        f"{word[::-1]}" if n % 7 == 3 and word.isalpha() and word.islower() else word
        for n, word in enumerate(news.STORM.split())
    ]
    assert kind(" ".join(words), news.STORM) is Kind.VARIANT


def test_sentences_of_a_few_words_need_their_title() -> None:
    assert kind("The results follow.", "The results follow.", titles=("Skarra votes", "Chess in Halden")) is None


def test_containment_and_run_are_told() -> None:
    said = relation(sketch(paragraphs(news.STORM, 0, 1)), sketch(news.STORM))
    assert said is not None
    assert (said.containment, said.longest, said.opens, said.opened) == (1.0, 33, True, True)


@given(st.text(alphabet="ab 1.\n港", max_size=200), st.text(alphabet="ab 1.\n港", max_size=200))
def test_any_two_texts_have_a_relation_or_none(one: str, other: str) -> None:
    said = relation(sketch(one), sketch(other))
    assert said is None or 0 <= said.containment <= 1
