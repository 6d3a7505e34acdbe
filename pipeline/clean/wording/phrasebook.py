"""The phrase files: rules about boilerplate as data, each with its reason and its examples.

A rule stands in `phrases/LANGUAGE.toml`. The rules of all languages apply to every text: pages mix them, and whole
lines that are boilerplate in one language are hardly ever a line of a story in another.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

from pipeline.clean.text.blocks import fold_start, trim_label
from pipeline.model import PubStatus

__all__ = ["NOTES", "RULES", "Cut", "Hit", "Match", "NoteRule", "Rule", "find_note", "find_phrase", "normalize_wording"]


# Labels recur on a page and from page to page.
_REMEMBERED = 8_192


class Cut(StrEnum):
    """What goes with a phrase: its line, all that follows, or what follows until the story resumes."""

    LINE = "line"
    REST = "rest"
    UNTIL_STORY = "until_story"


class Match(StrEnum):
    """Whether the phrase is the whole line or its beginning."""

    EXACT = "exact"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One `[[phrase]]`: phrases that mean the same, what they cut, and why.

    `drops` are lines that the rule takes out, `keeps` lines that look alike and stay: the tests of the rule.
    """

    language: str
    text: tuple[str, ...]
    cuts: Cut
    kind: str
    match: Match = Match.EXACT
    why: str
    drops: tuple[str, ...]
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRule:
    """One `[[note]]`: beginnings of notes in which editors speak about the text, and the status that they give it."""

    language: str
    text: tuple[str, ...]
    status: PubStatus
    why: str
    drops: tuple[str, ...]
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A line that a rule knows, and the phrase that it was known by."""

    rule: Rule
    phrase: str

    @property
    def reason(self) -> str:
        """Why the line goes, for people."""
        return f"{self.rule.why} ({self.rule.language}: “{self.phrase.strip()}”)"


@lru_cache(maxsize=_REMEMBERED)
def find_phrase(line: str) -> Hit | None:
    """The rule that a line falls under by its words alone, whole lines before beginnings, long before short.

    1-2 µs for a line that begins like no phrase, 5-10 µs for the others (one core, nothing remembered).
    """
    head = _head(line)
    page = _PAGES.get(_filed_under(head))
    if page is None or not head.startswith(page.beginnings):
        return None
    start = normalize_wording(line[:_LONGEST])
    label = _label(start)
    rule = page.exact.get(label) if len(line) <= _LONGEST else None
    if rule:
        return Hit(rule=rule, phrase=label)
    return next((Hit(rule=rule, phrase=phrase) for phrase, rule in page.prefixes if _begins(start, phrase)), None)


def find_note(line: str) -> NoteRule | None:
    """The rule of notes that a line begins as, or None."""
    page = _NOTE_PAGES.get(_filed_under(_head(line)), ())
    start = normalize_wording(line[:_LONGEST]) if page else ""
    return next((rule for phrase, rule in page if _begins(start, phrase)), None)


def normalize_wording(line: str) -> str:
    """A line as phrases are compared: its `opening` without what spellings of one phrase differ in.

    That is the dot of İ, ё, marks above Arabic letters and the forms of alef, cedillas, nuktas, directional marks, the
    blank before a colon, brackets around a label: "【関連記事】" and "[관련기사]" become "関連記事:" and "관련기사:".
    """
    plain = line if line.isascii() else _respelled(line)
    start = fold_start(plain).replace(" :", ":").replace("※ ", "※").lstrip("> ")
    return _BRACKETS.sub(r"\1: ", start, count=1) if start[:1] in _OPENING_BRACKETS else start


def _respelled(line: str) -> str:
    # ⓒ first: NFKC turns it into the letter c, and one phrase of a copyright line then begins every word with c.
    plain = unicodedata.normalize("NFKC", line.replace("ⓒ", "©").replace("Ⓒ", "©"))
    return _SPELT.sub(lambda found: _SPELLINGS.get(found[0], ""), plain).replace("i\u0307", "i")


_OPENING_BRACKETS = frozenset("[【〔《〈<")
_BRACKETS = re.compile(r"[\[【〔《〈<] ?([^\]】〕》〉>]*)[\]】〕》〉>][ :]*")
_SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        **dict(zip("İıЁёŞşŢţأإآٱىیک’‘ʼ", "iiЕеȘșȚțااااييك'''", strict=True)),
        **dict.fromkeys("・〓≫≪×", " "),
    }
)
# Vowel signs of Arabic, its long alef and tatweel; the nukta of Hindi; soft hyphens and marks of direction.
_UNSEEN = "\u064b-\u065f\u0670\u0640\u093c\u00ad\ufeff\u061c\u202a-\u202e\u2066-\u2069"
# Twice as fast as str.translate, which raises inside for every character that it doesn't know.
_SPELT = re.compile(f"[{''.join(_SPELLINGS)}{_UNSEEN}]")


def _label(start: str) -> str:
    """What whole lines are looked up by: without brackets around them, every number 0 ("12 comments", "3 min read")."""
    label = _NUMBER.sub("0", trim_label(start))
    return label.strip(_AROUND) if label[:1] in _AROUND else label


_AROUND = "()「」『』※ "
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# A letter or digit and what belongs to its word, the signs of Hindi and Thai included.
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e])*")
_WORDS = re.compile(rf"{_WORD.pattern}(?: {_WORD.pattern})*")
_FIRST = re.compile(r"[^\W_]")
_HEAD = 16  # characters
_WORD_START = 5
_BEGINNING = 10


def _head(line: str) -> str:
    """The beginning of the line from its first letter or digit on, or ""."""
    found = _FIRST.search(line)
    if found is None:
        return ""
    head = line[found.start() : found.start() + _HEAD]
    return head.casefold() if head.isascii() else _respelled(head).casefold()


def _filed_under(head: str) -> str:
    """What a phrase is filed under: the beginning of its first word, "0" for every number.

    Two characters where a script puts no blanks between words: there a line goes on where its phrase ends.
    """
    found = _WORD.match(head)
    if found is None:
        return ""
    word = found[0]
    if word[0].isdigit():
        return "0"
    return word[:2] if _UNSPACED.match(word) else word[:_WORD_START]


def _beginning(text: str) -> str:
    """What every line of the phrase begins with, as far as no number or punctuation is in the way."""
    found = _WORDS.match(_head(text))
    return _NUMBER.split(found[0][:_BEGINNING])[0] if found else ""


# Scripts that put no blanks between words: Thai, Lao, Burmese, Khmer, kana, ideographs; and Hangul, whose particles
# stand at the word before them.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def _begins(line: str, phrase: str) -> bool:
    """Whether the line begins with the phrase and the phrase ends where a word ends."""
    if not line.startswith(phrase):
        return False
    last, following = phrase[-1], line[len(phrase) : len(phrase) + 1]
    if last.isdigit() or _UNSPACED.match(last):
        return True
    return not (_is_of_word(last) and _is_of_word(following))


def _is_of_word(character: str) -> bool:
    """Whether it is a letter, a digit or a sign on one: the vowels of Hindi and the points of Hebrew are signs."""
    return character.isalnum() or (character != "" and unicodedata.category(character)[0] == "M")


def _read() -> Iterator[tuple[str, Mapping[str, Sequence[Mapping[str, object]]]]]:
    folder = files("pipeline.clean.wording") / "phrases"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8"))


def _texts(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def _rule(language: str, entry: Mapping[str, object]) -> Rule:
    return Rule(
        language=language,
        text=_texts(entry["text"]),
        cuts=Cut(str(entry["cuts"])),
        kind=str(entry["kind"]),
        match=Match(str(entry.get("match", Match.EXACT))),
        why=str(entry["why"]),
        drops=_texts(entry["drops"]),
        keeps=_texts(entry["keeps"]),
    )


def _note(language: str, entry: Mapping[str, object]) -> NoteRule:
    return NoteRule(
        language=language,
        text=_texts(entry["text"]),
        status=PubStatus(str(entry["status"])),
        why=str(entry["why"]),
        drops=_texts(entry["drops"]),
        keeps=_texts(entry["keeps"]),
    )


_AnyRule = TypeVar("_AnyRule", Rule, NoteRule)  # 3.11 has no type parameters yet

_FILES = dict(_read())
RULES = tuple(_rule(language, entry) for language, file in _FILES.items() for entry in file["phrase"])
NOTES = tuple(_note(language, entry) for language, file in _FILES.items() for entry in file["note"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The phrases that are filed under one word, and how they begin."""

    beginnings: tuple[str, ...]
    exact: Mapping[str, Rule]
    prefixes: Sequence[tuple[str, Rule]]


