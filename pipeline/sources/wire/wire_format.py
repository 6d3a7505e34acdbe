"""What a format of wire files is to newswire: a name, how to recognise it, how to read it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TypeAlias

from pipeline.sources.charset import decoded
from pipeline.wire_item import BrokenItem, WireItem

__all__ = ["Found", "WireDocument", "WireFormat"]

Found: TypeAlias = WireItem | BrokenItem


@dataclass(frozen=True, slots=True, kw_only=True)
class WireDocument:
    """The bytes of a wire file, and what is known of its source: the charset and the zone that it leaves unsaid.

    `head` is the first 64 KiB as text without byte order mark and leading blanks, enough to recognise a format; `text`
    the whole document likewise, or None where it is longer than that.
    """

    data: bytes = field(repr=False)
    head: str = field(repr=False)
    text: str | None = field(default=None, repr=False)
    charset: str | None = None
    zone: tzinfo | None = None

    def whole_text(self) -> str:
        """Return the whole document as text, in the charset given or as its bytes say."""
        if self.text is not None:
            return self.text
        declared = f"text/plain; charset={self.charset}" if self.charset else None
        return decoded(self.data, declared).text.lstrip("\ufeff")


@dataclass(frozen=True, slots=True, kw_only=True)
class WireFormat:
    """One format of wire files, found by the name `FORMAT` in a module of a room beside this one.

    `recognises` is asked of all formats, first of those that are no `fallback`; at most one of them, and one of the
    fallbacks, may recognise a document. `read` gives the items in order, a BrokenItem for one that cannot be read; it
    raises NotParsable, and nothing else, before the first item where the document holds none. `dialect` gives the name
    of what a document is written in, where a format has several; without it that is `name`.
    """

    name: str
    recognises: Callable[[WireDocument], bool]
    read: Callable[[WireDocument], Iterator[Found]]
    dialect: Callable[[WireDocument], str] | None = None
    fallback: bool = False
