"""feedparser's dictionaries, read by type: a document can put anything under any key, so nothing is taken on trust."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.sources.plain_text import unwrapped

__all__ = ["Element"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What feedparser kept of one element: text, attributes, elements within."""

    fields: Mapping[str, object]

    @classmethod
    def of(cls, parsed: object) -> "Element":
        """The element without feedparser's aliases (reading a missing `updated` there gives `published`)."""
        return cls(fields=dict(parsed) if isinstance(parsed, dict) else {})

    def text(self, name: str) -> str | None:
        """The text under this name, trimmed, without CDATA marks; None where there is none or something else."""
        value = self.fields.get(name)
        return unwrapped(value).strip() or None if isinstance(value, str) else None

    def element(self, name: str) -> "Element":
        """The element under this name, an empty one where there is none."""
        return Element.of(self.fields.get(name))

    def elements(self, name: str) -> tuple["Element", ...]:
        """The elements listed under this name."""
        value = self.fields.get(name)
        return tuple(Element.of(one) for one in value) if isinstance(value, list) else ()

    def has(self, name: str) -> bool:
        """Whether there is anything under this name."""
        return name in self.fields
