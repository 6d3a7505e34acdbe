"""Articles to load in quantity."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from builders import NOON, a_clean_article, an_article

from pipeline.model import EntryId
from pipeline.store import Store
from pipeline.store.articles import Article
from pipeline.stories import content_key
from pipeline.urls import url_key

_WORDS = "harbour council breakwater storm ferry treaty glacier market strike election bridge museum"


class Press:
    """Makes articles of invented words; the same seed gives the same texts."""

    def __init__(self, store: Store, *, seed: int) -> None:
        self._chance = random.Random(seed)
        self._words = _WORDS.split()
        self._proof = an_article(store)

    def article(self, n: int, *, url: str, paragraphs: int, words: int = 30) -> Article:
        """The article with this number, fetched so many seconds after noon."""
        texts: Sequence[str] = [" ".join(self._chance.choices(self._words, k=words)) for _ in range(paragraphs)]
        clean = a_clean_article(title=f"Text {n}", paragraphs=tuple(texts))
        return replace(
            self._proof,
            entry_id=EntryId(n),
            url_key=url_key(url),
            content_key=content_key(clean.title, clean.text),
            url=url,
            canonical_url=url,
            fetched_at=NOON + timedelta(seconds=n),
            clean=clean,
        )
