"""Words are read alike in every language's texts and queries, whatever the locale of the database."""

from collections.abc import Iterator

import psycopg
import pytest
from bench.search.asking import NOW, asking, recall, wrong
from bench.search.pairs import pairs

from pipeline.embedded.postgres_binaries import utf8_locale
from pipeline.store.migrate import migrate


@pytest.fixture(params=["the server's own", "C", "UTF-8"])
def connection(request: pytest.FixtureRequest, postgres: str) -> Iterator[psycopg.Connection[tuple[bool]]]:
    """A connection to a migrated database of this locale."""
    letters = {"C": "C", "UTF-8": utf8_locale()}.get(request.param, "")
    if letters is None:
        pytest.skip("this system has no UTF-8 locale")
    locale = f" LOCALE_PROVIDER libc LOCALE '{letters}'" if letters else ""
    name = f"words_{len(letters)}"
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0{locale}".encode())
        url = f"{postgres.rpartition('/')[0]}/{name}"
        migrate(url, tell=lambda _: None)
        with psycopg.connect(url, autocommit=True) as opened:
            yield opened
        server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def test_what_must_be_found_is_found_and_nothing_else(connection: psycopg.Connection[tuple[bool]]) -> None:
    every = pairs()
    faults = wrong(every, asking(connection, NOW))
    assert [pair.query for pair in faults if not pair.hits] == []
    assert recall(every, faults) >= 0.98


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("l’abondance «Единая» „Haus“—dort…", "l abondance единая haus dort"),
        ("القاهرة، کتاب‌ها؛ كـــتاب؟", "القاهرة كتابها كتاب"),
        ("की। 「東京」、ＮＨＫ。ﾄｳｷｮｳ", "की 東京 nhk トウキョウ"),
        ("soft\u00adhyphen zero\u200bwidth \u202abidi\u202c \ufeffmark", "softhyphen zerowidth bidi mark"),
        ("1,250 1.250.000 1\u00a0250 3.5 3,5 0.125 30.11.2026", "1250 1250000 1250 3ꞏ5 3ꞏ5 0ꞏ125 30 11 2026"),
        ("U.S. J.K. Rowling. A plan.", "us jk rowling a plan"),
        ("AT&T H&M Marks&Spencer C++ C#", "atꝸt hꝸm marks spencer cꝸꝸ cꝷ"),
        ("info@example.com https://news.example/a", "info example com https news example a"),
        ("об’єкт צה״ל ٣٫٥ ΟΔΟΣ ЁЛКА İÇ", "обєкт צהל 3ꞏ5 οδοσ елка iç"),
        ("first\nsecond's", "first\nsecond s"),
    ],
)
def test_texts_are_folded(connection: psycopg.Connection[tuple[str]], written: str, folded: str) -> None:
    (row,) = connection.execute("SELECT newswire.folded(%s)", [written]).fetchall()
    assert row[0].strip() == folded
