"""Sluglines: the name of a story apart from the marks of its takes (AP, Reuters, dpa, CP)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["TakeMarks", "read_marks", "slug_name"]

# What makes an item another take of a story that was sent before. A wrap-up or a factbox is a story of its own.
_MARKING_FLAGS = frozenset({"update", "corrected", "refile", "repeat", "lead", "writethru", "withdrawn"})
_MARK = r"(?:ld|writethru|write-thru|update|upd|corrected|correction|corrective|refile|rpt|repeat)(?:[\s#-]*\d{1,2})?"
# These are words of stories, too ("Lead poisoning"): marks with a number only.
_NUMBERED = r"(?:\d{1,2}(?:st|nd|rd|th)[\s-]*(?:ld|lead|net|add|sub|writethru|update)|lead[\s#-]*\d{1,2})"
# "1st Ld-Writethru" · "2ND LEAD" · "UPDATE 2" · "LEAD 1": with dashes, slashes or brackets around.
_MARKS = re.compile(
    rf"[\s,/(\[-]*\b(?:{_NUMBERED}|{_MARK})\b(?:[\s/-]*(?:{_NUMBERED}|{_MARK})\b)*[\s)\]]*", re.IGNORECASE
)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\s*[\s-]?(?:ld|lead|net)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:update|upd|lead|ld)[\s#-]*(\d{1,2})\b", re.IGNORECASE)
# AP: the cycle before the slug, the word count behind it.
_CYCLE = re.compile(r"^\s*(?:bc|am|pm)-(?=\w)", re.IGNORECASE)
# Reuters: what desks add behind the slug, as in "USA-WEATHER/ (UPDATE 1, PIX)".
_BRACKETS = re.compile(r"\s*/?\s*\([^()]*\)\s*$")
_WORD_COUNT = re.compile(r",\s*\d{1,5}\s*$")
_SEPARATORS = re.compile(r"[\W_]+")
# Shorter slugs ("BC", "US") name no story.
_LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeMarks:
    """Whether an item is a later take of a story, and its number: 2 for "UPDATE 2-", 1 for "1st Ld"."""

    marked: bool = False
    number: int = 0


def slug_name(slugline: str | None) -> str | None:
    """The story that a slugline names, comparable: without marks, cycle and word count. None where it names none."""
    if slugline is None:
        return None
    bare = _MARKS.sub(" ", _BRACKETS.sub("", _WORD_COUNT.sub("", _CYCLE.sub("", slugline))))
    name = _SEPARATORS.sub(" ", bare).strip().casefold()
    return name if sum(map(str.isalpha, name)) >= _LEAST_LETTERS else None


def read_marks(*, slugline: str | None, headline: str | None, flags: Sequence[str]) -> TakeMarks:
    """What slugline, headline as delivered, and the flags cut from it say about the take."""
    marked = not _MARKING_FLAGS.isdisjoint(flags) or (slugline is not None and _MARKS.search(slugline) is not None)
    if not marked:
        return TakeMarks()
    texts = [text for text in (headline, slugline) if text is not None]
    found = next((match for text in texts for one in (_ORDINAL, _NUMBER) if (match := one.search(text))), None)
    return TakeMarks(marked=True, number=int(found[1]) if found else 0)
