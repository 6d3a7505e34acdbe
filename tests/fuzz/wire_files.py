"""Wire files: what `read_wire` promises of any bytes, and `clean_item` of any item.

It returns or raises NotParsable; it takes at most a second a megabyte and a second besides; every text is one that
PostgreSQL takes, and none is empty; every moment is aware; items are cleaned without loss.
Seeds are the documents of the tests and, where they are, the shared labelled ones.
"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from unit.sources.wire.flat_documents import FLAT
from unit.sources.wire.xml_documents import DOCUMENTS as XML

from pipeline.clean import clean_item
from pipeline.errors import NotParsable
from pipeline.sources.wire import read_wire
from pipeline.wire_item import WireFile, WireItem

DOCUMENTS = {**XML, **FLAT}
_SHARED = Path(__file__).parents[3] / "shared" / "data" / "wire"
_ZONE = ZoneInfo("Europe/Madrid")
_LARGEST_SEED = 200_000
PIECES = (
    b"<newsItem>", b"</newsItem>", b"<NewsItem>", b"</NewsComponent>", b"<nitf>", b"<body.content>", b"<p>", b"</p>",
    b"<![CDATA[", b"]]>", b"<!--", b"-->", b"&nbsp;", b"&#0;", b"&#xD800;", b"&x;", b"\x00", b"\x01", b"\xff\xfe",
    b"\xed\xa0\x80", b"<table><tr><td>", b"<!DOCTYPE nitf [<!ENTITY a 'b'>]>", b"<?xml version='1.0' encoding='l1'?>",
    b"\r\n\r\n", b"\x16\x16\x01", b"\x02", b"\x03", b"{", b"}", b"[", b"]", b'"', b"\\ud800", b":[[[[", b"null",
    b"1e999", b"^", b"<br/>", b" xmlns=''", b" qcode=':'", b" guid=' '", b"20261124T101500", b"0001-01-01T00:00:00",
    b"9999-12-31T23:59:59-14:00",
)  # fmt: skip


def warm() -> None:
    """Read the tables that the first file needs."""
    for document in DOCUMENTS.values():
        broken_promise(document)


def broken_promise(data: bytes) -> str | None:
    """The promise that reading these bytes breaks, or None."""
    begun = time.process_time()
    try:
        file = read_wire(data, zone=_ZONE)
    except NotParsable:
        file = None
    except Exception as error:  # noqa: BLE001 - any is the find
        return f"raised {error!r}"
    if time.process_time() - begun > 1 + len(data) / 1_000_000:
        return f"took {time.process_time() - begun:.1f} s"
    fault = next((fault for value in _values(file) if (fault := _fault(value))), None)
    return fault or (_broken_cleaning(file) if file else None)


def _broken_cleaning(file: WireFile) -> str | None:
    """The promise that cleaning its items breaks: it returns, in bounded time, and no character is lost unrecorded."""
    for item in file.items:
        if not isinstance(item, WireItem):
            continue
        begun = time.process_time()
        try:
            article = clean_item(item)
        except Exception as error:  # noqa: BLE001 - any is the find
            return f"cleaning raised {error!r}"
        if time.process_time() - begun > 1 + sum(map(len, item.paragraphs)) / 100_000:
            return f"cleaning took {time.process_time() - begun:.1f} s"
        told = "".join((*article.paragraphs, *(one.text for one in article.removed)))
        lost = _characters("".join(item.paragraphs)) - _characters(told)
        if lost:
            return f"cleaning lost {dict(lost)}"
    return None


def _characters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())


def _values(value: object) -> Iterator[object]:
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _values(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from _values(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _values(inner)
    else:
        yield value


def _fault(value: object) -> str | None:
    if isinstance(value, datetime) and value.tzinfo is not UTC:
        return f"gave a moment that is not in UTC: {value!r}"
    if not isinstance(value, str):
        return None
    if not value:
        return "gave an empty text"
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in value):
        return f"gave text that PostgreSQL refuses: {value[:80]!r}"
    return None


def seeds() -> Sequence[bytes]:
    """The files to damage."""
    shared = [path for path in sorted(_SHARED.glob("*-*/**/*")) if path.is_file()]
    bodies = [path.read_bytes() for path in shared if path.stat().st_size <= _LARGEST_SEED]
    return [*DOCUMENTS.values(), *bodies]
