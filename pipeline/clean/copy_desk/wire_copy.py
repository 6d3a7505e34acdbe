"""Wire copy: what agencies put below a story for editors - credits, signatures, end marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.clean.copy_desk.residue import Residue
from pipeline.clean.text.blocks import Block
from pipeline.clean.wording.datelines import AGENCY_NAMES
from pipeline.model import Removed

__all__ = ["CREDIT", "TAIL_MARKS", "TailMark", "cut_wire_tail"]

CREDIT = "wire_credit"
"""The kind of lines that name who reported, wrote, edited, or the desk that signs."""
_END = "end_mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class TailMark:
    """A shape of lines below a story. `ends` says that nothing of the story follows it."""

    pattern: re.Pattern[str]
    why: str
    ends: bool = False
    kind: str = CREDIT


_AGENCIES = "|".join(re.escape(name) for name in sorted(AGENCY_NAMES, key=len, reverse=True))
_CREDITED = (
    r"(?:additional |further )?(?:reporting|writing|editing|compiled|edited|written|graphics?|production)(?: and \w+)?"
    r"|reportaje|información de|edición de|edici[oó]n|escrito por|editado por|traducido por|reporte de|reporting von"
    r"|reportage|édité par|avec|rédigé par|bearbeitet von|redigiert von|geschrieben von|bericht von|von|reportagem"
    r"|edição|texto de|por|a cura di|redazione|in redazione"
)

TAIL_MARKS = (
    TailMark(
        pattern=re.compile(rf"\(+\s*(?:{_CREDITED})\b[^()]*(?:\([^()]*\)[^()]*)*\)+\.?", re.IGNORECASE),
        why="names who reported, wrote and edited (Reuters style)",
    ),
    TailMark(pattern=re.compile(r"\([Bb]y [^\W\d_][^()\d]{2,80}\)"), why="names who wrote"),
    TailMark(
        pattern=re.compile(
            r"(?:additional )?(?:reporting|editing|writing) by\b[^.!?]{0,200}"
            r"(?:[;,]\s*(?:editing|writing) by\b[^.!?]{0,120})?",
            re.IGNORECASE,
        ),
        why="names who reported, wrote and edited",
    ),
    TailMark(
        pattern=re.compile(
            r"(?:associated press|ap|afp|reuters|staff) (?:sports |business |science )?"
            r"(?:writers?|journalists?|reporters?)\b"
            r".{0,200}\bcontributed(?: to this (?:report|story|article))?\.?",
            re.IGNORECASE,
        ),
        why="names colleagues who contributed (AP style)",
    ),
    TailMark(pattern=re.compile(r"\(\(.{1,200}\)\)\.?"), why="addresses for editors in double brackets"),
    TailMark(
        pattern=re.compile(
            rf"[(/\[]?\s*(?:{_AGENCIES})\s*[)/\]]?\.?(?:\s+[a-zäöüß]{{2,5}}(?:[/-][a-zäöüß]{{1,5}})*){{0,4}}"
        ),
        why="signature of the agency and its desk",
    ),
    TailMark(
        pattern=re.compile(r"[a-z]{2,4}(?:/[a-z]{2,4}){1,5}|\([a-z]{2,5}(?:/[a-z]{2,5}){0,5}\)"),
        why="initials of the desk",
    ),
    TailMark(
        pattern=re.compile(
            r"(?:-\s?30\s?-|-\s?0\s?-|###?#?|\*{3}|_{2,}|[-–—\s]*\(?(?:ends?|fin|ende|fine|fim)\)?[-–—\s]*\.?"
            r"|enditem(?:/[a-z]{0,4})?\.?)",
            re.IGNORECASE,
        ),
        why="end mark",
        ends=True,
        kind=_END,
    ),
    TailMark(
        pattern=re.compile(r"(?:\S{1,64}@\S{1,255}\s+)?\((?:END|FIN|ENDE|FINE|FIM|끝|完|終|了)\).{0,80}"),
        why="end mark with the sender's name or address",
        ends=True,
        kind=_END,
    ),
    TailMark(
        pattern=re.compile(r"\(?(?:more(?: to come)?|mf|folgt|suit|sigue|segue)\)?\.{0,3}", re.IGNORECASE),
        why="says that more follows",
        kind=_END,
    ),
)

# Credits of a story with many authors run over several lines.
_TAIL_BLOCKS = 6
_LONGEST_TAIL_WORDS = 60
# The brackets that close a last paragraph, on the same line: "… (Reporting by …)", "… (c)AFP/Nora Tasker", "… (完)".
_CLOSING = re.compile(
    rf"(?:\s+(?P<credit>\(\s*(?:{_CREDITED})\b[^()]{{3,300}}\))"
    r"|(?<=[。.!?！？」”\"])\s*(?P<right>\(c\)\s?[^\s()][^()。.!?]{1,60})"
    r"|(?<=[。.!?！？」”\"])\s*(?P<end>[(（](?:完|终|終|了|끝|end|ends|fin|fim|fine|ende)[)）]))\.?\s*\Z",
    re.IGNORECASE,
)
_WHY_CLOSING = {
    "credit": (CREDIT, TAIL_MARKS[0].why),
    "right": (CREDIT, "names who holds the rights"),
    "end": (_END, "end mark"),
}
_SHORTEST_STORY = 1


def cut_wire_tail(blocks: Sequence[Block]) -> Residue:
    """The blocks without credits, signatures and end marks at their end; names are of kind `CREDIT`."""
    kept = list(blocks)
    removed: list[Removed] = []
    for index in range(max(_SHORTEST_STORY, len(blocks) - _TAIL_BLOCKS), len(blocks)):
        mark = _mark(blocks[index])
        if mark is None or blocks[index] not in kept or not _is_tail(blocks[index + 1 :]):
            continue
        gone = kept[kept.index(blocks[index]) :] if mark.ends else [blocks[index]]
        removed += [_removed(block, mark) for block in gone]
        kept = [block for block in kept if block not in gone]
    return _without_closing(Residue(kept=tuple(kept), removed=tuple(removed)))


def _mark(block: Block) -> TailMark | None:
    if block.words > _LONGEST_TAIL_WORDS:
        return None
    return next((mark for mark in TAIL_MARKS if mark.pattern.fullmatch(block.text)), None)


def _is_tail(below: Sequence[Block]) -> bool:
    return not any(block.is_prose and _mark(block) is None for block in below)


def _without_closing(residue: Residue) -> Residue:
    if not residue.kept:
        return residue
    last = residue.kept[-1]
    closing = _CLOSING.search(last.text[-400:])
    body = last.text[: -len(closing[0])].rstrip() if closing else ""
    if closing is None or not body:
        return residue
    kind, why = _WHY_CLOSING[closing.lastgroup or ""]
    shorter = Block(text=body, line=last.line, kind=last.kind, linked=last.linked)
    gone = Removed(text=closing[closing.lastgroup or ""], kind=kind, reason=why, line=last.line)
    return Residue(kept=(*residue.kept[:-1], shorter), removed=(*residue.removed, gone))


def _removed(block: Block, mark: TailMark) -> Removed:
    return Removed(text=block.text, kind=mark.kind, reason=mark.why, line=block.line)
