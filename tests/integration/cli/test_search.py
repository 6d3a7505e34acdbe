"""`newswire search`: hits with their words between stars, counts over time, and refusals in one line."""

import json

import pytest
from builders import an_article, loaded
from command_line import newswire

from pipeline.stages.index import index_articles
from pipeline.store import Store


@pytest.fixture
def told(store: Store, database: str) -> str:
    """The address of a database with one article."""
    loaded(store, an_article(store))
    index_articles(store)
    return database


def test_words_found_stand_between_stars(told: str) -> None:
    assert (
        "rebuild the eastern *breakwater* before the *winter*"
        in newswire("search", "breakwaters winter", database=told).stdout
    )


def test_json_gives_the_places_of_the_words(told: str) -> None:
    (hit,) = json.loads(newswire("search", "breakwater", "--json", database=told).stdout)
    ((first, last),) = hit["snippet_marks"]
    assert hit["snippet_text"][first:last] == "breakwater"


def test_counts_by_day(told: str) -> None:
    said = newswire("search", "breakwater", "--counts", "day", database=told).stdout.split()
    assert said == ["2026-11-20", "1", "1", "in", "all"]


def test_counts_as_json(told: str) -> None:
    (one,) = json.loads(newswire("search", "breakwater", "--counts", "month", "--json", database=told).stdout)
    assert one == {"bucket": "2026-11-01T00:00:00+00:00", "articles": 1, "complete": True}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("(storm", "a parenthesis is not closed. Parentheses stand"),
        ("author:x", 'there is no field "author". Fields are'),
        ("", "no words. Write at least one word"),
        (" \t", "no words. Write at least one word"),
        ('"flood gate', "a quotation mark is not closed. Quotation marks stand in pairs"),
        ("«crue", "a quotation mark is not closed. Quotation marks stand in pairs"),
        ("the", "all its words are too common"),
    ],
)
def test_an_unreadable_query_fails_in_one_line(told: str, words: str, why: str) -> None:
    done = newswire("search", words, "--language", "en", database=told)
    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (1, 1, "")
    assert done.stderr.startswith(f"newswire: search: unreadable query: {why}")


def test_an_unknown_language_fails_in_one_line(told: str) -> None:
    done = newswire("search", "storm", "--language", "klingon", database=told)
    said = 'newswire: search: unknown language "klingon". Give a language by its code, as in en, es or pt-BR.\n'
    assert (done.returncode, done.stderr) == (1, said)


def test_an_unknown_span_is_wrong_usage(told: str) -> None:
    assert newswire("search", "storm", "--counts", "second", database=told).returncode == 2
