"""What wire files hold, item by item, without a database: the JSON of `newswire drop --dry-run` (the contract)."""

from collections.abc import Iterator, Mapping

from pipeline.clean import CLEANER_VERSION, clean_item
from pipeline.errors import NewswireError, NotParsable
from pipeline.model import CleanArticle, PubStatus
from pipeline.sources.wire import read_wire
from pipeline.stages.take_in import known_zone
from pipeline.stages.wire_copy import columns_of, settled
from pipeline.wire_item import BrokenItem, ItemKind, WireItem

__all__ = ["items_of"]

_NOTHING = CleanArticle(cleaner_version=CLEANER_VERSION)


def items_of(
    name: str, body: bytes | NewswireError, *, zone: str | None, charset: str | None
) -> Iterator[Mapping[str, object]]:
    """Each item of a file with every key of the contract; one with `error` and no format where nothing can be read."""
    try:
        if isinstance(body, NewswireError):
            raise NotParsable(name, body.reason)
        file = read_wire(body, charset=charset, zone=known_zone(zone))
    except NotParsable as error:
        yield _line(name, format_name=None, index=None, error=error.reason)
        return
    if not file.items:
        yield _line(name, format_name=None, index=None, error="holds no item")
    for index, item in enumerate(file.items):
        if isinstance(item, BrokenItem):
            yield _line(name, format_name=file.format, index=index, error=item.error) | {"item_guid": item.guid}
        else:
            yield _read(name, file.format, index, item)


def _read(name: str, format_name: str, index: int, item: WireItem) -> Mapping[str, object]:
    about = {"kind": item.kind, "item_guid": item.guid, "item_version": item.version}
    line = _line(name, format_name=format_name, index=index, error=None)
    return line | about | columns_of(item, _cleaned(item))


def _cleaned(item: WireItem) -> CleanArticle:
    """The cleaned text of an item; what is no text stays as it came."""
    if item.kind is ItemKind.TEXT:
        return settled(item, clean_item(item))
    return CleanArticle(
        title=item.headline,
        paragraphs=item.paragraphs,
        slugline=item.slugline,
        ednote="\n".join(item.ednotes) or None,
        pubstatus=item.status or PubStatus.USABLE,
        cleaner_version=CLEANER_VERSION,
    )


def _line(name: str, *, format_name: str | None, index: int | None, error: str | None) -> dict[str, object]:
    head: dict[str, object] = {
        "file": name,
        "format": format_name,
        "index": index,
        "kind": None,
        "item_guid": None,
        "item_version": None,
        "error": error,
    }
    return head | dict.fromkeys(columns_of(WireItem(), _NOTHING))
