"""Stories of a stream of articles, grouped in memory: an index of samples over the window."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pipeline.stories.grouping import Article, Candidate, Decision, decide, takes_lead
from pipeline.stories.selection import MOST_HOLDERS, MOST_REPRESENTATIVES, select

__all__ = ["LATENESS", "Placed", "StoryWindow"]

LATENESS = timedelta(hours=24)
"""How long after it appeared an article may arrive and still find all of its window."""

# So many articles are held whatever their dates: a file that is not in the order of time is grouped as well. 23 kB each
# for texts of 1,000 characters.
HELD_ANYWAY = 5_000
# The time of the stream is the median of the last articles' times: one date in the year 2099 moves nothing.
CLOCK_ARTICLES = 9


@dataclass(slots=True, kw_only=True)
class _Story:
    id: str
    number: int
    lead: Article
    last: datetime
    representatives: list[Article] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placed:
    """An article in its story: what was decided, whether it took the lead, and the stories that ended in this one."""

    story: str
    decision: Decision
    took_lead: bool
    merged: tuple[str, ...] = ()


class StoryWindow:
    """The stories of the last days. The same articles in the same order give the same stories."""

    def __init__(self) -> None:
        self._begun = 0
        self._stories: dict[str, _Story] = {}
        self._story_of: dict[str, str] = {}
        self._articles: dict[str, Article] = {}
        self._postings: dict[int, list[str]] = {}
        self._by_key: dict[int, str] = {}
        self._merged: dict[str, str] = {}
        self._clock: deque[datetime] = deque(maxlen=CLOCK_ARTICLES)
        self._digests: set[str] = set()
        self._by_age: deque[str] = deque()

    @property
    def now(self) -> datetime | None:
        """The time of the stream, None before the first article."""
        return sorted(self._clock)[len(self._clock) // 2] if self._clock else None

    def has_passed(self, at: datetime, window: timedelta) -> bool:
        """Whether the stream has left the window around a moment."""
        now = self.now
        return now is not None and abs(now - at) > window + LATENESS

    def __contains__(self, story: str) -> bool:
        """Whether a story can still grow."""
        return story in self._stories

    def __len__(self) -> int:
        """How many articles are held to compare others with."""
        return len(self._articles)

    def add(self, article: Article) -> Placed:
        """Find an article's story and hold what later articles are compared with. Ids must differ."""
        self._clock.append(article.at)
        self._forget()
        found, stock = self._candidates(article)
        decision = decide(article, found, stock=stock)
        story = self._begin(article) if decision.story is None else self._stories[decision.story]
        before = {story.id, *decision.merges}
        for other in decision.merges:
            story = self._merge(story, self._stories[other])
        took = decision.story is not None and takes_lead(article, story.lead)
        if took:
            story.lead = article
        story.last = max(story.last, article.at)
        if decision.represents or took:
            self._hold(article, story)
            if decision.digest:
                self._digests.add(article.id)
        merged = tuple(sorted(before - {story.id}))
        return Placed(story=story.id, decision=decision, took_lead=took, merged=merged)

    def current(self, story: str) -> str:
        """The id of a story now: another one, where it was merged."""
        while story in self._merged:
            story = self._merged[story]
        return story

    def lead(self, story: str) -> str | None:
        """The article that leads a story, None once the story has left the window."""
        held = self._stories.get(self.current(story))
        return held.lead.id if held else None

    def _candidates(self, article: Article) -> tuple[Sequence[Candidate], frozenset[int]]:
        samples = article.sketch.samples
        twin = self._by_key.get(article.sketch.key)
        found = select(samples, self._postings, self._story_of, twin=twin)
        candidates = [
            Candidate(story=self._story_of[one], article=self._articles[one], digest=one in self._digests)
            for one in found.articles
        ]
        return candidates, found.stock

    def _begin(self, article: Article) -> _Story:
        self._begun += 1
        story = _Story(id=article.id, number=self._begun, lead=article, last=article.at)
        self._stories[story.id] = story
        return story

    def _merge(self, one: _Story, other: _Story) -> _Story:
        """Put two stories into the one that is longer known: its id was given to more readers."""
        kept, gone = sorted((one, other), key=lambda story: story.number)
        if takes_lead(gone.lead, kept.lead):
            kept.lead = gone.lead
        kept.last = max(kept.last, gone.last)
        kept.representatives += gone.representatives
        for held in gone.representatives:
            self._story_of[held.id] = kept.id
        del self._stories[gone.id]
        self._merged[gone.id] = kept.id
        return kept

    def _hold(self, article: Article, story: _Story) -> None:
        self._articles[article.id] = article
        self._story_of[article.id] = story.id
        self._by_key.setdefault(article.sketch.key, article.id)
        story.representatives.append(article)
        self._by_age.append(article.id)
        for sample in article.sketch.samples:
            self._post(sample, article.id)
        if len(story.representatives) > MOST_REPRESENTATIVES:
            oldest = next(one for one in story.representatives if one is not story.lead)
            self._drop(oldest)

    def _post(self, sample: int, article: str) -> None:
        holders = self._postings.setdefault(sample, [])
        if len(holders) < MOST_HOLDERS:
            holders.append(article)

    def _drop(self, article: Article) -> None:
        """Forget an article; the last one takes its story with it."""
        del self._articles[article.id]
        self._digests.discard(article.id)
        story = self._stories[self._story_of.pop(article.id)]
        story.representatives.remove(article)
        if not story.representatives:
            del self._stories[story.id]
        if self._by_key.get(article.sketch.key) == article.id:
            del self._by_key[article.sketch.key]
        for sample in article.sketch.samples:
            holders = self._postings[sample]
            if article.id in holders:
                holders.remove(article.id)
            if not holders:
                del self._postings[sample]

    def _forget(self) -> None:
        """Drop the articles that the stream has left behind, the first held first."""
        while self._by_age and len(self._articles) > HELD_ANYWAY:
            article = self._articles.get(self._by_age[0])
            if article is not None and not self.has_passed(article.at, article.window):
                return
            self._by_age.popleft()
            if article is not None:
                self._drop(article)
