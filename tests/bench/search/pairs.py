"""The list of articles and queries: what must be found, and what must not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).with_name("pairs.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A query and the article that it finds, or that it must not find."""

    language: str
    article: str
    query: str
    hits: bool


def pairs() -> Sequence[Pair]:
    """Every pair of the list."""
    return list(_read(_FILE.read_text(encoding="utf-8").splitlines()))


def _read(lines: Sequence[str]) -> Iterator[Pair]:
    language = article = ""
    for line in lines:
        sign, _, rest = line.partition(" ")
        if sign == "#" and len(rest) == 2:
            language = rest
        elif sign == "=":
            article = rest
        elif sign in {"+", "-"}:
            yield Pair(language=language, article=article, query=rest, hits=sign == "+")
