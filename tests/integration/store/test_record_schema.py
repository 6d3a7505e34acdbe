"""The JSON Schema of exports: true of real output, complete for the view."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import jsonschema
import pytest
from builders import a_clean_article, an_article, loaded
from command_line import newswire

from pipeline.delivery import EVENT_COLUMNS, SINKS, Column, Kind, Parcel, Sink
from pipeline.delivery.record import ARTICLE_FIELDS, record_schema
from pipeline.stages.export import Selection, export
from pipeline.store import Store

FORMATS = sorted(name for name, sink in SINKS.items() if sink.suffix and sink.of_events)


def _of_parquet(body: bytes) -> Sequence[Mapping[str, Any]]:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    rows = parquet.read_table(io.BytesIO(body)).to_pylist()
    return list(json.loads(json.dumps(rows, default=lambda value: value.isoformat())))


READ: Mapping[str, Callable[[bytes], Sequence[Mapping[str, Any]]]] = {
    "jsonl": lambda body: [json.loads(line) for line in body.splitlines()],
    "csv": lambda body: list(csv.DictReader(io.StringIO(body.decode(), newline=""))),
    "parquet": _of_parquet,
}


def bare_and_full(store: Store) -> None:
    """An article with nothing but its text, one with all that the view can have, and one that is withdrawn."""
    clean = a_clean_article()
    for n in range(3):
        bare = replace(clean, title=f"Story {n}", published=None, language=None)
        loaded(store, an_article(store, entry_id=n, url=f"https://news.example/{n}", clean=bare))
    with store.transaction() as connection:
        connection.execute(
            """UPDATE newswire.article SET title = NULL, guid = 'g', summary = 's', language = 'en-GB', byline = 'By A',
            authors = '{A,B}', agency = 'EFE', dateline_place = 'Halden', dateline_date = '2026-11-20', slugline = 'x',
            keywords = '{sea}', subjects = '[{"scheme": "IPTC", "code": "1", "name": null}]', image_url = 'https://i/',
            published_at = '2026-11-20 12:00:00.5+00', published_precision = 'minute', urgency = 3, ednote = 'n',
            embargoed_until = now() - interval '1 h', story_id = 1, provenance = '{"title": "feed"}',
            flags = '{urgent}', credits = 'c', modified_at = now(),
            withdrawn_by_publisher = now(), wire = '{"format": "nitf"}', status = 'corrected' WHERE article_id = 2"""
        )
        connection.execute("UPDATE newswire.article SET status = 'canceled' WHERE article_id = 3")
        connection.execute("UPDATE newswire.article_event SET kind = 'withdrawn' WHERE article_id = 3")


def records(store: Store, name: str, *, after: str | None) -> Sequence[Mapping[str, Any]]:
    """What a format's readers make of an export."""
    parcels: list[Parcel] = []
    opening = partial(SINKS[name].open, parcels.append)
    export(store, Selection(after=after), opening=opening, tell=lambda _: None)
    return READ[name](b"".join(parcel.body for parcel in parcels))


def checker(name: str, *, of_events: bool) -> jsonschema.Draft202012Validator:
    schema = record_schema(name, of_events=of_events)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("after", [None, ""], ids=["articles", "events"])
def test_real_output_is_as_described(store: Store, name: str, after: str | None) -> None:
    bare_and_full(store)
    found = records(store, name, after=after if after is None else store.events.place(after))
    check = checker(name, of_events=after is not None)
    assert len(found) == (2 if after is None else 3)
    assert [error.message for record in found for error in check.iter_errors(record)] == []


@pytest.mark.parametrize("name", FORMATS)
def test_each_field_is_held_to_its_description(store: Store, name: str) -> None:
    bare_and_full(store)
    check = checker(name, of_events=False)
    record = dict(records(store, name, after=None)[1])
    wrong = [field.name for field in ARTICLE_FIELDS if check.is_valid(record | {field.name: {"no": 1.5}})]
    missing = [
        field.name for field in ARTICLE_FIELDS if check.is_valid({k: v for k, v in record.items() if k != field.name})
    ]
    assert (wrong, missing) == (["provenance", "wire"] if name == "jsonl" else [], [])


def test_the_columns_of_the_view_are_the_described_ones(store: Store) -> None:
    with store.transaction() as connection:
        found = connection.execute("SELECT * FROM newswire_v1.article").description or ()
    assert [field.name for field in ARTICLE_FIELDS] == [column.name for column in found]


def test_the_kinds_are_those_of_an_export(store: Store) -> None:
    kinds: list[Kind] = []

    def opening(columns: Sequence[Column]) -> Sink:
        kinds.extend(column.kind for column in columns)
        return SINKS["jsonl"].open(print, columns)

    export(store, Selection(), opening=opening, tell=lambda _: None)
    assert [field.kind for field in ARTICLE_FIELDS] == kinds


def test_what_is_always_there_is_so_in_the_table(store: Store) -> None:
    with store.transaction() as connection:
        rows = connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'newswire.article'::regclass AND attnotnull"
        ).fetchall()
    required = {name for (name,) in rows} | {"id", "source"}
    assert [field.name for field in ARTICLE_FIELDS if field.always and field.name not in required] == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_command_prints_the_schema_without_a_database(name: str) -> None:
    printed = newswire("export", "--schema", "--format", name, database="postgresql://nobody@127.0.0.1:1/none")
    assert json.loads(printed.stdout) == record_schema(name, of_events=False)
    of_events = json.loads(newswire("export", "--schema", "--format", name, "--after", "").stdout)
    assert list(of_events["properties"])[:4] == [column.name for column in EVENT_COLUMNS]
