"""`python -m bench.extraction.thresholds ROOM FOLDER…`: how much each threshold of a room of the cleaner matters.

Varies one number at a time, by a quarter down and up, and prints F1 on labelled pages for both. A threshold whose F1
falls on both sides is set where the pages want it; one that changes nothing is a guard for pages that are not labelled.
ROOM is a folder of `pipeline/clean`, such as `main_content`.
"""

import argparse
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from bench.extraction.corpus import Page, pages
from bench.extraction.measure import closeness, mean_closeness

from pipeline.clean import clean_page

_STEP = 0.25
_NOISE = 0.0005  # smaller differences of F1 are those of a line or two


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


def f1(sample: Sequence[Page]) -> float:
    """F1 of the cleaner as it is set now."""
    return mean_closeness([closeness(clean_page(page.html, url=page.url).text, page.truths) for page in sample]).f1


def varied(module: ModuleType, name: str, value: float, sample: Sequence[Page]) -> float:
    """F1 with one number changed."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        return f1(sample)
    finally:
        setattr(module, name, before)


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
    base = f1(sample)
    sys.stdout.write(f"{len(sample)} pages, F1 {base:.4f}\n")
    for module, name, value in constants(given.room):
        less, more = (varied(module, name, step, sample) - base for step in steps(value))
        verdict = "" if max(abs(less), abs(more)) >= _NOISE else "  changes nothing here"
        where = f"{module.__name__.rpartition('.')[2]}.{name}"
        sys.stdout.write(f"{where:55} {value!s:>8} {less:+.4f} {more:+.4f}{verdict}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
