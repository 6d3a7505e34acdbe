"""ninjs and NewsML-G2: valid by the IPTC's schemas, and read back without loss."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree

from pipeline.delivery import SINKS, Parcel, Row
from pipeline.model import Instant
from pipeline.sources.wire import read_wire
from pipeline.wire_item import Subject, WireItem

SCHEMAS = Path(__file__).parents[4] / "shared" / "data" / "wire" / "schemas"
NOON = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
BARE: Row = {
    "id": 7,
    "url": "https://news.example/a?b=ü",
    "canonical_url": "https://news.example/ä b",
    "source": "The Harbour Post",
    "feed": None,
    "guid": None,
    "title": None,
    "summary": None,
    "body": "The ferry sailed.",
    "language": None,
    "byline": None,
    "authors": [],
    "agency": None,
    "dateline_place": None,
    "dateline_date": None,
    "slugline": None,
    "keywords": [],
    "subjects": [],
    "image_url": None,
    "published_at": None,
    "published_precision": None,
    "first_seen_at": NOON,
    "fetched_at": NOON,
    "updated_at": NOON,
    "revision": 1,
    "status": "usable",
    "urgency": None,
    "embargoed_until": None,
    "ednote": None,
    "word_count": 3,
    "story_id": None,
    "provenance": {},
    "cleaner_version": "9",
    "flags": [],
    "credits": None,
    "modified_at": None,
    "withdrawn_by_publisher": None,
}
FULL: Row = {
    **BARE,
    "url": "https://wire.example/1",
    "canonical_url": "https://wire.example/1",
    "feed": "file:///drop/wire",
    "guid": "urn:newsml:wire.example:20261120:ferry-1",
    "title": "Fähre „Orle“ fährt wieder < nach dem Sturm & Regen",
    "summary": "Nach drei Tagen.",
    "body": "HALDEN (dpa) - Die Fähre fuhr <wieder>.\n\nHafen\tZeit\n\nOrle\t9:00\n\nمرحبا بالعالم 船が出た。",
    "language": "de",
    "byline": "Von Anna Berg und Jan Holm",
    "authors": ["Anna Berg", "Jan Holm"],
    "agency": "dpa",
    "dateline_place": "Halden",
    "slugline": "FERRY/STORM",
    "keywords": ["Fähre", "Sturm"],
    "subjects": [
        {"scheme": "http://cv.iptc.org/newscodes/mediatopic/", "code": "20000001", "name": "Kultur"},
        {"scheme": "desk", "code": "sea", "name": "Meer"},
        {"scheme": None, "code": None, "name": "Fähren"},
    ],
    "image_url": "https://wire.example/1.jpg",
    "published_at": NOON,
    "published_precision": "second",
    "revision": 3,
    "status": "corrected",
    "urgency": 4,
    "embargoed_until": NOON,
    "ednote": "Berichtigt: Absatz 2",
    "flags": ["correction"],
    "credits": "(Editing by X)",
    "modified_at": NOON.replace(hour=14),
    "wire": {
        "rights": "(c) wire.example",
        "provider": "wire.example",
        "credit": "dpa",
        "genres": [{"scheme": "http://cv.iptc.org/newscodes/genre/", "code": "Current", "name": "Current"}],
        "expires": "2027-01-01T00:00:00+00:00",
        "media": [
            {
                "href": "https://wire.example/1.jpg",
                "media_type": "image/jpeg",
                "length_bytes": 900,
                "width": 640,
                "height": 480,
                "caption": "Die Fähre",
                "credit": "Foto Holm",
            }
        ],
    },
}
ROWS = {"bare": BARE, "full": FULL, "unprintable": {**BARE, "body": "One\x0bline \ufffeand\x01 more.", "title": "\x02"}}


def written(name: str, rows: Sequence[Row]) -> bytes:
    parcels: list[Parcel] = []
    sink = SINKS[name].open(parcels.append, ())
    sink.deliver(rows)
    sink.close()
    return b"".join(parcel.body for parcel in parcels)


def read_back(name: str, rows: Sequence[Row]) -> Sequence[Any]:
    return read_wire(written(name, rows)).items


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
@pytest.mark.parametrize("version", ["3.0", "3.1"])
def test_ninjs_is_valid(row: Row, version: str) -> None:
    schema = SCHEMAS / f"ninjs-schema_{version}.json"
    if not schema.exists():
        pytest.skip("the IPTC's schemas are not here")
    item = json.loads(written("ninjs", [row]))
    checker = Draft202012Validator(without_geography(json.loads(schema.read_text())), format_checker=FormatChecker())
    assert [error.message for error in checker.iter_errors(item)] == []


def without_geography(schema: Any) -> Any:
    """The schema without its reference to GeoJSON's, which is not here; nothing that we write has a map."""
    if isinstance(schema, dict):
        return {name: True if name == "geoJSON" else without_geography(value) for name, value in schema.items()}
    return [without_geography(one) for one in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_newsml_g2_is_valid(row: Row) -> None:
    schema = SCHEMAS / "NewsML-G2_2.35-spec-All-Power.xsd"
    if not schema.exists():
        pytest.skip("the IPTC's schemas are not here")
    checker = etree.XMLSchema(etree.parse(schema))
    checker.validate(etree.fromstring(written("newsml-g2", [row, row])))
    assert str(checker.error_log) == ""


@pytest.mark.parametrize("name", ["ninjs", "newsml-g2"])
def test_what_is_written_is_read_back(name: str) -> None:
    (item,) = read_back(name, [FULL])
    assert isinstance(item, WireItem)
    assert (item.guid, item.version, item.language, item.urgency) == (FULL["guid"], "3", "de", 4)
    assert (item.headline, item.summary, item.slugline) == (FULL["title"], FULL["summary"], FULL["slugline"])
    assert (item.byline, item.authors) == (FULL["byline"], ("Anna Berg", "Jan Holm"))
    assert "\n\n".join(item.paragraphs) == FULL["body"]
    assert moment(item.published) == FULL["published_at"]
    assert moment(item.modified) == FULL["modified_at"]
    assert moment(item.embargoed_until) == FULL["embargoed_until"]
    assert moment(item.expires) == datetime(2027, 1, 1, tzinfo=UTC)
    assert item.ednotes == (FULL["ednote"],)
    assert (item.place, item.provider, item.rights) == ("Halden", "wire.example", "(c) wire.example")
    assert item.keywords == ("Fähre", "Sturm")
    assert item.subjects == tuple(Subject(**one) for one in as_list(FULL["subjects"]))
    assert [(one.code, one.name) for one in item.genres] == [("Current", "Current")]
    (picture,) = item.media
    assert (picture.href, picture.media_type, picture.caption) == (
        "https://wire.example/1.jpg",
        "image/jpeg",
        "Die Fähre",
    )


def moment(instant: Instant | None) -> datetime | None:
    return instant.at if instant else None


def as_list(value: object) -> Sequence[Mapping[str, str | None]]:
    return value if isinstance(value, list) else []


@pytest.mark.parametrize("name", ["ninjs", "newsml-g2"])
def test_many_are_read_back_in_order(name: str) -> None:
    rows = [{**BARE, "canonical_url": f"https://news.example/{n}", "title": f"Story {n}"} for n in range(5)]
    items = read_back(name, rows)
    assert [(one.guid, one.headline) for one in items] == [
        (f"https://news.example/{n}", f"Story {n}") for n in range(5)
    ]


def test_a_correction_says_so() -> None:
    (item,) = read_back("newsml-g2", [FULL])
    assert item.signals == ("sig:correction",)


def test_the_agencys_identifier_is_kept_and_a_pages_is_its_address() -> None:
    web = {**BARE, "guid": "tag:blog.example,2026:1", "canonical_url": "https://news.example/1"}
    assert [one.guid for one in read_back("ninjs", [FULL, web])] == [FULL["guid"], "https://news.example/1"]
