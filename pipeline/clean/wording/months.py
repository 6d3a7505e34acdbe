"""Names of months and weekdays, in the languages of the phrase files and some more."""

from functools import cache

from pipeline.calendar_table import folded, month_names, month_spellings

__all__ = ["WEEKDAYS", "find_month", "month_words"]

WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri",
    "sat", "sun", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves",
    "viernes", "sábado", "domingo", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
    "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira",
)  # fmt: skip
"""Weekdays that stand beside dates, in lower case. Those of other languages are names and common words, too."""

# Where a name means two months, the first language counts: Polish and Czech are read more than Croatian.
_LANGUAGES = (
    "en", "es", "fr", "de", "pt", "it", "nl", "sv", "da", "nb", "fi", "is", "pl", "cs", "sk", "hr", "sr", "sl", "ru",
    "uk", "bg", "ro", "hu", "tr", "el", "id", "sw", "ca", "lt", "lv", "et", "he", "ar", "fa", "ur", "hi", "bn", "ta",
    "th", "az", "ms", "mr",
)  # fmt: skip


def find_month(name: str, language: str | None = None) -> int | None:
    """Find the number of a month by its name, with or without a full stop: in this language first, then in any."""
    numbers = month_names().get(folded(name), {})
    return next((numbers[one] for one in (language or "", *_LANGUAGES) if one in numbers), None)


@cache
def month_words() -> frozenset[str]:
    """The names of months that may stand beside dates, in lower case.

    Languages whose short names are words of others, such as the Tết of Vietnam, are left out.
    """
    spellings = month_spellings()
    return frozenset(name for language in _LANGUAGES for name in spellings[language])
