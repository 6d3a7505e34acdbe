"""Spellings of one phrase that are compared alike."""

import pytest

from pipeline.clean.wording.spelling import normalize_wording


@pytest.mark.parametrize(
    ("line", "wording"),
    [
        ("【関連記事】", "関連記事: "),
        ("[관련기사]", "관련기사: "),
        ("《相关阅读》", "相关阅读: "),
        ("〔写真〕港", "写真: 港"),
        ("İLGİLİ HABERLER", "ilgili haberler"),
        ("Читайте ещё", "читайте еще"),
        ("Şi", "și"),
        ("ţara", "țara"),
        ("أخبار", "اخبار"),
        ("آخر الأخبار", "اخر الاخبار"),
        ("مُهِمّ", "مهم"),
        ("अख़बार", "अखबार"),
        ("Lire aussi : le port", "lire aussi: le port"),
        ("Editor’s pick", "editor's pick"),
        ("ⓒ Harbour Gazette", "© harbour gazette"),
        ("> Read more", "read more"),
        ("READ MORE", "read more"),
    ],
)
def test_spellings_are_made_one(line: str, wording: str) -> None:
    assert normalize_wording(line) == wording


def test_brackets_within_a_line_stay() -> None:
    assert normalize_wording("The wall [sic] fell") == "the wall [sic] fell"


@pytest.mark.parametrize("line", ["Related", "ВАЖНО", "港口", "القراءة"])
def test_a_normalized_line_stays_as_it_is(line: str) -> None:
    once = normalize_wording(line)
    assert normalize_wording(once) == once
