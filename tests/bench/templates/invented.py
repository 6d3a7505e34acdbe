"""Invented news: words, sentences and stories of no language, the same for the same seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

_OPENINGS = ("b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "sk", "kr", "pl")
_VOWELS = ("a", "e", "i", "o", "u", "aa", "ei", "ou", "ia")
_CLOSINGS = ("", "", "l", "n", "r", "s", "t", "m", "nd", "rk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as written: what a cleaner has to give back, paragraph by paragraph."""

    title: str
    paragraphs: Sequence[str]


def seeded(number: int) -> Random:
    """The same invention for the same number."""
    return Random(number)


def word(random: Random) -> str:
    """One word of two or three syllables."""
    syllables = (
        random.choice(_OPENINGS) + random.choice(_VOWELS) + random.choice(_CLOSINGS)
        for _ in range(random.choice((2, 3)))
    )
    return "".join(syllables)


def vocabulary(random: Random, size: int = 3_000) -> Sequence[str]:
    """The words of one language."""
    return sorted({word(random) for _ in range(size)})


def sentence(random: Random, words: Sequence[str], *, least: int = 14, most: int = 30) -> str:
    """A sentence; frequent words come first in the list, as in any language."""
    count = random.randint(least, most)
    chosen = [words[int(len(words) * random.random() ** 3)] for _ in range(count)]
    chosen[count // 2] += ","
    return " ".join(chosen).capitalize() + "."


def paragraph(random: Random, words: Sequence[str]) -> str:
    """One to three sentences."""
    return " ".join(sentence(random, words) for _ in range(random.randint(1, 3)))


def story(random: Random, words: Sequence[str]) -> Story:
    """A story of five to twelve paragraphs, no two alike."""
    title = sentence(random, words, least=5, most=9).rstrip(".")
    return Story(title=title, paragraphs=[paragraph(random, words) for _ in range(random.randint(5, 12))])
