"""What stands above the lead of wire copy: slug, takes, notes for editors, bullets, bylines, the tops of releases."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.clean.text import PROSE_WORDS, Block, collapse_blanks, count_words, ends_sentence
from pipeline.clean.wire_copy.embargoes import states_embargo
from pipeline.clean.wire_copy.withdrawals import asks_to_withdraw, opens_notice
from pipeline.clean.wording import find_dateline, holds_role, is_byline
from pipeline.model import Removed, RemovedKind

__all__ = ["Opening", "read_opening"]

# Slug, take, notes, bullets, bylines and office come before the lead, rarely more than ten lines together.
_MOST_LINES = 16
_MOST_OTHERS = 3
_MOST_BULLETS = 8
_FEWEST_BULLETS = 2
_MOST_NOTICE_WORDS = 120
_LONGEST_ADVISORY = 700

_VERBS = (
    "Adds?", "Adding", "Recasts?", "Updates?", "Updating", "Corrects?", "Clarifies", "Rewrites?", "Repeats?",
    "Refiles?",
    "Writes", "Changes", "Edits", "Trims", "Removes", "Deletes", "Fixes", "Incorporates", "Includes", "Releads?",
    "Tops", "Subs", "Restores", "Combines", "Wraps?", "Precedes", "Refreshes", "Minor edits",
    "Actualiza", "Amplía", "Añade", "Agrega", "Corrige", "Repite", "Reitera", "Recompone", "Rectifica", "Completa",
    "Ajoute", "Actualise", "Actualisation", "Complète", "Précise", "Répétition", "Rectifie", "Remplace", "Reprend",
    "Ergänzt", "Ergänzungen", "Ergänzung", "Aktualisiert", "Aktualisierung", "Korrigiert", "Berichtigt", "Wiederholung",
    "Präzisiert", "Neu", "Neue", "Aggiunge", "Aggiorna", "Corregge", "Ripete", "Sostituisce", "Integra",
    "Acrescenta", "Atualiza", "Repete", "Retifica", "Acrescentou", "Vult aan", "Verbetert", "Aanvulling", "Vervangt",
    "Lägger till", "Rättar", "Uppdaterar", "Tilføjer", "Retter", "Opdaterer", "Oppdaterer", "Legger til", "Uzupełnia",
    "Aktualizuje", "Poprawia", "Добавляет", "Исправляет", "Уточняет", "Дополняет", "Повтор",
)  # fmt: skip
_ADDRESSES = (
    "Eds", "Editors", "Editor['’]?s['’]? notes?", "Note to editors", "Attn(?: editors)?", "Attention(?: editors)?",
    "Achtung(?: Redaktionen)?", "Hinweis(?: an die Redaktionen)?", "Redaktioneller Hinweis", "Atención",
    "Nota (?:a|para) (?:los )?(?:editores|redactores)", "Note aux rédactions", "À l['’]attention des rédactions",
    "Nota per (?:le redazioni|i redattori)", "Nota aos editores", "Let op", "Noot voor de redactie", "Till red\\.?",
    "Til red\\.?", "Til redaksjonen", "Obs! Till redaktionen", "Do redakcji", "Вниманию редакторов",
    "К сведению редакций",
)  # fmt: skip
_ADVISORY = re.compile(
    rf"[(\[]\s*(?:{'|'.join(_VERBS)})(?![^\W_]).*[)\]]\.?"
    r"|[(\[]\s*In (?:an? )?[^()\[\]]{2,60} (?:story|item|report|article),? (?:corrects|clarifies|adds|removes"
    r"|deletes|fixes)\b.*[)\]]\.?"
    r"|[(\[]\s*(?:ATTN|ATTENTION|EDS|RECASTS|ADDS|UPDATES|CORRECTS)\b.*[)\]]\.?"
    r"|[(\[]\s*With\b.*\b(?:photos?|graphics?|video|box|sidebar|factbox|pictures)\b.*[)\]]\.?"
    rf"|[(\[]?(?:{'|'.join(_ADDRESSES)})(?:\s*[.:–—]|\s+-|-(?=\s))\s*\S.*"
    r"|[(\[](?:AP |AFP |EPA |dpa )?(?:Photos?|Fotos?|Pictures?|Bilder?|Video|Graphics?|Grafik"
    r"|Infographie)\b[^()]{0,120}[)\]]"
    r"|/\s?(?:ATTENTION|ATTN)\b.*"
    r"|(?:Nieuw bericht|Nouvelle dépêche|Neue Meldung|New story|Nueva noticia),? (?:vervangt|remplace|ersetzt"
    r"|replaces|sustituye)\b.*",
    re.IGNORECASE,
)
# "AP Photos NY101-103" offers pictures; "AP video showed smoke above the port." is news.
_OFFER = re.compile(r"(?:AP|AFP|EPA|dpa) (?:Photos?|Graphics?|Video)\b.{0,200}", re.IGNORECASE)
_SPACED = re.compile(r"(?:\b\w ){4,}\w\b")
_SLUG = re.compile(
    r"(?:BC|AM|PM|AP)-[A-Z0-9][\w-]*--?\S.{0,80}|\[?(?:[A-Z]{2,}[-/]){1,4}[A-Z]{0,20}/?(?: \([A-Z0-9 ,]+\))?\]?"
)
_TAKE = re.compile(
    r"=\s?\d|\d(?:-\d){1,3}-?|\(?(?:take|part|teil|parte|partie|toma) \d{1,2}(?: of \d{1,2})?\)?|\d(?:st|nd|rd"
    r"|th) (?:add|take)\b.{0,40}"
    r"|\(?(?:suite|fortsetzung|continuación|segue|cont(?:inued|'d)?)\)?(?: \d{1,2})?",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"[/(*]*\s*(?:not for (?:release|publication|distribution|dissemination)\b.*|for immediate release\b.{0,80}"
    r"|for immediate dissemination\b.{0,80}"
    r"|(?:news|press|media) release|communiqué de presse|pressemitteilung|medienmitteilung|nota de prensa"
    r"|comunicado de (?:prensa|imprensa)"
    r"|comunicato stampa|persbericht|pressmeddelande|pressemelding|pressemeddelelse)\s*:?\s*[/)*]*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[*•▪●]|- )\s*(?=\S)")
_BULLETS = re.compile(r"\s(?:\*|•|▪|●)\s+(?=\S)")
_MOST_WORDS_OF_OFFICE_LINE = 5


@dataclass(slots=True, kw_only=True)
class Opening:
    """What was read above the lead. `notes` are lines for editors, `notices` those that withdraw a story."""

    kept: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    embargoes: list[str] = field(default_factory=list)
    bullets: list[str] = field(default_factory=list)
    slug: str | None = None
    byline: str | None = None
    removed: list[Removed] = field(default_factory=list)

    def take_out(self, block: Block, kind: RemovedKind, reason: str) -> None:
        """Record a block as taken out."""
        self.removed.append(Removed(text=block.text, kind=kind, reason=reason, line=block.line))


def _is_advisory(line: str) -> bool:
    """Whether a line speaks to editors about the text: "(Adds quotes)", "Eds: With photos"."""
    text = collapse_blanks(line)
    if len(text) > _LONGEST_ADVISORY:
        return False
    if _OFFER.fullmatch(text):
        return count_words(text) < PROSE_WORDS or not ends_sentence(text)
    return _ADVISORY.fullmatch(text) is not None


def read_opening(blocks: Sequence[Block]) -> Opening:
    """Read what stands above the lead, and take it out. All below the lead stays."""
    opening = Opening()
    is_short = sum(block.words for block in blocks) <= _MOST_NOTICE_WORDS
    bullets = _leading_bullets(blocks)
    others = 0
    for index, block in enumerate(blocks[:_MOST_LINES]):
        if find_dateline(block.text) is not None or others > _MOST_OTHERS:
            opening.kept += blocks[index:]
            return opening
        if block.line in bullets:
            opening.bullets += _split_bullets(block.text)
            opening.take_out(block, RemovedKind.BULLET, "a point of the summary above the lead")
        elif not _take(opening, block, is_short=is_short):
            opening.kept.append(block)
            others += 1
            if block.is_prose:
                opening.kept += blocks[index + 1 :]
                return opening
    opening.kept += blocks[_MOST_LINES:]
    return opening


def _take(opening: Opening, block: Block, *, is_short: bool) -> bool:
    """Take a line of the head out by what it is; False where it is the story's."""
    text = block.text
    if opens_notice(text) or (is_short and asks_to_withdraw(text)):
        opening.notices.append(text)
        opening.take_out(block, RemovedKind.KILL_NOTICE, "withdraws a story")
    elif states_embargo(text):
        opening.embargoes.append(text)
        opening.take_out(block, RemovedKind.EMBARGO, "says when the story may be published")
    elif _is_advisory(text) or (_SPACED.match(text) and _is_advisory(text.replace(" ", ""))):
        opening.notes.append(text)
        opening.take_out(block, RemovedKind.ADVISORY, "a note for editors; kept as the article's note")
    elif opening.slug is None and _SLUG.fullmatch(text):
        opening.slug = text
        opening.take_out(block, RemovedKind.SLUG, "the slug of the story")
    elif _TAKE.fullmatch(text):
        opening.take_out(block, RemovedKind.TAKE_MARK, "says which part of a story this is")
    elif _RELEASE.fullmatch(text):
        opening.take_out(block, RemovedKind.RELEASE_TOP, "the top of a press release")
    else:
        return _take_byline(opening, block)
    return True


