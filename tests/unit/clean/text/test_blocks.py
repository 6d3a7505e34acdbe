"""Blocks: what counts as prose, and how lines are compared."""

import pytest

from pipeline.clean.text import Block, ends_sentence, fold_line


def _block(text: str, *, linked: bool | None = None) -> Block:
    return Block(text=text, line=0, linked=linked)


SENTENCE = "The council voted on Thursday to rebuild the breakwater before the winter storms."


def test_a_full_sentence_is_prose() -> None:
    assert _block(SENTENCE).is_prose


def test_a_sentence_that_closes_with_a_quotation_is_prose() -> None:
    assert _block(f"“{SENTENCE}”").is_prose


def test_a_link_is_no_prose() -> None:
    assert not _block(SENTENCE, linked=True).is_prose


@pytest.mark.parametrize("text", ["Storms close the strait", SENTENCE.removesuffix(".")])
def test_a_line_without_a_full_stop_is_no_prose(text: str) -> None:
    assert not _block(text).is_prose


@pytest.mark.parametrize(
    "text",
    [
        "کونسل نے جمعرات کو دیوار کی تعمیر نو کا فیصلہ کیا۔",
        "परिषद ने गुरुवार को दीवार फिर बनाने का निर्णय लिया।",
        "ကောင်စီက နံရံ ပြန်ဆောက်ဖို့ ဆုံးဖြတ်ခဲ့သည်။",
        "ក្រុមប្រឹក្សាបានសម្រេចសាងសង់ជញ្ជាំងឡើងវិញ។",
        "Խորհուրդը որոշեց վերակառուցել պատը։",
        "ምክር ቤቱ ግድግዳውን እንደገና ለመገንባት ወሰነ።",
    ],
)
def test_every_script_has_its_full_stop(text: str) -> None:
    assert ends_sentence(text)


def test_a_long_thai_text_is_a_sentence_and_a_headline_is_none() -> None:
    headline = "สภาท่าเรือลงมติสร้างเขื่อนกันคลื่นด้านตะวันออกขึ้นใหม่"
    assert not ends_sentence(headline)
    assert ends_sentence(
        f"{headline} ก่อนที่พายุฤดูหนาวจะพัดเข้าสู่ชายฝั่ง โดยงานจะเริ่มในเดือนมีนาคมและใช้เวลาสองปี ตามที่ผู้ว่าการท่าเรือแถลงเมื่อวันพฤหัสบดี"
    )


def test_a_japanese_sentence_is_prose() -> None:
    assert _block("港湾評議会は木曜日、冬の嵐が来る前に東の防波堤を再建することを決めた。").is_prose


@pytest.mark.parametrize(
    "line",
    [
        "Related Articles",
        "» RELATED ARTICLES",
        "Related\u00a0articles:",
        "🔗 Related articles…",
        "— Related articles —",
    ],
)
def test_a_label_is_known_in_any_dress(line: str) -> None:
    assert fold_line(line) == "related articles"


def test_a_typographic_apostrophe_is_an_apostrophe() -> None:
    assert fold_line("Don’t miss") == "don't miss"
