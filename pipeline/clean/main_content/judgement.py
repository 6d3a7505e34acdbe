"""Judge each passage of a page: story or not, with a score and the reason.

A score is the sum of what the evidence is worth. A passage with a score above zero is kept. A few rules are sure and
need no score.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.clean.main_content import evidence_names as name
from pipeline.clean.main_content.box_headings import drop_headings_of_boxes
from pipeline.clean.main_content.captions import read_captions_as_paragraphs
from pipeline.clean.main_content.evidence import Signals, gather_evidence
from pipeline.clean.main_content.next_articles import find_next_articles
from pipeline.clean.main_content.quotations import Known
from pipeline.clean.main_content.region import find_region
from pipeline.clean.main_content.text_evidence import FEWEST_PARAGRAPH_WORDS, LEAST_SHARE_OF_ONE_LINK
from pipeline.clean.main_content.worth import corrected_worth
from pipeline.clean.page import Container, Passage, Reading, Zone, find_post_address
from pipeline.clean.text import Block, BlockKind, Judged, KeptKind, Side
from pipeline.clean.wording import find_phrase
from pipeline.model import RemovedKind

__all__ = ["is_sure", "judge_passages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _SureRule:
    """Evidence that drops a passage if all of it is there. With `kind` None the kind is that of the passage's place."""

    needed: tuple[str, ...]
    kind: RemovedKind | None
    why: str


_WHY_STANDFIRST = "a standfirst above the text; kept as the summary"
_HEADING = name.KIND[BlockKind.HEADING]
_SURE_RULES = (
    _SureRule(needed=(name.IN_ZONE[Zone.FORM],), kind=RemovedKind.NAVIGATION, why="a part of a form"),
    _SureRule(needed=(name.IN_ZONE[Zone.BUTTON],), kind=RemovedKind.NAVIGATION, why="a button"),
    _SureRule(needed=(name.IN_ZONE[Zone.DATUM],), kind=RemovedKind.TECHNICAL, why="a value of the page's metadata"),
    _SureRule(needed=(name.IN_ZONE[Zone.EMBED],), kind=RemovedKind.EMBED, why="a post embedded from another site"),
    _SureRule(needed=(name.PULL_QUOTE,), kind=RemovedKind.PULL_QUOTE, why="repeats words of the text"),
    _SureRule(needed=(name.NO_LETTERS,), kind=RemovedKind.TECHNICAL, why="has neither letters nor digits"),
    _SureRule(
        needed=(name.REPEATED_OFTEN,), kind=RemovedKind.REPEATED, why="the same words stand here more than twice"
    ),
    _SureRule(
        needed=(name.ABOVE_HOME, name.IN_ZONE[Zone.STANDFIRST]), kind=RemovedKind.STANDFIRST, why=_WHY_STANDFIRST
    ),
    _SureRule(
        needed=(name.ABOVE_HOME, name.IN_ZONE[Zone.HEADER]), kind=None, why="stands in the header above the text"
    ),
    _SureRule(
        needed=(name.ABOVE_HOME, name.NO_PARAGRAPH_ABOVE_HOME), kind=None, why="no paragraph, and above the text"
    ),
    _SureRule(
        needed=(_HEADING, name.ABOVE_FIRST, name.IN_ZONE[Zone.STANDFIRST]),
        kind=RemovedKind.STANDFIRST,
        why=_WHY_STANDFIRST,
    ),
    _SureRule(needed=(_HEADING, name.ABOVE_FIRST, name.DESCRIPTION), kind=RemovedKind.STANDFIRST, why=_WHY_STANDFIRST),
    _SureRule(needed=(name.DECK,), kind=RemovedKind.STANDFIRST, why=_WHY_STANDFIRST),
    _SureRule(needed=(name.HEADLINE,), kind=RemovedKind.HEADLINE, why="repeats the headline"),
)
# A passage without any of these falls under no rule.
_FIRST_NEEDED = frozenset(rule.needed[0] for rule in _SURE_RULES)
_DROPPED_SCORE = -10.0  # below any sum of evidence
_MOST_PATH_NAMES = 3  # a template knows places by as many
_MOST_REASONS = 3  # for people: more say little

# What the passages of a zone are called when they are taken out.
_KINDS: Mapping[Zone, RemovedKind] = MappingProxyType(
    {
        Zone.BUTTON: RemovedKind.NAVIGATION,
        Zone.CONTROL: RemovedKind.NAVIGATION,
        Zone.HEADER: RemovedKind.NAVIGATION,
        Zone.CTA: RemovedKind.NAVIGATION,
        Zone.GALLERY: RemovedKind.CAPTION,
        Zone.FIGURE: RemovedKind.CAPTION,
        Zone.UNSEEN: RemovedKind.TECHNICAL,
        Zone.HIDDEN: RemovedKind.TECHNICAL,
        Zone.UNDISPLAYED: RemovedKind.TECHNICAL,
        Zone.WIDGET: RemovedKind.OUTSIDE,
        Zone.ASIDE: RemovedKind.OUTSIDE,
        Zone.STANDFIRST: RemovedKind.OUTSIDE,
        Zone.BODY: RemovedKind.OUTSIDE,
        Zone.POST: RemovedKind.EMBED,
        Zone.FOOTER: RemovedKind.LEGAL,
        Zone.FORM: RemovedKind.NEWSLETTER,
        Zone.AUTHOR: RemovedKind.AUTHOR_BIO,
    }
)
# Zones that do not say what a passage is when it is taken out; the zone around them does.
_SAYING_NOTHING = frozenset({Zone.PLAIN, Zone.BODY, Zone.HEADLINE, Zone.STANDFIRST})