def _take_byline(opening: Opening, block: Block) -> bool:
    line = block.text.rstrip("= ")
    if is_byline(line):
        opening.byline = opening.byline or line
        opening.take_out(block, RemovedKind.BYLINE, "names the author")
        return True
    if opening.byline and not opening.kept and block.words <= _MOST_WORDS_OF_OFFICE_LINE and holds_role(line):
        opening.take_out(block, RemovedKind.BYLINE, "the author's office")
        return True
    return False


def _leading_bullets(blocks: Sequence[Block]) -> frozenset[int]:
    """The lines of the points above the lead: two or more of them, above a dateline or paragraphs without points."""
    listed = [block for block in blocks[:_MOST_LINES] if _BULLET.match(block.text)]
    points = sum(len(_split_bullets(block.text)) for block in listed)
    if not listed or not _FEWEST_BULLETS <= points <= _MOST_BULLETS:
        return frozenset()
    first, last = blocks.index(listed[0]), blocks.index(listed[-1])
    below = blocks[last + 1 :]
    if last - first + 1 != len(listed) or not below or any(block.is_prose for block in blocks[:first]):
        return frozenset()
    opened = any(find_dateline(block.text) for block in below[:3]) or below[0].is_prose
    return frozenset(block.line for block in listed) if opened and not _has_bullets(below) else frozenset()


def _has_bullets(blocks: Sequence[Block]) -> bool:
    return sum(_BULLET.match(block.text) is not None for block in blocks) >= _FEWEST_BULLETS


def _split_bullets(text: str) -> list[str]:
    bare = _BULLET.sub("", text, count=1)
    return [point.strip() for point in _BULLETS.split(bare) if point.strip()]
