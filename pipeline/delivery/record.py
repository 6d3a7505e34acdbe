"""What a record of an export or a webhook is: its columns in their order, and the JSON Schema of each format.

The columns are those of `newswire_v1.article`, described by the comments of the view itself; a test asks for each.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from pipeline.delivery.sink import EVENT_COLUMNS, Column, Kind
from pipeline.model import EventKind

__all__ = ["ARTICLE_FIELDS", "article_schema", "record_schema"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column of an article; `always` where it is never None, `values` and bounds where nothing else occurs."""

    name: str
    kind: Kind
    always: bool = False
    values: tuple[str, ...] = ()
    holds: str = "object"  # what a JSON column is
    least: int | None = None
    most: int | None = None


ARTICLE_FIELDS = (
    Field(name="id", kind=Kind.INTEGER, always=True, least=1),
    Field(name="url", kind=Kind.TEXT, always=True),
    Field(name="canonical_url", kind=Kind.TEXT, always=True),
    Field(name="source", kind=Kind.TEXT, always=True),
    Field(name="feed", kind=Kind.TEXT),
    Field(name="guid", kind=Kind.TEXT),
    Field(name="title", kind=Kind.TEXT),
    Field(name="summary", kind=Kind.TEXT),
    Field(name="body", kind=Kind.TEXT, always=True),
    Field(name="language", kind=Kind.TEXT),
    Field(name="byline", kind=Kind.TEXT),
    Field(name="authors", kind=Kind.TEXTS, always=True),
    Field(name="agency", kind=Kind.TEXT),
    Field(name="dateline_place", kind=Kind.TEXT),
    Field(name="dateline_date", kind=Kind.DAY),
    Field(name="slugline", kind=Kind.TEXT),
    Field(name="keywords", kind=Kind.TEXTS, always=True),
    Field(name="subjects", kind=Kind.JSON, always=True, holds="array"),
    Field(name="image_url", kind=Kind.TEXT),
    Field(name="published_at", kind=Kind.MOMENT),
    Field(name="published_precision", kind=Kind.TEXT, values=("second", "minute", "day")),
    Field(name="first_seen_at", kind=Kind.MOMENT, always=True),
    Field(name="fetched_at", kind=Kind.MOMENT, always=True),
    Field(name="updated_at", kind=Kind.MOMENT, always=True),
    Field(name="revision", kind=Kind.INTEGER, always=True, least=1),
    Field(name="status", kind=Kind.TEXT, always=True, values=("usable", "corrected")),
    Field(name="urgency", kind=Kind.INTEGER, least=1, most=9),
    Field(name="embargoed_until", kind=Kind.MOMENT),
    Field(name="ednote", kind=Kind.TEXT),
    Field(name="word_count", kind=Kind.INTEGER, always=True, least=0),
    Field(name="story_id", kind=Kind.INTEGER),
    Field(name="provenance", kind=Kind.JSON, always=True),
    Field(name="cleaner_version", kind=Kind.TEXT, always=True),
    Field(name="flags", kind=Kind.TEXTS, always=True),
    Field(name="credits", kind=Kind.TEXT),
    Field(name="modified_at", kind=Kind.MOMENT),
    Field(name="withdrawn_by_publisher", kind=Kind.MOMENT),
    Field(name="wire", kind=Kind.JSON),
)
_ABOUT_EVENTS = {
    "cursor": "The event's place in the change feed: where to go on from",
    "kind": "What happened",
    "event_at": "When it was stored",
    "event_revision": "The revision that the event brought; the article is as it is now",
    "id": "The article's number, also where nothing else of it can be told",
}
_EVENT_KINDS = tuple(str(kind) for kind in EventKind)
_COMMENT = re.compile(r"COMMENT ON COLUMN newswire_v1\.article\.(\w+) IS\s+'((?:[^']|'')*)'")
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_INTEGER = "-?[0-9]+"
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:\+[0-9:]+|Z)"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


@cache
def _comments() -> Mapping[str, str]:
    """What the view says of its columns."""
    views = [file for file in files("sql").joinpath("views").iterdir() if file.name.endswith(".sql")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in views)
    return {name: comment.replace("''", "'") for name, comment in _COMMENT.findall(text)}


