"""`newswire takedown`, `hold`, `retention` and `search` as a user types them."""

import json
from dataclasses import replace

from builders import a_clean_article, an_article, loaded
from command_line import newswire

from pipeline.stages.index import index_articles
from pipeline.store import Store


def test_an_article_is_taken_down(store: Store, database: str) -> None:
    loaded(store, an_article(store))
    done = newswire("takedown", "1", "--reason", "court order", database=database)
    assert (done.returncode, done.stdout) == (0, "article 1 is taken down\n")
    assert newswire("show", "1", database=database).returncode == 1


def test_a_held_article_is_not_taken_down(store: Store, database: str) -> None:
    loaded(store, an_article(store))
    newswire("hold", "1", "--reason", "case 17", database=database)
    done = newswire("takedown", "1", "--reason", "court order", database=database)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "under a legal hold" in done.stderr


def test_holds_are_listed_and_released(store: Store, database: str) -> None:
    loaded(store, an_article(store))
    newswire("hold", "1", "--reason", "case 17", database=database)
    held = json.loads(newswire("hold", "--json", database=database).stdout)
    released = newswire("hold", "1", "--release", database=database)
    assert ([hold["reason"] for hold in held], released.stdout) == (["case 17"], "article 1 is held no longer\n")


def test_a_hold_without_a_reason_is_wrong_usage(database: str) -> None:
    assert newswire("hold", "1", database=database).returncode == 2


def test_a_takedown_without_a_reason_is_wrong_usage(database: str) -> None:
    assert newswire("takedown", "1", "--reason", " ", database=database).returncode == 2


def test_rules_of_retention_are_set_and_shown(store: Store, database: str) -> None:
    store.articles.source_id(slug="news.example", name="The News")
    newswire("retention", "--articles", "24", database=database)
    newswire("retention", "--source", "news.example", "--documents", "forever", database=database)
    assert json.loads(newswire("retention", "--json", database=database).stdout) == [
        {"source": None, "article_months": 24, "document_days": 30},
        {"source": "news.example", "article_months": 24, "document_days": None},
    ]


def test_a_rule_that_is_no_number_is_wrong_usage(database: str) -> None:
    assert newswire("retention", "--articles", "0", database=database).returncode == 2


def test_a_search_narrows_by_agency(store: Store, database: str) -> None:
    loaded(store, an_article(store, clean=replace(a_clean_article(), agency="EFE")))
    index_articles(store)
    found = newswire("search", "breakwater", "--agency", "EFE", "--source", "The News", "--json", database=database)
    assert [hit["id"] for hit in json.loads(found.stdout)] == [1]
    assert newswire("search", "breakwater", "--agency", "AP", database=database).stdout == "nothing found\n"
