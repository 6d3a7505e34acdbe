"""The face of the wire's readers: recognised by content, refused with a reason."""

import pytest
from unit.sources.wire.flat_documents import FLAT
from unit.sources.wire.xml_documents import DOCUMENTS, g2, newsml_1, nitf

from pipeline.errors import NotParsable
from pipeline.sources.wire import MOST_BYTES, WIRE_FORMATS, read_wire
from pipeline.sources.wire.wire_format import WireDocument

SAMPLES = {**DOCUMENTS, **FLAT}


@pytest.mark.parametrize(
    ("document", "name"),
    [
        (g2(), "newsml-g2"),
        (nitf(), "nitf"),
        (newsml_1(), "newsml-1"),
        ("<n><headline>A</headline><content>B.</content></n>", "n"),
        ('<?xml version="1.0"?><!-- <rss> --><n:newsItem xmlns:n="x"><n:itemMeta/></n:newsItem>', "newsml-g2"),
    ],
)
def test_a_format_is_told_by_the_content(document: str, name: str) -> None:
    assert read_wire(document.encode()).format == name


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())
@pytest.mark.parametrize("charset", ["utf-16", "utf-8-sig"])
def test_a_document_in_another_charset_is_the_same(document: bytes, charset: str) -> None:
    text = document.decode("utf-8", "ignore")
    assert read_wire(text.encode(charset)).items == read_wire(text.encode()).items


def test_the_charset_of_a_source_is_taken_where_a_file_names_none() -> None:
    document = nitf(lines="<hedline><hl1>Żółw</hl1></hedline>").encode("iso-8859-2")
    item = read_wire(document, charset="iso-8859-2").items[0]
    assert getattr(item, "headline", None) == "Żółw"


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (b" \r\n\t", "empty"), (b"<" * (MOST_BYTES + 1), "bytes")]
)
def test_what_is_no_wire_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotParsable, match=reason):
        read_wire(data)


@pytest.mark.parametrize("data", SAMPLES.values(), ids=SAMPLES.keys())
@pytest.mark.parametrize("fallback", [False, True])
def test_at_most_one_format_recognises_a_document(data: bytes, fallback: bool) -> None:
    text = data.decode("utf-8", "replace").lstrip()
    document = WireDocument(data=data, head=text, text=text)
    found = [known.name for known in WIRE_FORMATS if known.fallback is fallback and known.recognises(document)]
    assert len(found) <= 1


def test_the_formats_of_all_rooms_are_known_and_the_fallbacks_come_last() -> None:
    firm = ["anpa", "ap-media", "iptc-7901", "newsml-1", "newsml-g2", "ninjs", "nitf"]
    assert [known.name for known in WIRE_FORMATS] == [*firm, "plain", "vendor-xml"]
