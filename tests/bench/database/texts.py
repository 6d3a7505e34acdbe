"""Invented articles for a database of any size: the n-th one is the same in every run.

Six languages with vocabularies of 40,000 words whose frequencies fall as Zipf's law says, and two that write no blanks.
A body of 3 to 8 kB is made of paragraphs of a stock, and one of names and numbers, two million in a language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from uuid import NAMESPACE_URL, uuid5

from pipeline.model import CleanArticle, EntryId, Precision, Removed, RemovedKind
from pipeline.store.articles import Article

END = datetime(2026, 11, 28, tzinfo=UTC)
SPAN = timedelta(days=360)  # twelve partitions, as a year of news has
SOURCES = 500
FEEDS = 10_000
_VOCABULARY = 40_000
_STOCK = 6_000
_PARAGRAPH_BYTES = 520
_LATIN = (("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl", "br", "ch"), "aeiou")
_CYRILLIC = (("б", "в", "г", "д", "к", "л", "м", "н", "п", "р", "с", "т", "ст", "тр", "пр"), "аеиоу")
_HAN = "".join(map(chr, range(0x4E00, 0x5B00)))
_KANA = "".join(map(chr, range(0x3042, 0x3094)))

# Shares in per cent. Where PostgreSQL has no dictionary ("und" is none of ours) words stand as they are.
SHARES: Mapping[str, int] = {"en": 45, "de": 15, "es": 13, "fr": 12, "ru": 12, "zh": 2, "ja": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Words, the most frequent first, and the paragraphs that bodies are made of."""

    code: str
    words: Sequence[str]
    paragraphs: Sequence[str]


@cache
def language(code: str) -> Language:
    """One of `SHARES`."""
    random = Random(f"newswire {code}")
    words = _characters(random, code) if code in {"zh", "ja"} else _words(random, code)
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(words))))
    between = "" if code in {"zh", "ja"} else " "
    length = _PARAGRAPH_BYTES // (len(between) + sum(len(word.encode()) for word in words[:500]) // 500)
    paragraphs = [
        between.join(random.choices(words, cum_weights=weights, k=random.randint(length // 2, length * 3 // 2)))
        for _ in range(_STOCK)
    ]
    return Language(code=code, words=words, paragraphs=paragraphs)


def _words(random: Random, code: str) -> Sequence[str]:
    consonants, vowels = _CYRILLIC if code == "ru" else _LATIN
    made: dict[str, None] = {}
    while len(made) < _VOCABULARY:
        syllables = random.choice((1, 2, 2, 3, 3, 4)) if len(made) > 100 else 2
        word = "".join(random.choice(consonants) + random.choice(vowels) for _ in range(syllables))
        made.setdefault(word + random.choice(("", *consonants[:8])))
    return list(made)


def _characters(random: Random, code: str) -> Sequence[str]:
    signs = list(_HAN if code == "zh" else _KANA * 8 + _HAN[:1_500])
    random.shuffle(signs)
    return signs


def moment(n: int, *, of: int) -> datetime:
    """When the n-th of so many articles was fetched; those beyond arrive at the end."""
    return END - SPAN + SPAN * min(n / of, 1) + timedelta(milliseconds=n)


def rare_token(n: int) -> str:
    """A word of the n-th article that stands nowhere else."""
    return f"zq{n}x"


def article(n: int, *, of: int, version: int = 0) -> Article:
    """The n-th of so many articles; another version of it is other text, fetched later."""
    random = Random(n)
    words = language(random.choices(list(SHARES), weights=list(SHARES.values()))[0])
    title = f"{' '.join(random.choices(words.words[:5_000], k=7))} {n}".capitalize()
    names = " ".join(f"{random.choice(words.words[:2_000])}{random.randrange(1_000)}" for _ in range(25))
    body = [*random.sample(words.paragraphs, random.randint(5, 15)), f"{names} {rare_token(n)}"]
    url = f"https://news{n % SOURCES}.example/{words.code}/{n // 1000}/{words.words[n % 1000]}-{n}"
    at = moment(n, of=of)
    clean = CleanArticle(
        title=title,
        summary=body[0][:200],
        paragraphs=tuple(body),
        language=words.code,
        byline="By Nora Tasker",
        authors=("Nora Tasker",),
        agency="EFE" if n % 5 == 0 else None,
        keywords=tuple(random.choices(words.words[:2_000], k=4)),
        published=at - timedelta(minutes=random.randint(1, 600)),
        published_precision=Precision.SECOND,
        removed=(Removed(text="Related Articles", kind=RemovedKind.RELATED, reason="heading of a list", line=30),),
        provenance={"title": "json-ld+og:title, sure", "published": "json-ld, sure", "body": "page, likely"},
        cleaner_version="bench",
    )
    if version:
        clean = replace(clean, paragraphs=(*body[:-1], f"Version {version}: {names}", body[-1]))
    return Article(
        entry_id=EntryId(n + 1),
        # Of the number, not of the text: all texts differ, and the real keys cost more than the rest of the invention.
        url_key=uuid5(NAMESPACE_URL, f"{n}"),
        content_key=uuid5(NAMESPACE_URL, f"{n} {version}"),
        source_id=n % SOURCES + 1,
        feed_id=n % FEEDS + 1,
        url=url,
        canonical_url=url,
        guid=url,
        first_seen_at=at,
        fetched_at=at + timedelta(hours=version),
        clean=clean,
    )
