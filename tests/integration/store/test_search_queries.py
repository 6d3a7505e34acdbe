"""The language of queries: what can be read, what it finds, and how the rest is refused."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from builders import a_clean_article, an_article, loaded

from pipeline.errors import QueryInvalid
from pipeline.model import Dateline
from pipeline.stages.index import index_articles
from pipeline.store import Store
from pipeline.store.search import Question

STORY = replace(
    a_clean_article(title="Harbour works begin", paragraphs=("Storm and flood delayed the new breakwater in Málaga.",)),
    byline="By Nora Tasker",
    agency="EFE",
    dateline=Dateline(place="Puerto Real", text="PUERTO REAL -- "),
    keywords=("public works", "Élection"),
)


@pytest.fixture
def told(store: Store) -> Store:
    """A store with one article."""
    loaded(store, an_article(store, url="https://news.example/a", clean=STORY))
    index_articles(store)
    return store


def found(store: Store, words: str, language: str | None = "en") -> Sequence[int]:
    return [hit.id for hit in store.search.find(Question(words=words, language=language), most=10)]


@pytest.mark.parametrize(
    "words",
    [
        "storm AND flood",
        "(glacier OR storm) flood",
        "storm NOT glacier",
        "glacier OR storm AND flood",
        "storm -(glacier OR desert)",
        '-"flood and storm" flood',
        "((storm))",
        "“new breakwater”",
        "break*",
        "delaying",
        "Malaga Málaga",
        "title:harbour",
        'title:"works begin"',
        "title:(glacier OR work)",
        "title:harb*",
        "byline:tasker",
        'byline:"nora tasker"',
        "agency:efe",
        "AGENCY:EFE storm",
        "place:puerto",
        'source:"The News"',
        "source:news.example",
        "keyword:election",
        'keyword:"public works"',
        "keyword:publ* -agency:AP",
        "agency:EFE OR glacier",
    ],
)
def test_a_query_finds(told: Store, words: str) -> None:
    assert (len(found(told, words)), len(found(told, words, None))) == (1, 1)


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "en_US", "eng", None])
def test_a_language_goes_by_its_code_in_any_form(told: Store, language: str | None) -> None:
    assert len(found(told, "delays", language)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "storm AND glacier",
        "(glacier OR desert) flood",
        "storm NOT flood",
        "title:storm",
        "byline:works",
        "agency:AP",
        "storm -agency:EFE",
        'keyword:"works election"',
        "place:madrid",
        "agenc*",
        '"storm flood"',
        "country:de",
    ],
)
def test_a_query_does_not_find(told: Store, words: str) -> None:
    assert found(told, words) == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "no words"),
        (" \u00a0\u200b", "no words"),
        ("-", "no words"),
        ("!&|", "no words"),
        ("the", "too common"),
        ("the AND of", "too common"),
        ('"', "quotation mark is not closed"),
        ('storm "new breakwater', "quotation mark is not closed"),
        ("(storm", "parenthesis is not closed"),
        ("storm)", "closes that was not opened"),
        ("()", "before a closing parenthesis"),
        ("storm AND", "behind AND"),
        ("OR storm", "before OR"),
        ("storm OR AND flood", "before AND"),
        ("storm NOT", "behind NOT"),
        ("NOT storm", "only what must not be there"),
        ("storm OR -flood", "only what must not be there"),
        ("author:tasker", 'no field "author"'),
        ("title:", "has no value"),
        ("agency:!!!", "has no value"),
        ("a* b* c*", "too short"),
        ("*storm", "star in the middle"),
        ('"new break*"', "star within quotation marks"),
        ("(" * 60 + "storm" + ")" * 60, "more than 50 parentheses"),
        (" ".join(["storm"] * 10_000), "characters"),
        (" OR ".join(f"s{n}" for n in range(1_000)), "more than 200 words"),
        ('"' + "storm " * 900 + '"', "more than 200 words"),
        (" OR ".join(f"pre{n}*" for n in range(30)), "20 prefixes"),
        ("x" * 600, "more than 500 bytes"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(told: Store, words: str, why: str) -> None:
    with pytest.raises(QueryInvalid, match=why):
        found(told, words)


@pytest.mark.parametrize("language", ["xx", "english", "", "en;", "e"])
def test_an_unknown_language_is_refused(told: Store, language: str) -> None:
    with pytest.raises(QueryInvalid, match="unknown language"):
        found(told, "storm", language)


def test_common_words_are_refused_without_a_language_as_well(told: Store) -> None:
    with pytest.raises(QueryInvalid, match="too common"):
        found(told, "the", None)


@pytest.mark.parametrize(
    ("given", "asked"), [("en-GB", "en"), ("nb", "no"), ("no", "nn"), ("zh-Hant", "zh"), ("sk", "SK")]
)
def test_languages_go_by_many_names(store: Store, given: str, asked: str) -> None:
    loaded(store, an_article(store, clean=replace(STORY, language=given)))
    index_articles(store)
    assert len(found(store, "Puerto OR Malaga", asked)) == 1
