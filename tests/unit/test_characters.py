"""Characters mended: controls that are windows-1252, surrogates, CESU-8."""

import pytest

from pipeline.characters import from_cesu8, with_pairs_joined, without_c1_controls
from pipeline.clean import clean_page, clean_text


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("don\x92t", "don’t"),
        ("\x84Ja\x93, sagte er \x96 und ging\x85", "„Ja“, sagte er – und ging…"),
        ("Vlada \x8eagreb, 20 \x80", "Vlada Žagreb, 20 €"),
        ("a\x81b\x8dc\x8fd\x90e\x9df", "abcdef"),
        ("l\xe9gende, Straße, 港", "légende, Straße, 港"),
    ],
)
def test_c1_controls_are_read_as_windows_1252(damaged: str, meant: str) -> None:
    assert without_c1_controls(damaged) == meant


@pytest.mark.parametrize("character", ["😀", "𠮷", "🇪🇸", "𞤀"])
def test_cesu_8_is_read_as_utf_8(character: str) -> None:
    units = character.encode("utf-16-be")
    halves = "".join(chr(int.from_bytes(units[n : n + 2])) for n in range(0, len(units), 2))
    assert from_cesu8(halves.encode("utf-8", "surrogatepass")).decode() == character


def test_utf_8_with_the_byte_that_begins_a_surrogate_stays() -> None:
    assert from_cesu8("힙합 \ud7a3".encode()).decode() == "힙합 \ud7a3"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("&#55357;&#56832;", "&#128512;"),
        ("&#xD83D;&#xDE00;", "&#128512;"),
        ("&#xd842;&#57271;", "&#134071;"),
        ("&amp;#55357;&amp;#56832;", "&amp;#128512;"),
        ("\ud83d\ude00", "😀"),
        ("&#55357; alone", "&#55357; alone"),
        ("&#56832;&#55357;", "&#56832;&#55357;"),
        ("&#8217;&#8220;", "&#8217;&#8220;"),
    ],
)
def test_two_surrogates_are_one_character(written: str, meant: str) -> None:
    assert with_pairs_joined(written) == meant


_STORY = (
    "The port council said it won\x92t close the quay. \x93We stay open,\x94 said its head on Thursday morning.\x85 "
)


def test_pages_and_plain_texts_keep_the_apostrophes_of_windows() -> None:
    page = f"<html><body><article><h1>Quay stays</h1><p>{_STORY * 3}</p><p>{_STORY * 3}</p></article></body></html>"
    found = clean_page(page.encode(), url="https://news.example/a"), clean_text(f"Quay stays\n\n{_STORY * 3}")
    assert all("won’t close the quay. “We stay open,” said" in (one.text or "") for one in found)
