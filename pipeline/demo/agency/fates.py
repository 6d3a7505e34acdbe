"""What becomes of what an agency delivers, in one line for each item."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.model import PubStatus, Stage
from pipeline.store.ledger import DeliveredItem

__all__ = ["Became", "Fate", "what_became"]


class Fate(StrEnum):
    """What becomes of an item that was delivered, once all is settled."""

    NEW = "new"
    UPDATED = "updated"
    CORRECTED = "corrected"
    WITHDRAWN_LATER = "withdrawn-later"
    KILL = "kill"
    KILLED_BEFORE = "killed-before"
    OLDER = "older"
    WITHHELD = "withheld"
    EMBARGOED = "embargoed"
    KNOWN = "known"
    PICTURE = "picture"
    PACKAGE = "package"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """What became of an item, and that in words."""

    fate: Fate
    told: str


_HIDDEN = frozenset({PubStatus.WITHHELD, PubStatus.CANCELED})


def what_became(item: DeliveredItem | None, *, now: datetime) -> Became:
    """What became of an item. None is one whose file the ledger did not keep: all in it was known."""
    if item is None or (item.stage is Stage.DUPLICATE and item.revision is None):
        return Became(fate=Fate.KNOWN, told="delivered again: known already")
    if item.stage is Stage.DEAD:
        reason = (item.error or "no reason is known").removeprefix(f"{item.url}: ")
        return Became(fate=Fate.ERROR, told=f"error: {reason}")
    if item.stage is Stage.FILTERED:
        return Became(fate=_kind(item.error or ""), told=f"{item.error}: recorded, no article")
    return _revision(item, now)


def _kind(reason: str) -> Fate:
    """What is no text, by the reason why it was filtered: "picture item"."""
    return Fate.PACKAGE if reason.startswith(Fate.PACKAGE) else Fate.PICTURE


def _revision(item: DeliveredItem, now: datetime) -> Became:
    place = f"revision {item.revision} of article {item.article_id}"
    if item.is_late and item.article_status is PubStatus.CANCELED:
        return Became(fate=Fate.KILLED_BEFORE, told=f"its kill came first: kept as {place}")
    if item.is_late:
        return Became(fate=Fate.OLDER, told=f"older than the one held: kept as {place}")
    if item.status is PubStatus.CANCELED:
        return Became(fate=Fate.KILL, told=f"kill: withdraws article {item.article_id}")
    if item.status is PubStatus.WITHHELD:
        return Became(fate=Fate.WITHHELD, told="withheld until a later version is usable")
    if item.embargoed_until is not None:
        return Became(fate=Fate.EMBARGOED, told=_embargo(item, item.embargoed_until, now))
    if item.is_first and item.article_status in _HIDDEN:
        return Became(fate=Fate.WITHDRAWN_LATER, told=f"new article {item.article_id}, withdrawn since")
    if item.is_first:
        return Became(fate=Fate.NEW, told=f"new article {item.article_id}")
    if item.why == Fate.CORRECTED:
        return Became(fate=Fate.CORRECTED, told=f"corrected: {place}")
    return Became(fate=Fate.UPDATED, told=f"new version: {place}")


def _embargo(item: DeliveredItem, until: datetime, now: datetime) -> str:
    end = f"embargoed until {until.astimezone():%H:%M:%S}"
    return f"{end}, then article {item.article_id}" if until <= now else end
