"""Sources: what is stated, what is guessed, and that nothing hidden is counted."""

import re
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from builders import NOON, a_clean_article, an_article, loaded

from pipeline.store import Store
from pipeline.store.feeds import NewFeed
from pipeline.store.sources import SourceRow

ROOT = Path(__file__).parents[3]


def a_source(
    store: Store, name: str = "The News", *, homepage: str | None = "https://news.example/", language: str | None = None
) -> None:
    """A source with one feed more, in this language."""
    number = len(store.feeds.list())
    slug = (homepage or "news.example").removeprefix("https://").rstrip("/")
    feed = NewFeed(url=f"https://{slug}/{number}.rss", source_slug=slug, source_name=name, homepage=homepage)
    store.feeds.add(replace(feed, language=language))


def the_source(store: Store) -> SourceRow:
    (source,) = store.sources.list()
    return source


def an_article_in(store: Store, n: int, language: str | None, *, hours: int = 0) -> None:
    clean = replace(a_clean_article(title=f"Story {n}"), language=language, published=NOON + timedelta(hours=hours))
    loaded(store, an_article(store, entry_id=n, url=f"https://news.example/{n}", clean=clean))


def test_a_source_counts_its_feeds_and_articles(store: Store) -> None:
    a_source(store)
    a_source(store)
    for n, (language, hours) in enumerate([("en", 1), ("es", 0), ("es", 2), (None, 1)]):
        an_article_in(store, n, language, hours=hours)
    source = the_source(store)
    assert (source.feeds, source.articles, source.language) == (2, 4, "es")
    assert (source.first_article_at, source.last_article_at) == (NOON, NOON + timedelta(hours=2))


def test_a_source_without_articles_is_there(store: Store) -> None:
    a_source(store)
    source = the_source(store)
    assert (source.articles, source.first_article_at, source.language) == (0, None, None)


def test_an_article_counts_once_its_embargo_is_over(store: Store) -> None:
    an_article_in(store, 1, "en")
    an_article_in(store, 2, "xh", hours=-9)
    an_article_in(store, 3, "en", hours=9)
    with store.transaction() as connection:
        connection.execute(
            "UPDATE newswire.article SET embargoed_until = now() - interval '1 hour' WHERE article_id > 1"
        )
    source = the_source(store)
    assert (source.articles, source.language) == (3, "en")
    assert (source.first_article_at, source.last_article_at) == (NOON - timedelta(hours=9), NOON + timedelta(hours=9))


@pytest.mark.parametrize(
    "hidden", ["embargoed_until = now() + interval '1 hour'", "status = 'withheld'", "status = 'canceled'"]
)
def test_what_is_hidden_is_not_counted(store: Store, reader_url: str, hidden: str) -> None:
    an_article_in(store, 1, "en")
    an_article_in(store, 2, "xh", hours=9)
    with store.transaction() as connection:
        connection.execute(f"UPDATE newswire.article SET {hidden} WHERE article_id = 2".encode())
    with psycopg.connect(reader_url) as reader:
        row = reader.execute("SELECT articles, last_article_at, language FROM newswire_v1.source").fetchone()
    assert row == (1, NOON, "en")


@pytest.mark.parametrize(
    "probe",
    [
        "set_config('my.leak', concat(last_article_at, articles), false) IS NOT NULL",
        "1 / (CASE WHEN articles = 1 THEN 0 ELSE 1 END) = 1",
        "language LIKE 'x%' AND set_config('my.leak', language, false) IS NOT NULL",
    ],
)
def test_no_condition_of_a_reader_meets_a_hidden_article(store: Store, reader_url: str, probe: str) -> None:
    an_article_in(store, 1, "xh")
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article SET embargoed_until = now() + interval '1 hour'")
    with psycopg.connect(reader_url) as reader:
        reader.execute(f"SELECT * FROM newswire_v1.source WHERE {probe}".encode())
        leaked = reader.execute("SELECT coalesce(current_setting('my.leak', true), '')").fetchone()
    assert leaked in [("",), ("0",)]


LATER = "SELECT newswire.count_next_month('2026-12-01')"


def counted(store: Store) -> list[str]:
    """The months whose articles are counted."""
    with store.transaction() as connection:
        return [str(month) for (month,) in connection.execute("SELECT month FROM newswire.counted_month ORDER BY 1")]


def test_a_month_that_is_over_is_counted_once(store: Store) -> None:
    an_article_in(store, 1, "en")
    with store.transaction() as connection:
        months = [connection.execute(LATER.encode()).fetchone() for _ in range(9)]
    assert "2026-11-01" in {str(month) for (month,) in filter(None, months)}
    assert (months[-1], counted(store)[-1], the_source(store).articles) == ((None,), "2026-11-01", 1)


@pytest.mark.parametrize(
    ("change", "articles"),
    [
        ("DELETE FROM newswire.article WHERE article_id = 1", 1),
        ("UPDATE newswire.article SET status = 'withheld' WHERE article_id = 1", 1),
        ("UPDATE newswire.article SET embargoed_until = now() + interval '1 hour' WHERE article_id = 1", 1),
        ("UPDATE newswire.article SET embargoed_until = now() - interval '1 hour' WHERE article_id = 1", 2),
        ("SELECT 1", 2),
    ],
)
def test_a_change_of_a_counted_month_counts_at_once(store: Store, change: str, articles: int) -> None:
    an_article_in(store, 1, "en")
    an_article_in(store, 2, "en")
    with store.transaction() as connection:
        connection.execute(LATER.encode())
        connection.execute(change.encode())
    assert the_source(store).articles == articles
    an_article_in(store, 3, "en")
    assert (the_source(store).articles, counted(store)) == (articles + 1, [])


