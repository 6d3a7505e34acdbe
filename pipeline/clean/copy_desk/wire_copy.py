"""Wire copy: what agencies put below a story for editors, such as credits, signatures and end marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.clean.copy_desk.division import Division, remove
from pipeline.clean.text import Block
from pipeline.clean.wording import MEDIA_NOTE, agency_marks, is_agency
from pipeline.model import Removed, RemovedKind

__all__ = ["CREDIT", "END_REASONS", "SIGNATURE", "TailMark", "cut_wire_tail", "find_tail_mark"]

CREDIT = RemovedKind.WIRE_CREDIT
"""The kind of lines that name reporters, writers and editors, or the desk that signs."""
_END = RemovedKind.END_MARK
SIGNATURE = "signature of the agency and its desk"
"""Why a line goes that is an agency's mark and little more."""
_END_OF_COPY = "end mark"
END_REASONS = frozenset({SIGNATURE, _END_OF_COPY})
"""Why lines go below which nothing of the copy follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TailMark:
    """A shape of lines below a story. `ends`: nothing of the story follows it."""

    pattern: re.Pattern[str]
    why: str
    ends: bool = False
    kind: RemovedKind = CREDIT


_CREDITED = (
    r"(?:additional |further )?(?:reporting|writing|editing|compiled|edited|written|graphics?|production)(?: and \w+)?"
    r"|reportaje|información de|edición de|edici[oó]n|escrito por|editado por|traducido por|reporte de|reporting von"
    r"|reportage|édité par|avec|rédigé par|bearbeitet von|redigiert von|geschrieben von|bericht von|von|reportagem"
    r"|edição|texto de|por|a cura di|redazione|in redazione"
)

_CREDIT_MARKS = (
    TailMark(
        pattern=re.compile(rf"\(+\s*(?:{_CREDITED})\b[^()]*(?:\([^()]*\)[^()]*)*\)+\.?", re.IGNORECASE),
        why="names who reported, wrote and edited (Reuters style)",
    ),
    TailMark(pattern=re.compile(r"\([Bb]y [^\W\d_][^()\d]{2,80}\)"), why="names who wrote"),
    TailMark(
        pattern=re.compile(
            r"(?:additional )?(?:reporting|editing|writing|edited|compiled) by\b[^.!?]{0,200}"
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
        pattern=re.compile(r"Published in [A-Z][^.!?]{2,60}, [A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4}\.?"),
        why="says in which paper and when it was printed",
    ),
    TailMark(
        pattern=re.compile(r"[【（(][^】）()。]{1,10}(?:支局|総局|通信部|編集部)[】）)]"),
        why="names the bureau that wrote",
    ),
    TailMark(
        pattern=re.compile(r"[◎▶#=/\s]*[가-힣]{2,5}\s?(?:인턴\s?)?(?:기자|특파원)\s*[=/(·]?\s*\S+@\S+"),
        why="names who reported (Korean style)",
    ),
)
_ENDS = (
    r"ends?|fin|ende|fine|fim|koniec|konec|kraj|vége|slutt?|loppu|sfârșit|конец|кінець|край|τέλος|hết|انتهى|انتهی"
    r"|انتهای پیام|پایان پیام|סוף|समाप्त|終わり|終|终|完|了|끝"
)
_DESK_MARKS = (
    TailMark(pattern=MEDIA_NOTE, why="says which pictures and films the agency sends", kind=RemovedKind.TECHNICAL),
    TailMark(
        pattern=re.compile(r"[a-z]{2,4}(?:/[a-z]{2,4}){1,5}|\([a-z]{2,5}(?:/[a-z]{2,5}){0,5}\)"),
        why="initials of the desk",
    ),
    TailMark(
        pattern=re.compile(
            rf"(?:-\s?30\s?-|-\s?0\s?-|###?#?|\*{{3}}|_{{2,}}|[-–—/\s]*\(?(?:{_ENDS})\)?[-–—/\s]*\.?"
            r"|enditem(?:/[a-z]{0,4})?\.?)",
            re.IGNORECASE,
        ),
        why=_END_OF_COPY,
        ends=True,
        kind=_END,
    ),
    TailMark(
        pattern=re.compile(r"(?:\S{1,64}@\S{1,255}\s+)?[(（](?:END|FIN|ENDE|FINE|FIM|끝|完|终|終|了)[)）].{0,80}"),
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

# The credits of a story with many authors take several lines.
_MOST_TAIL_BLOCKS = 6
_MOST_TAIL_WORDS = 60
# What closes a last paragraph on the same line: "… (Reporting by …)", "… (c)AFP/Nora Tasker", "… (完)", "… PTI KM NSK".
_CLOSING = re.compile(
    rf"(?:\s+(?P<credit>\(\s*(?:{_CREDITED})\b[^()]{{3,300}}\))"
    r"|(?<=[。.!?！？」”\"])\s*(?P<right>\(c\)\s?[^\s()][^()。.!?]{1,60})"
    r"|\s*(?P<editors>[(（](?:編輯|编辑|責任編輯|责任编辑)[:：][^()（）]{2,40}[)）]\d{0,8})"
    r"|(?<=[.!?”\"])\s+(?P<desk>(?-i:[A-Z]{2,6}(?:[ /][A-Z]{2,4}){1,5}))"
    r"|(?<=[.!?”\"])\s+(?P<enditem>enditem)"
    r"|(?<=[。.!?！？」”\"])\s*(?P<end>[(（](?:完|终|終|了|끝|end|ends|fin|fim|fine|ende)[)）]))\.?\s*\Z",
    re.IGNORECASE,
)
_WHY_CLOSING = {
    "credit": (CREDIT, _CREDIT_MARKS[0].why),
    "right": (CREDIT, "names who holds the rights"),
    "editors": (CREDIT, "names who edited"),
    "desk": (CREDIT, SIGNATURE),
    "enditem": (_END, _END_OF_COPY),
    "end": (_END, _END_OF_COPY),
}
_FEWEST_STORY_BLOCKS = 1
# Shorter marks are spelt as they are: "STA" is an agency, "Sta" is not.
_FEWEST_LETTERS_IN_CAPITALS = 4
_LONGEST_CLOSING = 400


@cache
def _tail_marks() -> tuple[TailMark, ...]:
    """The shapes of lines below a story, in the order in which they are tried."""
    marks = {*agency_marks(), *(mark.upper() for mark in agency_marks() if len(mark) >= _FEWEST_LETTERS_IN_CAPITALS)}
    names = "|".join(re.escape(name) for name in sorted(marks, key=len, reverse=True))
    desk = (
        r"(?:\s+(?:[a-zäöüß]{2,5}|[A-Z]{2,4})(?:[/-](?:[a-zäöüß]{1,5}|[A-Z]{1,4}))*|\s+[\u0600-\u06ff\u0900-\u0d7f]{1,12}"
        r"|\s?[/-]\s?[\w\u0900-\u0d7f]{1,10}){0,5}(?:/\(.{1,120}\))?/?"
    )
    signature = TailMark(
        pattern=re.compile(
            rf"[-–—*\s]{{0,4}}[(/\[]?\s*(?:(?:with|avec|mit|con|com|med|met)\s+)?(?:{names})\s*(?:[)/\]]|/[^()]{{1,20}}\))?\.?{desk}"
        ),
        why=SIGNATURE,
    )
    year = r"\(?(?:19|20)\d\d\)?"
    rights = TailMark(
        pattern=re.compile(
            rf"(?:©|\(c\)|copyright|copyright\s*(?:©|\(c\)))\s*(?:{year},?\s+)?(?:by\s+)?(?:the\s+)?(?:{names})(?!\w)"
            rf"(?:,?\s*{year})?(?:[.,;:\s–—-].{{0,300}})?",
            re.IGNORECASE,
        ),
        why="rights of the agency",
    )
    return (*_CREDIT_MARKS, signature, rights, *_DESK_MARKS)


def cut_wire_tail(blocks: Sequence[Block]) -> Division:
    """Cut credits, signatures and end marks at the end of a text. Names are of kind `CREDIT`."""
    kept = list(blocks)
    removed: list[Removed] = []
    for index in range(max(_FEWEST_STORY_BLOCKS, len(blocks) - _MOST_TAIL_BLOCKS), len(blocks)):
        mark = find_tail_mark(blocks[index])
        if mark is None or blocks[index] not in kept or not _is_tail(blocks[index + 1 :]):
            continue
        gone = kept[kept.index(blocks[index]) :] if mark.ends else [blocks[index]]
        removed += [remove(block, kind=mark.kind, reason=mark.why) for block in gone]
        kept = [block for block in kept if block not in gone]
    return _without_closing(Division(kept=tuple(kept), removed=tuple(removed)))


def find_tail_mark(block: Block) -> TailMark | None:
    """Find the shape of a line that agencies put below a story, or None."""
    if block.words > _MOST_TAIL_WORDS:
        return None
    return next((mark for mark in _tail_marks() if mark.pattern.fullmatch(block.text)), None)


def _is_tail(below: Sequence[Block]) -> bool:
    return not any(block.is_prose and find_tail_mark(block) is None for block in below)


def _is_agency_desk(desk: str | None) -> bool:
    """Whether initials after the last sentence begin with an agency's mark: "PTI KM NSK"."""
    return desk is None or is_agency(desk.replace("/", " ").split()[0])


def _without_closing(residue: Division) -> Division:
    if not residue.kept:
        return residue
    last = residue.kept[-1]
    closing = _CLOSING.search(last.text[-_LONGEST_CLOSING:])
    body = last.text[: -len(closing[0])].rstrip() if closing else ""
    if closing is None or not body or not _is_agency_desk(closing["desk"]):
        return residue
    kind, why = _WHY_CLOSING[closing.lastgroup or ""]
    shorter = Block(text=body, line=last.line, kind=last.kind, linked=last.linked)
    gone = Removed(text=closing[closing.lastgroup or ""], kind=kind, reason=why, line=last.line)
    return Division(kept=(*residue.kept[:-1], shorter), removed=(*residue.removed, gone))
