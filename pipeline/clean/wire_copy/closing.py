"""What stands below wire copy: notebooks, contacts, credits, signatures, end marks, and the word that more follows.

The copy desk knows the commonest of these. Here are those that only agencies write, for which its rules for pages would
be too bold.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.clean.copy_desk import CREDIT
from pipeline.clean.text import Block
from pipeline.clean.wording import agency_marks
from pipeline.model import Removed, RemovedKind

__all__ = ["cut_closing", "cut_signature_in_line"]

_NOTEBOOK = re.compile(
    r"(?:#{1,3}\s*(?:dpa[ -])?|dpa[ -])(?:notebook|notizblock)\b.{0,20}|notizblock:?"
    r"|#{1,3}\s*(?:dpa contacts|editorial contacts|note to editors|internet links?|contacts?|internet|orte"
    r"|ansprechpartner|kontakte?|redaktionelle[rs]? .*|bilder|autor.*)\b.{0,40}"
    r"|(?:\*\s*){3,}.{0,20}(?:the following information is not|die folgenden informationen sind nicht).*"
    r"|the following information is not (?:for|intended for) publication.{0,40}"
    r"|die folgenden informationen sind nicht zur veröffentlichung.{0,40}"
    r"|redaktionelle hinweise:?|---+\s*(?:redaktion|notes?)\b.{0,40}",
    re.IGNORECASE,
)
_CREDITED = re.compile(r"\b(?:reporting|editing|writing|autor(?:in)?|redaktion|redaktør)\b(?: by)?\s*:", re.IGNORECASE)
_CONTACT = re.compile(
    r"(?:notes? (?:to|for) editors|editors?['’]? notes?|(?:media|press|investor|company)(?: relations)? "
    r"(?:contacts?|inquiries|enquiries)|contacts?(?: information)?"
    r"|for (?:more|further|media|additional) information(?:,? (?:please )?contact)?|pressekontakt|medienkontakt"
    r"|rückfrage(?:n|hinweis)(?: an)?|kontakt|contactos?(?: de prensa)?|contacts? presse|contatti(?: stampa)?"
    r"|contatos?(?: de imprensa)?|perscontact|presskontakt|voor meer informatie|para más información"
    r"|pour plus d['’]informations?|per ulteriori informazioni|source|fuente|quelle|fonte)\s*(?::(?:\s*\S.{0,80})?)?"
    r"|(?-i:SOURCE|FUENTE|QUELLE|FONTE) \S.{0,80}",
    re.IGNORECASE,
)
_STATEMENTS = re.compile(
    r"(?:cautionary (?:note|statement)s?\b.{0,80}|(?:caution )?(?:regarding "
    r"|about )?forward[- ]looking (?:statements?|information)\b.{0,60}|safe harbou?r (?:statement"
    r"|provision)s?\b.{0,80})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S@\S+\.\S|https?://|www\.|(?:tel|phone|ph|mob|fax)\b|\+?\d[\d ()/-]{6,}\d", re.IGNORECASE)
_OPEN_CREDIT = re.compile(
    r"\(+\s*(?:(?:additional |further )?(?:reporting|writing|editing|compiled|graphics?)\b|newsroom\b|reportaje"
    r"|reportage|edición|edición de|redacción|rédigé|édité|reporte|bearbeitet|redaktion\b|reportagem)",
    re.IGNORECASE,
)
_MESSAGING = re.compile(r"\(+[^()]*(?:\S@\S+\.\S|reuters messaging|newsroom)[^()]*\)+\.?", re.IGNORECASE)
_CONTRIBUTED = re.compile(
    r".{0,300}\b(?:(?<!was )(?<!were )(?<!been )contributed (?:to this (?:report|story|article)|reporting"
    r"|from(?= (?-i:[^\W\d_a-z])))"
    r"|can be (?:reached|followed|contacted) (?:at|on)\b(?=.{0,200}(?:@|https?://|www\.|\d{3}))"
    r"|(?:kontribuerede|hat|haben) zu diesem bericht beigetragen"
    r"|contribuyó a este (?:reportaje|despacho|informe)|a contribué à ce(?:t)? (?:reportage|article))\b.{0,200}"
    r"|follow (?!-).{0,240}(?:https?://|@|twitter).{0,200}"
    r"|(?:more ap|for more ap|ap (?:sports|baseball|nfl|nba|mlb)|online|on the net)\b.{0,240}(?:https?://|www\.|@).{0,200}"
    r"|copyright\b.{0,240}(?:https?://|@|\(c\)|©|all rights reserved).{0,200}"
    r"|copyright(?:\s(?:\(c\)\s?|©\s?)?)(?:\d{4}\b.{0,240}|(?-i:(?:[A-Z][\w.&'’-]*,? |of |the |by ){1,6})\d{4}\W*)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"this (?:report|story|article|column|item|content)(?: by [\w .,&’'-]{2,60})? was (?:first|originally"
    r"|initially) published\b.{0,80}\d{4}\.?"
    r"|(?:cette dépêche|cet article|ce texte"
    r"|ce contenu)(?: de [\w .,&’'-]{2,60})? a (?:d['’]abord )?été (?:d['’]abord )?(?:publiée?"
    r"|diffusée?)\b.{0,80}\d{4}\.?",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"[-–—(\s]*(?:more(?: to (?:come|follow))?|mf|folgt|wird fortgesetzt|(?:forts?|fortsetzung)\.? folgt|suit"
    r"|suivra|à suivre|sigue|continúa|sigue otra|segue|continua|vervolg|forts|продолжение следует|далее следует"
    r"|يتبع|未完待续|未完待續|続く|계속)[-–—)\s]*\.{0,3}",
    re.IGNORECASE,
)
_RULE = re.compile(r"[_*=–—-]{2,}\s*|(?:\*\s*){3,}|(?:\.\s*){4,}|#{2,}")
_END = re.compile(
    r"[-–—(*\s]*(?:ends?|the end|end of (?:story|report|message|text)|fin|ende|fine|fim|slut|slutt|koniec|konec"
    r"|einde|loppu|конец|nnnn|30)[-–—)*\s]*"
    r"|-\s?(?:30|0)\s?-|#{3,4}|(?:\(end\)\s*/?|end\s*/|(?-i:END) )\s*[a-z]{0,4}|end\s?item",
    re.IGNORECASE,
)
_MOST_CLOSING = 10
_LEAST_SHARE_ABOVE_CLOSING = 0.3
_MOST_HEADING_WORDS = 12
_FEWEST_SIGNED_WORDS = 8
# Credits of a story with many authors have some hundred characters.
_LONGEST_LINE = 1_000


@dataclass(slots=True, kw_only=True)
class _Tail:
    kept: list[Block]
    removed: list[Removed]

    def cut(self, index: int, kind: RemovedKind, reason: str) -> None:
        block = self.kept.pop(index)
        self.removed.append(Removed(text=block.text, kind=kind, reason=reason, line=block.line))


def cut_closing(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Removed, ...]]:
    """Cut what stands below a story, and the rules between its parts."""
    tail = _Tail(kept=list(blocks), removed=[])
    _cut_notebook(tail)
    _cut_contacts(tail)
    _cut_open_credit(tail)
    _cut_lines(tail)
    for index in range(len(tail.kept) - 1, -1, -1):
        if _RULE.fullmatch(tail.kept[index].text) and len(tail.kept) > 1:
            tail.cut(index, RemovedKind.RULE, "a rule between the parts of a story")
    return tuple(tail.kept), tuple(tail.removed)


def _share_above(blocks: Sequence[Block], index: int) -> float:
    words = sum(block.words for block in blocks)
    return sum(block.words for block in blocks[:index]) / words if words else 0.0


def _cut_notebook(tail: _Tail) -> None:
    start = next((n for n, block in enumerate(tail.kept) if n and _NOTEBOOK.fullmatch(block.text)), None)
    if start is None or _share_above(tail.kept, start) < _LEAST_SHARE_ABOVE_CLOSING:
        return
    while len(tail.kept) > start:
        last = len(tail.kept) - 1
        credited = _CREDITED.search(tail.kept[last].text) is not None
        reason = "names who reported and edited" if credited else "the desk's notebook, not for publication"
        tail.cut(last, CREDIT if credited else RemovedKind.NOTEBOOK, reason)


def _cut_contacts(tail: _Tail) -> None:
    """Cut the block of contacts, and the statements of law, that close a press release."""
    for index, block in enumerate(tail.kept):
        heads = block.words <= _MOST_HEADING_WORDS and (
            _heads_contacts(tail.kept, index) or _STATEMENTS.fullmatch(block.text)
        )
        if index and heads and _share_above(tail.kept, index) >= _LEAST_SHARE_ABOVE_CLOSING:
            while len(tail.kept) > index:
                tail.cut(len(tail.kept) - 1, RemovedKind.CONTACT, "contacts and statements below a press release")
            return


def _heads_contacts(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line opens a list of addresses, numbers and names that goes on to the end."""
    if _CONTACT.fullmatch(blocks[index].text) is None:
        return False
    below = blocks[index + 1 :]
    if not below:
        return ":" in blocks[index].text or blocks[index].text.isupper() or blocks[index].text.split()[0].isupper()
    return any(_ADDRESS.search(block.text[:_LONGEST_LINE]) for block in blocks[index:]) and sum(
        block.is_prose for block in below
    ) * 2 <= len(below)


