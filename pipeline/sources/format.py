"""What a feed format is to newswire: a name, its media types, how to recognise it, how to read it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pipeline.model import Channel

__all__ = ["Format", "Reader"]


class Reader(Protocol):
    """Reads a document of one format. Raises NotParsable, and nothing else, for what it cannot read."""

    def __call__(self, body: bytes, url: str, *, content_type: str | None) -> Channel:
        """The channel in `body`; `url` is where it came from, for links and for messages."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format of feeds, found by the name `FORMAT` in a module of this folder.

    `recognises` is given the first 64 KiB of a document as text; at most one format may recognise a document.
    `media_types` are the types under which the format is served, the registered one first.
    """

    name: str
    media_types: tuple[str, ...]
    recognises: Callable[[str], bool]
    parse: Reader
