"""Every rule of the phrase files, by its own examples."""

from collections import Counter
from collections.abc import Sequence

import pytest

from pipeline.clean.blocks import Block, folded, opening
from pipeline.clean.notes import without_notes
from pipeline.clean.phrasebook import NOTES, RULES, Match, NoteRule, Rule, find_note, find_phrase
from pipeline.clean.residue import without_residue

KINDS = {
    "related", "most_read", "comments", "navigation", "share", "newsletter", "paywall", "ad", "inline_link", "tags",
    "author_bio", "legal", "credit", "technical", "app_promo",
}  # fmt: skip
LANGUAGES = {rule.language for rule in RULES}
PROMISED = {"en", "es", "fr", "de", "pt", "it", "nl", "pl", "ru", "uk", "ar", "tr", "zh", "ja", "ko", "hi"}


def _blocks(lines: Sequence[str]) -> list[Block]:
    return [Block(text=text, line=number) for number, text in enumerate(lines)]


def _kept(lines: Sequence[str]) -> list[str]:
    return [block.text for block in without_residue(_blocks(lines)).kept]


def _drops(rules: Sequence[Rule | NoteRule]) -> list[object]:
    return [pytest.param(rule, line, id=f"{rule.language}-{line[:40]}") for rule in rules for line in rule.drops]


def _keeps(rules: Sequence[Rule | NoteRule]) -> list[object]:
    return [pytest.param(line, id=f"{rule.language}-{line[:40]}") for rule in rules for line in rule.keeps]


@pytest.mark.parametrize(("rule", "line"), _drops(RULES))
def test_a_rule_drops_its_lines_below_a_story(rule: Rule, line: str, story: Sequence[str]) -> None:
    assert _kept([*story, line]) == list(story)


@pytest.mark.parametrize(("rule", "line"), _drops(RULES))
def test_a_dropped_line_is_of_the_kind_of_its_rule(rule: Rule, line: str, story: Sequence[str]) -> None:
    removed = without_residue(_blocks([*story, line])).removed
    assert [(one.kind, one.text) for one in removed] == [(rule.kind, line)]


@pytest.mark.parametrize("line", _keeps(RULES))
def test_a_rule_keeps_prose_below_a_story(line: str, story: Sequence[str]) -> None:
    assert _kept([*story, line]) == [*story, line]


@pytest.mark.parametrize("line", _keeps(RULES))
def test_a_rule_keeps_prose_within_a_story(line: str, story: Sequence[str]) -> None:
    lines = [*story[:5], line, *story[5:]]
    assert _kept(lines) == lines


@pytest.mark.parametrize(("rule", "line"), _drops(NOTES))
def test_a_note_below_a_story_is_no_part_of_it(rule: NoteRule, line: str, story: Sequence[str]) -> None:
    noted = without_notes(_blocks([*story, line]))
    assert (noted.ednote, noted.status, len(noted.kept)) == (line, rule.status, len(story))


@pytest.mark.parametrize("line", _keeps(NOTES))
def test_prose_that_speaks_of_corrections_is_no_note(line: str) -> None:
    assert find_note(line) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.language}-{rule.text[0]}")
def test_a_rule_says_why_and_has_examples(rule: Rule) -> None:
    assert rule.kind in KINDS
    assert all((rule.why, rule.drops, rule.keeps))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.language}-{rule.text[0]}")
def test_every_phrase_of_a_rule_is_found(rule: Rule) -> None:
    assert [phrase for phrase in rule.text if find_phrase(phrase) is None] == []


def test_each_language_has_rules() -> None:
    assert PROMISED <= LANGUAGES
    assert {rule.language for rule in NOTES} >= PROMISED


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_language_says_two_things_of_one_line(language: str) -> None:
    keys = [
        folded(text) if rule.match is Match.EXACT else opening(text) + "…"
        for rule in RULES
        if rule.language == language
        for text in rule.text
    ]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_a_phrase_ends_where_a_word_ends() -> None:
    assert find_phrase("More informed voters turned out") is None


def test_ornaments_and_case_do_not_hide_a_phrase() -> None:
    hit = find_phrase("▶ BACK TO TOP ↑")
    assert hit is not None
    assert hit.phrase == "back to top"
