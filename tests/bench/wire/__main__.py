"""`python -m bench.wire [FOLDER] [--failures] [--only FORMAT]`: our readers of wire files on labelled documents.

For each format the share of the labels' fields that are right, the asserts of the documents' sources, the time of the
slowest document, and NewsML-G2 beside the IPTC's own reader `newsmlg2` in the same run.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench.wire.asserting import asserted
from bench.wire.corpus import Labelled, labelled
from bench.wire.expected import expected_items
from bench.wire.judging import judged
from bench.wire.speed import compare_speed

from pipeline.errors import NotParsable
from pipeline.sources.wire import read_wire
from pipeline.wire_item import WireItem

_FOLDER = Path(__file__).parents[4] / "shared" / "data" / "wire"
_LEAST_RIGHT = 0.98
_LEAST_ASSERTS = 0.90
_SLOWEST = 0.1  # seconds for a document
_ROW = "{:<20} {:>5} {:>14} {:>8} {:>14} {:>8} {:>9} {:>9}\n"


class Score:
    """What came of the documents of one format."""

    def __init__(self) -> None:
        self.documents = 0
        self.unread: list[str] = []
        self.asked: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.failures: list[str] = []
        self.asserts = self.asserts_right = 0
        self.refused: Counter[str] = Counter()
        self.slowest = 0.0

    def share(self) -> float:
        """Fields that are right, of those that the labels know."""
        return self.right.total() / self.asked.total() if self.asked else 1.0


def main() -> int:
    """Print the table, and with --failures each field that is wrong; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.wire", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=_FOLDER)
    parser.add_argument("--failures", action="store_true", help="list each field and assert that is wrong or refused")
    parser.add_argument("--only", default="", help="formats that begin so")
    arguments = parser.parse_args()
    if not (arguments.folder / "expectations.json").exists():
        sys.stderr.write(f"{arguments.folder}: no expectations.json here; name a folder of labelled wire files\n")
        return 1
    documents = [one for one in labelled(arguments.folder) if one.format.startswith(arguments.only)]
    scores: dict[str, Score] = defaultdict(Score)
    for document in documents:
        _score(document, scores[document.format])
    return 1 if _report(scores, failures=arguments.failures) + compare_speed(documents) else 0


def _score(document: Labelled, score: Score) -> None:
    score.documents += 1
    begun = time.process_time()
    try:
        items: Sequence[object] = read_wire(document.data).items
    except NotParsable as error:
        items = ()
        score.unread.append(f"{document.name}: {error}")
    score.slowest = max(score.slowest, time.process_time() - begun)
    read = [one if isinstance(one, WireItem) else None for one in items]
    for index, expected in enumerate(expected_items(document.format, document.expected)):
        for field, is_right, wanted, found in judged(expected, read[index] if index < len(read) else None):
            score.asked[field] += 1
            score.right[field] += is_right
            if not is_right:
                score.failures.append(f"{document.name} [{index}] {field}: wanted {wanted!r:.300} got {found!r:.300}")
    for path, holds, wanted, found in asserted(document, read):
        if holds is None:
            score.refused[f"{path.partition('.')[0]}: {found}"] += 1
            continue
        score.asserts += 1
        score.asserts_right += holds
        if not holds:
            score.failures.append(f"{document.name} assert {path}: wanted {wanted!r:.300} got {found!r:.300}")


def _report(scores: dict[str, Score], *, failures: bool) -> int:
    """Print the scores; how many bars were missed."""
    sys.stdout.write(_ROW.format("format", "docs", "fields right", "share", "asserts", "share", "refused", "slowest"))
    missed = 0
    for name, score in sorted(scores.items()):
        held = score.asserts_right / score.asserts if score.asserts else 1.0
        fields = f"{score.right.total()}/{score.asked.total()}"
        of_asserts = f"{score.asserts_right}/{score.asserts}"
        shares = (
            f"{score.share():.4f}",
            of_asserts,
            f"{held:.3f}",
            score.refused.total(),
            f"{1000 * score.slowest:.1f} ms",
        )
        sys.stdout.write(_ROW.format(name, score.documents, fields, *shares))
        missed += (score.share() < _LEAST_RIGHT) + (score.slowest > _SLOWEST)
    asserts = sum(score.asserts for score in scores.values())
    right = sum(score.asserts_right for score in scores.values())
    share = right / asserts if asserts else 1.0
    sys.stdout.write(f"asserts of the sources: {right} of {asserts} right, {share:.3f}\n")
    for name, score in sorted(scores.items()):
        wrong = {
            field: asked - score.right[field] for field, asked in score.asked.items() if asked > score.right[field]
        }
        sys.stdout.write(f"{name}: wrong fields {wrong or 'none'}; not read {len(score.unread)}\n")
        if failures:
            refused = [f"refused {times} times, {reason}" for reason, times in score.refused.most_common()]
            sys.stdout.writelines(f"  {line}\n" for line in (*score.unread, *score.failures, *refused))
    return missed + (share < _LEAST_ASSERTS)


if __name__ == "__main__":
    sys.exit(main())
