"""Bytes to text: declarations believed, and corrected where the bytes say otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.text import decode_page, strip_invisible

ACCENTED = "La corrida de Ávila – 48 millones"


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_charset(charset: str) -> None:
    assert decode_page(ACCENTED.encode(charset), "text/html; charset=iso-8859-1").text == ACCENTED


def test_http_tells_the_charset() -> None:
    assert decode_page("Čapek".encode("iso-8859-2"), "text/html; charset=ISO-8859-2").text == "Čapek"


def test_the_page_tells_its_charset() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">Мост'
    assert decode_page(page.encode("cp1251")).text.endswith("Мост")


def test_utf8_under_a_latin1_label_is_read_as_utf8() -> None:
    page = decode_page(ACCENTED.encode(), "text/html; charset=iso-8859-1")
    assert (page.text, page.fault) == (ACCENTED, "declared as cp1252, is UTF-8")


def test_latin1_means_windows_1252() -> None:
    assert decode_page("“Fog” – again".encode("cp1252"), "text/html; charset=latin-1").text == "“Fog” – again"


def test_undeclared_bytes_that_are_no_utf8_are_windows_1252() -> None:
    assert decode_page("Ávila – señal".encode("cp1252")).text == "Ávila – señal"


def test_one_bad_byte_costs_one_character() -> None:
    body = ACCENTED.encode() + b"\xff" + ACCENTED.encode()
    assert decode_page(body).text == f"{ACCENTED}\ufffd{ACCENTED}"


def test_a_shift_jis_page_is_read_as_declared() -> None:
    page = "<meta charset=Shift_JIS>港の再建"
    assert decode_page(page.encode("cp932")).text == page


@pytest.mark.parametrize("label", ["nonsense", "punycode", "undefined", "hex", "base64"])
def test_a_label_that_is_no_charset_is_ignored(label: str) -> None:
    assert decode_page(ACCENTED.encode(), f"text/html; charset={label}").text == ACCENTED


def test_nul_controls_surrogates_and_soft_hyphens_are_dropped() -> None:
    assert strip_invisible("a\x00b\x1bc\ud800d\u00ade\ufefff") == "abcdef"


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=40)))
def test_any_bytes_are_decoded(body: bytes, content_type: str | None) -> None:
    text = decode_page(body, content_type).text
    assert "\x00" not in text
    text.encode("utf-8")


@pytest.mark.parametrize(
    "body", ["Čapek".encode(), "Čapek\x00".encode(), "Čapek".encode("cp1250"), "\ufeffČapek".encode()]
)
def test_a_page_in_utf8_is_not_written_anew(body: bytes) -> None:
    page = decode_page(body, "text/html; charset=windows-1250")
    assert page.utf8 == page.text.encode()
    assert (page.source is body) == (body == "Čapek".encode())
