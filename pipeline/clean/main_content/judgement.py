"""The judgement on each passage of a page: story or not, with a score and the reason.

A score is the sum of what the evidence is worth (`worth.toml`, fitted on labelled pages by `bench.extraction.fit`);
above zero a passage is kept. A few rules are sure and need no score.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from types import MappingProxyType

from pipeline.clean.main_content.captions import read_captions_as_paragraphs
from pipeline.clean.main_content.evidence import Signals, gather_evidence
from pipeline.clean.main_content.quotations import Known
from pipeline.clean.main_content.region import find_region
from pipeline.clean.page.passages import Container, Passage, Reading
from pipeline.clean.text.blocks import Block, Judged
from pipeline.clean.wording.phrasebook import find_phrase

__all__ = ["CORRECTIONS", "GIVEN", "WORTH", "is_sure", "judge_passages"]

WORTH: Mapping[str, float] = MappingProxyType(
    tomllib.loads((files("pipeline.clean.main_content") / "worth.toml").read_text("utf-8"))["worth"]
)
"""What each piece of evidence adds to a passage's score."""

# Labelled sets disagree on these - one leaves lists, tables, embedded letters and often subheads out - so the
# fitted worth is corrected to what a reader would say: they belong to the story; a line that is one link leads away.
# What is in doubt otherwise is left out ("any" is the evidence that each passage gives): a line too many is read by
# everybody. It costs a little recall for publishers left out of the fit.
# Boxes that are called what they are hold no story; too few pages of the fit have each kind for it to learn as much.
# Of 303 captions five are labelled as story and of seven paragraphs in asides none, too few to be given their due.
CORRECTIONS = MappingProxyType(
    {
        "any": -0.3,
        "list without links": 1.7,
        "table without links": 1.7,
        "numbered": 1.4,
        "in letter": 2.2,
        "heading among paragraphs": 0.7,
        "label between paragraphs": 0.3,
        "paragraph of one link": -2.0,
        "caption": -1.0,
        "in aside": -2.0,
        "in newsletter": -1.5,
        "in comments": -5.0,
        "in related": -3.5,
        "in author": -2.0,
        **dict.fromkeys(("in share", "in ad", "in navigation"), -1.0),
    }
)
GIVEN = MappingProxyType(
    {"aside": -3.0, "in other story": -6.0, "label of several": -3.0, "fragment": 1.5, "label undisplayed": -2.0}
)
"""What is not fitted: where this explains a line, the fit would learn less of its place and its neighbours.

No labelled page is a fragment; of 138 that feeds carry nearly all is the story. Of 419 elements that the labelled
pages do not display two hold story."""
_CORRECTED = {name: WORTH.get(name, 0.0) + CORRECTIONS.get(name, 0.0) for name in {*WORTH, *CORRECTIONS}} | GIVEN

# Sure rules: all of the evidence named has to be there. Without a kind of its own a passage has that of its place.
_SURE: Sequence[tuple[Sequence[str], str | None, str]] = (
    (("in form",), "navigation", "a part of a form"),
    (("in button",), "navigation", "a button"),
    (("in datum",), "technical", "a value of the page's metadata"),
    (("pull quote",), "pull_quote", "repeats words of the text"),
    (("no letters",), "technical", "has neither letters nor digits"),
    (("repeated often",), "repeated", "the same words stand here more than twice"),
    (("above home", "in standfirst"), "standfirst", "a standfirst above the text; kept as the summary"),
    (("above home", "in header"), None, "stands in the header above the text"),
    (("above home", "no paragraph above home"), None, "no paragraph, and above the text"),
    (("heading", "above first", "in standfirst"), "standfirst", "a standfirst above the text; kept as the summary"),
    (("heading", "above first", "description"), "standfirst", "a standfirst above the text; kept as the summary"),
    (("deck",), "standfirst", "a standfirst above the text; kept as the summary"),
    (("headline",), "headline", "repeats the headline"),
)
# A passage with none of these falls under no rule.
_SURE_BEGINNINGS = frozenset(needed[0] for needed, _, _ in _SURE)
_DROPPED = -10.0
_LINKED_SHARE = 0.8
_PATH = 3
_MOST_REASONS = 3
_LONGEST_LABEL = 45


