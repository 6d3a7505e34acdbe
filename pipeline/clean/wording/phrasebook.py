"""The phrasebook: find the rule of the phrase files that a line falls under.

Phrases are filed under the beginning of their first word, so that most lines are settled by one look.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from pipeline.clean.text import UNSPACED_WORD, trim_label
from pipeline.clean.wording.phrase_rules import Match, NoteRule, Rule, read_note_rules, read_phrase_rules
from pipeline.clean.wording.spelling import normalize_wording, respell
from pipeline.model import RemovedKind

__all__ = ["Hit", "find_note", "find_phrase", "is_phrase_kind"]

# Labels recur on a page and from page to page.
_REMEMBERED_LINES = 8_192
_AROUND = "()「」『』※ "
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A letter or digit and what belongs to its word, the signs of Hindi and Thai included.
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e])*")
_WORDS = re.compile(rf"{_WORD.pattern}(?: {_WORD.pattern})*")
_FIRST = re.compile(r"[^\W_]")
_HEAD_CHARACTERS = 16  # enough for the first words
_FILED_CHARACTERS, _FILED_CHARACTERS_UNSPACED = 5, 2  # few phrases share so many first letters
_BEGINNING_CHARACTERS = 10  # enough for the first word; ends before a number
_MOST_ORNAMENTS = 32  # icons and blanks around a label

_AnyRule = TypeVar("_AnyRule", Rule, NoteRule)  # 3.11 has no type parameters yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A line that a rule knows, and the phrase that it was found by."""

    rule: Rule
    phrase: str

    @property
    def reason(self) -> str:
        """Why the line goes, for people."""
        return f"{self.rule.why} ({self.rule.language}: “{self.phrase.strip()}”)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The phrases that are filed under one word, and how they begin."""

    beginnings: tuple[str, ...]
    exact: Mapping[str, Rule]
    prefixes: Sequence[tuple[str, Rule]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """All phrases and notes by the word they are filed under.

    `longest` is how many characters of a line are read: those of the longest phrase, and ornaments before it.
    """

    phrases: Mapping[str, _Page]
    notes: Mapping[str, Sequence[tuple[str, NoteRule]]]
    longest: int


@lru_cache(maxsize=_REMEMBERED_LINES)
def find_phrase(line: str) -> Hit | None:
    """Find the rule that a line falls under by its words alone: whole lines before beginnings, long before short.

    1-2 µs for a line that begins like no phrase, 5-10 µs for others (one core, nothing remembered).
    """
    book = _book()
    head = _head(line)
    page = book.phrases.get(_filed_under(head))
    if page is None or not head.startswith(page.beginnings):
        return None
    start = normalize_wording(line[: book.longest])
    label = _label(start)
    rule = page.exact.get(label) if len(line) <= book.longest else None
    if rule:
        return Hit(rule=rule, phrase=label)
    return next((Hit(rule=rule, phrase=phrase) for phrase, rule in page.prefixes if _begins(start, phrase)), None)


def find_note(line: str) -> NoteRule | None:
    """Find the rule of an editors' note that a line begins like, or None."""
    book = _book()
    page = book.notes.get(_filed_under(_head(line)), ())
    start = normalize_wording(line[: book.longest]) if page else ""
    return next((rule for phrase, rule in page if _begins(start, phrase)), None)


def is_phrase_kind(kind: RemovedKind) -> bool:
    """Whether the phrase files take out text of this kind."""
    return kind in _phrase_kinds()


@cache
def _phrase_kinds() -> frozenset[RemovedKind]:
    return frozenset(rule.kind for rule in read_phrase_rules())


@cache
def _book() -> _Book:
    texts = [text for rules in (read_phrase_rules(), read_note_rules()) for rule in rules for text in rule.text]
    return _Book(
        phrases={word: _page(phrases) for word, phrases in _file_rules(read_phrase_rules()).items()},
        notes={word: _order_by_length(notes) for word, notes in _file_rules(read_note_rules()).items()},
        longest=_MOST_ORNAMENTS + max(map(len, texts)),
    )


def _page(phrases: Sequence[tuple[str, Rule]]) -> _Page:
    return _Page(
        beginnings=tuple({_beginning(text) for text, _ in phrases}),
        exact={_label(normalize_wording(text)): rule for text, rule in phrases if rule.match is Match.EXACT},
        prefixes=_order_by_length([(text, rule) for text, rule in phrases if rule.match is Match.PREFIX]),
    )


def _file_rules(rules: tuple[_AnyRule, ...]) -> Mapping[str, Sequence[tuple[str, _AnyRule]]]:
    """Group phrases by the word they begin with. English comes last: of a phrase in two languages, the later wins."""
    pages: dict[str, list[tuple[str, _AnyRule]]] = {}
    for rule in sorted(rules, key=lambda rule: rule.language == "en"):
        for text in _spellings(rule):
            pages.setdefault(_filed_under(_head(text)), []).append((text, rule))
    return pages


def _spellings(rule: Rule | NoteRule) -> Iterator[str]:
    """The phrases of a rule. A label before a link may have a dash in place of its colon: "Read more - "."""
    is_link = isinstance(rule, Rule) and rule.kind is RemovedKind.INLINE_LINK and rule.match is Match.PREFIX
    for text in rule.text:
        if is_link and text.endswith(":"):
            label = text.removesuffix(":").rstrip()
            yield from (f"{label} -", f"{label} –", f"{label}- ")
        yield text


def _order_by_length(phrases: Sequence[tuple[str, _AnyRule]]) -> Sequence[tuple[str, _AnyRule]]:
    last = {normalize_wording(text): rule for text, rule in phrases}
    return tuple(sorted(last.items(), key=lambda pair: -len(pair[0])))


def _label(start: str) -> str:
    """What whole lines are looked up by: without brackets around them, every number 0 ("12 comments", "3 min read")."""
    label = _NUMBER.sub("0", trim_label(start))
    return label.strip(_AROUND) if label[:1] in _AROUND else label


def _head(line: str) -> str:
    """The beginning of the line from its first letter or digit on, or ""."""
    found = _FIRST.search(line)
    if found is None:
        return ""
    head = line[found.start() : found.start() + _HEAD_CHARACTERS]
    return head.casefold() if head.isascii() else respell(head).casefold()


def _filed_under(head: str) -> str:
    """What a phrase is filed under: the beginning of its first word, "0" for every number.

    In scripts without blanks it is two characters, since a line goes on where its phrase ends.
    """
    found = _WORD.match(head)
    if found is None:
        return ""
    word = found[0]
    if word[0].isdigit():
        return "0"
    return word[: _FILED_CHARACTERS_UNSPACED if UNSPACED_WORD.match(word) else _FILED_CHARACTERS]


def _beginning(text: str) -> str:
    """What every line with the phrase begins with, up to the first number or punctuation mark."""
    found = _WORDS.match(_head(text))
    return _NUMBER.split(found[0][:_BEGINNING_CHARACTERS])[0] if found else ""


def _begins(line: str, phrase: str) -> bool:
    """Whether the line begins with the phrase, and the phrase ends where a word ends."""
    if not line.startswith(phrase):
        return False
    last, following = phrase[-1], line[len(phrase) : len(phrase) + 1]
    if last.isdigit() or UNSPACED_WORD.match(last):
        return True
    return not (_is_of_word(last) and _is_of_word(following))


def _is_of_word(character: str) -> bool:
    """Whether it is a letter, a digit or a sign on one, such as the vowels of Hindi and the points of Hebrew."""
    return character.isalnum() or (character != "" and unicodedata.category(character)[0] == "M")
