"""Asides: sentences in which publishers speak about themselves, such as invitations, credits, and who the author is.

The phrases are in `asides/LANGUAGE.toml` and may stand anywhere in a line. Whether a line goes depends on its place,
which `copy_desk` and `main_content` know.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.clean.text import UNSPACED_WORD
from pipeline.clean.wording.phrase_rules import read_language_files, read_texts
from pipeline.clean.wording.spelling import normalize_wording
from pipeline.model import RemovedKind

__all__ = ["MOST_ASIDE_WORDS", "Aside", "find_aside", "introduces_author", "read_aside_rules"]

MOST_ASIDE_WORDS = 60
"""Longer lines are paragraphs that mention such things."""

_NETWORKS = (
    r"(?:facebook|fb|twitter|x|instagram|insta|threads|bluesky|youtube|tiktok|linkedin|telegram|whatsapp|mastodon|reddit"
    r"|google news|spotify|feedly|snapchat|pinterest)"
)
_GAP = r"[^.!?।。！？]{0,80}"
_MARKS = re.compile(r"( ?… ?|\*|\{network\})")
_WORD = re.compile(r"\w+")
# The parts of a phrase that are not whole words.
_BROKEN = re.compile(r"\w*\*\w*|\{network\}|…")
# The verbs that follow the author's name in a paragraph about the author, in the languages of the phrase files.
_INTRODUCES = re.compile(
    r",? (?:is|was|has|covers|writes|reports|works|joined|hosts|leads|edits|ist|war|schreibt|arbeitet|berichtet|leitet"
    r"|est|écrit|couvre|travaille|es|escribe|cubre|trabaja|è|scrive|lavora|é|escreve|trabalha|schrijft|werkt|verslaat"
    r"|er|skriver|är|arbetar|jest|pisze|pracuje|je|píše|on|kirjoittaa|este|scrie|является|пишет|работает)\b"
)
# In Chinese, Japanese and Korean a name has no blank, and the office follows: "田中太郎は本紙の記者。".
_UNSPACED_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,12}")
_HOLDS_OFFICE = re.compile(
    r"(?:記者|氏|さん)?は[^。]{0,60}(?:記者|編集委員|特派員|論説委員|ライター|ジャーナリスト|コラムニスト|編集者)"
    r"(?:。|です|だ。|である|を務め|として|\Z)"
    r"|(?:，|、|：|是|系|为|為|现任|現任)[^。]{0,40}(?:记者|記者|编辑|編輯|撰稿人|专栏作家|專欄作家|评论员|評論員)(?:。|，|\Z)"
    r"|(?: ?기자)?[는은] [^.]{0,60}(?:기자|특파원|편집장|논설위원|칼럼니스트)(?:다|이다|입니다|로 )"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """One `[[aside]]`: phrases that mean the same. `drops` and `keeps` are its tests."""

    language: str
    kind: RemovedKind
    text: tuple[str, ...]
    why: str
    drops: tuple[str, ...]
    keeps: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Why the line goes, for people."""
        return f"{self.why} ({self.language})"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """A phrase with the whole words that a line with it must have; none in scripts without blanks.

    Of several phrases in a line the one of least `rank` decides: the longest, then the first of the files.
    """

    words: frozenset[str]
    pattern: re.Pattern[str]
    aside: Aside
    rank: tuple[int, int]


@cache
def read_aside_rules() -> tuple[Aside, ...]:
    """Read every `[[aside]]`, English first."""
    rules = [_aside(language, entry) for language, file in read_language_files("asides") for entry in file["aside"]]
    return tuple(sorted(rules, key=lambda aside: aside.language != "en"))


def _aside(language: str, entry: Mapping[str, object]) -> Aside:
    return Aside(
        language=language,
        kind=RemovedKind(str(entry["kind"])),
        text=read_texts(entry["text"]),
        why=str(entry["why"]),
        drops=read_texts(entry["drops"]),
        keeps=read_texts(entry["keeps"]),
    )


@lru_cache(maxsize=1_024)
def find_aside(line: str) -> Aside | None:
    """Find the entry that a line falls under, or None; 10-25 µs a line (one core, not remembered)."""
    words = set(_WORD.findall(line.casefold()))
    by_word = _phrases_by_word()
    pages = [by_word[word] for word in words & by_word.keys()]
    if UNSPACED_WORD.search(line):
        pages.append(by_word[""])
    likely = [phrase for page in pages for phrase in page if phrase.words <= words]
    if not likely:
        return None
    # Normalizing a line takes longer than all the rest.
    start = normalize_wording(line)
    found = [phrase for phrase in likely if phrase.pattern.search(start)]
    return min(found, key=lambda phrase: phrase.rank).aside if found else None


@cache
def _phrases_by_word() -> Mapping[str, Sequence[_Phrase]]:
    """The phrases under their longest whole word, those of scripts without blanks under ""."""
    pages: dict[str, list[_Phrase]] = {}
    for order, aside in enumerate(read_aside_rules()):
        for text in aside.text:
            words = [] if UNSPACED_WORD.search(text) else _WORD.findall(_BROKEN.sub(" ", text.casefold()))
            pattern = re.compile(_pattern(text))
            rank = (-len(text), order)
            phrase = _Phrase(words=frozenset(words), pattern=pattern, aside=aside, rank=rank)
            pages.setdefault(max(words, key=len, default=""), []).append(phrase)
    return pages


def _pattern(phrase: str) -> str:
    parts = [_part(part) for part in _MARKS.split(phrase) if part]
    before = r"(?<!\w)" if _is_of_word(phrase[0]) else ""
    return before + "".join(parts) + (r"(?!\w)" if _is_of_word(phrase[-1]) else "")


def _part(part: str) -> str:
    marks = {"…": _GAP, "*": r"\w*", "{network}": _NETWORKS}
    return marks.get(part.strip()) or re.escape(_plain(part))


def _plain(part: str) -> str:
    """A part of a phrase as lines are compared, with its outer blanks."""
    bare = part.strip()
    start, end = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return f"{start}{normalize_wording(bare) or bare}{end}"


def _is_of_word(character: str) -> bool:
    return character.isalnum() and not UNSPACED_WORD.match(character)


def introduces_author(text: str, names: Sequence[str]) -> bool:
    """Whether a paragraph begins by saying who one of the authors is: "Nora Tasker covers ports for …"."""
    full = (name for name in names if " " in name or _UNSPACED_NAME.fullmatch(name))
    name = next((name for name in full if text.startswith(name)), None)
    if name is None:
        return False
    says_who = _HOLDS_OFFICE if _UNSPACED_NAME.fullmatch(name) else _INTRODUCES
    return says_who.match(text, len(name)) is not None
