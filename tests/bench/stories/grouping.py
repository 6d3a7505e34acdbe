"""The groupings that are compared: newswire's, MinHash LSH as datasketch does it, and equal texts."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import timedelta
from hashlib import sha256

from bench.stories.stream import Item
from datasketch import MinHash, MinHashLSH

from pipeline.stories import MOST_HOLDERS, Article, Claim, StoryWindow, select, sketch

_WORDS = re.compile(r"[\u4e00-\u9fff]|[^\W_]+")


def by_newswire(items: Sequence[Item]) -> Mapping[str, str]:
    """Each article's story, merged stories under the id that they have in the end."""
    window = StoryWindow()
    found = {}
    for item in items:
        claim = Claim(article=item.id, at=item.at, source=item.source)
        article = Article(sketch=sketch(item.text, item.language, title=item.title), claim=claim)
        found[item.id] = window.add(article).story
    return {article: window.current(story) for article, story in found.items()}


def sketched_and_looked_up(items: Sequence[Item]) -> int:
    """Sketch each article, find its candidates in an index of all before it and post it; how many candidates."""
    postings: dict[int, list[str]] = {}
    story_of = {item.id: item.id for item in items}
    found = 0
    for item in items:
        samples = sketch(item.text, item.language, title=item.title).samples
        found += len(select(samples, postings, story_of).articles)
        for sample in samples:
            holders = postings.setdefault(sample, [])
            if len(holders) < MOST_HOLDERS:
                holders.append(item.id)
    return found


def by_equal_text(items: Sequence[Item]) -> Mapping[str, str]:
    """Articles of the same words within 72 hours, by their SHA-256."""
    seen: dict[bytes, tuple[str, Item]] = {}
    found = {}
    for item in items:
        key = sha256(" ".join(_words(item.text)).encode()).digest()
        story, first = seen.get(key, (item.id, item))
        if item.at - first.at > timedelta(hours=72):
            story, first = item.id, item
        seen[key] = story, first
        found[item.id] = story
    return found


def by_minhash(items: Sequence[Item], *, threshold: float = 0.5) -> Mapping[str, str]:
    """MinHash of 128 permutations over 5-word shingles, an LSH index, Jaccard from `threshold` on, within 72 hours."""
    index = MinHashLSH(threshold=threshold, num_perm=128)
    hashes: dict[str, tuple[Item, MinHash]] = {}
    found: dict[str, str] = {}
    for item in items:
        own = MinHash(num_perm=128)
        own.update_batch([shingle.encode() for shingle in _shingles(item.text)])
        near = [hashes[key] for key in index.query(own)]
        near = [one for one in near if item.at - one[0].at <= timedelta(hours=72) and own.jaccard(one[1]) >= threshold]
        best = max(near, key=lambda one: (own.jaccard(one[1]), one[0].id), default=None)
        found[item.id] = found[best[0].id] if best else item.id
        hashes[item.id] = item, own
        index.insert(item.id, own)
    return found


def _words(text: str) -> list[str]:
    return _WORDS.findall(unicodedata.normalize("NFKC", text).lower())


def _shingles(text: str) -> set[str]:
    words = _words(text)
    return {" ".join(words[n : n + 5]) for n in range(max(1, len(words) - 4))}
