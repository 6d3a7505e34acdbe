"""Full text: every language has its words, rare and common ones are found alike, and the index can be built anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest
from builders import NOON, PARAGRAPHS, a_clean_article, an_article, loaded

from pipeline.stages.index import index_articles
from pipeline.store import Store
from pipeline.store.search import Question

TEXTS = {
    "en": "The governments are running towards new treaties.",
    "es": "Los gobiernos firmaron los nuevos tratados en Varsovia.",
    "de": "Die Regierungen unterzeichneten die neuen Verträge.",
    "ru": "Правительства подписали новые договоры в Варшаве.",
    "ar": "وقعت الحكومات المعاهدات الجديدة في وارسو",
    "ja": "東京都知事は新しい防波堤の建設を発表した。",
    "zh": "市政府宣布重建东部防波堤的计划。",
    "ko": "서울시는 새로운 방파제 건설을 발표했다.",
    "th": "ผู้ว่าราชการกรุงเทพประกาศสร้างเขื่อนใหม่",
}


def told(
    store: Store, text: str, *, language: str, url: str = "https://news.example/a", agency: str | None = None
) -> None:
    clean = a_clean_article(title="Untitled", paragraphs=(text,))
    loaded(store, an_article(store, url=url, clean=replace(clean, language=language, agency=agency)))
    index_articles(store)


def found(store: Store, words: str, **asked: str) -> Sequence[str]:
    return [hit.url for hit in store.search.find(Question(words=words, **asked), most=10)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "government treaty"),
        ("es", "nuevo tratado"),
        ("de", "Regierung Vertrag"),
        ("ru", "правительство договор"),
        ("ar", "الحكومات"),
        ("ja", "防波堤"),
        ("ja", "知事 建設"),
        ("zh", "政府"),
        ("zh", "防波堤 -东京"),
        ("ko", "방파제"),
        ("th", "กรุงเทพ"),
        ("th", "เขื่อน"),
    ],
)
@pytest.mark.parametrize("says_which", [True, False])
def test_words_are_found_in_their_language(store: Store, language: str, words: str, says_which: bool) -> None:
    told(store, TEXTS[language], language=language)
    asked = {"language": language} if says_which else {}
    assert found(store, words, **asked) == ["https://news.example/a"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("ja", "京知"), ("ja", "東京 -知事"), ("zh", "政堤"), ("en", '"new governments"'), ("en", "treaty -governments")],
)
def test_what_is_not_there_is_not_found(store: Store, language: str, words: str) -> None:
    told(store, TEXTS[language], language=language)
    assert found(store, words) == []


@pytest.mark.parametrize("words", ['"new treaties"', "glacier or treaties", "treaties -glacier"])
def test_phrases_exclusions_and_alternatives(store: Store, words: str) -> None:
    told(store, TEXTS["en"], language="en")
    assert found(store, words) == ["https://news.example/a"]


def test_a_name_in_another_script_is_found(store: Store) -> None:
    told(store, "The governor (東京都知事) spoke.", language="en")
    assert found(store, "都知事") == ["https://news.example/a"]


@pytest.mark.parametrize(
    ("language", "words", "marked"), [("en", "treaty", "<b>treaties</b>"), ("ja", "防波堤", "<b>防波堤</b>")]
)
def test_the_snippet_marks_the_words(store: Store, language: str, words: str, marked: str) -> None:
    told(store, TEXTS[language], language=language)
    (hit,) = store.search.find(Question(words=words), most=1)
    assert marked in hit.snippet


def test_words_of_the_headline_alone_are_marked_there(store: Store) -> None:
    loaded(store, an_article(store, clean=a_clean_article(title="Volcanoes stir")))
    index_articles(store)
    (hit,) = store.search.find(Question(words="volcano"), most=1)
    assert hit.snippet == "<b>Volcanoes</b> stir"


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"source": "The News"}, 1),
        ({"source": "news.example"}, 1),
        ({"source": "Other"}, 0),
        ({"agency": "EFE"}, 1),
        ({"agency": "AP"}, 0),
    ],
)
def test_a_search_narrows_by_source_and_agency(store: Store, asked: dict[str, str], count: int) -> None:
    told(store, TEXTS["en"], language="en", agency="EFE")
    assert len(found(store, "treaties", **asked)) == count


def test_a_withdrawn_article_is_found_no_more(store: Store) -> None:
    told(store, TEXTS["en"], language="en")
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article SET status = 'canceled'")
    assert found(store, "treaties") == []


@pytest.mark.parametrize("words", ["breakwater", '"eastern breakwater"'])
def test_the_newest_of_many_hits_are_kept(store: Store, words: str) -> None:
    many(store, count=1_500)
    hits = store.search.find(Question(words=words), most=1_500)
    assert {hit.id for hit in hits} == set(range(1, 1_501))
    few = store.search.find(Question(words=words), most=1_000)
    assert {hit.id for hit in few} == newest(store, 1_000)


def newest(store: Store, count: int) -> set[int]:
    statement = "SELECT article_id FROM newswire.article_search ORDER BY published_at DESC, article_id DESC LIMIT %s"
    with store.transaction() as connection:
        return {article_id for (article_id,) in connection.execute(statement, [count])}


def test_a_phrase_is_found_in_what_is_dated_long_before_its_month(store: Store) -> None:
    told(store, TEXTS["en"], language="en")
    told(store, TEXTS["en"], language="en", url="https://news.example/b")
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article_search SET published_at = '1998-03-01' WHERE article_id = 1")
    assert len(found(store, '"new treaties"')) == 2


def many(store: Store, *, count: int) -> None:
    """Copies of one article, each an hour younger, straight in the tables."""
    told(store, PARAGRAPHS[0], language="en")
    with store.transaction() as connection:
        connection.execute("CREATE TEMP TABLE copies AS SELECT * FROM newswire.article")
        connection.execute("UPDATE copies SET published_at = published_at - interval '2000 hours'")
        for table in (b"article", b"article_search"):
            connection.execute(
                b"INSERT INTO newswire."
                + table
                + b" SELECT c.* FROM newswire."
                + table
                + b" a, generate_series(2, %s) n,"
                b" jsonb_populate_record(a, jsonb_build_object('article_id', n,"
                b" 'published_at', a.published_at + n * interval '1 hour')) c",
                [count],
            )


def test_the_index_of_a_month_is_built_anew(store: Store, database: str) -> None:
    told(store, TEXTS["en"], language="en")
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("UPDATE newswire.article_search SET tsv = ''")
        connection.execute("CALL newswire.reindex_month(%s)", [NOON.date()])
    assert found(store, "treaties") == ["https://news.example/a"]


def test_an_endless_text_is_kept_whole_and_found_by_its_beginning(store: Store) -> None:
    endless = " ".join(f"word{n}" for n in range(400_000))
    told(store, endless, language="en")
    with store.transaction() as connection:
        kept = connection.execute("SELECT length(body) FROM newswire_v1.article").fetchone()
    assert (kept, found(store, "word17")) == ((len(endless),), ["https://news.example/a"])


def test_an_endless_summary_does_not_stop_the_index(store: Store) -> None:
    endless = replace(a_clean_article(), summary=" ".join(f"word{n}" for n in range(200_000)))
    loaded(store, an_article(store, clean=endless, fetched_at=NOON + timedelta(hours=1)))
    assert index_articles(store) == 1
