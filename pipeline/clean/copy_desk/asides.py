"""Asides: what publishers say of themselves below a story, in sentences - invitations, credits, who the author is.

The phrases (`asides.toml`) may stand anywhere in a line; the place decides. Only the last lines of a text are looked
at, from below, as far as each is an aside.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate, takewhile

from pipeline.clean.copy_desk.residue import Residue
from pipeline.clean.text.blocks import Block, BlockKind, count_words, ends_sentence
from pipeline.clean.wording.bylines import is_signature
from pipeline.clean.wording.phrasebook import normalize_wording
from pipeline.model import Removed

__all__ = ["ASIDES", "LONGEST", "Aside", "cut_asides", "find_aside", "introduces_author"]

_NETWORKS = (
    r"(?:facebook|fb|twitter|x|instagram|insta|threads|bluesky|youtube|tiktok|linkedin|telegram|whatsapp|mastodon|reddit"
    r"|google news|spotify|feedly|snapchat|pinterest)"
)
_GAP = r"[^.!?।。！？]{0,80}"
# Scripts that put no blanks between words: a phrase begins and ends anywhere there.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_MARKS = re.compile(r"( ?… ?|\*|\{network\})")
LONGEST = 60
"""Words: longer lines are paragraphs that mention such things."""
# An invitation above a story is a line; a paragraph that mentions one opens the story.
_LONGEST_ABOVE = 25
# A paragraph of so many words that closes with an aside is one of the story.
_PROSE_BEFORE = 25
_SENTENCES = re.compile(r"(?<=[.!?।])\s+|(?<=[。！？])")
_LONGEST_HEADING = 12
# Headings of one list stand closer on the page, whatever was dropped between them.
_APART = 8
_LONGEST_SIGNATURE = 6
_COLONS = (":", "：")
# What may stand below a story, and what has to be left of it.
_MOST_LINES = 5
_LEAST_LEFT = 0.5
_FEWEST_BLOCKS = 3
_INVITATION = "newsletter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """One `[[aside]]`: phrases that mean the same; `drops` and `keeps` are its tests."""

    language: str
    kind: str
    text: tuple[str, ...]
    why: str
    drops: tuple[str, ...]
    keeps: tuple[str, ...]


def _read() -> Iterator[Aside]:
    entries: Sequence[Mapping[str, Sequence[str]]] = tomllib.loads(
        (files("pipeline.clean.wording") / "asides.toml").read_text("utf-8")
    )["aside"]
    for entry in entries:
        yield Aside(
            language=str(entry["language"]),
            kind=str(entry["kind"]),
            text=tuple(entry["text"]),
            why=str(entry["why"]),
            drops=tuple(entry["drops"]),
            keeps=tuple(entry["keeps"]),
        )


def _pattern(phrase: str) -> str:
    parts = [_part(part) for part in _MARKS.split(phrase) if part]
    before = r"(?<!\w)" if _is_of_word(phrase[0]) else ""
    return before + "".join(parts) + (r"(?!\w)" if _is_of_word(phrase[-1]) else "")


def _part(part: str) -> str:
    marks = {"…": _GAP, "*": r"\w*", "{network}": _NETWORKS}
    return marks.get(part.strip()) or re.escape(_plain(part))


def _plain(part: str) -> str:
    """The part as lines are compared, its outer blanks kept."""
    bare = part.strip()
    start, end = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return f"{start}{normalize_wording(bare) or bare}{end}"


def _is_of_word(character: str) -> bool:
    return character.isalnum() and not _UNSPACED.match(character)


ASIDES = tuple(_read())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """A phrase with the whole words that a line with it has; none in scripts without blanks."""

    words: frozenset[str]
    pattern: re.Pattern[str]
    aside: Aside


def _filed() -> Mapping[str, Sequence[_Phrase]]:
    """The phrases under their longest whole word, those of scripts without blanks under ""."""
    pages: dict[str, list[_Phrase]] = {}
    for aside in ASIDES:
        for text in aside.text:
            words = [] if _UNSPACED.search(text) else _WORD.findall(_BROKEN.sub(" ", text.casefold()))
            phrase = _Phrase(words=frozenset(words), pattern=re.compile(_pattern(text)), aside=aside)
            pages.setdefault(max(words, key=len, default=""), []).append(phrase)
    return pages


_WORD = re.compile(r"\w+")
# What is no whole word of a phrase.
_BROKEN = re.compile(r"\w*\*\w*|\{network\}|…")
_FILED = _filed()


@lru_cache(maxsize=1_024)
def find_aside(line: str) -> Aside | None:
    """The entry that a line falls under, or None; 10-25 µs a line (one core, not remembered)."""
    words = set(_WORD.findall(line.casefold()))
    pages = [_FILED[word] for word in words & _FILED.keys()]
    if _UNSPACED.search(line):
        pages.append(_FILED[""])
    likely = [phrase for page in pages for phrase in page if phrase.words <= words]
    # Respelling a line takes longer than all the rest.
    start = normalize_wording(line) if likely else ""
    return next((phrase.aside for phrase in likely if phrase.pattern.search(start)), None)


def cut_asides(blocks: Sequence[Block], names: Sequence[str] = ()) -> Residue:
    """The blocks without an invitation above, the asides and signatures below, and a heading or lead left last.

    `names` are those of the authors: a last paragraph that says who one of them is belongs to no story.
    """
    words = [0, *accumulate(block.words for block in blocks)]
    start, end = 0, len(blocks)
    gone: list[Removed] = []
    if len(blocks) > _FEWEST_BLOCKS and (first := _invitation(blocks[0])):
        gone.append(first)
        start = 1
    while len(gone) < _MOST_LINES and end > 1 and words[end - 1] >= _LEAST_LEFT * words[-1]:
        removal = _removal(blocks[end - 1], blocks[end - 2]) or _introduction(blocks[end - 1], names)
        if removal is None:
            break
        gone.append(removal)
        end -= 1
    return Residue(kept=tuple(blocks[start:end]), removed=tuple(sorted(gone, key=lambda one: one.line)))


def _removal(block: Block, above: Block) -> Removed | None:
    if above.is_prose and _signs(block):
        return Removed(text=block.text, kind="byline", reason="signs the story", line=block.line)
    if block.text.endswith(_COLONS) and block.words <= _LONGEST_HEADING:
        return Removed(text=block.text, kind="related", reason="leads to what is not of the story", line=block.line)
    if block.kind is not BlockKind.HEADING:
        return _aside(block)
    # Headings one below the other are a list, or all that was kept of one.
    is_listed = above.kind is BlockKind.HEADING and block.line - above.line <= _APART
    if is_listed or block.words > _LONGEST_HEADING:
        return None
    return Removed(text=block.text, kind="related", reason="a heading with nothing below it", line=block.line)


def introduces_author(text: str, names: Sequence[str]) -> bool:
    """Whether a paragraph begins by saying who one of the authors is: "Nora Tasker covers ports for …"."""
    name = next((name for name in names if " " in name and text.startswith(name)), None)
    return name is not None and _INTRODUCES.match(text, len(name)) is not None


def _introduction(block: Block, names: Sequence[str]) -> Removed | None:
    if block.words > LONGEST or not introduces_author(block.text, names):
        return None
    return Removed(text=block.text, kind="author_bio", reason="says who the author is", line=block.line)


# The verbs that such a paragraph begins with, right after the name, in the languages of the phrase files.
_INTRODUCES = re.compile(
    r",? (?:is|was|has|covers|writes|reports|works|joined|hosts|leads|edits|ist|war|schreibt|arbeitet|berichtet|leitet"
    r"|est|écrit|couvre|travaille|es|escribe|cubre|trabaja|è|scrive|lavora|é|escreve|trabalha|schrijft|werkt|verslaat"
    r"|er|skriver|är|arbetar|jest|pisze|pracuje|je|píše|on|kirjoittaa|este|scrie|является|пишет|работает)\b"
)


def _signs(block: Block) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or block.words > _LONGEST_SIGNATURE:
        return False
    return not ends_sentence(block.text) and is_signature(block.text)


def _invitation(block: Block) -> Removed | None:
    found = _aside(block) if block.words <= _LONGEST_ABOVE else None
    return found if found and found.kind == _INVITATION else None


def _aside(block: Block) -> Removed | None:
    aside = find_aside(block.text) if block.words <= LONGEST else None
    if aside is None or _closes_prose(block):
        return None
    return Removed(text=block.text, kind=aside.kind, reason=f"{aside.why} ({aside.language})", line=block.line)


def _closes_prose(block: Block) -> bool:
    """Whether an aside is only the end of a paragraph that says something else before."""
    if block.words <= _PROSE_BEFORE:
        return False
    before = takewhile(lambda sentence: find_aside(sentence) is None, _SENTENCES.split(block.text))
    return sum(map(count_words, before)) >= _PROSE_BEFORE
