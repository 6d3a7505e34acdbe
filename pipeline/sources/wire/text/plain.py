"""Plain wire text: header lines, a byline, a dateline, an end mark.

Three shapes of header are known: lines that begin with a sign each, below ZCZC (`#slug`, `$headline`, `*subject`),
lines that name what they hold ("Headline: …", "TI#…"), and bare lines above a story that opens with a dateline. Text
without any of these is no wire copy, whatever it says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.errors import NotParsable
from pipeline.sources.wire.spellings import stated_urgency, wire_instant
from pipeline.sources.wire.text.old_text import BYLINE_LINE, EDNOTE_LINE, old_text, one_line
from pipeline.sources.wire.text.shapes import (
    ENDS_MESSAGE,
    LABEL_LINE,
    LABELS,
    STARTS_MESSAGE,
    is_end_mark,
    opens_with_dateline,
)
from pipeline.sources.wire.vocabulary import SUBJECT_CODES
from pipeline.sources.wire.wire_format import Found, WireDocument, WireFormat
from pipeline.sources.wire.wrapped_lines import plain_paragraphs
from pipeline.wire_item import BrokenItem, Subject, WireItem

__all__ = ["FORMAT"]

_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_MARKUP = re.compile(r"<[?!A-Za-z]|\{\s*[\"}]|\[\s*[{\]]|%PDF|PK\x03|\{\\rtf")
# A sign and what it marks, as Australian and other wires write it: % category, # slug, $ headline, : take, & sender,
# * subject, @ region, ~ genre, = take, + subject. Amounts of money and items of lists are none.
_CODED = re.compile(r"[%#$:&*@~=+^](?!\d[\d.,]*(?:\s|[km]\b))\S.*|[:$]")
_ROUTING = re.compile(r"[A-Z]{2}(?: (?:[A-Z0-9()]+|[A-Z]{2,}[A-Za-z0-9]{1,6}))+")
_SUBJECT_CODE = re.compile(r"\d{8}")
# Racing: "RACING : Halden fields on Saturday".
_KICKER = re.compile(r"(?P<slug>[A-Z]{3,}(?:[ /-][A-Z]+){0,3}) :\s+(?=\S)")
_MOST_CODED_LINES = 14
_MOST_LINES_BETWEEN = 3
_MOST_LINES_ABOVE_DATELINE = 14
_FEWEST_LABELS = 2
_LONGEST_BARE_HEADLINE = 240
_SLUG = re.compile(r"(?:BC|AM|PM|AP)-\S.*|[A-Z0-9][A-Z0-9/_-]{2,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """The head of a message: its fields by name, and the lines of the text below it."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    body: Sequence[str] = ()

    def first(self, name: str) -> str | None:
        """The first value of a field, or None."""
        return next((value for value in self.fields.get(name, ()) if value), None)


def _recognises(document: WireDocument) -> bool:
    head = document.head
    if _MARKUP.match(head) or "\x00" in head:
        return False
    lines = _filled(head)
    return bool(lines) and (
        STARTS_MESSAGE.match(lines[0]) is not None
        or _labels(lines) >= _FEWEST_LABELS
        or any(map(opens_with_dateline, lines[:_MOST_LINES_ABOVE_DATELINE]))
        or (len(lines) > 2 and is_end_mark(lines[-1]) and len(document.data) < len(head.encode()) + 4)
    )


def _filled(text: str) -> list[str]:
    return [line.strip() for line in _LINE_ENDS.split(text) if line.strip()]


def _labels(lines: Sequence[str]) -> int:
    """How many of the first lines name a field of a header; a headline or a text must be among them."""
    found = {
        LABELS.get(label["label"].lower())
        for line in lines[:_MOST_LINES_ABOVE_DATELINE]
        if (label := LABEL_LINE.match(line))
    }
    return len(found - {None}) if found & {"headline", "slugline", "text"} else 0


def _read(document: WireDocument) -> Iterator[Found]:
    lines = _LINE_ENDS.split(old_text(document))
    messages = list(_messages(lines))
    if not messages:
        raise NotParsable("wire file", "plain text without a message in it")
    for message in messages:
        head = _head(message)
        if any(line.strip() for line in head.body) or head.first("headline"):
            yield _item(head, document)
        else:
            yield BrokenItem(error="a message without headline and text")


