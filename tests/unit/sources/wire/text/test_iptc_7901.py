"""IPTC 7901."""

from datetime import UTC, datetime

import pytest
from unit.sources.wire.flat_documents import IPTC
from unit.sources.wire.xml_documents import items

from pipeline.errors import NotParsable
from pipeline.sources.wire import read_wire
from pipeline.wire_item import BrokenItem, WireItem


def _only(document: str, charset: str = "cp850") -> WireItem:
    (item,) = read_wire(document.encode(charset)).items
    assert isinstance(item, WireItem)
    return item


def test_the_identification() -> None:
    item = _only(IPTC)
    assert (item.urgency, item.slugline, item.provider) == (3, "Norwegen/Verkehr", "gale")
    assert (item.extra["number"], item.extra["category"], item.extra["words"]) == ("0123", "pl", 178)


def test_the_head_ends_with_its_mark() -> None:
    item = _only(IPTC)
    assert item.headline == "Fähre kehrt nach langer Saison nach Halden zurück"
    assert (item.byline, item.ednotes) == ("Von Nora Tasker", ("(Zusammenfassung 1430)",))


def test_wrapped_lines_are_joined() -> None:
    assert _only(IPTC).paragraphs[:2] == (
        "Halden (gale) - Die letzte Fähre der Saison ist am Freitag nach Halden zurückgekehrt.",
        "Der Kapitän sprach von einer schönen Fahrt.",
    )


@pytest.mark.parametrize("charset", ["cp850", "latin-1", "utf-8"])
def test_charsets_are_told_by_their_letters(charset: str) -> None:
    assert _only(IPTC, charset).headline == "Fähre kehrt nach langer Saison nach Halden zurück"


def test_a_charset_that_is_given_is_believed() -> None:
    (item,) = read_wire(IPTC.replace("ä", "ő").encode("cp852"), charset="cp852").items
    assert isinstance(item, WireItem)
    assert item.headline is not None
    assert item.headline.startswith("Főhre")


def test_the_trailer_dates_the_version() -> None:
    modified = _only(IPTC).modified
    assert modified is not None
    assert modified.at == datetime(2026, 11, 24, 10, 15, tzinfo=UTC)


def test_a_trailer_without_month_and_year_dates_nothing() -> None:
    assert _only(IPTC.replace("241015 Nov 26", "241015 GMT")).modified is None


def test_a_head_without_its_mark_is_one_line() -> None:
    item = _only("\x01abc001 4 i 20\r\nferry/\r\n\x02Ferry returns\r\n\r\nText of it.\r\n\x03241015 Nov 26\r\n")
    assert (item.headline, item.paragraphs) == ("Ferry returns", ("Text of it.",))


def test_several_messages_of_which_one_is_broken() -> None:
    first, broken = items(IPTC + "\x01abc0002 4 i 20\r\nno text\r\n")
    assert isinstance(first, WireItem)
    assert isinstance(broken, BrokenItem)


def test_fields_divided_by_us_without_stx() -> None:
    item = _only("\x01RACES: HALDEN\x1f6\x1fN\x1fNSW\x1fFriday\r\n\r\n1. Dun Cow. 2. Roan.\r\n")
    assert (item.headline, item.slugline) == ("RACES: HALDEN 6 NSW Friday", "RACES: HALDEN")


def test_control_characters_alone_are_no_wire() -> None:
    with pytest.raises(NotParsable):
        read_wire(b"\x01\x02\x03\x04")


@pytest.mark.parametrize("control", ["\0", "\x08", "\x7f"])
@pytest.mark.parametrize("word", [" pl ", "Norwegen", "Saison\r", "Freitag"])
def test_controls_within_words_are_left_out(control: str, word: str) -> None:
    assert _only(IPTC.replace(word, f"{word[:2]}{control}{word[2:]}", 1)) == _only(IPTC)
