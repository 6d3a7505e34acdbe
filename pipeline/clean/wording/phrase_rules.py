"""Phrase rules: what the files in `phrases` say about boilerplate and editors' notes, with reasons and examples.

The rules of all languages apply to every text. Pages mix languages, and a whole line that is boilerplate in one
language is hardly ever a line of a story in another.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from pipeline.model import PubStatus, RemovedKind

__all__ = [
    "Cut",
    "Match",
    "NoteRule",
    "Rule",
    "read_language_files",
    "read_note_rules",
    "read_phrase_rules",
    "read_texts",
]

_Entries = Mapping[str, Sequence[Mapping[str, object]]]


class Cut(StrEnum):
    """What goes with a phrase: its line, everything after it, or everything until the story resumes."""

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

    `drops` are lines that the rule takes out, `keeps` similar lines that stay: the tests of the rule.
    """

    language: str
    text: tuple[str, ...]
    cuts: Cut
    kind: RemovedKind
    match: Match = Match.EXACT
    why: str
    drops: tuple[str, ...]
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRule:
    """One `[[note]]`: beginnings of editors' notes about the text, and the status that they give it."""

    language: str
    text: tuple[str, ...]
    status: PubStatus
    why: str
    drops: tuple[str, ...]
    keeps: tuple[str, ...]


@cache
def read_phrase_rules() -> tuple[Rule, ...]:
    """Read every `[[phrase]]` with the first text: reading the files takes 0.4 s."""
    return tuple(_rule(language, entry) for language, file in _phrase_files().items() for entry in file["phrase"])


@cache
def read_note_rules() -> tuple[NoteRule, ...]:
    """Read every `[[note]]`."""
    return tuple(_note(language, entry) for language, file in _phrase_files().items() for entry in file["note"])


@cache
def _phrase_files() -> Mapping[str, _Entries]:
    return dict(read_language_files("phrases"))


def read_language_files(folder: str) -> Iterator[tuple[str, _Entries]]:
    """Read the files LANGUAGE.toml of a folder in this room, by language."""
    listed = sorted((files("pipeline.clean.wording") / folder).iterdir(), key=lambda file: file.name)
    for file in listed:
        if file.name.endswith(".toml"):
            yield file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8"))


def read_texts(value: object) -> tuple[str, ...]:
    """Read one text or a list of texts."""
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def _rule(language: str, entry: Mapping[str, object]) -> Rule:
    return Rule(
        language=language,
        text=read_texts(entry["text"]),
        cuts=Cut(str(entry["cuts"])),
        kind=RemovedKind(str(entry["kind"])),
        match=Match(str(entry.get("match", Match.EXACT))),
        why=str(entry["why"]),
        drops=read_texts(entry["drops"]),
        keeps=read_texts(entry["keeps"]),
    )


def _note(language: str, entry: Mapping[str, object]) -> NoteRule:
    return NoteRule(
        language=language,
        text=read_texts(entry["text"]),
        status=PubStatus(str(entry["status"])),
        why=str(entry["why"]),
        drops=read_texts(entry["drops"]),
        keeps=read_texts(entry["keeps"]),
    )
