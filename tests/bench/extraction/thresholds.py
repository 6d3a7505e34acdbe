"""`python -m bench.extraction.thresholds ROOM FOLDER…`: how much each threshold of a room of the cleaner matters.

Varies one number at a time, by a quarter down and up, and prints for both F1 on labelled pages, and of how many pages
and flattened texts the article changes, in any field. A threshold whose F1 falls on both sides is set where the pages
want it; one that changes no article is a guard for pages that are not labelled.
ROOM is a folder of `pipeline/clean`, such as `main_content`.
"""

import argparse
import gc
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from pathlib import Path
from types import ModuleType

from bench.extraction.corpus import Page, pages
from bench.extraction.measure import closeness, mean_closeness
from bench.extraction.same_output import flattened

from pipeline.clean import clean_page, clean_text
from pipeline.model import CleanArticle

_STEP = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the cleaner makes of the sample: F1, and the article of each page and of its flattened text."""

    f1: float
    articles: Sequence[CleanArticle]

    def beside(self, base: "Result") -> str:
        """How much F1 and how many articles differ from those of `base`."""
        changed = sum(1 for one, other in zip(self.articles, base.articles, strict=True) if one != other)
        return f"{self.f1 - base.f1:+.4f} {changed:>4}"


def constants(room: str) -> Iterator[tuple[ModuleType, str, int | float]]:
    """The numbers that a room's modules define, each with its module and name."""
    package = importlib.import_module(f"pipeline.clean.{room}")
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{found.name}")
        lines = re.findall(r"^[A-Z_, ]+(?= =)", Path(module.__file__ or "").read_text("utf-8"), re.MULTILINE)
        names = {name for line in lines for name in re.split(r"\W+", line) if name}
        for name in sorted(names):
            value = getattr(module, name, None)
            if isinstance(value, int | float) and "REMEMBERED" not in name:
                yield module, name, value


def cleaned(sample: Sequence[Page]) -> Result:
    """What the cleaner makes of the sample as it is set now."""
    of_pages = [clean_page(page.html, url=page.url) for page in sample]
    of_texts = [clean_text(flattened(page)) for page in sample]
    close = [closeness(article.text, page.truths) for article, page in zip(of_pages, sample, strict=True)]
    return Result(f1=mean_closeness(close).f1, articles=[*of_pages, *of_texts])


def varied(module: ModuleType, name: str, value: float, sample: Sequence[Page]) -> Result:
    """What the cleaner makes of the sample with one number changed."""
    before = getattr(module, name)
    setattr(module, name, value)
    forget()
    try:
        return cleaned(sample)
    finally:
        setattr(module, name, before)
        forget()


def forget() -> None:
    """Empty the caches of results. Those without a bound hold tables, which no threshold changes."""
    for found in gc.get_objects():
        if isinstance(found, _lru_cache_wrapper) and found.cache_parameters()["maxsize"] is not None:
            found.cache_clear()


def steps(value: int | float) -> tuple[int | float, int | float]:
    """A quarter less and a quarter more; whole numbers by one at least."""
    if isinstance(value, int):
        step = max(1, round(abs(value) * _STEP))
        return value - step, value + step
    return value * (1 - _STEP), value * (1 + _STEP)


def main() -> int:
    """Print one line for each threshold; exit 1 without pages."""
    parser = argparse.ArgumentParser(prog="bench.extraction.thresholds", description=__doc__)
    parser.add_argument("room")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=60, help="pages of each folder")
    given = parser.parse_args()
    sample = [page for folder in given.folders for page in list(pages(folder))[: given.most]]
    if not sample:
        return 1
    base = cleaned(sample)
    sys.stdout.write(f"{len(sample)} pages, F1 {base.f1:.4f}; with less and with more: F1, articles changed\n")
    for module, name, value in constants(given.room):
        less, more = (varied(module, name, step, sample).beside(base) for step in steps(value))
        where = f"{module.__name__.rpartition('.')[2]}.{name}"
        sys.stdout.write(f"{where:55} {value!s:>8}   {less}   {more}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