def _cut_open_credit(tail: _Tail) -> None:
    """Cut a credit in brackets that goes on over several paragraphs."""
    for index in range(max(1, len(tail.kept) - _MOST_CLOSING), len(tail.kept)):
        text = tail.kept[index].text
        if not _OPEN_CREDIT.match(text) or text.count("(") <= text.count(")"):
            continue
        end = next((n for n in range(index, len(tail.kept)) if tail.kept[n].text.rstrip(". ").endswith(")")), None)
        while end is not None and end >= index:
            tail.cut(end, CREDIT, "names who reported, wrote and edited")
            end -= 1
        return


def _cut_lines(tail: _Tail) -> None:
    """Cut lines from the last upwards, as long as each is a mark, a signature or a credit."""
    while len(tail.kept) > 1:
        block = tail.kept[-1]
        found = _find_line(block.text)
        if found is None:
            return
        tail.cut(len(tail.kept) - 1, *found)


def _find_line(text: str) -> tuple[RemovedKind, str] | None:
    """What a line below a story is: its kind and why it goes; None where it may be the story's."""
    if len(text) > _LONGEST_LINE:
        return None
    if _MORE.fullmatch(text):
        return RemovedKind.END_MARK, "says that more follows"
    if _END.fullmatch(text) or _RULE.fullmatch(text):
        return RemovedKind.END_MARK, "end mark"
    if _PUBLISHED.fullmatch(text):
        return CREDIT, "says when the agency published it"
    if _MESSAGING.fullmatch(text):
        return CREDIT, "addresses for editors in brackets"
    if _signature().fullmatch(text):
        return CREDIT, "signature of the agency and its desk"
    if _CONTRIBUTED.fullmatch(text):
        return CREDIT, "names colleagues, or says where there is more"
    return None


