"""Stories of a stream, told once they are settled: an article waits until no other can move it."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.stories.grouping import Article
from pipeline.stories.relations import Kind
from pipeline.stories.window import Placed, StoryWindow

__all__ = ["Settled", "settle"]

# Ids of stories that were given are forgotten in bulk, once their stories have left the window.
MOST_GIVEN = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """An article in its story, and what it is to its nearest article (None: it has none).

    `merged` are stories told before which turned out to be this one.
    """

    id: str
    story: str
    relation: Kind | None
    to: str | None
    containment: float | None
    merged: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Waiting:
    at: datetime
    window: timedelta
    settled: Settled


def settle(articles: Iterable[Article]) -> Iterator[Settled]:
    """Group articles in their order of arrival; give them in that order, each after its window.

    A story whose articles were given may still turn out to be one with an older story: the article that shows it says
    so in `merged`. Ids must differ. Memory grows with the articles of a window, and with all if dates do not advance.
    """
    stories = StoryWindow()
    waiting: deque[_Waiting] = deque()
    given: set[str] = set()
    for article in articles:
        placed = stories.add(article)
        merged = tuple(story for story in placed.merged if story in given)
        waiting.append(_Waiting(at=article.at, window=article.window, settled=_settled(article, placed, merged)))
        while waiting and stories.has_passed(waiting[0].at, waiting[0].window):
            settled = _now(waiting.popleft().settled, stories)
            given.add(settled.story)
            yield settled
        given = {story for story in given if story in stories} if len(given) > MOST_GIVEN else given
    yield from (_now(one.settled, stories) for one in waiting)


def _settled(article: Article, placed: Placed, merged: tuple[str, ...]) -> Settled:
    link = placed.decision.link
    return Settled(
        id=article.id,
        story=placed.story,
        relation=link.relation.kind if link else None,
        to=link.to if link else None,
        containment=link.relation.containment if link else None,
        merged=merged,
    )


def _now(settled: Settled, stories: StoryWindow) -> Settled:
    return replace(settled, story=stories.current(settled.story))
