"""What the tests of a source assert of its files, where it is a fact of the file and not that source's policy.

The asserts are equalities in Superdesk's item model. Those that no reading of the file can meet are refused by rule,
each with its reason.
"""

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bench.wire.corpus import Labelled

from pipeline.wire_item import ItemKind, WireItem

Path = tuple[Any, ...]

# Paths of Superdesk's model that say how it files and shows an item.
_POLICY: Mapping[str, str] = {
    "format": "how Superdesk stores a body",
    "original_source": "Superdesk's account of a publisher",
    "word_count": "counted by the agency or from Superdesk's HTML; words of bodies are judged by `expect`",
    "anpa_category": "Superdesk's default or mapped category",
    "priority": "Superdesk's default or mapped priority; urgency is judged by `expect`",
    "anpa_take_key": "Superdesk's split of the headline or slug",
    "ingest_provider_sequence": "Superdesk's name for a transmission number",
    "extra": "Superdesk's name for something else",
    "place": "Superdesk's list of places",
    "item_id": "Superdesk's database",
}
# Values that Superdesk spells its own way: "text", "usable".
_NAMED_BY_SUPERDESK = frozenset({"type", "pubstatus"})
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>")
_LONGEST_DATELINE = 60
_WORD = re.compile(r"\w+")


def asserted(document: Labelled, items: Sequence[WireItem | None]) -> Iterator[tuple[str, bool | None, object, object]]:
    """(path, right, wanted, found) of each assert; `right` is None where it is refused: `found` is then the reason.

    An assert that names no item of several holds where it holds for one of them. Where a source's tests assert several
    values of one path, they read the file in several ways: one of them is enough.
    """
    judged = [_judged(document, items, one) for one in document.asserts]
    met = {path for path, holds, _, _ in judged if holds}
    for path, holds, wanted, found in judged:
        if holds is False and path in met:
            yield path, None, wanted, "another value is asserted too, and right"
        else:
            yield path, holds, wanted, found


def _judged(
    document: Labelled, items: Sequence[WireItem | None], one: Mapping[str, Any]
) -> tuple[str, bool | None, object, object]:
    path, meant = tuple(one["path"]), items
    if path and isinstance(path[0], int):
        meant, path = items[path[0] : path[0] + 1], path[1:]
    name, wanted = ".".join(str(part) for part in one["path"]), one["value"]
    reason = _refusal(document, path, wanted)
    if reason is not None:
        return name, None, wanted, reason
    found = [(item, _found(path, item)) for item in meant if item is not None]
    return name, any(_is_same(wanted, value, item) for item, value in found), wanted, [value for _, value in found]


def _refusal(document: Labelled, path: Path, wanted: Any) -> str | None:
    if wanted in (None, "", []):
        return "asserts an absence, which other readings of the file may fill"
    if (reason := _POLICY.get(str(path[0]))) is not None:
        return reason
    if not _FIELDS.get(_shape(path)):
        return f"no field for {_shape(path)}"
    if path[0] not in _NAMED_BY_SUPERDESK and not _is_in_file(wanted, document):
        return "not a text of the file: composed, mapped or cut by Superdesk"
    return _contradiction(document, path, wanted)


def _contradiction(document: Labelled, path: Path, wanted: Any) -> str | None:
    """Where the two labels disagree, `expect` is what the file says (README of the corpus)."""
    items = document.expected.get("items") or [document.expected]
    names = _LABELS.get(str(path[0]))
    if not document.expected or names is None or not isinstance(wanted, str | int):
        return None
    stated = [_plain(value) for item in items for name in names for value in _flat(item.get(name))]
    if not stated:
        return f"the file states no {path[0]}"
    return None if _plain(str(wanted)) in stated else "contradicts what the file says"


# What the label calls the paths that it knows of too.
_LABELS: Mapping[str, Sequence[str]] = {
    "headline": ("headlines", "headline", "title"),
    "slugline": ("slugline", "du_key", "keywords", "keywordline"),
    "guid": ("guid", "uri"),
    "uri": ("guid", "uri"),
    "byline": ("byline",),
    "urgency": ("urgency",),
    "version": ("version",),
    "language": ("language", "lang", "xml_lang"),
    "ednote": ("ednote", "instructions"),
}


