"""What wire formats without markup have in common: charsets from before Unicode, legacy marks, bylines, trailers."""

import re

from pipeline.model import Instant
from pipeline.sources.plain_text import visible
from pipeline.sources.wire.spellings import wire_instant
from pipeline.sources.wire.wire_format import WireDocument

__all__ = [
    "BYLINE_LINE",
    "EDNOTE_LINE",
    "ETX",
    "SOH",
    "STX",
    "old_text",
    "one_line",
    "prose_marks",
    "stated_moment",
]

SOH, STX, ETX = "\x01", "\x02", "\x03"


# DOS has the accented letters from 80 to A5, which windows-1252 has for signs; 92 is the apostrophe of "don’t".
_OF_DOS = re.compile(rb"(?<=[A-Za-z])[\x80-\x91\x93-\x9a\xa0-\xa5](?=[a-z])")
_OF_WINDOWS = re.compile(rb"(?<=[A-Za-z])[\xc0-\xd6\xd8-\xf6\xf8-\xff](?=[a-z])")

_NAME_WORD = (
    r"(?:[^\W\d_a-zß-ÿ][\w.'’-]*|d[aeiou]s?|del|della|van|von|der|den|la|le|al|bin"
    r"|and|und|et|y|e|ed|en|og|och|in|for|of|the|&)"
)
BYLINE_LINE = re.compile(
    rf"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|di|[Dd]oor|[Aa]v|[Aa]f|[Oo]leh|[Pp]rzez)\s+{_NAME_WORD}"
    rf"(?:[,;/]?\s+{_NAME_WORD}){{0,15}}[,.]?\s*"
)
"""A line that names the authors and says nothing else; to be matched in full."""

EDNOTE_LINE = re.compile(
    r"[(\[]?\s*(?:eds|editors?|note to editors|attention editors|attn|photos?|graphics?|video|ap (?:photos?"
    r"|graphics?|video)"
    r"|achtung|hinweis|atención|nota|attention|note)\b\s*[:. ]|\((?:adds?|updates?|recasts?|corrects?|repeats?"
    r"|rewrites?|"
    r"clarifies|edits|changes|with|achtung|ergänzt|neu|wiederholung|berichtigung|actualiza|corrige|añade|amplía"
    r"|répète|"
    r"actualise|ajoute|corrige|aggiorna|corregge|aggiunge|atualiza|acrescenta)\b",
    re.IGNORECASE,
)
"""How a line of the head begins that speaks to editors."""

_DASH = re.compile(r"(?<=\s)_(?=\s)")
# 02-20-16 0337GMT (ANPA 1312), 131137 GMT Nov 13 (IPTC 7901), 211259 Nov 18
_ANPA_MOMENT = re.compile(
    r"(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\s+(?P<hour>\d\d)(?P<minute>\d\d)\s?(?P<zone>[A-Z]{1,4})?"
)
_IPTC_MOMENT = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)(?:\s*(?P<zone>Z"
    r"|[A-Z]{2,5}))??\s+(?P<month>[^\W\d_]{3,9})\.?\s+(?P<year>(?:20|19)?\d\d)\b"
)
_LONGEST_TRAILER = 200
_CENTURY, _LAST_YEAR_OF_2000 = 100, 69


def old_text(document: WireDocument) -> str:
    """The document as text: in the charset given, else as UTF-8, else in what its bytes look like (cp850, latin-1).

    Without NUL, which teleprinters send to pass time.
    """
    if document.charset is None and _looks_like_dos(document.data):
        text = document.data.decode("cp850")
    else:
        text = document.whole_text()
    return text.replace("\0", "")


def _looks_like_dos(data: bytes) -> bool:
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return len(_OF_DOS.findall(data)) > len(_OF_WINDOWS.findall(data))
    return False


def one_line(text: str) -> str | None:
    """A text on one line without controls, or None where nothing is left."""
    return " ".join(visible(text).split()) or None


def prose_marks(text: str) -> str:
    """Prose as ANPA 1312 writes it, with the dash for "_" and quotation marks for ``two of a kind''."""
    opened = text.replace("``", "“")
    quoted = opened.replace("''", "”") if "“" in opened else opened
    return _DASH.sub("—", quoted)


def stated_moment(trailer: str) -> Instant | None:
    """The moment in the trailer of a message; None where it leaves out month and year, which are not made up."""
    shown = trailer[:_LONGEST_TRAILER]
    found = _ANPA_MOMENT.search(shown) or _IPTC_MOMENT.search(shown)
    if found is None:
        return None
    year = int(found["year"])
    if year < _CENTURY:
        year += 2000 if year <= _LAST_YEAR_OF_2000 else 1900
    month, clock = found["month"], f"{found['hour']}:{found['minute']}"
    zone = found["zone"] or "GMT"
    if month.isdecimal():
        moment = wire_instant(
            f"{year}-{month}-{found['day']}T{clock}{'Z' if zone in {'GMT', 'UTC', 'Z'} else ''}", None
        )
    else:
        moment = wire_instant(f"{found['day']} {month} {year} {clock} {zone}", None)
    return None if moment is None else Instant(at=moment.at, text=found[0].strip(), precision=moment.precision)
