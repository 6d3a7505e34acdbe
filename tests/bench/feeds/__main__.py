"""`python -m bench.feeds [FOLDER] [--worst N]`: our feed parser beside its peers on labelled documents.

Shares of documents that each reads right: the number of entries, first title, first link, first published instant (of
those that carry a zone), and the number of entries of documents that are not well-formed XML.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from bench.feeds.corpus import Labelled, labelled
from bench.feeds.judging import judged
from bench.feeds.readers import READERS, Reading

_FOLDER = Path(__file__).parents[4] / "shared" / "data" / "feeds"
_QUESTIONS = ("entries", "title", "link", "published", "malformed")
_ROW = "{:<16}" + " {:>16}" * len(_QUESTIONS) + " {:>9} {:>10}"
_TIME_LIMIT = 5.0  # seconds for a document


def main() -> int:
    """Print the table, and which documents we read wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.feeds", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=_FOLDER)
    parser.add_argument("--worst", type=int, default=40, help="how many documents that we read wrong are listed")
    arguments = parser.parse_args()
    if not (arguments.folder / "expectations.json").exists():
        sys.stderr.write(f"{arguments.folder}: no expectations.json here; name a folder of labelled feeds\n")
        return 1
    documents = list(labelled(arguments.folder))
    sys.stdout.write(f"{len(documents):,} documents in {arguments.folder}\n")
    sys.stdout.write(_ROW.format("parser", *_QUESTIONS, "ms/doc", "slowest s") + "\n")
    wrong: list[str] = []
    for name in READERS:
        _compare(name, documents, wrong if name == "newswire" else [])
    sys.stdout.write("\n".join(["", f"read wrong by newswire: {len(wrong)}", *wrong[: arguments.worst], ""]))
    return 0


def _compare(name: str, documents: list[Labelled], wrong: list[str]) -> None:
    asked: Counter[str] = Counter()
    right: dict[str, int] = defaultdict(int)
    total = slowest = 0.0
    for document in documents:
        begun = time.perf_counter()
        reading = READERS[name](document)
        took = time.perf_counter() - begun
        total, slowest = total + took, max(slowest, took)
        missed = []
        for question, is_right in judged(document, reading):
            asked[question] += 1
            right[question] += is_right
            if not is_right:
                missed.append(question)
        if missed or took > _TIME_LIMIT:
            wrong.append(_told(document, reading, missed, took))
    shares = [f"{right[q] / asked[q]:.2%} of {asked[q]}" if asked[q] else "-" for q in _QUESTIONS]
    times = (f"{1000 * total / len(documents):.2f}", f"{slowest:.2f}")
    sys.stdout.write(_ROW.format(name, *shares, *times) + "\n")
    sys.stdout.flush()


def _told(document: Labelled, reading: Reading, missed: list[str], took: float) -> str:
    wanted = {"entries": document.entries, **document.first, "published": document.published}
    found = {q: getattr(reading, "entries" if q == "malformed" else q) for q in missed}
    slow = f" {took:.1f} s" if took > _TIME_LIMIT else ""
    path = "/".join(document.path.parts[-4:])
    return (
        f"{path} ({document.format}){slow}: wanted { {q: wanted.get(q, document.entries) for q in missed} } got {found}"
    )


if __name__ == "__main__":
    sys.exit(main())
