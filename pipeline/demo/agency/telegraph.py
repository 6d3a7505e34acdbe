"""Write the formats from before XML: ANPA 1312, IPTC 7901, and plain wire text."""

import textwrap
from collections.abc import Sequence

from pipeline.demo.agency.items import AGENCY, AgencyItem

__all__ = ["anpa", "iptc_7901", "plain"]

_SYN, _SOH, _STX, _ETX, _EOT, _US = "\x16", "\x01", "\x02", "\x03", "\x04", "\x1f"
_END = "\r\n"
_WIDTH = 68
# Numbered in the headers of IPTC 7901 behind the agency's sign.
_SIGN = "fjw"


def anpa(items: Sequence[AgencyItem]) -> bytes:
    """The message of one item in ANPA 1312: lines of the head between `^` and `<`, paragraphs indented."""
    (item,) = items
    version = f" {item.mark}" if item.mark else ""
    head = [f"^{item.slug}{f', {item.mark}' if item.mark else ''},{item.word_count}<"]
    head += [f"^{item.headline}<", *([f"^{item.note}<"] if item.note else [])]
    head += [f"^{item.byline}=", f"^{AGENCY}="] if item.byline else []
    body = [f"   {_wrapped(paragraph)}" for paragraph in item.paragraphs]
    return (
        f"{_SYN * 2}{_SOH}a{item.number}{_US}{_US}{_END}{item.priority} {item.category} {item.slug}{version}"
        f" {item.changed:%m-%d} {item.word_count:04}{_END}{_STX}{_END.join([*head, *body])}{_END}{_ETX}{_END}"
        f"^FW-{item.changed:%m-%d-%y %H%M}GMT<{_END}{_EOT}"
    ).encode("latin-1")


def iptc_7901(items: Sequence[AgencyItem]) -> bytes:
    """The message of one item in IPTC 7901, in cp850 as European agencies wrote it."""
    (item,) = items
    head = [*([item.byline] if item.byline else []), f"{item.headline} ="]
    body = (f"{_END * 2}".join(_wrapped(paragraph) for paragraph in item.paragraphs)).replace("’", "'")
    return (
        f"{_SOH}fw{item.number} {item.urgency} {item.category} {item.word_count} {_SIGN} {item.number}{_END}{item.slug}"
        f"{_END}{_STX}{_END.join(head)}{_END * 2}{body}{_END}{_ETX}{item.changed:%d%H%M} GMT {item.changed:%b %y}{_END}"
    ).encode("cp850")


def plain(items: Sequence[AgencyItem]) -> bytes:
    """The message of one item as labelled lines above the text."""
    (item,) = items
    labels = {
        "Slug": item.slug,
        "Headline": item.headline,
        "Byline": item.byline,
        "Date": item.changed.isoformat(),
        "Source": AGENCY,
        "Urgency": item.urgency,
        "Language": item.language,
        "Note": item.note,
    }
    lines = [f"{name}: {value}" for name, value in labels.items() if value is not None]
    return "\n".join([*lines, "", "\n\n".join(map(_wrapped, item.paragraphs)), ""]).encode()


def _wrapped(paragraph: str) -> str:
    return _END.join(textwrap.wrap(paragraph, _WIDTH, break_on_hyphens=False))