def _messages(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """The messages of a file: from ZCZC to NNNN, or all of it."""
    message: list[str] = []
    for line in lines:
        if STARTS_MESSAGE.match(line) and any(one.strip() for one in message):
            yield message
            message = []
        if ENDS_MESSAGE.fullmatch(line):
            if any(one.strip() for one in message):
                yield message
            message = []
        else:
            message.append(line)
    if any(one.strip() for one in message):
        yield message


def _head(message: Sequence[str]) -> _Head:
    first = next(index for index, line in enumerate(message) if line.strip())
    started = STARTS_MESSAGE.match(message[first])
    if started:
        rest = message[first + 1 :]
        return _labelled(rest) if _labels(_filled("\n".join(rest))) >= _FEWEST_LABELS else _coded(rest)
    rest = message[first:]
    return _labelled(rest) if _labels(_filled("\n".join(rest[:40]))) >= _FEWEST_LABELS else _bare(rest)


def _labelled(lines: Sequence[str]) -> _Head:
    """Header lines that name what they hold, to the first blank line or the one that names the text."""
    fields: dict[str, list[str]] = {}
    for index, line in enumerate(lines):
        label = LABEL_LINE.match(line.strip())
        name = LABELS.get(label["label"].lower()) if label else None
        if name == "text" and label:
            return _Head(fields=fields, body=(label["value"], *lines[index + 1 :]))
        if label and (name or fields):
            fields.setdefault(name or label["label"].lower(), []).append(one_line(label["value"]) or "")
        elif not line.strip() and fields:
            return _Head(fields=fields, body=lines[index + 1 :])
        elif line.strip():
            return _Head(fields=fields, body=lines[index:])
    return _Head(fields=fields)


_SIGNS = {
    "#": "slugline",
    "$": "headline",
    "^": "headline",
    ":": "take",
    "%": "category",
    "&": "sender",
    "*": "subject",
    "@": "region",
}
_SIGNS |= {"~": "genre", "=": "take", "+": "subject"}


def _coded(lines: Sequence[str]) -> _Head:
    """Header lines that begin with a sign each, as far as the last of them; lines between them may be the headline."""
    coded = [index for index, line in enumerate(lines[:_MOST_CODED_LINES]) if _CODED.fullmatch(line.strip())]
    gaps = (after for before, after in pairwise([-1, *coded]) if after - before > _MOST_LINES_BETWEEN)
    last = next(gaps, None)
    coded = [index for index in coded if last is None or index < last]
    end = coded[-1] + 1 if coded else 0
    fields: dict[str, list[str]] = {}
    for index, line in enumerate(lines[:end]):
        text = line.strip()
        if index in coded:
            fields.setdefault(_SIGNS.get(text[0], "code"), []).append(one_line(text[1:]) or "")
        elif len(text) > 1 and not _ROUTING.fullmatch(text):
            fields.setdefault("line", []).append(one_line(text) or "")
    if coded:
        _settle_headline(fields)
        return _Head(fields=fields, body=lines[end:])
    start = 1 if lines and _ROUTING.fullmatch(lines[0].strip()) else 0
    return _bare(lines[start:])


def _settle_headline(fields: dict[str, list[str]]) -> None:
    """A headline of its own sign, else a line between the signs, else slug and take."""
    stated = [value for value in fields.pop("headline", []) if " " in value]
    between = fields.pop("line", [])
    takes = [value for value in fields.get("take", []) if value][:1]
    named = [value for value in (*fields.get("slugline", [])[:1], *takes) if value]
    headline = next(iter([*stated, *between]), None) or " ".join(named)
    fields["headline"] = [headline]
    if "slugline" not in fields and fields.get("take"):
        fields["slugline"] = [next(filter(None, fields["take"]), "")]


def _bare(lines: Sequence[str]) -> _Head:
    """Bare lines above a story: slug, headline, subheads, byline, notes; without a dateline, the headline alone."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    opening = next((index for index in filled[:_MOST_LINES_ABOVE_DATELINE] if opens_with_dateline(lines[index])), None)
    if opening is None:
        opening = filled[1] if len(filled) > 1 and len(lines[filled[0]].strip()) <= _LONGEST_BARE_HEADLINE else 0
    fields: dict[str, list[str]] = {}
    for line in filter(None, (one_line(line.rstrip("=<")) for line in lines[:opening])):
        fields.setdefault(_role(line, fields), []).append(line)
    return _Head(fields=fields, body=lines[opening:])


def _role(line: str, fields: dict[str, list[str]]) -> str:
    if BYLINE_LINE.fullmatch(line):
        return "byline"
    if EDNOTE_LINE.match(line):
        return "ednote"
    if "headline" in fields:
        return "subhead"
    return "slugline" if "slugline" not in fields and _SLUG.fullmatch(line) else "headline"


def _item(head: _Head, document: WireDocument) -> WireItem:
    fields = head.fields
    headline, slugline = head.first("headline"), head.first("slugline")
    if headline is None:
        headline, slugline = slugline, None
    kicker = _KICKER.match(headline) if headline and slugline is None else None
    if headline and kicker:
        headline, slugline = headline[kicker.end() :], kicker["slug"]
    codes = [code for value in fields.get("subject", []) for code in _SUBJECT_CODE.findall(value)]
    return WireItem(
        guid=head.first("guid"),
        version=head.first("version"),
        headline=headline,
        subheads=tuple(fields.get("subhead", ())),
        slugline=slugline,
        summary=head.first("summary"),
        byline=head.first("byline"),
        provider=head.first("source"),
        dateline=head.first("dateline"),
        language=head.first("language"),
        urgency=stated_urgency(head.first("urgency")),
        subjects=tuple(Subject(scheme=SUBJECT_CODES, code=code) for code in dict.fromkeys(codes)),
        genres=tuple(Subject(name=name) for name in fields.get("genre", ()) if name),
        keywords=tuple(dict.fromkeys(_keywords(fields.get("keywords", ())))),
        published=wire_instant(head.first("date"), document.zone),
        embargoed_until=wire_instant(head.first("embargo"), document.zone),
        ednotes=tuple(value for value in fields.get("ednote", ()) if value),
        rights=head.first("rights"),
        paragraphs=plain_paragraphs("\n".join(head.body)),
        extra={name: tuple(filter(None, values)) for name, values in fields.items() if name not in _MAPPED},
    )


_MAPPED_ROWS = (
    "guid version headline subhead slugline summary byline source dateline language urgency genre keywords date",
    "embargo ednote rights",
)
_MAPPED = frozenset(name for row in _MAPPED_ROWS for name in row.split())


def _keywords(values: Sequence[str]) -> Iterator[str]:
    for value in values:
        yield from filter(None, (part.strip() for part in re.split(r"[,;]", value)))


FORMAT = WireFormat(name="plain", recognises=_recognises, read=_read, fallback=True)
