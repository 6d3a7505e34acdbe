"""Every rule of the phrase files, by its own examples."""

from collections import Counter
from collections.abc import Sequence

import pytest

from pipeline.clean.copy_desk.notes import cut_notes
from pipeline.clean.copy_desk.residue import cut_residue
from pipeline.clean.text import Block
from pipeline.clean.wording import Cut, Match, find_note, find_phrase
from pipeline.clean.wording.phrase_rules import NoteRule, Rule, read_note_rules, read_phrase_rules
from pipeline.clean.wording.spelling import normalize_wording

KINDS = {
    "related", "most_read", "comments", "navigation", "share", "newsletter", "paywall", "ad", "inline_link", "tags",
    "author_bio", "legal", "credit", "technical", "app_promo",
}  # fmt: skip
LANGUAGES = {rule.language for rule in read_phrase_rules()}
PROMISED = {"en", "es", "fr", "de", "pt", "it", "nl", "pl", "ru", "uk", "ar", "tr", "zh", "ja", "ko", "hi"}

each_rule = pytest.mark.parametrize(
    "rule", read_phrase_rules(), ids=lambda rule: f"{rule.language}-{rule.kind}-{rule.text[0]}"
)
each_note = pytest.mark.parametrize("note", read_note_rules(), ids=lambda note: f"{note.language}-{note.text[0]}")
each_language = pytest.mark.parametrize("language", sorted(LANGUAGES))


def _blocks(lines: Sequence[str]) -> list[Block]:
    return [Block(text=text, line=number) for number, text in enumerate(lines)]


def _removed(lines: Sequence[str]) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in cut_residue(_blocks(lines)).removed]


def _phrase(line: str) -> str | None:
    hit = find_phrase(line)
    return hit.phrase if hit else None


@each_rule
def test_a_rule_drops_its_lines_below_a_story(rule: Rule, story: Sequence[str]) -> None:
    assert [_removed([*story, line]) for line in rule.drops] == [[(rule.kind, line)] for line in rule.drops]


@each_rule
def test_a_rule_keeps_prose_within_and_below_a_story(rule: Rule, story: Sequence[str]) -> None:
    places = [[*story[:5], line, *story[5:]] for line in rule.keeps] + [[*story, line] for line in rule.keeps]
    assert [removed for lines in places if (removed := _removed(lines))] == []


@each_note
def test_a_note_below_a_story_is_no_part_of_it(note: NoteRule, story: Sequence[str]) -> None:
    noted = [cut_notes(_blocks([*story, line])) for line in note.drops]
    assert [(one.ednote, one.status, len(one.kept)) for one in noted] == [
        (line, note.status, len(story)) for line in note.drops
    ]


@each_note
def test_prose_that_speaks_of_corrections_is_no_note(note: NoteRule) -> None:
    assert [line for line in note.keeps if find_note(line)] == []


@each_language
def test_a_rule_says_why_and_has_examples(language: str) -> None:
    rules = [rule for rule in read_phrase_rules() if rule.language == language]
    assert {rule.kind for rule in rules} <= KINDS
    assert all(rule.why and rule.drops and rule.keeps for rule in rules)


@each_language
def test_every_phrase_of_a_language_is_found(language: str) -> None:
    phrases = [phrase for rule in read_phrase_rules() if rule.language == language for phrase in rule.text]
    assert [phrase for phrase in phrases if find_phrase(phrase) is None] == []


@each_language
def test_every_beginning_is_found_where_the_line_goes_on(language: str) -> None:
    rules = [rule for rule in read_phrase_rules() if rule.language == language and rule.match is Match.PREFIX]
    phrases = [phrase for rule in rules for phrase in rule.text]
    assert [phrase for phrase in phrases if find_phrase(f"{phrase} — 中") is None] == []


@each_language
def test_no_language_says_two_things_of_one_line(language: str) -> None:
    rules = [rule for rule in read_phrase_rules() if rule.language == language]
    keys = Counter((rule.match, normalize_wording(text)) for rule in rules for text in rule.text)
    assert [key for key, times in keys.items() if times > 1] == []


@each_language
def test_one_word_between_paragraphs_stays(language: str, story: Sequence[str]) -> None:
    of_language = [rule for rule in read_phrase_rules() if rule.language == language]
    rules = [rule for rule in of_language if rule.match is Match.EXACT and rule.kind != "ad"]
    words = [
        text
        for rule in rules
        for text in rule.text
        if " " not in normalize_wording(text) and rule.cuts is not Cut.UNTIL_STORY
    ]
    assert [word for word in words if _removed([*story[:4], word, *story[4:]])] == []


def test_each_promised_language_has_rules_and_notes() -> None:
    assert PROMISED <= LANGUAGES
    assert {rule.language for rule in read_note_rules()} == LANGUAGES


def test_a_phrase_ends_where_a_word_ends() -> None:
    assert find_phrase("More informed voters turned out") is None


def test_ornaments_and_case_do_not_hide_a_phrase() -> None:
    assert _phrase("▶ BACK TO TOP ↑") == "back to top"


@pytest.mark.parametrize(
    ("line", "phrase"),
    [
        ("İLGİLİ HABERLER", "ilgili haberler"),
        ("i\u0307lgili haberler", "ilgili haberler"),
        ("YAZININ DEVAMI", "yazinin devami"),
        ("Ещё по теме", "еще по теме"),
        ("إقـرأ أيضًا", "اقرا ايضا"),
        ("\u200fاقرأ أيضا\u200f :", "اقرا ايضا"),
        ("CITEŞTE ŞI", "citește și"),
        ("ज़रूर पढ़ें", "जरूर पढें"),
        ("نوشته\u200cهای مشابه", "نوشته هاي مشابه"),
    ],
)
def test_spellings_of_one_phrase_are_one(line: str, phrase: str) -> None:
    assert _phrase(line) == phrase


@pytest.mark.parametrize(
    ("line", "phrase"),
    [
        ("【関連記事】", "関連記事"),
        ("[관련기사] 여객선 운항 재개", "관련기사: "),
        ("■ 推荐阅读：", "推荐阅读"),
        ("来源：新华社", "来源:"),
        ("（広告）", "広告"),
        ("＞＞ 続きを読む", "続きを読む"),
        ("<저작권자 © 만안일보, 무단 전재 및 재배포 금지>", "저작권자 ©"),
    ],
)
def test_brackets_and_wide_punctuation_are_a_label_s_dress(line: str, phrase: str) -> None:
    assert _phrase(line) == phrase


@pytest.mark.parametrize(
    ("line", "phrase"),
    [
        ("12 comments", "0 comments"),
        ("Comments (1,204)", "comments (0)"),
        ("3 min read", "0 min read"),
        ("زمان مطالعه: ۳ دقیقه", "زمان مطالعه: 0 دقيقه"),
    ],
)
def test_a_number_in_a_label_is_any_number(line: str, phrase: str) -> None:
    assert _phrase(line) == phrase


def test_a_circled_c_is_no_letter() -> None:
    assert _phrase("ⓒ 2024 만안일보") == "© 20"
    assert find_phrase("Cranes came back to the marsh") is None


def test_a_line_goes_on_without_a_blank_where_a_script_has_none() -> None:
    assert _phrase("未经授权不得转载，违者必究") == "未经授权不得转载"
    assert _phrase("저작권자와 협의") is None


def test_a_vowel_sign_belongs_to_its_word() -> None:
    assert _phrase("हमें लिखें: news@gazette.example") == "हमें लिखें"
    assert find_phrase("हमें लिखेंगे") is None
