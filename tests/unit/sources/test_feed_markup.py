"""Feeds mended before a parser sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.markup import mended, root_element


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("<rss/>", "rss"),
        ('<?xml version="1.0"?>\n<!-- <html> --><rdf:RDF>', "rdf:RDF"),
        ('<!DOCTYPE rss [<!ENTITY a "<b>">]><rss>', "rss"),
        ("<?xml-stylesheet href='<x>'?><feed>", "feed"),
        ("no markup", None),
        ("<!-- <rss> ", None),
    ],
)
def test_the_root_element_is_found_behind_the_prolog(document: str, expected: str | None) -> None:
    assert root_element(document) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ('junk <?xml version="1.0"?><!DOCTYPE rss><rss/>', "<rss/>"),
        ("<rss>a\x00b\x1fc</rss>", "<rss>abc</rss>"),
        ("<rss>a<!-- <item> -->b</rss>", "<rss>ab</rss>"),
        ("<?xml-stylesheet href='<x>'?><rss/>", "<rss/>"),
        ("<rss><![CDATA[<!DOCTYPE]]></rss>", "<rss><![CDATA[<!DOCTYPE]]></rss>"),
        ("<rss>a<!-- b</rss>", "<rss>a b</rss>"),
        ("<rss><![CDATA[<!-- a -->]]></rss>", "<rss><![CDATA[<!-- a -->]]></rss>"),
        ("<rss>caf&eacute;&nbsp;&amp;&lt;</rss>", "<rss>café\xa0&amp;&lt;</rss>"),
        ("<rss>&unknown; R&D</rss>", "<rss>&unknown; R&D</rss>"),
        ("<rss>&#1114112;&#xD800;&#0;&#55296;&#99999999999999;a&#233;</rss>", "<rss>a&#233;</rss>"),
        ('<!DOCTYPE rss [<!ENTITY co "Smith">]><rss>&co;</rss>', "<rss>Smith</rss>"),
        ('<!DOCTYPE rss [<!ENTITY cube "&#179;">]><rss>m&cube;</rss>', "<rss>m&#179;</rss>"),
        ('<!DOCTYPE a [<!ENTITY x "<b>">]><rss>&x;</rss>', "<rss>&x;</rss>"),
    ],
)
def test_a_document_is_mended(document: str, expected: str) -> None:
    assert mended(document).text == expected


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ("<rss>\x00</rss>", "control characters dropped"),
        ("junk<rss/>", "text before the document dropped"),
        ("<rss>&#0;</rss>", "references to no character dropped"),
        ("<rss>&eacute;</rss>", "entities of HTML written out"),
    ],
)
def test_what_was_mended_is_said(document: str, fault: str) -> None:
    assert mended(document).faults == (fault,)


def test_a_sound_document_has_no_faults() -> None:
    assert mended('<?xml version="1.0"?>\n<rss>&amp;&#233;</rss>').faults == ()


def test_entities_of_entities_are_not_written_out() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>'
    assert mended(bomb).text == "<rss>&b;</rss>"


def test_entities_do_not_multiply_a_document() -> None:
    bomb = f'<!DOCTYPE a [<!ENTITY a "{"x" * 64}">]><rss>{"&a;" * 40_000}</rss>'
    assert len(mended(bomb).text) < 1_200_000


@given(st.text(alphabet="<>![]-?&;#x019abDOCTYPE\x00 \"'"))
def test_mending_never_fails(document: str) -> None:
    assert "\x00" not in mended(document).text
