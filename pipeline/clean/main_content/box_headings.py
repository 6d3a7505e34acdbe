"""Headings of boxes: what heads a newsletter, poll, app, sponsor or donation goes with the rest of its box."""

from collections import Counter
from collections.abc import Sequence

from pipeline.clean.main_content.region import Region
from pipeline.clean.page import Passage
from pipeline.clean.text import BlockKind, Judged
from pipeline.model import RemovedKind

__all__ = ["drop_headings_of_boxes"]

# What boxes hold. Captions, quotations and posts stand below the story's own headings too.
_OF_BOXES = frozenset(
    {
        RemovedKind.NEWSLETTER,
        RemovedKind.APP_PROMO,
        RemovedKind.AD,
        RemovedKind.PAYWALL,
        RemovedKind.NAVIGATION,
        RemovedKind.RELATED,
        RemovedKind.SHARE,
        RemovedKind.COMMENTS,
        RemovedKind.TAGS,
        RemovedKind.MOST_READ,
        RemovedKind.OUTSIDE,
    }
)
_MOST_BOX = 12  # bounds the way; boxes have fewer passages


def drop_headings_of_boxes(judged: Sequence[Judged], passages: Sequence[Passage], region: Region) -> Sequence[Judged]:
    """Drop each kept heading in an element whose other passages are all dropped."""
    return [
        one._replace(kept=False, kind=kind, reason="heads a box whose other lines were dropped")
        if one.kept and (kind := _find_kind(index, judged, passages, region))
        else one
        for index, one in enumerate(judged)
    ]


def _find_kind(index: int, judged: Sequence[Judged], passages: Sequence[Passage], region: Region) -> RemovedKind | None:
    """What the box is that a heading stands in; None where it is no box, or the passage no heading."""
    passage = passages[index]
    box = passage.within.parent
    if passage.kind is not BlockKind.HEADING or passage.ends or box is None or box.number <= region.home.number:
        return None
    beside = [n for n in _near(index, passages) if box.number <= passages[n].within.number <= box.last]
    rest = [judged[n] for n in beside if n != index and passages[n].kind is not BlockKind.HEADING]
    kinds = [one.kind for one in rest if isinstance(one.kind, RemovedKind) and one.kind in _OF_BOXES]
    if not rest or len(kinds) < len(rest):
        return None
    telling = Counter(kind for kind in kinds if kind is not RemovedKind.OUTSIDE)
    return telling.most_common(1)[0][0] if telling else RemovedKind.OUTSIDE


def _near(index: int, passages: Sequence[Passage]) -> range:
    return range(max(0, index - _MOST_BOX), min(len(passages), index + _MOST_BOX + 1))
