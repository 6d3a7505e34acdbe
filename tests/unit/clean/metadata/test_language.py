"""Languages: declared, and checked."""

import pytest

from pipeline.clean.metadata.language import read_primary_language, settle_language

SPANISH = (
    "El consejo del puerto votó el jueves a favor de reconstruir el rompeolas del este antes de que lleguen las "
    "tormentas del invierno a la costa, según explicó la alcaldesa."
)


def _settled(text: str, *declared: tuple[str, str]) -> tuple[str, str] | None:
    found = settle_language(text, declared)
    return (found.code, str(found.provenance)) if found else None


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
    assert read_primary_language(tag) == code


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


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "1-10月，全县固定资产投资完成246.79亿元，完成年度计划82.3%，同比增长15.3%，位列三县两区第一；技改投资98.1亿元。",
            "zh",
        ),
        ("港口委員會週四投票決定在冬季風暴抵達海岸之前重建東側防波堤，市長在會後告訴記者，工程下月開始。", "zh"),
        ("港湾委員会は木曜日、冬の嵐が海岸に届く前に東防波堤を再建することを賛成多数で決めたと市長が述べた。", "ja"),
        ("คณะกรรมการท่าเรือลงมติเมื่อวันพฤหัสบดีให้สร้างเขื่อนกันคลื่นด้านตะวันออกขึ้นใหม่ก่อนพายุฤดูหนาว", "th"),
    ],
)
def test_a_script_tells_a_language_that_nobody_declares(text: str, code: str) -> None:
    assert _settled(text) == (code, "text, likely")


def test_a_page_in_chinese_that_calls_itself_english_is_in_chinese() -> None:
    text = (
        "证券时报网讯，港口委员会周四以12票对3票决定投资9614.5万元重建东侧防波堤，股价当日上涨5.2%，市值增至208亿元。"
    )
    assert _settled(text, ("html:lang", "en")) == ("zh", "text, likely")


def test_a_chinese_name_in_a_story_makes_it_no_chinese_one() -> None:
    text = f"{SPANISH} La empresa 中国远洋海运集团有限公司 ganó el concurso."
    assert _settled(text, ("html:lang", "es")) == ("es", "html:lang, likely")


def test_a_text_whose_letters_are_exchanged_is_in_no_language() -> None:
    text = "Efo Ibncvshfs Hspànbslu tjdifso ejf vohfx÷iomjdifo Fjotåu{f efs Bjsmjoft efo Obditdivc/ Efoo tdimjfàmjdi"
    assert _settled(text * 3) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قالت الشركة يوم الاثنين إن العبارة ستتوقف أسبوعا كاملا بعد العاصفة التي ضربت الساحل."),
        ("sk", "Mestské zastupiteľstvo v utorok rozhodlo o oprave starého mosta, ktorý poškodila jarná povodeň."),
        (
            "bs",
            "Gradsko vijeće je u utorak odlučilo da obnovi stari most koji je oštetila poplava, saopćeno je iz općine.",
        ),
        ("ms", "Majlis bandaran pada hari Selasa bersetuju untuk membaiki jambatan lama yang rosak akibat banjir."),
        (
            "no",
            "Kommunestyret vedtok tysdag å byggje opp att den gamle brua som flaumen øydela i vår, seier ordføraren.",
        ),
        ("gl", "O concello aprobou o martes a reconstrución da vella ponte que a enchente danou na primavera."),
        ("mr", "नगरपालिकेने मंगळवारी जुन्या पुलाच्या दुरुस्तीचा निर्णय घेतला, असे महापौरांनी सांगितले आणि कामाला मार्चमध्ये सुरुवात होईल."),
    ],
)
def test_close_varieties_do_not_hide_a_language(language: str, text: str) -> None:
    found = settle_language(text, ())
    assert found is not None
    assert found.code == language


def test_a_long_text_always_has_a_language() -> None:
    found = settle_language("hamna mteto " * 80, ())
    assert found is not None
