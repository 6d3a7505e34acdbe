"""Withdrawals: kill notices, in which an agency takes back what it sent, and what they name.

A notice is a line of its own or the mark before a headline. Prose that tells of a withdrawal is none.
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.clean.text import collapse_blanks
from pipeline.clean.wire_copy.slugs import read_slug

__all__ = ["asks_to_withdraw", "is_notice", "names_of_withdrawn", "opens_notice"]

_LONGEST_NOTICE = 400
_ITEM = (
    r"(?:story|stories|item|report|article|alert|headline|dispatch|copy|take|brief|meldung|nachricht|bericht|text"
    r"|noticia|nota|información|despacho|dépêche|information|texte|notizia|notícia|telegram|artikel|depesz\w+)"
)
# The word for a kill, in capitals, with which a notice opens.
_WORDS = (
    "KILL", "KILLED", "KILL NOTICE", "MANDATORY KILL", "BULLETIN KILL", "STORY KILLED", "STORY WITHDRAWN",
    "STORY RETRACTED", "WITHDRAWN", "WITHDRAWAL", "RETRACTION", "STORNO", "STORNIERUNG", "STORNIERT", "ZURÜCKGEZOGEN",
    "ANNULLIERUNG", "ANULA", "ANULACIÓN", "ANULADA", "ANULADO", "RETIRADA", "ANNULE", "ANNULÉ", "ANNULÉE",
    "ANNULATION", "ANNULLA", "ANNULLATA", "ANNULLAMENTO", "ANULAÇÃO", "INTREKKING", "INGETROKKEN", "MAKULERAD",
    "MAKULERING", "MAKULERES", "ANNULLERES", "ANNULLERING", "INDRAGEN", "TILBAKEKALT", "ANULOWANA", "ANULOWANE",
    "WYCOFANA", "АННУЛИРОВАНО", "АННУЛИРОВАНА", "ОТОЗВАНО", "ОТОЗВАНА", "СНЯТО",
)  # fmt: skip
_ADDRESSED = r"(?:(?:EDS|EDITORS|ATTENTION|ATTN|ACHTUNG|ATENCIÓN|ATTENZIONE|EFE|AFP|AP|DPA|ANSA|URGENT)\b[:,.]? ?)?"
_MARK = re.compile(
    rf"[\[(*]*{_ADDRESSED}(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})[\])*]*(?:\s*[:.!–—/-].*|\s*\Z"
    rf"|\s+BC-.*)"
    r"|[(\[【]?(?:전문\s?취소|기사\s?취소|記事取り?消し|取り消し|撤稿|作废)[)\]】]?.*"
)
_BARE = re.compile(rf"[\[(*]*{_ADDRESSED}(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})[\])*.!]*")
# Sentences in which a desk speaks to its clients. What somebody else withdrew is news: the subject opens the sentence.
_SENTENCES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[(\[]?(?:eds:? ?|editors:? ?|attention:? ?)?(?:please )?(?:kill|withdraw|disregard|do not use|retract"
        r"|spike)\b"
        rf" (?:the |this |our |all |previous |earlier |above )*(?:\S+ ){{0,4}}?{_ITEM}\b.*",
        rf"[(\[]?(?:the |this |our |all )?(?:\S+ ){{0,2}}{_ITEM}\b[^.!?]{{0,200}} (?:is|are|has been"
        rf"|have been) (?:hereby )?"
        r"(?:(?:wrong|incorrect|erroneous) and (?:is|are|has been) )?(?:withdrawn|killed|retracted)\b.*",
        rf"[(\[]?(?:bitte|achtung)\b.{{0,100}}{_ITEM}.{{0,160}}(?:nicht (?:mehr )?(?:zu )?(?:verwenden"
        rf"|veröffentlichen)"
        r"|storniert|zurückgezogen|annulliert).*",
        rf"[(\[]?(?:die|diese|unsere) (?:\S+ )?{_ITEM}[^.!?]{{0,160}} (?:wird|ist|wurde)[^.!?]{{0,40}}"
        r" (?:storniert|zurückgezogen|annulliert)\b.*",
        r"[(\[]?(?:atención[:,]? )?(?:rogamos |se ruega |por favor,? )(?:que )?(?:anul|retir|no (?:us|utili"
        r"|difund))\w*\b.*",
        rf"[(\[]?(?:queda|quedan|se) anulad?\w* (?:la|las|el|los|esta|nuestra) {_ITEM}.*",
        rf"[(\[]?(?:por favor,? )(?:anul|cancel|desconsider)\w*\b.*{_ITEM}.*",
        r"[(\[]?(?:prière d['’]|veuillez |merci d['’])(?:annuler|ne pas (?:utiliser|tenir compte))\b.*",
        rf"[(\[]?(?:cette|notre|la) {_ITEM}[^.!?]{{0,120}} est annulée\b.*",
        r"[(\[]?(?:si prega di|preghiamo di) (?:annullare|non utilizzare)\b.*",
        rf"[(\[]?(?:la|questa|nostra) {_ITEM}[^.!?]{{0,120}} è annullata\b.*",
        rf"[(\[]?(?:gelieve|vänligen|vennligst|venligst)\b.{{0,60}}{_ITEM}.{{0,80}}"
        r"(?:niet (?:te )?gebruiken|annul\w*|makuler\w*|trekk\w*).*",
    )
)

# What a notice names: a slug, or words in quotation marks.
_QUOTED = re.compile(r"[“\"„«「]([^”\"“»」]{8,200})[”\"“»」]")
_SLUG = re.compile(
    r"(?<![\w-])(?:(?:BC|AM|PM|AP)-[A-Z][\w-]*--?[^\s,.;:)]+(?: [A-Z0-9][\w'’-]*){0,4}"
    r"|[A-Z]{3,}(?:-[A-Z]{2,})+/[A-Z-]*)"
)


def opens_notice(line: str) -> bool:
    """Whether a line is a kill notice by the word in capitals that opens it."""
    text = collapse_blanks(line)
    return len(text) <= _LONGEST_NOTICE and _MARK.fullmatch(text) is not None


def is_notice(headline: str) -> bool:
    """Whether a headline is the word for a kill and nothing more."""
    return _BARE.fullmatch(collapse_blanks(headline)) is not None


def asks_to_withdraw(line: str) -> bool:
    """Whether a line asks editors to withdraw a story, or says that one is withdrawn.

    News tells of withdrawn reports too: believe it only of a note, or of a text that says nothing else.
    """
    text = collapse_blanks(line)
    return len(text) <= _LONGEST_NOTICE and any(pattern.fullmatch(text) for pattern in _SENTENCES)


def names_of_withdrawn(notices: Iterable[str]) -> tuple[str, ...]:
    """The slugs, without their marks, and the headlines that notices name, in order."""
    return tuple(dict.fromkeys(name for notice in notices for name in _names(notice)))


def _names(notice: str) -> Iterator[str]:
    text = collapse_blanks(notice)
    yield from (read_slug(found[0]).name or found[0] for found in _SLUG.finditer(text))
    yield from (found[1].strip() for found in _QUOTED.finditer(text))
