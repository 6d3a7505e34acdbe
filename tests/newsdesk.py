"""A desk that loads invented articles, groups them into stories and reads them as a reader of newswire_v1 does."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from builders import NOON, a_clean_article, an_article, loaded

from pipeline.model import Precision
from pipeline.stages.group import group_articles
from pipeline.store import Store

FERRY = (
    "HALDEN, Nov 20 (EFE).- The night ferry to Orle left the harbour at nine on Friday with four hundred on board.",
    "It was the first crossing since the storm, which had kept the ship in port for three days and two long nights.",
    "The harbour office said that the timetable would be back to normal by the end of the week at the very latest.",
    "Nobody was hurt, the office said, and the damage to the landing stage would be repaired well before the winter.",
    "Islanders had gone without fresh bread since Tuesday, and the shop had sold the last of its milk on Wednesday.",
)
BUDGET = (
    "Parliament passed the budget for the coming year after a debate of eleven hours, with a majority of two votes.",
    "The minister of finance called the result narrow but clear and thanked the members who had changed sides.",
    "Schools receive a tenth more than this year, while the money for new roads is cut to half of what was asked.",
    "Opposition leaders announced that they would take the matter to the constitutional court within the month.",
)
LEAD = ("Travellers from our town were among the first to step on board, and many had waited since the early morning.",)


class Desk:
    """Loads articles and groups them; knows them by name."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.ids: dict[str, int] = {}
        self.loads = 0

    def load(self, name: str, *paragraphs: str, at: datetime = NOON, **said: Any) -> None:
        """Load an article of that name, a new revision where there is one.

        `at` is when it appeared, `said` what else its page says (fields of CleanArticle).
        """
        clean = a_clean_article(title=f"Headline of {name}", paragraphs=paragraphs)
        self.loads += 1
        article = an_article(
            self.store,
            entry_id=self.ids.setdefault(name, len(self.ids) + 1),
            url=f"https://{name}.example/story",
            clean=replace(clean, **{"published": at, "published_precision": Precision.SECOND, **said}),
            fetched_at=NOON + timedelta(days=1, seconds=self.loads),
        )
        source_id = self.store.articles.source_id(slug=f"{name}.example", name=name.title())
        first_seen_at = max(at, NOON + timedelta(days=1))
        loaded(self.store, replace(article, source_id=source_id, first_seen_at=first_seen_at))

    def group(self) -> None:
        while group_articles(self.store):
            pass

    def read(self, statement: str) -> list[tuple[Any, ...]]:
        with self.store.transaction() as connection:
            connection.execute("SET LOCAL ROLE newswire_reader")
            return connection.execute(statement.encode()).fetchall()

    def stories(self) -> list[set[str]]:
        """The articles of each story, by name."""
        rows = self.read(
            "SELECT story, split_part(split_part(a.url, '/', 3), '.', 1) FROM newswire_v1.story_article s "
            "JOIN newswire_v1.article a ON a.id = s.article ORDER BY 1"
        )
        found: dict[int, set[str]] = {}
        for story, name in rows:
            found.setdefault(story, set()).add(name)
        return sorted(found.values(), key=sorted)

    def relations(self) -> dict[str, str | None]:
        rows = self.read(
            "SELECT split_part(split_part(a.url, '/', 3), '.', 1), relation FROM newswire_v1.story_article s "
            "JOIN newswire_v1.article a ON a.id = s.article"
        )
        return dict(rows)

    def told(self) -> list[tuple[str, str | None]]:
        return self.read("SELECT kind, reason FROM newswire_v1.event WHERE kind = 'story' ORDER BY cursor")
