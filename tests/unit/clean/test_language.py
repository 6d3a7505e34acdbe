"""Languages: declared, and checked."""

import pytest

from pipeline.clean.language import primary_language, settled_language

SPANISH = (
    "El consejo del puerto votó el jueves a favor de reconstruir el rompeolas del este antes de que lleguen las "
    "tormentas del invierno a la costa, según explicó la alcaldesa."
)


def _settled(text: str, *declared: tuple[str, str]) -> tuple[str, str] | None:
    found = settled_language(text, declared)
    return (found.code, found.source) if found else None


def test_a_declared_language_that_the_words_bear_out_is_taken() -> None:
    assert _settled(SPANISH, ("html:lang", "es-MX")) == ("es", "html:lang+text, sure")


def test_a_template_that_declares_another_language_is_overruled() -> None:
    assert _settled(SPANISH, ("html:lang", "en-US")) == ("es", "text, likely")


def test_the_first_declaration_that_fits_is_taken() -> None:
    assert _settled(SPANISH, ("html:lang", "en"), ("feed", "es")) == ("es", "feed+text, sure")


def test_words_tell_the_language_that_nobody_declares() -> None:
    assert _settled(SPANISH) == ("es", "text, likely")


def test_a_flash_keeps_the_declared_language() -> None:
    assert _settled("Halden 2, Osby 1", ("feed", "de")) == ("de", "feed, likely")


def test_nothing_is_known_of_numbers() -> None:
    assert _settled("12 34 56") is None


@pytest.mark.parametrize(
    ("tag", "code"),
    [("pt-BR", "pt"), ("en_US", "en"), (" DE ", "de"), ("iw", "he"), ("english please", None), ("", None)],
)
def test_a_tag_is_its_primary_subtag(tag: str, code: str | None) -> None:
    assert primary_language(tag) == code


def test_sources_that_agree_are_named() -> None:
    assert _settled(SPANISH, ("json-ld", "es"), ("html:lang", "es")) == ("es", "json-ld+html:lang+text, sure")


def test_a_page_in_zulu_that_calls_itself_english_is_in_zulu() -> None:
    text = (
        "Umkhandlu wethekwini uvotele ukwakhiwa kabusha kodonga lwasolwandle ngaphambi kokuthi kufike izivunguvungu "
        "zasebusika ogwini, kusho imeya ngoLwesine ntambama emhlanganweni nabezindaba."
    )
    assert _settled(text, ("html:lang", "en-US")) == ("zu", "text, likely")


def test_a_script_tells_its_language() -> None:
    text = "항만 위원회는 목요일 겨울 폭풍이 해안에 닥치기 전에 동쪽 방파제를 다시 짓기로 의결했다고 밝혔다."
    assert _settled(text, ("html:lang", "ko")) == ("ko", "html:lang+text, sure")
