"""What an item is, by the words that formats and agencies have for it: "Photo", "ninat:picture", "AUDIO_BULLETIN"."""

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.wire_item import ItemKind

__all__ = ["kind_named"]

# What has pictures, films or sound in its name is no text, whatever else is in it.
_KINDS: Mapping[str, ItemKind] = MappingProxyType(
    {
        "photo": ItemKind.PICTURE,
        "picture": ItemKind.PICTURE,
        "image": ItemKind.PICTURE,
        "video": ItemKind.VIDEO,
        "audio": ItemKind.AUDIO,
        "graphic": ItemKind.GRAPHIC,
        "animat": ItemKind.GRAPHIC,
        "composite": ItemKind.PACKAGE,
        "package": ItemKind.PACKAGE,
        "planning": ItemKind.PLANNING,
        "newscoverage": ItemKind.PLANNING,
        "text": ItemKind.TEXT,
    }
)


def kind_named(*words: str | None) -> ItemKind | None:
    """The kind that the first of these texts names, or None."""
    for text in words:
        lowered = (text or "").lower()
        found = next((kind for word, kind in _KINDS.items() if word in lowered), None)
        if found is not None:
            return found
    return None
