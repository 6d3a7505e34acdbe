"""Text that stands in a document as base64."""

import binascii
from base64 import b64decode

from pipeline.sources.charset import decoded

__all__ = ["from_base64"]


def from_base64(text: str) -> str | None:
    """The text that is encoded in `text`, or None where there is none."""
    try:
        data = b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        return None
    return None if b"\0" in data else decoded(data).text