def _flat(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []


def _is_in_file(wanted: Any, document: Labelled) -> bool:
    """Whether every word of the values stands in the file in this order, whatever marks divide them."""
    said = document.data.decode("utf-8", "replace")
    try:
        said = json.dumps(json.loads(said), ensure_ascii=False)
    except ValueError:
        said = html.unescape(html.unescape(said))
    text = f" {_words(_TAGS.sub(' ', said))} | {_words(said)} "
    values = wanted if isinstance(wanted, list) else [wanted]
    leaves = [leaf for value in values for leaf in (value.values() if isinstance(value, dict) else [value])]
    return all(
        f" {_words(_TAGS.sub(' ', html.unescape(str(leaf))))} " in text for leaf in leaves if not isinstance(leaf, dict)
    )


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text)).lower()


_Getter = Callable[[WireItem, Path], object]
_FIELDS: Mapping[str, _Getter] = {
    "headline": lambda item, _: item.headline,
    "name": lambda item, _: item.headline,
    # The Canadian Press joins the words of the AP's slugs with hyphens.
    "slugline": lambda item, _: (item.slugline, "-".join(_WORD.findall(item.slugline or ""))),
    # Superdesk shows the agency's signature as a byline.
    "byline": lambda item, _: (item.byline, item.credit),
    "guid": lambda item, _: item.guid,
    "uri": lambda item, _: item.guid,
    "version": lambda item, _: item.version,
    "language": lambda item, _: item.language,
    "pubstatus": lambda item, _: item.status or "usable",
    "urgency": lambda item, _: item.urgency,
    "type": lambda item, _: (item.kind, "event" if item.kind is ItemKind.PLANNING else None),
    "ednote": lambda item, _: [_words(note) for note in item.ednotes],
    "abstract": lambda item, _: item.summary,
    "source": lambda item, _: (item.provider, item.credit),
    "keywords": lambda item, _: item.keywords,
    "usageterms": lambda item, _: (item.rights, *_values(item.extra)),
    "copyrightholder": lambda item, _: (item.rights, *_values(item.extra)),
    "firstcreated": lambda item, _: item.published,
    "dateline.text": lambda item, _: (item.dateline, *_opening(item)),
    "dateline.source": lambda item, _: (item.provider, item.credit, item.dateline, *_opening(item)),
    "dateline.located.city": lambda item, _: (item.place, item.dateline, *_opening(item)),
    "subject.#.qcode": lambda item, _: [one.code for one in item.subjects],
    "subject.#": lambda item, _: [one.code for one in item.subjects],
    "genre": lambda item, _: [text for one in item.genres for text in (one.code, one.name)],
    "genre.#.name": lambda item, _: [text for one in item.genres for text in (one.code, one.name)],
    "genre.#.qcode": lambda item, _: [text for one in item.genres for text in (one.code, one.name)],
    "body_html": lambda item, _: " ".join(item.paragraphs),
}


def _opening(item: WireItem) -> list[str]:
    """Where a dateline stands that no field holds: the beginnings of the first paragraphs, for the cleaner to read."""
    return [paragraph[:_LONGEST_DATELINE] for paragraph in item.paragraphs[:3]]


def _shape(path: Path) -> str:
    return ".".join("#" if isinstance(part, int) else str(part) for part in path)


def _found(path: Path, item: WireItem) -> object:
    return _FIELDS[_shape(path)](item, path)


def _is_same(wanted: Any, found: object, item: WireItem) -> bool:
    """Equal but for spacing and letters; of a list all, of a text among others one."""
    if isinstance(wanted, list | dict):
        values = wanted if isinstance(wanted, list) else [wanted]
        leaves = [value.get("qcode") or value.get("name") if isinstance(value, dict) else value for value in values]
        known = [_plain(str(one)) for one in (found if isinstance(found, list | tuple) else [found])]
        return all(_plain(str(leaf)) in known for leaf in leaves)
    text = _plain(_TAGS.sub(" ", html.unescape(html.unescape(_TAGS.sub(" ", str(wanted))))))
    if isinstance(found, str) and item.paragraphs and found == " ".join(item.paragraphs):
        ours, theirs = set(found.lower().split()), set(text.split())
        return len(theirs & ours) >= 0.95 * len(theirs)
    if isinstance(found, list | tuple):
        return any(text in _plain(str(one)) or _words(text) in str(one) for one in found if one is not None)
    return text == _plain(str(found))


def _values(extra: object) -> Iterator[str]:
    if isinstance(extra, Mapping):
        for value in extra.values():
            yield from _values(value)
    elif isinstance(extra, tuple):
        for value in extra:
            yield from _values(value)
    elif extra is not None:
        yield str(extra)


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()
