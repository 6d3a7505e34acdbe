"""Whatever the bytes, items come out or NotParsable, and no text is empty or holds what PostgreSQL refuses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.sources.wire.flat_documents import FLAT

from pipeline.errors import NotParsable
from pipeline.sources.wire import read_wire

PIECES = [
    b"\x01", b"\x02", b"\x03", b"\x1f", b"\x08", b"\x00", b"\xff", b"^", b"<", b"=", b"ZCZC", b"NNNN",
    b"\r\n\r\n", b"{", b"]", b'"', b"null", b"[[", b"1e999", b"\\ud800", b"\x16\x16\x01", b"By ",
    b"241015 Nov 99", b"99-99-99 9999GMT",
]  # fmt: skip


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))
    elif isinstance(value, Mapping):
        yield from (text for one in (*value.keys(), *value.values()) for text in _texts(one))
    elif isinstance(value, tuple):
        yield from (text for one in value for text in _texts(one))


def _is_sound(text: str) -> bool:
    return text != "" and "\0" not in text and not any("\ud800" <= one <= "\udfff" for one in text)


@pytest.mark.parametrize("name", FLAT)
def test_every_document_is_read(name: str) -> None:
    assert all(map(_is_sound, _texts(read_wire(FLAT[name]).items)))


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from(sorted(FLAT)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES)), max_size=6),
)
def test_damaged_documents_are_read_or_refused(name: str, damages: Sequence[tuple[float, int, bytes]]) -> None:
    data = FLAT[name]
    for place, length, piece in damages:
        at = int(place * len(data))
        data = data[:at] + piece + data[at + length :]
    try:
        found = read_wire(data)
    except NotParsable:
        return
    assert all(map(_is_sound, _texts(found.items)))
