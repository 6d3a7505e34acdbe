"""Who had a story first, by what evidence, and how sure that is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Claim", "Evidence", "Origin", "Sureness", "lead_of", "leads", "origin_of"]


class Evidence(StrEnum):
    """What an article's origin is known by, the strongest first."""

    WIRE_ITEM = "wire item held"
    DATELINE_AND_CREDIT = "dateline and credit"
    CREDIT = "credit"
    BYLINE = "byline"
    FIRST_SEEN = "first seen"


class Sureness(StrEnum):
    """How far a piece of evidence can be trusted."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"


_SURENESS = {
    # The agency itself delivered the text.
    Evidence.WIRE_ITEM: Sureness.CERTAIN,
    # "SKARRA (NTB) -" above the text and the agency's name in a credit: outlets add neither to texts of their own.
    Evidence.DATELINE_AND_CREDIT: Sureness.LIKELY,
    # A credit may mean a part of the text, a byline a desk that compiled it.
    Evidence.CREDIT: Sureness.LIKELY,
    Evidence.BYLINE: Sureness.GUESS,
    # Feeds are polled at different rhythms: who was seen first need not have been first.
    Evidence.FIRST_SEEN: Sureness.GUESS,
}
_RANKS = {evidence: n for n, evidence in enumerate(Evidence)}
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What an article says about where it comes from.

    `at` is when it appeared. `agency` is named in its credit or its dateline, `byline_agency` in its byline.
    `wire_item_held` says that the text came from the agency's own wire.
    """

    article: str
    at: datetime
    source: str | None = None
    agency: str | None = None
    has_dateline: bool = False
    byline_agency: str | None = None
    wire_item_held: bool = False

    @property
    def evidence(self) -> Evidence:
        """The strongest evidence that the article has."""
        if self.wire_item_held:
            return Evidence.WIRE_ITEM
        if self.agency:
            return Evidence.DATELINE_AND_CREDIT if self.has_dateline else Evidence.CREDIT
        return Evidence.BYLINE if self.byline_agency else Evidence.FIRST_SEEN

    @property
    def is_own(self) -> bool:
        """Whether the source is the agency that the article names: "AP News" for AP, "www.efe.com" for EFE."""
        agency, source = _words(self.agency), _words(self.source)
        return bool(agency) and agency <= source


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a story comes from: the agency (None: not known), and the article that shows it."""

    agency: str | None
    article: str
    evidence: Evidence

    @property
    def sureness(self) -> Sureness:
        """How far the evidence can be trusted."""
        return _SURENESS[self.evidence]


def origin_of(claims: Iterable[Claim]) -> Origin:
    """Find the origin of a story: by the strongest evidence, of equal evidence by the earliest.

    Raises ValueError without a claim.
    """
    best = min(claims, key=lambda claim: (_RANKS[claim.evidence], not claim.is_own, claim.at, claim.article))
    agency = best.agency or best.byline_agency or (best.source if best.wire_item_held else None)
    return Origin(agency=agency, article=best.article, evidence=best.evidence)


def lead_of(claims: Iterable[Claim]) -> Claim:
    """Find the article that leads a story, the same in any order of arrival. Raises ValueError without a claim."""
    return min(claims, key=_leading)


def leads(claim: Claim, lead: Claim) -> bool:
    """Whether an article takes the lead of a story from the one that has it: an original that arrives late."""
    return _leading(claim) < _leading(lead)


def _leading(claim: Claim) -> tuple[bool, bool, datetime, str]:
    """The agency's own text before its copies, an earlier one before a later one."""
    return (not claim.wire_item_held, not claim.is_own, claim.at, claim.article)


def _words(name: str | None) -> frozenset[str]:
    return frozenset(_WORDS.findall(name.casefold())) if name else frozenset()
