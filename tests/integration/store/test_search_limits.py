"""What is too much for an index or a query to hold."""

from dataclasses import replace

import psycopg
import pytest
from builders import a_clean_article, an_article, loaded

from pipeline.stages.index import index_articles
from pipeline.store import Store
from pipeline.store.search import Question


@pytest.mark.parametrize(
    "words",
    [
        "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(240_000)),
        " ".join(f"größe{n}" for n in range(40_000)),
    ],
    ids=["pairs of characters", "words in two forms"],
)
def test_words_without_end_do_not_stop_the_index(store: Store, words: str) -> None:
    clean = replace(a_clean_article(title="Breakwater", paragraphs=(words,)), language="de")
    loaded(store, an_article(store, clean=clean))
    assert index_articles(store) == 1
    assert len(store.search.find(Question(words="breakwater"), most=1)) == 1


@pytest.mark.parametrize(
    "words",
    [
        " ".join(f"word{n}" for n in range(200)),
        " OR ".join(f"word{n}" for n in range(200)),
        " OR ".join(f"wor{n}*" for n in range(20)),
        "(" * 50 + "glacier" + ")" * 50,
        '"' + " ".join(f"word{n}" for n in range(150)) + '"',
        " AND ".join(f"(a{n} OR (b{n} NOT c{n}))" for n in range(60)),
    ],
    ids=lambda words: words[:30],
)
def test_the_longest_queries_end_within_two_seconds(store: Store, reader_url: str, words: str) -> None:
    loaded(store, an_article(store))
    index_articles(store)
    with psycopg.connect(reader_url, autocommit=True) as connection:
        connection.execute("SET statement_timeout = '2s'")
        assert connection.execute("SELECT count(*) FROM newswire_v1.search(%s)", [words]).fetchone() == (0,)
