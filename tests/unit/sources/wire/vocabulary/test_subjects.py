"""The IPTC's vocabularies of subjects."""

from pathlib import Path

import pytest
from news_topics import TABLE, generated

from pipeline.sources.wire.vocabulary import MEDIA_TOPICS, SUBJECT_CODES, complete_subjects, subject_name
from pipeline.wire_item import Subject

_SOURCE = Path(__file__).parents[6] / "shared" / "data" / "wire" / "vocab"


@pytest.mark.skipif(not _SOURCE.exists(), reason="the IPTC's vocabularies are not on this machine")
def test_the_table_is_what_its_source_gives() -> None:
    assert TABLE.read_text("utf-8") == generated(_SOURCE)


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "drug abuse in sport"), ("de-AT", "Doping"), ("es", "Dopaje"), ("fi", "drug abuse in sport")],
)
def test_a_name_in_the_language_of_the_article(language: str, name: str) -> None:
    assert subject_name(MEDIA_TOPICS, "20001105", language) == name


def test_a_subject_code_borrows_the_name_of_its_topic() -> None:
    assert subject_name(SUBJECT_CODES, "15000000", "de") == "Sport"
    assert subject_name(SUBJECT_CODES, "15000000", "en") == "sport"


def test_broader_topics_follow() -> None:
    codes = [(one.scheme, one.code) for one in complete_subjects([Subject(scheme="medtop", code="20001105")], "en")]
    assert codes == [(MEDIA_TOPICS, "20001105"), (MEDIA_TOPICS, "20001104"), (MEDIA_TOPICS, "15000000")]


def test_media_topics_and_subject_codes_meet() -> None:
    cinema = complete_subjects([Subject(scheme="http://cv.iptc.org/newscodes/mediatopic/", code="20000005")], "en")
    assert Subject(scheme=SUBJECT_CODES, code="01005000", name="cinema") in cinema
    back = complete_subjects([Subject(code="01005000")], "en")
    assert Subject(scheme=MEDIA_TOPICS, code="20000005", name="cinema") in back
    assert Subject(scheme=SUBJECT_CODES, code="01000000", name="arts, culture and entertainment") in back


def test_the_agencys_own_name_stays() -> None:
    assert (
        complete_subjects([Subject(scheme="subj", code="15000000", name="Sports news")], "en")[0].name == "Sports news"
    )


@pytest.mark.parametrize(
    "subject",
    [
        Subject(scheme="http://tt.example/subref/", code="15000000", name="Sport"),
        Subject(scheme="medtop", code="99999999"),
        Subject(name="Ferries"),
        Subject(code="t"),
    ],
)
def test_other_subjects_stay_alone(subject: Subject) -> None:
    assert complete_subjects([subject], "en") == (subject,)


def test_completing_twice_adds_nothing() -> None:
    once = complete_subjects([Subject(code="01005000"), Subject(scheme="medtop", code="20000005")], "fr")
    assert set(complete_subjects(once, "fr")) == set(once)