def _pages() -> Mapping[str, _Page]:
    return MappingProxyType({word: _page(phrases) for word, phrases in _filed(RULES).items()})


def _page(phrases: Sequence[tuple[str, Rule]]) -> _Page:
    exact = {_label(normalize_wording(text)): rule for text, rule in phrases if rule.match is Match.EXACT}
    return _Page(
        beginnings=tuple({_beginning(text) for text, _ in phrases}),
        exact=MappingProxyType(exact),
        prefixes=_longest_first([(text, rule) for text, rule in phrases if rule.match is Match.PREFIX]),
    )


def _filed(rules: tuple[_AnyRule, ...]) -> Mapping[str, Sequence[tuple[str, _AnyRule]]]:
    """Phrases with their rules by the word they begin with, English last: a later rule has what two languages share."""
    pages: dict[str, list[tuple[str, _AnyRule]]] = {}
    for rule in sorted(rules, key=lambda rule: rule.language == "en"):
        for text in rule.text:
            pages.setdefault(_filed_under(_head(text)), []).append((text, rule))
    return pages


def _longest_first(phrases: Sequence[tuple[str, _AnyRule]]) -> Sequence[tuple[str, _AnyRule]]:
    last = {normalize_wording(text): rule for text, rule in phrases}
    return tuple(sorted(last.items(), key=lambda pair: -len(pair[0])))


_PAGES = _pages()
_NOTE_PAGES = MappingProxyType({word: _longest_first(notes) for word, notes in _filed(NOTES).items()})
# A line is read as far as the longest phrase may reach, ornaments before it included.
_LONGEST = 32 + max(len(text) for rules in (RULES, NOTES) for rule in rules for text in rule.text)
