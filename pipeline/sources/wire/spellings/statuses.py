"""Publication status and urgency as agencies spell them: "USABLE", "stat:canceled", "Cancelled", "withheld"."""

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.model import PubStatus

__all__ = ["EMBARGOED", "stated_status", "stated_urgency"]

EMBARGOED = frozenset({"embargoed", "embargo"})
"""Statuses that withhold an item until a time that is stated elsewhere."""

_STATUSES: Mapping[str, PubStatus] = MappingProxyType(
    {
        "usable": PubStatus.USABLE,
        "corrected": PubStatus.CORRECTED,
        "correction": PubStatus.CORRECTED,
        "withheld": PubStatus.WITHHELD,
        "hold": PubStatus.WITHHELD,
        "held": PubStatus.WITHHELD,
        "canceled": PubStatus.CANCELED,
        "cancelled": PubStatus.CANCELED,
        "cancel": PubStatus.CANCELED,
        "kill": PubStatus.CANCELED,
        "killed": PubStatus.CANCELED,
        "withdrawn": PubStatus.CANCELED,
        "delete": PubStatus.CANCELED,
        "deleted": PubStatus.CANCELED,
    }
)


def stated_status(text: str | None) -> PubStatus | None:
    """The status that a word, a qcode or an address of the IPTC names; None for any other."""
    if not text:
        return None
    return _STATUSES.get(text.strip().rpartition(":")[2].rpartition("/")[2].lower())


def stated_urgency(text: str | None) -> int | None:
    """IPTC urgency, 1 (most urgent) to 9; None where the text is no such number."""
    digits = text.strip() if text else ""
    return int(digits) if len(digits) == 1 and digits.isascii() and digits.isdigit() and digits != "0" else None