@cache
def _signature() -> re.Pattern[str]:
    """`dpa hoe tam mfi`, `EFE afs/jco`, `(PAP) abc/ def/`, `AAP RESULTS`, `hh/ph/ts/hd`, `(ats/nxp)`."""
    initials = r"[a-zäöüåøæéèńśłžšč]{1,5}\d?"
    desk = rf"(?:[ /.-]+{initials}[/.]?){{0,6}}(?: [A-Z]{{2,10}}){{0,2}}"
    return re.compile(
        rf"[(/\[]?\s*(?:{_marks()})(?:/(?:{_marks()}|{initials})){{0,4}}\s*[)/\]]?\.?{desk}"
        rf"|{initials}(?:/{initials}){{1,6}}/?|\({initials}(?:/{initials}){{0,5}}\)"
    )


@cache
def _marks() -> str:
    marks = {*agency_marks(), *(mark.upper() for mark in agency_marks() if len(mark) <= _LONGEST_CAPITAL_MARK)}
    return "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))


# Longer marks are names in full; in capitals these are headings.
_LONGEST_CAPITAL_MARK = 12
# A mark with the initials of three desks has 30.
_LONGEST_SIGNATURE = 60


@cache
def _in_line() -> re.Pattern[str]:
    initials = r"[a-zäöü]{2,5}"
    mark = rf"(?:{_marks()})"
    return re.compile(rf"(?P<stop>[.!?…”\"»])?\s+(?P<mark>\({mark}(?:/{initials}){{0,3}}\)|/{mark}/)(?P<after>\.?)\Z")


def cut_signature_in_line(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Removed, ...]]:
    """Cut the agency's signature from the end of the last paragraph: "… returned. (ANSA)."."""
    if not blocks:
        return tuple(blocks), ()
    last = blocks[-1]
    found = _in_line().search(last.text[-_LONGEST_SIGNATURE:])
    if found is None or not (found["stop"] or found["after"]) or last.words < _FEWEST_SIGNED_WORDS:
        return tuple(blocks), ()
    rest = last.text[: len(last.text) - len(found[0])]
    text = rest + (found["stop"] or found["after"])
    gone = Removed(text=found["mark"], kind=CREDIT, reason="signature of the agency", line=last.line)
    return (*blocks[:-1], last._replace(text=text)), (gone,)
