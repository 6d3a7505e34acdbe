"""Clean the items of stored wire files; each file is read once for all its items."""

from pipeline.clean import clean_item
from pipeline.errors import NotParsable
from pipeline.model import CleanArticle
from pipeline.sources.wire import read_wire
from pipeline.stages.take_in import known_zone
from pipeline.stages.wire_copy import copied, settled
from pipeline.store.articles import ItemCopy
from pipeline.store.documents import KeptDocument
from pipeline.wire_item import WireFile, WireItem

__all__ = ["ItemReader"]


class ItemReader:
    """A reader of the files of a batch that reads each file once."""

    def __init__(self) -> None:
        self._files: dict[int, WireFile] = {}

    def cleaned(self, kept: KeptDocument, *, place: int) -> tuple[CleanArticle, ItemCopy]:
        """The item at that place of a file, cleaned, with what it says of itself; NotParsable if there is none."""
        file = self._files.get(kept.document_id)
        if file is None:
            file = read_wire(kept.document.body, charset=kept.charset, zone=known_zone(kept.zone))
            self._files[kept.document_id] = file
        item = file.items[place] if place < len(file.items) else None
        if not isinstance(item, WireItem):
            raise NotParsable(kept.url, "no item could be read", where=f"item {place}")
        clean = settled(item, clean_item(item))
        return clean, copied(item, clean, format_name=file.format)
