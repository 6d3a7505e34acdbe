"""An item of a wire as ninjs and its relatives write it in JSON: fields to fields.

The names of ninjs 1.x are in small letters; 3.x writes the same in camelCase, 2.x and 3.x have lists where 1.x has one
text. All are read here by their names in small letters, so that a file that mixes them is read too.
"""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from math import isfinite

from pipeline.sources.json_members import JsonObject
from pipeline.sources.plain_text import title_text, visible
from pipeline.sources.wire.json.media import associated, media_of, rendition_links
from pipeline.sources.wire.json.texts import body, headlines, summary
from pipeline.sources.wire.spellings import stated_status, stated_urgency, wire_instant
from pipeline.wire_item import Extra, ItemKind, Subject, WireItem

__all__ = ["is_json_item", "json_item"]

_KINDS: Mapping[str, ItemKind] = {
    "text": ItemKind.TEXT,
    "story": ItemKind.TEXT,
    "article": ItemKind.TEXT,
    "picture": ItemKind.PICTURE,
    "photo": ItemKind.PICTURE,
    "image": ItemKind.PICTURE,
    "graphic": ItemKind.GRAPHIC,
    "video": ItemKind.VIDEO,
    "audio": ItemKind.AUDIO,
    "composite": ItemKind.PACKAGE,
    "package": ItemKind.PACKAGE,
    "collection": ItemKind.PACKAGE,
    "event": ItemKind.PLANNING,
    "planning": ItemKind.PLANNING,
    "advisory": ItemKind.PLANNING,
}
# Members that became fields of the item; all others are kept as `extra`. Bodies, headlines and descriptions have many
# names, so that their beginnings stand here.
_MAPPED_ROWS = (
    "uri guid version type headline headlines title slugline byline by bylines authors creditline provider located",
    "language urgency subject subjects genre genres keyword keywords firstcreated versioncreated embargoed expires",
    "embargoeduntil pubstatus signals editorialtypes ednote copyrightnotice usageterms renditions people",
)
_MAPPED = frozenset(name for row in _MAPPED_ROWS for name in row.split())
_MAPPED_BEGINNINGS = ("body_", "bodies", "headline_", "description_", "descriptions")
_WRITES = frozenset({"author", "writer", "creator", "reporter", "byline"})
_MOST_LISTED = 500
_IPTC = "http://cv.iptc.org/newscodes/"


def is_json_item(value: object) -> bool:
    """Whether a value is an object with an identifier, the one member that ninjs demands."""
    item = JsonObject.folded(value)
    return any(isinstance(item.members.get(name), str) for name in ("uri", "guid"))


def json_item(value: object, zone: tzinfo | None, *, guid: str | None = None) -> WireItem:
    """The item that an object holds. `guid` is its identifier where that is not its `uri`."""
    item = JsonObject.folded(value)
    language = item.text("language")
    found = headlines(item)
    created, changed = item.text("firstcreated"), item.text("versioncreated")
    paragraphs = body(item, language)
    return WireItem(
        kind=_kind(item, has_body=bool(paragraphs)),
        guid=guid or item.text("uri", "guid"),
        version=item.text("version"),
        headline=found[0] if found else title_text(item.text("title") or ""),
        subheads=found[1:],
        slugline=item.text("slugline"),
        summary=summary(item, language),
        byline=_byline(item),
        authors=tuple(dict.fromkeys(_authors(item)))[:_MOST_LISTED],
        credit=item.text("creditline"),
        provider=_provider(item),
        place=_place(item),
        language=language,
        urgency=stated_urgency(item.text("urgency")),
        subjects=tuple(dict.fromkeys(_concepts(item, "subject", "subjects")))[:_MOST_LISTED],
        genres=tuple(dict.fromkeys(_concepts(item, "genre", "genres")))[:_MOST_LISTED],
        keywords=tuple(dict.fromkeys(_keywords(item)))[:_MOST_LISTED],
        published=wire_instant(created or item.text("contentcreated"), zone),
        modified=wire_instant(changed, zone),
        embargoed_until=wire_instant(item.text("embargoed", "embargoeduntil"), zone),
        expires=wire_instant(item.text("expires"), zone),
        status=stated_status(item.text("pubstatus")),
        signals=tuple(
            signal for name in ("signals", "editorialtypes") for signal in item.named(name, "name", "literal", "code")
        )[:_MOST_LISTED],
        ednotes=tuple(item.named("ednote", "value"))[:_MOST_LISTED],
        paragraphs=paragraphs,
        media=media_of(item),
        links=(*associated(item), *rendition_links(item)),
        rights="\n".join(dict.fromkeys(_rights(item))) or None,
        extra=_extra(value),
    )


