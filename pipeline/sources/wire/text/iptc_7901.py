"""IPTC 7901, the wire of European agencies: SOH, an identification, a keyword, STX, head and text, ETX, a trailer.

The identification has the service and the number of the message, its priority (1 to 6), category and number of words.
The head after STX ends with a line that closes with `=`. The trailer has day, hour and minute, and mostly month and
year. A file may hold several messages. Senders who leave out STX divide the fields of their first line with US.
"""

import re
from collections.abc import Iterator

from pipeline.sources.wire.spellings import stated_urgency
from pipeline.sources.wire.text.old_text import (
    BYLINE_LINE,
    EDNOTE_LINE,
    ETX,
    SOH,
    STX,
    old_text,
    one_line,
    stated_moment,
)
from pipeline.sources.wire.wire_format import Found, WireDocument, WireFormat
from pipeline.sources.wire.wrapped_lines import plain_paragraphs
from pipeline.wire_item import BrokenItem, Extra, WireItem

__all__ = ["FORMAT"]

_IDENTIFIED = re.compile(
    rf"[\x00\x16\s]*{SOH}\s*(?P<service>[A-Za-z]{{1,5}})(?P<number>\d{{2,5}})\s+(?P<priority>[1-9])"
    r"(?:\s+(?P<category>[^\s\d]\S{0,5}))?(?:\s+(?P<words>\d{1,5}))?(?:[ \t]+(?P<info>[^\r\n\x02]*))?"
)
_FIELDS = re.compile(rf"[\x00\x16\s]*{SOH}(?P<first>[^\x00-\x1f]{{2,80}})(?P<fields>(?:\x1f[^\x00-\x1f]*)+)\r?\n")
_OWN_NUMBER = re.compile(r"(?<![^\s])(?P<agency>[A-Za-z]{2,8})(?:-[A-Za-z]{2,8})?\s+\d{2,5}\s*\Z")
# The standard's head is one line of control and one of keywords; agencies add a few.
_MOST_CONTROL_LINES = 8
_BRACKETED = re.compile(r"\([^()]{2,60}\)")


def _recognises(document: WireDocument) -> bool:
    head = document.head
    if _IDENTIFIED.match(head):
        return True
    found = _FIELDS.match(head)
    return found is not None and not found["first"][-1:].isdigit()


def _read(document: WireDocument) -> Iterator[Found]:
    for message in old_text(document).split(SOH)[1:]:
        header, starts, rest = message.partition(STX)
        identified = _IDENTIFIED.match(SOH + message)
        fields = _FIELDS.match(SOH + message)
        if starts and identified:
            yield _item(identified, header, rest)
        elif fields:
            yield _listed_item(fields, (SOH + message)[fields.end() :])
        else:
            yield BrokenItem(error="a message of IPTC 7901 without STX, or without service, number and priority")


def _item(identified: re.Match[str], header: str, rest: str) -> WireItem:
    text, _, trailer = rest.partition(ETX)
    head, body = _divided(text)
    bylines = [line for line in head if BYLINE_LINE.fullmatch(line)]
    notes = [line for line in head if line not in bylines and (_BRACKETED.fullmatch(line) or EDNOTE_LINE.match(line))]
    headline = " ".join(line for line in head if line not in bylines and line not in notes)
    stated: dict[str, Extra] = {
        "service": identified["service"],
        "number": identified["number"],
        "category": one_line(identified["category"] or ""),
        "words": int(identified["words"]) if identified["words"] else None,
        "information": one_line(identified["info"] or ""),
    }
    return WireItem(
        headline=headline or None,
        slugline=_keyword(header),
        byline="; ".join(bylines) or None,
        provider=_agency(identified["info"] or ""),
        urgency=stated_urgency(identified["priority"]),
        modified=stated_moment(trailer),
        ednotes=tuple(notes),
        paragraphs=plain_paragraphs(body),
        extra={name: value for name, value in stated.items() if value is not None},
    )


def _agency(information: str) -> str | None:
    """The agency, which numbers its own messages behind the identification: "dpa 061", "dpa-tns 0908"."""
    found = _OWN_NUMBER.search(information)
    return found["agency"] if found else None


def _keyword(header: str) -> str | None:
    """The catch line between identification and text: "Germany-politics/"."""
    lines = re.split(r"\r\n|\r|\n", header)[1:]
    shown = (one_line(line) for line in lines)
    return next((line.rstrip("/ ") or None for line in shown if line), None)


def _divided(text: str) -> tuple[list[str], str]:
    """The lines of the head without the mark that ends it, and the body below. Without the mark, it is one line."""
    lines = re.split(r"\r\n|\r|\n", text)
    filled = [index for index, line in enumerate(lines) if line.strip()][:_MOST_CONTROL_LINES]
    end = next((index for index in filled if lines[index].rstrip().endswith("=")), filled[0] if filled else -1)
    head = (one_line(line.rstrip().rstrip("=")) for line in lines[: end + 1])
    return [line for line in head if line], "\n".join(lines[end + 1 :])


def _listed_item(fields: re.Match[str], text: str) -> WireItem:
    values = [value for value in (one_line(one) for one in fields["fields"].split("\x1f")) if value]
    name = one_line(fields["first"])
    # Fields of one character are switches of the sender's system.
    told = [value for value in values if len(value) > 1 or value.isdigit()]
    return WireItem(
        headline=" ".join(filter(None, (name, *told))) or None,
        slugline=name,
        paragraphs=plain_paragraphs(text.partition(ETX)[0]),
        extra={"fields": tuple(values)},
    )


FORMAT = WireFormat(name="iptc-7901", recognises=_recognises, read=_read)
