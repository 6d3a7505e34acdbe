"""ANPA 1312, the wire of North American newspapers: SYN SYN SOH, a header, STX, lines of text, ETX, a trailer, EOT.

The header has the service level and the number of the story, then priority, category, keyword, version, date and words.
Lines of the head open with `^` and close with `<` or, where they are centred, with `=`; paragraphs are indented. A line
of a table opens with BS. A file may hold several messages.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.sources.plain_text import visible
from pipeline.sources.wire.text.old_text import (
    BYLINE_LINE,
    EDNOTE_LINE,
    ETX,
    SOH,
    STX,
    old_text,
    one_line,
    prose_marks,
    stated_moment,
)
from pipeline.sources.wire.wire_format import Found, WireDocument, WireFormat
from pipeline.wire_item import BrokenItem, Extra, WireItem

__all__ = ["FORMAT"]

_BEGINS = re.compile(
    rf"[\x00\x16\s]*{SOH}(?P<service>[^\x00-\x1f\d]{{0,3}})(?P<number>\d{{2,5}})\x1f(?P<selector>[^\r\n]*)"
)
_HEADER = re.compile(
    r"(?P<priority>[A-Za-z])\s(?P<category>[A-Za-z]{1,3})?(?P<format>[\x11-\x14]*)\s*(?P<keyword>[^\s\x00-\x1f]+)"
    r"(?:\s+(?P<version>(?!\d\d-\d\d\b)\S.*?))?\s+\d\d-\d\d(?:\s+(?P<words>\d{1,5}))?\s*"
)
# Flash, bulletin, urgent, regular, deferred; advances for weekdays, weekends and Sundays come last.
_URGENCIES: Mapping[str, int] = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "a": 6, "w": 6, "s": 6}
# Before the keyword: for both cycles, for morning papers, for evening papers.
_CYCLE = re.compile(r"\A(?:(?:BC|AM|PM)-(?=[^\s-]))+")
_TABULAR = re.compile("\x08|[\x1e\x1f]")
_COLUMNS = re.compile("[ \t]*[;\x1e\x1f^]+[ \t;\x1e\x1f^]*")
_OFFICE_WORDS = 5
# The standard has 83 characters.
_LONGEST_HEADER = 1_000
_LONGEST_SUBHEAD = 140
_RULE = re.compile(r"[_\-*]{2,}")


def _recognises(document: WireDocument) -> bool:
    return _BEGINS.match(document.head) is not None


def _read(document: WireDocument) -> Iterator[Found]:
    for message in old_text(document).split(SOH)[1:]:
        header, starts, rest = message.partition(STX)
        if starts:
            yield _item(SOH + header, *_divided(rest))
        else:
            yield BrokenItem(error="a message of ANPA 1312 whose text does not begin: there is no STX")


def _divided(rest: str) -> tuple[str, str]:
    text, _, trailer = rest.partition(ETX)
    return text, trailer


@dataclass(slots=True, kw_only=True)
class _Story:
    """What the lines of a message say, as far as read."""

    line: str | None = None
    heads: list[str] = field(default_factory=list)
    ednotes: list[str] = field(default_factory=list)
    byline: str | None = None
    office: str | None = None
    paragraphs: list[str] = field(default_factory=list)

    @property
    def headline(self) -> str | None:
        """The first line of the head that says something to readers."""
        return self.heads[0] if self.heads else None


def _item(header: str, text: str, trailer: str) -> WireItem:
    first = _BEGINS.match(header)
    fields = _HEADER.search(header[:_LONGEST_HEADER], first.end() if first else 0)
    story = _story(text)
    keyword = one_line(_CYCLE.sub("", fields["keyword"])) if fields else None
    version = one_line(fields["version"] or "") if fields else None
    stated: dict[str, Extra] = {
        "service_level": one_line(first["service"]) if first else None,
        "story_number": first["number"] if first else None,
        "selector": one_line(first["selector"]) if first else None,
        "priority": fields["priority"] if fields else None,
        "category": fields["category"] if fields else None,
        "cycle": fields["keyword"][:2] if fields and _CYCLE.match(fields["keyword"]) else None,
        "words": int(fields["words"]) if fields and fields["words"] else None,
        "keyword_line": story.line,
        "byline_title": story.office,
        "tabular": True if fields and "\x12" in fields["format"] else None,
    }
    return WireItem(
        headline=story.headline,
        summary=next((one for one in story.heads[1:] if len(one) > _LONGEST_SUBHEAD), None),
        subheads=tuple(one for one in story.heads[1:] if len(one) <= _LONGEST_SUBHEAD),
        slugline=keyword or story.line,
        byline=story.byline,
        urgency=_URGENCIES.get(fields["priority"].lower()) if fields else None,
        modified=stated_moment(trailer),
        signals=(version,) if version else (),
        ednotes=tuple(story.ednotes),
        paragraphs=tuple(story.paragraphs),
        extra={name: value for name, value in stated.items() if value is not None},
    )


def _story(text: str) -> _Story:
    story = _Story()
    for raw in re.split(r"\r\n|\r|\n", text):
        _take(story, raw)
    return story


def _take(story: _Story, raw: str) -> None:
    """Read one line. The head ends with the first paragraph, which is indented or tabular."""
    in_body = bool(story.paragraphs) or _TABULAR.search(raw) is not None or raw[:1] in {"\t", " "}
    marked = raw.lstrip().startswith("^")
    centred = raw.rstrip().endswith("=")
    line = _shown(raw)
    if line is None:
        return
    if story.line is None and marked and not in_body:
        story.line = line
    elif in_body or (centred and story.headline is None and not BYLINE_LINE.fullmatch(line)):
        _take_paragraph(story, raw, line, starts=marked or raw[:1].isspace() or _TABULAR.search(raw) is not None)
    else:
        _take_head(story, line, centred=centred)


def _take_paragraph(story: _Story, raw: str, line: str, *, starts: bool) -> None:
    if _TABULAR.search(raw) is None:
        line = prose_marks(line)
    if starts or not story.paragraphs:
        story.paragraphs.append(line)
    elif _TABULAR.search(raw) is None:
        # A quotation may end lines below the one on which it began.
        story.paragraphs[-1] = prose_marks(f"{story.paragraphs[-1]} {line}")
    else:
        story.paragraphs[-1] += f" {line}"


def _take_head(story: _Story, line: str, *, centred: bool) -> None:
    if EDNOTE_LINE.match(line):
        story.ednotes.append(line)
    elif story.byline is None and BYLINE_LINE.fullmatch(line):
        story.byline = line
    elif centred and story.byline and story.office is None and len(line.split()) <= _OFFICE_WORDS:
        story.office = line
    else:
        story.heads.append(prose_marks(line))


def _shown(raw: str) -> str | None:
    """A line as readers see it, without the marks at its ends; the columns of a table divided by a tab."""
    bare = raw.strip(" \t\r\n")
    if _TABULAR.search(bare):
        cells = _COLUMNS.sub("\t", bare.lstrip("\x08^").rstrip("<=\x10 ").replace("\x10", ""))
        return "\t".join(" ".join(visible(cell).split()) for cell in cells.split("\t")).strip() or None
    text = one_line(bare.lstrip("^").replace("\x10", ""))
    if text is None:
        return None
    shorter = text.rstrip("<= ")
    return text if _RULE.fullmatch(text) else (shorter or None)


FORMAT = WireFormat(name="anpa", recognises=_recognises, read=_read)
