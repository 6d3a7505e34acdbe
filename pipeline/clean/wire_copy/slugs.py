"""Slugs: the name of a story on a wire, and the marks beside it that say which version or take a text is.

`BC-US--Ferry Returns, 1st Ld-Writethru,416` (AP) and `EUROPE-FERRY/ (UPDATE 2, PIX)` (Reuters) name the stories
"US--Ferry Returns" and "EUROPE-FERRY", under which all their takes come.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.clean.text import collapse_blanks

__all__ = ["Slug", "read_slug", "with_marks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slug:
    """A slug without its marks. `number` is that of the update or lead, `take` that of the part of a long story.

    `name` is None where nothing but marks is left, as of an alert.
    """

    name: str | None = None
    flags: tuple[str, ...] = ()
    number: int | None = None
    take: int | None = None


# What stands before the two strokes of an AP slug: US, EU, BKN.
_LONGEST_DESK_CODE = 4
_ANY = "any-story"
_CYCLE = re.compile(r"(?:BC|AM|PM|AP)-(?=[^\s-])")
_WORDS = re.compile(r",\s*\d{1,5}\Z")
_ORDINAL = r"(?P<number>\d{1,2})(?:st|nd|rd|th)"
_MARKS: tuple[tuple[re.Pattern[str], str, str | None], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), flag, numbers)
    for pattern, flag, numbers in (
        (rf"[,\s]\s*{_ORDINAL}\s?L(?:ea)?d(?:[\s-]*Writethru)?(?![^\W_])", "lead", "number"),
        (r"[,\s]\s*L(?:ea)?d[\s-]*Writethru(?![^\W_])", "lead", None),
        (r"[,\s-]\s*Writethru(?![^\W_])", "lead", None),
        (rf"[,\s]\s*{_ORDINAL}\s?Add(?![^\W_])", "add", "take"),
        (rf"[,\s]\s*{_ORDINAL}\s?Take(?![^\W_])", "take", "take"),
        (r"[,\s-]\s*Take[\s-]?(?P<number>\d{1,2})(?!\d)", "take", "take"),
        (r"[,\s-]\s*APNewsAlert(?![^\W_])", "urgent", None),
        (r"[,\s-]\s*ABRIDGED(?![^\W_])", "abridged", None),
        (r",\s*(?:Urgent|Bulletin|Flash)(?![^\W_])", "urgent", None),
        (r",\s*(?:Correction|Corrective|Corrected|Corrects)(?![^\W_])", "corrected", None),
        (r",\s*(?:Mandatory\s)?Kill(?![^\W_])", "withdrawn", None),
    )
)
_BRACKET = re.compile(r"\s*\((?P<marks>[A-Z][A-Z0-9 ,/&-]{1,80})\)\Z")
_IN_BRACKETS: Mapping[str, str] = MappingProxyType(
    {
        "UPDATE": "update", "WRAPUP": "wrapup", "CORRECTED": "corrected", "CORRECTION": "corrected",
        "REFILE": "refile", "RPT": "repeat", "REPEAT": "repeat", "EXCLUSIVE": "exclusive", "URGENT": "urgent",
        "WITHDRAWN": "withdrawn", "ANALYSIS": "analysis", "INTERVIEW": "interview", "FACTBOX": "factbox",
        "TIMELINE": "timeline", "PIX": "photo", "PICTURE": "photo", "TV": "video", "VIDEO": "video",
        "GRAPHIC": "graphic", "INSIGHT": "analysis", "PREVIEW": "preview", "TABLE": "table",
    }
)  # fmt: skip
_NUMBERED = re.compile(r"(?P<mark>[A-Z]+(?: [A-Z]+)*?)(?: (?P<number>\d{1,2}))?")


def read_slug(slugline: str) -> Slug:
    """Read the name of the story in a slug, and its marks. A slug without marks is its name."""
    rest = collapse_blanks(slugline)
    flags: list[str] = []
    number: int | None = None
    take: int | None = None
    bracket = _BRACKET.search(rest)
    if bracket and (marks := _bracketed(bracket["marks"])):
        rest = rest[: bracket.start()]
        flags += [flag for flag, _ in marks]
        number = next((stated for _, stated in marks if stated is not None), None)
    rest = _WORDS.sub("", rest)
    for pattern, flag, counts in _MARKS:
        found = pattern.search(rest)
        if found is None:
            continue
        flags.append(flag)
        stated = int(found["number"]) if counts else None
        number = stated if counts == "number" else number
        take = stated if counts == "take" else take
        rest = rest[: found.start()] + rest[found.end() :]
    name = _CYCLE.sub("", rest.strip(" ,"), count=1).strip(" ,").rstrip("/-")
    # "BC-US--APNewsAlert" leaves the name of a desk.
    named = None if "urgent" in flags and len(name) <= _LONGEST_DESK_CODE else name or None
    return Slug(name=named, flags=tuple(dict.fromkeys(flags)), number=number, take=take)


def with_marks(slug: Slug, mark: str) -> Slug:
    """The slug with what another field says of the version, such as the "1stLd-Writethru" of ANPA 1312."""
    marked = read_slug(f"{slug.name or _ANY}, {mark}")
    if not marked.flags or marked.name not in {slug.name, _ANY}:
        return slug
    return Slug(
        name=slug.name,
        flags=tuple(dict.fromkeys((*slug.flags, *marked.flags))),
        number=marked.number if slug.number is None else slug.number,
        take=marked.take if slug.take is None else slug.take,
    )


def _bracketed(marks: str) -> list[tuple[str, int | None]]:
    """The marks of a bracket, each with its number; none where one of them is no mark."""
    found: list[tuple[str, int | None]] = []
    for part in re.split(r"\s*[,/]\s*", marks.strip()):
        numbered = _NUMBERED.fullmatch(part)
        flag = _IN_BRACKETS.get(numbered["mark"]) if numbered else None
        if numbered is None or flag is None:
            return []
        found.append((flag, int(numbered["number"]) if numbered["number"] else None))
    return found