def test_the_months_are_known_whatever_the_plan(store: Store) -> None:
    with store.transaction() as connection:
        # Statistics decide in which order a catalog is read: here every relation is read before its parent is.
        connection.execute("SET LOCAL enable_nestloop = off; SET LOCAL enable_indexscan = off")
        connection.execute("SET LOCAL enable_bitmapscan = off; SET LOCAL enable_mergejoin = off")
        rows = connection.execute("SELECT month FROM newswire.article_month WHERE month < '2026-12-01'").fetchall()
    assert "2026-11-01" in {str(month) for (month,) in rows}


def test_a_month_that_is_dropped_counts_no_more(store: Store) -> None:
    an_article_in(store, 1, "en")
    with store.transaction() as connection:
        connection.execute(LATER.encode())
        connection.execute("DROP TABLE newswire.article_202611")
    assert (the_source(store).articles, the_source(store).last_article_at) == (0, None)


def test_a_count_waits_for_changes_that_are_under_way(store: Store, writer_url: str) -> None:
    an_article_in(store, 1, "en")
    with psycopg.connect(writer_url) as loader, ThreadPoolExecutor(1) as threads:
        loader.execute("UPDATE newswire.article SET status = 'withheld'")
        with psycopg.connect(writer_url) as counter:
            counting = threads.submit(counter.execute, LATER.encode())
            with pytest.raises(TimeoutError):
                counting.result(0.3)
            loader.commit()
            assert str((counting.result(10).fetchone() or [None])[0]) == "2026-11-01"
    assert (the_source(store).articles, counted(store)) == (0, ["2026-11-01"])


@pytest.mark.parametrize(
    ("host", "country"),
    [
        *(
            ("news.es", "ES"),
            ("www.zeitung.de", "DE"),
            ("news.co.uk", "GB"),
            ("news.uk", "GB"),
            ("jornal.com.br", "BR"),
        ),
        *(("news.com.co", "CO"), ("shinbun.co.jp", "JP"), ("xn--80aqfejpgok.xn--p1ai", "RU"), ("news.gov.ai", "AI")),
        *(("news.co", None), ("news.io", None), ("radio.fm", None), ("station.tv", None), ("about.me", None)),
        *(("news.com", None), ("news.org", None), ("news.eu", None), ("bit.ly", None), ("news.press", None)),
    ],
)
def test_a_domain_tells_the_country_where_it_is_the_countrys(store: Store, host: str, country: str | None) -> None:
    a_source(store, homepage=f"https://{host}/portada?x=1")
    assert the_source(store).country == country


@pytest.mark.parametrize(
    ("languages", "country"),
    [
        *((("es-MX",), "MX"), (("pt_BR", "pt-br"), "BR"), (("zh-Hans-CN",), "CN"), (("en-UK",), "GB")),
        *((("en-US",), None), (("es-LA",), None), (("en",), None), (("de-AT", "de-CH"), None), ((None,), None)),
    ],
    ids=str,
)
def test_the_feeds_language_tells_it_where_they_agree(
    store: Store, languages: tuple[str | None, ...], country: str | None
) -> None:
    for language in languages:
        a_source(store, homepage="https://news.com/", language=language)
    assert the_source(store).country == country


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("Reuters", "agency"), ("EFE", "agency"), ("agencia efe", "agency"), ("新华社", "agency"), ("beta", None)),
        *(("The News", None), ("Reuters Street Gazette", None)),
    ],
)
def test_an_agency_is_known_by_its_name(store: Store, name: str, kind: str | None) -> None:
    a_source(store, name)
    assert the_source(store).kind == kind


def test_the_agencies_are_those_of_the_cleaner(store: Store) -> None:
    listed = tomllib.loads((ROOT / "pipeline" / "clean" / "wording" / "agencies.toml").read_text())["agency"]
    marks = [mark for agency in listed for mark in (agency["name"], *agency["marks"])]
    wanted = {mark if len(mark) <= 4 else mark.lower() for mark in marks}
    text = (ROOT / "sql" / "functions" / "outlets.sql").read_text()
    known = re.findall(r"'((?:[^']|'')+)'", text[text.index(" IN (\n") : text.index("');")] + "'")
    assert {name.replace("''", "'") for name in known} == wanted


def test_what_is_stated_goes_before_what_is_guessed(store: Store) -> None:
    a_source(store, "Reuters", homepage="https://news.de/")
    an_article_in(store, 1, "de")
    store.sources.describe("Reuters", country="CH", language="fr", kind="outlet")
    source = next(one for one in store.sources.list() if one.name == "Reuters")
    assert (source.country, source.language, source.kind) == ("CH", "fr", "outlet")
    store.sources.describe("Reuters", country="", language="", kind="")
    source = next(one for one in store.sources.list() if one.name == "Reuters")
    assert (source.country, source.language, source.kind) == ("DE", None, "agency")


def test_sources_are_found_by_name_slug_and_country(store: Store) -> None:
    a_source(store, "A", homepage="https://a.de/")
    a_source(store, "A", homepage="https://a.es/")
    found = [store.sources.find(source="A"), store.sources.find(source="a.es"), store.sources.find(country="ES")]
    assert [len(ids) for ids in found] == [2, 1, 1]
    assert found[1] == found[2]
    assert store.sources.find(source="B") == []


@pytest.mark.parametrize(
    ("language", "asked", "fits"),
    [("en-GB", "en", True), ("EN_gb", "en-GB", True), ("en", "EN", True), ("eng", "en", False), ("en", "en-GB", False)],
)
def test_a_language_holds_its_regions(store: Store, language: str, asked: str, fits: bool) -> None:
    with store.transaction() as connection:
        row = connection.execute("SELECT newswire.is_language(%s, %s)", [language, asked]).fetchone()
    assert row == (fits,)