def record_schema(format_name: str, *, of_events: bool) -> Mapping[str, object]:
    """The JSON Schema (draft 2020-12) of a record: an object of JSON Lines, a row of CSV or of Parquet as an object.

    A row of CSV is what readers make of it, text by column name, "" for None; moments and days of Parquet are given in
    ISO 8601. Records of events have the article's columns behind the event's, None if it can't be seen.
    """
    described = _of_events() if of_events else _of_articles()
    of_what = "event" if of_events else "article"
    return {
        "$schema": _DRAFT,
        "$id": f"urn:newswire:export:{of_what}:{format_name}:v1",
        "title": f"A record of newswire export --format {format_name}: one {of_what}",
        "description": "Fields are only ever added, at the end.",
        **_object(described, format_name),
    }


def article_schema() -> Mapping[str, object]:
    """The JSON Schema of an article within another document."""
    return _object(_of_articles(), "jsonl")


def _object(described: Sequence[tuple[Field, str]], format_name: str) -> dict[str, object]:
    return {
        "type": "object",
        "required": [field.name for field, _ in described],
        "properties": {field.name: {"description": about} | _FORMS[format_name](field) for field, about in described},
    }


def _of_articles() -> Sequence[tuple[Field, str]]:
    return [(field, _comments()[field.name]) for field in ARTICLE_FIELDS]


def _of_events() -> Sequence[tuple[Field, str]]:
    events = [_event_field(column) for column in EVENT_COLUMNS]
    articles = [replace(one, always=one.name == "id") for one in ARTICLE_FIELDS]
    return [(field, _ABOUT_EVENTS.get(field.name) or _comments()[field.name]) for field in [*events, *articles]]


def _event_field(column: Column) -> Field:
    values = _EVENT_KINDS if column.name == "kind" else ()
    return Field(name=column.name, kind=column.kind, always=True, values=values)


def _json_form(field: Field) -> dict[str, object]:
    forms: dict[Kind, dict[str, object]] = {
        Kind.TEXT: {"type": "string"},
        Kind.TEXTS: {"type": "array", "items": {"type": "string"}},
        Kind.INTEGER: {"type": "integer"},
        Kind.REAL: {"type": "number"},
        Kind.FLAG: {"type": "boolean"},
        Kind.MOMENT: {"type": "string", "format": "date-time"},
        Kind.DAY: {"type": "string", "format": "date"},
        Kind.JSON: {"type": field.holds},
    }
    bounds = {"minimum": field.least, "maximum": field.most}
    form = forms[field.kind] | {name: bound for name, bound in bounds.items() if bound is not None}
    form |= {"enum": list(field.values)} if field.values else {}
    if field.always:
        return form
    nullable = {"type": [form["type"], "null"]}
    return form | nullable | ({"enum": [*field.values, None]} if field.values else {})


def _parquet_form(field: Field) -> dict[str, object]:
    if field.kind is not Kind.JSON:
        return _json_form(field)
    return _as_text(field) | {"type": "string" if field.always else ["string", "null"]}


def _csv_form(field: Field) -> dict[str, object]:
    patterns = {
        Kind.INTEGER: _INTEGER,
        Kind.REAL: r"-?[0-9.eE+-]+|-?inf|nan",
        Kind.FLAG: "true|false",
        Kind.MOMENT: _MOMENT,
        Kind.DAY: _DAY,
    }
    form: dict[str, object] = {"type": "string"}
    if field.kind in patterns:
        form["pattern"] = f"^(?:{patterns[field.kind]}){'' if field.always else '?'}$"
    if field.values:
        form["enum"] = [*field.values, *([] if field.always else [""])]
    if field.kind in {Kind.TEXTS, Kind.JSON}:
        form |= _as_text(field)
    return form


def _as_text(field: Field) -> dict[str, object]:
    held = {"type": "array", "items": {"type": "string"}} if field.kind is Kind.TEXTS else {"type": field.holds}
    return {"contentMediaType": "application/json", "contentSchema": held}


_FORMS = {"jsonl": _json_form, "csv": _csv_form, "parquet": _parquet_form}