def judge_passages(reading: Reading, known: Known, *, whole: bool = False) -> Sequence[Judged]:
    """Every passage of a page in order, each judged; those outside the story's region without a score of their own.

    `whole` says that the markup is a fragment, which holds the story and no page around it.
    """
    stated = [value > 0 for value in known.stated] or [False] * len(reading.passages)
    region = find_region(reading, stated, whole=whole)
    if region is None:
        return ()
    reading = read_captions_as_paragraphs(reading, region)
    signals = gather_evidence(reading, region, known)
    zones = _zones(reading.containers)
    outside = f"the element that holds the story ({region.home.name})"
    above, below = (f"stands {where} {outside}" for where in ("above", "below"))
    return [
        _judged(number, passage, signals[number - region.first], zones)
        if region.first <= number < region.end
        else _outside(number, passage, zones, above if number < region.start else below)
        for number, passage in enumerate(reading.passages)
    ]


def is_sure(signals: Signals) -> bool:
    """Whether a rule drops the passage whatever else speaks for it."""
    return _sure(signals) is not None


def _sure(signals: Signals) -> tuple[str | None, str] | None:
    if _SURE_BEGINNINGS.isdisjoint(signals):
        return None
    return next(((kind, why) for needed, kind, why in _SURE if all(name in signals for name in needed)), None)


def _judged(number: int, passage: Passage, signals: Signals, zones: Sequence[str]) -> Judged:
    block = _block(number, passage, _path(passage.within))
    if passage.is_around:
        kind = _kind(passage, signals, zones)
        return Judged(block=block, kept=False, kind=kind, score=_DROPPED, reason="a menu or a footer")
    # Whatever stands beside it: all of a story may be written so.
    if passage.within.zone.kind == "garbled":
        return Judged(block=block, kept=False, kind="paywall", score=_DROPPED, reason="its letters are exchanged")
    sure = _sure(signals)
    if sure:
        kind = sure[0] or _kind(passage, signals, zones)
        return Judged(block=block, kept=False, kind=kind, score=_DROPPED, reason=sure[1])
    shares = {name: value * _CORRECTED.get(name, 0.0) for name, value in signals.items()}
    score = sum(shares.values())
    kept = score > 0
    return Judged(
        block=block,
        kept=kept,
        kind="story" if kept else _kind(passage, signals, zones),
        score=round(score, 2),
        reason=", ".join(_telling(shares, kept=kept)),
    )


def _telling(shares: Mapping[str, float], *, kept: bool) -> Iterator[str]:
    """The evidence that told most in the direction of the judgement, with what it added."""
    ordered = sorted(shares, key=shares.__getitem__, reverse=kept)
    for name in ordered[:_MOST_REASONS]:
        worth = shares[name]
        if name != "any" and (worth > 0 if kept else worth < 0):
            yield f"{name} {worth:+.1f}"


def _outside(number: int, passage: Passage, zones: Sequence[str], reason: str) -> Judged:
    kind = _kind(passage, {}, zones)
    return Judged(block=_block(number, passage), kept=False, kind=kind, score=_DROPPED, reason=reason)


# What a zone's passages are called when they are taken out.
_KINDS = MappingProxyType(
    {
        "button": "navigation", "control": "navigation", "header": "navigation", "cta": "navigation",
        "gallery": "caption", "figure": "caption", "unseen": "technical", "hidden": "technical",
        "undisplayed": "technical",
        "widget": "outside", "aside": "outside", "standfirst": "outside", "body": "outside", "letter": "outside",
        "footer": "legal", "form": "newsletter", "author": "author_bio",
    }
)  # fmt: skip


def _kind(passage: Passage, signals: Signals, zones: Sequence[str]) -> str:
    """What a passage that is no story is: by its words, by where it stands, by its links."""
    if "byline" in signals:
        return "byline"
    hit = find_phrase(passage.text) if passage.words < _LONGEST_LABEL else None
    if hit is not None:
        return hit.rule.kind
    zone = passage.inner.kind or zones[passage.within.number]
    if zone:
        return _KINDS.get(zone, zone)
    return "related" if passage.link_share > _LINKED_SHARE else "outside"


def _zones(containers: Sequence[Container]) -> Sequence[str]:
    """By number of container: the kind of the innermost zone around it that says something, or ""."""
    zones: list[str] = []
    for container in containers:
        own = container.zone.kind
        if own in _TELLING_NOTHING:
            own = zones[container.parent.number] if container.parent is not None else ""
        zones.append(own)
    return zones


_TELLING_NOTHING = frozenset({"", "body", "headline", "standfirst"})


def _block(number: int, passage: Passage, path: str | None = None) -> Block:
    linked = passage.link_share > _LINKED_SHARE
    return Block(text=passage.text, line=number, kind=passage.kind, linked=linked, path=path)


def _path(within: Container) -> str:
    """The names of the innermost elements around a passage, outermost first."""
    names: list[str] = []
    container: Container | None = within
    while container is not None and len(names) < _PATH:
        names.append(container.name)
        container = container.parent
    return ">".join(reversed(names))
