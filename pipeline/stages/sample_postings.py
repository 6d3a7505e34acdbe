"""What is posted under the samples of a batch of articles: read at once, kept up on the way, written at the end."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from pipeline.stages.story_rows import signed, unsigned
from pipeline.store.stories import Turn
from pipeline.stories import LATENESS, MOST_HOLDERS, Article, Selection, select

__all__ = ["SamplePostings"]


class SamplePostings:
    """Finds the neighbours of articles. Ids of articles and stories are text, as in `pipeline.stories`."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._read: set[int] = set()
        self._holders: dict[int, list[str]] = defaultdict(list)
        self._story_of: dict[str, str] = {}
        # By sample in the end: rows that are written in the order of an index cost half.
        self._new: dict[tuple[int, int], date] = {}

    def read(self, articles: Sequence[Article]) -> None:
        """Read what is posted under the samples of these articles."""
        samples = {sample for one in articles for sample in one.sketch.samples} - self._read
        if not samples:
            return
        self._read |= samples
        for posted in self._turn.posted([signed(sample) for sample in samples]):
            holder = str(posted.article_id)
            self._holders[unsigned(posted.sample)].append(holder)
            self._story_of.setdefault(holder, str(posted.story_id))

    def near(self, article: Article) -> Selection:
        """The articles that are worth comparing with one."""
        return select(article.sketch.samples, self._holders, self._story_of)

    def story_of(self, article: str) -> str:
        """The story of an article that was found."""
        return self._story_of[article]

    def hold(self, article: Article, story_id: int) -> None:
        """Let later articles find this one. Its samples must have been read."""
        self._story_of[article.id] = str(story_id)
        day = (article.at + article.window + LATENESS).date()
        for sample in article.sketch.samples:
            if len(self._holders[sample]) < MOST_HOLDERS:
                self._holders[sample].append(article.id)
                self._new[signed(sample), int(article.id)] = day

    def drop(self, articles: Sequence[tuple[int, Sequence[int]]]) -> None:
        """Take back what was posted of articles, each with its samples as the database has them."""
        for article_id, samples in articles:
            for sample in samples:
                self._new.pop((sample, article_id), None)
                held = self._holders.get(unsigned(sample), [])
                if str(article_id) in held:
                    held.remove(str(article_id))
        self._turn.unpost(
            [article_id for article_id, _ in articles], [sample for _, samples in articles for sample in samples]
        )

    def merge(self, gone: int, kept: int) -> None:
        """Give the articles of one story to another."""
        for holder, story in self._story_of.items():
            if story == str(gone):
                self._story_of[holder] = str(kept)

    def write(self) -> None:
        """Write what is posted anew."""
        self._turn.post([(sample, article_id, day) for (sample, article_id), day in sorted(self._new.items())])
        self._new.clear()
