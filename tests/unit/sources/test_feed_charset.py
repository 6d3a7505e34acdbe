"""Bytes of feeds to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.charset import decoded, head_of

TEXT = "<rss><title>Café – naïve “quotes” €</title></rss>"
XML = '<?xml version="1.0" encoding="{}"?>'


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_unicode_is_read_without_being_named(charset: str) -> None:
    assert decoded(TEXT.encode(charset)).text == TEXT


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_although_it_says_utf_8(charset: str) -> None:
    document = XML.format("utf-8") + TEXT
    assert decoded(document.encode(charset)).text == document


@pytest.mark.parametrize(
    ("label", "charset", "text"),
    [
        ("iso-8859-1", "cp1252", TEXT),
        ("us-ascii", "cp1252", TEXT),
        ("windows-1251", "cp1251", "<a>Паром вернулся</a>"),
        ("koi8-r", "koi8-r", "<a>Паром вернулся</a>"),
        ("gb2312", "gb18030", "<a>渡轮返回港口</a>"),
        ("Shift_JIS", "cp932", "<a>フェリーが戻った①</a>"),
        ("euc-kr", "cp949", "<a>여객선이 돌아왔다 똠</a>"),
        ("iso-2022-jp", "iso2022_jp", "<a>フェリー</a>"),
        ("iso-8859-15", "iso-8859-15", "<a>10 €</a>"),
    ],
)
def test_a_declared_charset_is_read(label: str, charset: str, text: str) -> None:
    document = XML.format(label) + text
    assert decoded(document.encode(charset)).text == document


def test_the_header_counts_before_the_declaration() -> None:
    document = XML.format("iso-8859-1") + "<a>Паром</a>"
    assert decoded(document.encode("cp1251"), 'text/xml; charset="windows-1251"').text == document


def test_the_latin_1_of_a_server_counts_after_the_declaration() -> None:
    document = XML.format("windows-1251") + "<a>Паром</a>"
    assert decoded(document.encode("cp1251"), "text/xml; charset=ISO-8859-1").text == document


def test_utf_8_is_read_although_it_says_latin_1() -> None:
    document = XML.format("iso-8859-1") + TEXT
    assert decoded(document.encode()).text == document


def test_utf_8_that_says_something_else_is_noted() -> None:
    assert decoded((XML.format("iso-8859-1") + TEXT).encode()).fault == "declared as cp1252, is UTF-8"


def test_one_bad_byte_costs_one_character() -> None:
    body = TEXT.encode().replace(b"quotes", b"quo\xe9tes")
    assert decoded(body).text == TEXT.replace("quotes", "quo\ufffdtes")


def test_a_bad_byte_is_noted() -> None:
    assert decoded(TEXT.encode() + b"\xff").fault == "bytes that are not utf-8 replaced"


def test_latin_1_that_says_utf_8_is_read_as_windows_1252() -> None:
    document = XML.format("utf-8") + TEXT
    assert decoded(document.encode("cp1252")).text == document


@pytest.mark.parametrize(
    "label", ["idna", "punycode", "unicode_escape", "zip", "undefined", "no-such-charset", "x" * 99]
)
def test_a_label_that_is_no_charset_is_passed_over(label: str) -> None:
    assert decoded(TEXT.encode("cp1252"), f"text/xml; charset={label}").text == TEXT


def test_a_head_ends_before_a_broken_character() -> None:
    assert head_of("é".encode() * 40_000, None).strip("é") == ""


@given(st.binary(max_size=200), st.text(max_size=30))
def test_decoding_never_fails(body: bytes, label: str) -> None:
    assert isinstance(decoded(body, f"text/xml; charset={label}").text, str)