def judge_passages(reading: Reading, known: Known, *, whole: bool = False) -> Sequence[Judged]:
    """Judge every passage of a page, in order. Those outside the story's region get no score of their own.

    `whole`: the markup is a fragment, which holds the story and no page around it.
    """
    stated = [value > 0 for value in known.stated] or [False] * len(reading.passages)
    others = frozenset() if whole else find_next_articles(reading, known.headline)
    region = find_region(reading, stated, whole=whole, others=others)
    if region is None:
        return ()
    reading = read_captions_as_paragraphs(reading, region)
    signals = gather_evidence(reading, region, known, others)
    zones = _innermost_zones(reading.containers)
    judged = [
        _judge(number, passage, signals[number - region.first], zones)
        if region.first <= number < region.end
        else _outside(number, passage, zones, Side.ABOVE if number < region.start else Side.BELOW, region.home)
        for number, passage in enumerate(reading.passages)
    ]
    return drop_headings_of_boxes(judged, reading.passages, region)


def is_sure(signals: Signals) -> bool:
    """Whether a rule drops the passage, whatever else speaks for it."""
    return _find_sure_rule(signals) is not None


def _find_sure_rule(signals: Signals) -> _SureRule | None:
    if _FIRST_NEEDED.isdisjoint(signals):
        return None
    return next((rule for rule in _SURE_RULES if all(one in signals for one in rule.needed)), None)


def _judge(number: int, passage: Passage, signals: Signals, zones: Sequence[Zone]) -> Judged:
    block = _block(number, passage, _path(passage.within))
    if passage.is_around:
        return _drop(block, _kind(passage, signals, zones), "a menu or a footer")
    # Whatever else speaks for it: the whole story may be scrambled.
    if passage.within.zone is Zone.GARBLED:
        return _drop(block, RemovedKind.PAYWALL, "its letters are exchanged")
    sure = _find_sure_rule(signals)
    if sure:
        kind = sure.kind or _kind(passage, signals, zones)
        return _drop(_with_address(block, passage) if kind is RemovedKind.EMBED else block, kind, sure.why)
    worth = corrected_worth()
    shares = {one: value * worth.get(one, 0.0) for one, value in signals.items()}
    score = sum(shares.values())
    kept = score > 0
    return Judged(
        block=block,
        kept=kept,
        kind=KeptKind.STORY if kept else _kind(passage, signals, zones),
        score=round(score, 2),
        reason=", ".join(_reasons(shares, kept=kept)),
    )


def _drop(block: Block, kind: RemovedKind, reason: str, side: Side | None = None) -> Judged:
    return Judged(block=block, kept=False, kind=kind, score=_DROPPED_SCORE, reason=reason, side=side)


def _with_address(block: Block, passage: Passage) -> Block:
    """A line of a post with the address that it links to."""
    address = find_post_address(passage.links) or (passage.links[-1] if passage.links else "")
    return block if not address or address in block.text else block._replace(text=f"{block.text}\n{address}")


def _reasons(shares: Mapping[str, float], *, kept: bool) -> Iterator[str]:
    """The evidence that weighed most for the verdict, with what it added."""
    ordered = sorted(shares, key=shares.__getitem__, reverse=kept)
    for one in ordered[:_MOST_REASONS]:
        worth = shares[one]
        if one != name.ANY and (worth > 0 if kept else worth < 0):
            yield f"{one} {worth:+.1f}"


def _outside(number: int, passage: Passage, zones: Sequence[Zone], side: Side, home: Container) -> Judged:
    reason = f"stands {side} the element that holds the story ({home.name})"
    return _drop(_block(number, passage), _kind(passage, {}, zones), reason, side)


def _kind(passage: Passage, signals: Signals, zones: Sequence[Zone]) -> RemovedKind:
    """What a passage outside the story is: by its words, by where it stands, by its links."""
    if name.BYLINE in signals:
        return RemovedKind.BYLINE
    hit = find_phrase(passage.text) if passage.words < FEWEST_PARAGRAPH_WORDS else None
    if hit is not None:
        return hit.rule.kind
    zone = passage.inner or zones[passage.within.number]
    if zone:
        return _KINDS.get(zone) or RemovedKind(zone.value)
    return RemovedKind.RELATED if passage.link_share > LEAST_SHARE_OF_ONE_LINK else RemovedKind.OUTSIDE


def _innermost_zones(containers: Sequence[Container]) -> Sequence[Zone]:
    """The innermost zone around each container, by number, that says what its passages are; PLAIN without one."""
    zones: list[Zone] = []
    for container in containers:
        own = container.zone
        if own in _SAYING_NOTHING:
            own = zones[container.parent.number] if container.parent is not None else Zone.PLAIN
        zones.append(own)
    return zones


def _block(number: int, passage: Passage, path: str | None = None) -> Block:
    linked = passage.link_share > LEAST_SHARE_OF_ONE_LINK
    return Block(text=passage.text, line=number, kind=passage.kind, linked=linked, path=path)


def _path(within: Container) -> str:
    """The names of the innermost elements around a passage, the outermost of them first."""
    names: list[str] = []
    container: Container | None = within
    while container is not None and len(names) < _MOST_PATH_NAMES:
        names.append(container.name)
        container = container.parent
    return ">".join(reversed(names))
