"""Headline flags: what agencies put before a headline for editors, such as UPDATE 1-, WRAPUP 3-, CORRECTED-, (LEAD).

They are cut from the title and kept apart. A word in ordinary letters with a colon ("Update: …") belongs to the
headline: readers are meant to see it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.model import PubStatus

__all__ = ["Flagged", "cut_flags"]

# As Reuters, AP, AFP, EFE, dpa, Yonhap and CP write them.
_FLAGS: Mapping[str, str] = MappingProxyType(
    {
        "CORRECTED-(OFFICIAL)": "corrected", "CORRECTED": "corrected", "CORRECTION": "corrected",
        "CORRECTS": "corrected",
        "CORRECTIVE": "corrected", "CORRECCIÓN": "corrected", "CORREGIDA": "corrected", "CORRIGE": "corrected",
        "KORREKTUR": "corrected", "BERICHTIGUNG": "corrected", "RECTIFICATIF": "corrected", "ERRATA": "corrected",
        "CORRIGÉ": "corrected", "CORREÇÃO": "corrected", "REFILE": "refile", "REFILED": "refile", "RPT": "repeat",
        "REPEAT": "repeat", "REPETICIÓN": "repeat", "WIEDERHOLUNG": "repeat", "UPDATE": "update", "UPDATED": "update",
        "ACTUALIZACIÓN": "update", "ACTUALIZA": "update", "AMPLIACIÓN": "update", "AMP": "update", "ATUALIZA": "update",
        "MISE À JOUR": "update", "AKTUALISIERUNG": "update", "WRAPUP": "wrapup", "WRAP": "wrapup", "ROUNDUP": "wrapup",
        "ZUSAMMENFASSUNG": "wrapup", "SYNTHÈSE": "wrapup", "RESUMEN": "wrapup", "LEAD": "lead", "BRIEF": "brief",
        "FACTBOX": "factbox", "TIMELINE": "timeline", "ANALYSIS": "analysis", "EXPLAINER": "explainer",
        "INTERVIEW": "interview", "EXCLUSIVE": "exclusive", "EXCLUSIVA": "exclusive", "EXCLUSIF": "exclusive",
        "URGENT": "urgent", "URGENTE": "urgent", "EIL": "urgent", "EILMELDUNG": "urgent", "FLASH": "urgent",
        "BREAKING": "urgent", "ALERT": "urgent", "ALERTA": "urgent", "ADVISORY": "advisory", "DIARY": "diary",
        "TABLE": "table", "WITHDRAWN": "withdrawn", "STORY WITHDRAWN": "withdrawn", "KILL": "withdrawn",
        "MANDATORY KILL": "withdrawn", "RETIRADA": "withdrawn", "ANULA": "withdrawn", "ANNULE": "withdrawn",
        "STORNIERUNG": "withdrawn",
    }
)  # fmt: skip
"""What each flag means, by its spelling in capitals."""

_NAMES = "|".join(re.escape(name) for name in sorted(_FLAGS, key=len, reverse=True))
_NUMBER = r"(?:\s*#?(?P<number>\d{1,2}))?"
_SHAPES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<flag>{_NAMES}){_NUMBER}\s*(?:-|–|—|\.-|/)\s*(?=\S)",
        rf"(?P<flag>{_NAMES}){_NUMBER}:\s+(?=\S)",
        rf"[(\[*](?P<flag>{_NAMES}){_NUMBER}[)\]*]\s*[:.–—-]{{0,2}}\s*(?=\S)",
        r"\((?P<ordinal>\d{1,2})(?:st|nd|rd|th) (?P<flag>LD|LEAD)\)\s*(?=\S)",
        r"(?P<ordinal>\d{1,2})(?:ST|ND|RD|TH) (?P<flag>LEAD|NET)\b\s*[:–—-]?\s*(?=\S)",
        # A desk's own word between flag and headline: "UPDATE 1-OIL-".
        r"(?P<flag>PRECIOUS|GLOBAL MARKETS|FOREX|BREAKINGVIEWS|TABLA|COLUMN)-(?=\S)",
    )
)
_DESKS = MappingProxyType({"LD": "lead", "NET": "lead"})
_MOST_FLAGS = 4  # agencies write up to three: "URGENT UPDATE 2-CORRECTED-"
_STATUS = MappingProxyType(
    {"corrected": PubStatus.CORRECTED, "refile": PubStatus.CORRECTED, "withdrawn": PubStatus.WITHHELD}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged:
    """A headline without its flags. `flags` names them in order, `number` is that of the update or lead."""

    title: str
    flags: tuple[str, ...] = ()
    number: int | None = None

    @property
    def status(self) -> PubStatus:
        """What the flags say about the article: withheld before corrected before usable."""
        told = [_STATUS[flag] for flag in self.flags if flag in _STATUS]
        return max(told, key=list(PubStatus).index, default=PubStatus.USABLE)


def cut_flags(title: str) -> Flagged:
    """Cut the flags at the beginning of a headline, if there are several one after the other."""
    flags: list[str] = []
    number: int | None = None
    rest = title
    while len(flags) < _MOST_FLAGS and (found := next(filter(None, (shape.match(rest) for shape in _SHAPES)), None)):
        groups = found.groupdict()
        stated = groups.get("number") or groups.get("ordinal")
        number = number if number is not None or stated is None else int(stated)
        name = found["flag"]
        flags.append(_FLAGS.get(name) or _DESKS.get(name) or name.casefold())
        rest = rest[found.end() :]
    return Flagged(title=rest, flags=tuple(dict.fromkeys(flags)), number=number)
