"""NewsML-G2 documents a second: our reader and the IPTC's own, `newsmlg2`, on the same documents in the same run."""

import logging
import sys
import time
from collections.abc import Callable, Sequence

from bench.wire.corpus import Labelled

from pipeline.sources.wire import read_wire

_FORMAT = "newsml-g2"
_LEAST_A_SECOND = 2_000
_ROUNDS = 5


def compare_speed(documents: Sequence[Labelled]) -> int:
    """Print both; 1 where ours is below the bar."""
    bodies = [one.data for one in documents if one.format == _FORMAT]
    if not bodies:
        return 0
    ours = max(_documents_a_second(read_wire, bodies) for _ in range(_ROUNDS))
    theirs = _of_the_peer(bodies)
    sys.stdout.write(f"NewsML-G2 documents a second: newswire {ours:,.0f}, newsmlg2 {theirs}\n")
    return int(ours < _LEAST_A_SECOND)


def _documents_a_second(read: Callable[[bytes], object], bodies: Sequence[bytes]) -> float:
    begun = time.process_time()
    for body in bodies:
        read(body)
    return len(bodies) / (time.process_time() - begun)


def _of_the_peer(bodies: Sequence[bytes]) -> str:
    try:
        from NewsMLG2 import NewsMLG2Document
    except ImportError:
        return "is not installed"
    failed = 0

    def read(body: bytes) -> None:
        nonlocal failed
        try:
            NewsMLG2Document(body)
        except Exception:  # noqa: BLE001 - a peer fails as it likes
            failed += 1

    logging.disable(logging.WARNING)  # a line for each catalog that it does not fetch
    speed = _documents_a_second(read, bodies)
    logging.disable(logging.NOTSET)
    return f"{speed:,.0f} and {failed} of {len(bodies)} not read"
