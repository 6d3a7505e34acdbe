"""Headlines of wires: flags before and behind the words, take marks, and the signs of telegraph lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.clean.text import collapse_blanks
from pipeline.clean.wording import cut_flags

__all__ = ["WireTitle", "read_title"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WireTitle:
    """A headline as readers see it. `cut` are the marks that were taken off it, in order."""

    title: str
    flags: tuple[str, ...] = ()
    number: int | None = None
    take: int | None = None
    cut: tuple[str, ...] = ()


# What stands in brackets before or behind a headline, in the languages of the wires, by what it means.
_BRACKETED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "photo": ("photo", "photos", "foto", "fotos", "mit bild", "mit foto", "con foto", "con fotos", "avec photo"),
        "video": ("video", "vidéo", "vídeo"),
        "graphic": ("graphic", "graphics", "grafik", "infographie", "infografía", "infografik", "infografica"),
        "lead": ("lead", "ld"),
        "urgent": ("urgent", "urgente", "eil", "flash"),
        "corrected": (
            "correction", "corrected", "korrektur", "berichtigung", "korr", "rectificatif", "corrección", "corregida",
            "correzione", "rettifica", "correção", "rättelse", "rettelse", "retting", "rectificatie", "수정",
            "정정", "訂正",
        ),
        "update": (
            "update", "updated", "mise à jour", "actualización", "actualiza", "aktualisierung", "aktualisiert",
            "aggiornamento", "atualização", "uppdatering", "oppdatert", "opdateret",
        ),
        "repeat": ("repeat", "repetición", "répétition", "wiederholung", "ripetizione", "repetição", "herhaling"),
        "wrapup": ("zusammenfassung", "roundup", "synthèse", "resumen", "riepilogo", "samenvatting", "종합"),
        "advisory": ("achtung", "hinweis"),
    }
)  # fmt: skip
# "LEAD", "KORR": words this short are no flags where another is joined to them.
_LONGEST_WEAK_FLAG = 4
_MEANS = {word: flag for flag, words in _BRACKETED.items() for word in words}
_WORDS = "|".join(re.escape(word) for word in sorted(_MEANS, key=len, reverse=True))
_BRACKET = rf"[(\[](?:(?P<ordinal>\d{{1,2}})(?:st|nd|rd|th|\.)? )?(?P<word>{_WORDS})(?: (?P<number>\d{{1,4}}))?[)\]]"
_BEFORE = re.compile(rf"\s*{_BRACKET}\s*[:–—-]?\s*(?=\S)", re.IGNORECASE)
_BEHIND = re.compile(rf"\s*{_BRACKET}\s*\Z", re.IGNORECASE)
# German numbers its leads and round-ups: "2. Lead - …", "1. Zusammenfassung: …".
_ORDINAL = re.compile(r"(?P<ordinal>\d{1,2})\. (?P<word>Lead|Zusammenfassung|Korrektur)\s*[:–—-]?\s+(?=\S)")
# "CORRECTION ET MISE À JOUR - …": two flags joined by a word, in capitals.
_CAPITALS = "|".join(
    re.escape(word.upper()) for word in sorted(_MEANS, key=len, reverse=True) if len(word) > _LONGEST_WEAK_FLAG
)
_JOINED = re.compile(rf"(?P<word>{_CAPITALS}) (?:ET|AND|UND|Y|E|EN|OCH|OG|&) (?P<other>{_CAPITALS})\s*[:–—-]+\s*(?=\S)")
_SIGNS_BEFORE = re.compile(r"(?:\*+|\+{3,}|>{2,})\s*(?=[^\W_])")
_SIGNS_BEHIND = re.compile(r"(?:\s*\+{3,}|\s+/{2,3}|\s+=(?P<take>\d)|\s*[=<]!?)\s*\Z")
_MOST_MARKS = 6
_LONGEST_HEADLINE_MARK = 60
# Numbers of more digits are times of day: "(Zusammenfassung 1430)".
_MOST_VERSION_DIGITS = 2


def read_title(headline: str) -> WireTitle:
    """Read a headline without the marks around it. A headline that is nothing but marks stays as it is."""
    read = WireTitle(title=collapse_blanks(headline))
    for _ in range(_MOST_MARKS):
        shorter = _cut_one(read)
        if shorter is None or not shorter.title:
            break
        read = shorter
    return read


def _cut_one(read: WireTitle) -> WireTitle | None:
    """Take one mark off, or the flags that `cut_flags` knows; None where there is none."""
    text = read.title
    for pattern in (_SIGNS_BEFORE, _BEFORE, _ORDINAL, _JOINED):
        if found := pattern.match(text):
            return _shorter(read, text[found.end() :], found)
    for pattern in (_SIGNS_BEHIND, _BEHIND):
        if found := pattern.search(text[-_LONGEST_HEADLINE_MARK:]):
            return _shorter(read, text[: len(text) - len(found[0])], found)
    flagged = cut_flags(text)
    if flagged.title == text or not flagged.title:
        return None
    return WireTitle(
        title=flagged.title,
        flags=tuple(dict.fromkeys((*read.flags, *flagged.flags))),
        number=flagged.number if read.number is None else read.number,
        take=read.take,
        cut=(*read.cut, text.removesuffix(flagged.title).strip()),
    )


def _shorter(read: WireTitle, title: str, found: re.Match[str]) -> WireTitle:
    groups = found.groupdict()
    words = [word.casefold() for word in (groups.get("word"), groups.get("other")) if word]
    flags = [_MEANS.get(word, word) for word in words]
    stated = groups.get("ordinal") or groups.get("number")
    number = int(stated) if stated and len(stated) <= _MOST_VERSION_DIGITS else None
    return WireTitle(
        title=title.strip(),
        flags=tuple(dict.fromkeys((*read.flags, *flags))),
        number=number if read.number is None else read.number,
        take=int(groups["take"]) if groups.get("take") else read.take,
        cut=(*read.cut, found[0].strip()),
    )