def _kind(item: JsonObject, *, has_body: bool) -> ItemKind:
    """What an item is by its type, else by what it holds."""
    stated = item.text("type")
    if stated:
        return _KINDS.get(stated.rpartition(":")[2].lower(), ItemKind.OTHER)
    if "eventdetails" in item.members or "plannedcoverage" in item.members:
        return ItemKind.PLANNING
    if has_body:
        return ItemKind.TEXT
    mime = (item.text("mimetype") or "").partition("/")[0].lower()
    return {"image": ItemKind.PICTURE, "video": ItemKind.VIDEO, "audio": ItemKind.AUDIO}.get(mime, ItemKind.TEXT)


def _byline(item: JsonObject) -> str | None:
    """The line that names the authors; the AP has one for each, with an office."""
    listed = [line for one in item.objects("bylines") if (line := JsonObject.folded(one.members).text("by"))]
    return title_text(item.text("byline", "by") or "; ".join(listed))


def _authors(item: JsonObject) -> Iterator[str]:
    """Names of people who are said to write: `authors`, and people related as authors."""
    for one in item.objects("authors"):
        role = one.text("role") or "author"
        if role.lower() in _WRITES and (name := one.text("name")):
            yield name
    for one in item.objects("people"):
        if (one.text("rel") or "").lower() in _WRITES and (name := one.text("name")):
            yield name


def _provider(item: JsonObject) -> str | None:
    """Who delivers, by the first of the members that name a party."""
    stated = item.text("provider", "source")
    named = (name for member in ("infosources", "infosource") for name in item.named(member, "name", "literal"))
    return stated or next(named, None) or item.text("copyrightholder")


def _place(item: JsonObject) -> str | None:
    """The place that the item is located in: a text, or the city of the AP's dateline."""
    city = next((JsonObject.folded(one.members).text("city") for one in item.objects("datelinelocation")), None)
    return city or next(item.named("located", "name", "literal", "city"), None)


def _concepts(item: JsonObject, *members: str) -> Iterator[Subject]:
    for member in members:
        for name in item.named(member, "name", "literal") if _is_texts(item.members.get(member)) else ():
            yield Subject(name=name)
        for one in item.objects(member):
            found = _concept(JsonObject.folded(one.members))
            if found != Subject() and not _is_keyword(one):
                yield found


def _is_texts(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _concept(one: JsonObject) -> Subject:
    """A concept by scheme and code (1.x), or by the address that 2.x and 3.x give it, divided into the two."""
    name, uri, literal = title_text(one.text("name") or ""), one.text("uri"), one.text("literal")
    if uri is None:
        return Subject(scheme=one.text("scheme"), code=one.text("code", "qcode") or literal, name=name)
    if literal and uri.endswith(literal) and uri != literal:
        scheme = uri.removesuffix(literal)
        # An alias of a scheme is no address: "desk:sea".
        return Subject(scheme=scheme if "/" in scheme else scheme.rstrip(":"), code=literal, name=name)
    cut = max(uri.rfind("/"), uri.rfind("#")) + 1
    return Subject(scheme=uri[:cut] or None, code=uri[cut:] or None, name=name)


def _is_keyword(subject: JsonObject) -> bool:
    """Whether a subject is a keyword: ninjs 3 has no list of them."""
    return (JsonObject.folded(subject.members).text("rel") or "").lower() == "keyword"


def _keywords(item: JsonObject) -> Iterator[str]:
    yield from (name for one in item.objects("subjects") if _is_keyword(one) and (name := one.text("name")))
    for member in ("keywords", "keyword"):
        for text in item.named(member, "name", "value", "literal"):
            yield from filter(None, map(title_text, text.split(",")))


def _rights(item: JsonObject) -> Iterator[str]:
    for member in ("copyrightnotice", "usageterms"):
        yield from item.named(member, "value")


def _extra(value: object) -> Mapping[str, Extra]:
    members = value.items() if isinstance(value, dict) else ()
    return {
        visible(name): _frozen(one)
        for name, one in members
        if name.lower() not in _MAPPED and not name.lower().startswith(_MAPPED_BEGINNINGS) and one not in (None, "")
    }


def _frozen(value: object) -> Extra:
    """A value as `extra` keeps it: lists as tuples, no text that PostgreSQL refuses, no number that is none."""
    if isinstance(value, dict):
        return {visible(name): _frozen(one) for name, one in value.items()}
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, str):
        return visible(value) or None
    if isinstance(value, float):
        return value if isfinite(value) else None
    return value if isinstance(value, bool | int) else None
