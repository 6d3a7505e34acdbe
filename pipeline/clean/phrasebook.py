"""The phrase files: rules about boilerplate as data, each with its reason and its examples.

A rule stands in `phrases/LANGUAGE.toml`. The rules of all languages apply to every text: pages mix them, and whole
lines that are boilerplate in one language are hardly ever a line of a story in another.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

from pipeline.clean.blocks import folded, opening, whole
from pipeline.model import PubStatus

__all__ = ["NOTES", "RULES", "Cut", "Hit", "Match", "NoteRule", "Rule", "find_note", "find_phrase"]


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


def find_phrase(line: str) -> Hit | None:
    """The rule that a line falls under by its words alone, whole lines before beginnings, long before short."""
    start = opening(line)
    if not start:
        return None
    line = whole(start)
    if line in _EXACT:
        return Hit(rule=_EXACT[line], phrase=line)
    if not start.startswith(_BEGINNINGS):
        return None
    return next((Hit(rule=rule, phrase=phrase) for phrase, rule in _PREFIXES if _begins(start, phrase)), None)


def find_note(line: str) -> NoteRule | None:
    """The rule of notes that a line begins as, or None."""
    start = opening(line)
    return next((rule for phrase, rule in _NOTE_PREFIXES if _begins(start, phrase)), None)


def _begins(line: str, phrase: str) -> bool:
    """Whether the line begins with the phrase and the phrase ends where a word ends."""
    return line.startswith(phrase) and not (phrase[-1].isalpha() and line[len(phrase) : len(phrase) + 1].isalnum())


def _read() -> Iterator[tuple[str, Mapping[str, Sequence[Mapping[str, object]]]]]:
    folder = files("pipeline.clean") / "phrases"
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


def _exact() -> Mapping[str, Rule]:
    # English last: its rules win where languages share a word ("newsletter", "video").
    pairs = [(folded(text), rule) for rule in RULES if rule.match is Match.EXACT for text in rule.text]
    english_last = sorted(pairs, key=lambda pair: pair[1].language == "en")
    return MappingProxyType(dict(english_last))


def _longest_first(rules: Sequence[_AnyRule]) -> tuple[tuple[str, _AnyRule], ...]:
    pairs = {opening(text): rule for rule in reversed(rules) for text in rule.text}
    return tuple(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


_EXACT = _exact()
_PREFIXES = _longest_first([rule for rule in RULES if rule.match is Match.PREFIX])
_BEGINNINGS = tuple(phrase for phrase, _ in _PREFIXES)
_NOTE_PREFIXES = _longest_first(NOTES)
