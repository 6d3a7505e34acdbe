"""What the phrase files may say."""

import pytest

from pipeline.clean.wording import Match, is_phrase_kind
from pipeline.clean.wording.phrase_rules import (
    NoteRule,
    Rule,
    read_language_files,
    read_note_rules,
    read_phrase_rules,
    read_texts,
)
from pipeline.model import RemovedKind

each_rule = pytest.mark.parametrize(
    "rule", read_phrase_rules(), ids=lambda rule: f"{rule.language}-{rule.kind}-{rule.text[0]}"
)
each_note = pytest.mark.parametrize("note", read_note_rules(), ids=lambda note: f"{note.language}-{note.text[0]}")


@each_rule
def test_a_rule_lists_no_phrase_twice(rule: Rule) -> None:
    assert len(set(rule.text)) == len(rule.text)


@each_rule
def test_a_rule_has_tests_and_a_reason(rule: Rule) -> None:
    assert (bool(rule.drops), bool(rule.keeps), bool(rule.why)) == (True, True, True)


@each_note
def test_a_note_has_tests_and_a_reason(note: NoteRule) -> None:
    assert (bool(note.drops), bool(note.keeps), bool(note.why)) == (True, True, True)


@pytest.mark.parametrize("folder", ["phrases", "asides"])
def test_files_are_named_after_their_language(folder: str) -> None:
    assert [language for language, _ in read_language_files(folder) if not language.isalpha()] == []


def test_both_folders_know_english() -> None:
    assert {"en"} <= {language for language, _ in read_language_files("phrases")}


def test_one_text_or_several_are_read_alike() -> None:
    assert (read_texts("share"), read_texts(["share", "print"])) == (("share",), ("share", "print"))


def test_most_rules_match_whole_lines() -> None:
    exact = [rule for rule in read_phrase_rules() if rule.match is Match.EXACT]
    assert 2 * len(exact) > len(read_phrase_rules())


@pytest.mark.parametrize(
    ("kind", "known"), [(RemovedKind.RELATED, True), (RemovedKind.LEGAL, True), (RemovedKind.BYLINE, False)]
)
def test_kinds_of_phrases_are_known(kind: RemovedKind, known: bool) -> None:
    assert is_phrase_kind(kind) is known
