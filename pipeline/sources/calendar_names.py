"""Months and halves of the day, as feeds write them."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from pipeline.calendar_table import folded, halves_of_the_day, languages_of_days, month_names

__all__ = ["is_afternoon", "month_number"]

# Croatian calls other months so, but in feeds it seldom abbreviates them.
_ABBREVIATED: Mapping[str, int] = MappingProxyType({"lip": 7, "lis": 11})
# Words around the name of a month: prepositions, "year", "day", "month".
_FILLERS = frozenset(
    {"de", "del", "di", "of", "d", "den", "el", "le", "la", "the", "m", "gada", "g", "г", "р", "року", "года"}
)
_WORDS = re.compile(r"[^\s,/()\-–—'’]+")
_IN_HEBREW = "ב"
_MORNING = frozenset({"am", "上午", "오전"})
_AFTERNOON = frozenset({"pm", "下午", "오후"})


def month_number(text: str, *, within: str) -> int | None:
    """Find the month that a text names; None if the text says anything else.

    If the name means several months, the days of the week `within` the whole date decide by their language.
    """
    words = [word for found in _WORDS.findall(text) if (word := folded(found)) and word not in _FILLERS]
    name = " ".join(words)
    if len(words) not in {1, 2}:
        return None
    return _numbered(name, within) or (_numbered(name[1:], within) if name.startswith(_IN_HEBREW) else None)


def _numbered(name: str, within: str) -> int | None:
    by_language = month_names().get(name, {})
    months = set(by_language.values())
    if len(months) == 1:
        return next(iter(months))
    days = (languages_of_days().get(folded(word), frozenset()) for word in _WORDS.findall(within))
    hinted = {by_language[language] for languages in days for language in languages if language in by_language}
    return next(iter(hinted)) if len(hinted) == 1 else _ABBREVIATED.get(name)


def is_afternoon(text: str) -> bool | None:
    """Whether a text begins with "pm" (True) or "am" (False) in any language; None for neither."""
    words = [folded(word) for word in text.split()[:3]]
    for count in range(len(words), 0, -1):
        word = "".join(words[:count])
        if word in _AFTERNOON or word in _MORNING:
            return word in _AFTERNOON
        for spelling in (" ".join(words[:count]), word):
            if spelling in halves_of_the_day():
                return halves_of_the_day()[spelling]
    return None
