"""A stream of pages of one source: each cleaned with what was learned from those before it, as the clean stage does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.clean import (
    Judged,
    SeenStory,
    Templates,
    examine_page,
    find_recurring_prose,
    learn_template,
    observe_story,
)
from pipeline.store.templates import LEARN_AFTER, WINDOW

SINCE = date(2026, 11, 1)


@dataclass(slots=True, kw_only=True)
class Stream:
    """What a source's pages taught so far; `others` are the sources whose lines count as carried by them too."""

    source: str
    stories: dict[object, SeenStory] = field(default_factory=dict)
    templates: Templates | None = None
    others: Sequence["Stream"] = ()
    unlearned: int = 0

    def clean(self, page: str) -> Sequence[Judged]:
        """The judgement on the blocks of the next page, which is learned from afterwards."""
        blocks = examine_page(page, url=f"https://{self.source}/a", templates=self.templates).blocks
        seen = observe_story(blocks)
        if seen is not None and seen.key not in self.stories:
            self.stories[seen.key] = seen
            self.unlearned += 1
            if self.unlearned * LEARN_AFTER >= len(self.stories):
                self._learn()
        return blocks

    def _learn(self) -> None:
        self.unlearned = 0
        for key in list(self.stories)[: len(self.stories) - WINDOW]:
            del self.stories[key]
        window = list(self.stories.values())
        carriers = self._carriers(find_recurring_prose(window))
        self.templates = learn_template(self.source, window, since=SINCE, carriers=carriers, before=self.templates)

    def _carriers(self, lines: frozenset[str]) -> Mapping[str, int]:
        return {line: sum(stream.carries(line) for stream in (self, *self.others)) for line in lines}

    def carries(self, line: str) -> bool:
        """Whether any of its stories has the line."""
        return any(line == one.line for story in self.stories.values() for one in story.lines)
