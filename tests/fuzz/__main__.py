"""`python -m fuzz [SECONDS]`: pages and wire files damaged at random, until one breaks a promise.

A document that breaks one is written to the current folder, with its seed in its name.
"""

import random
import sys
import time
from pathlib import Path
from types import ModuleType

from fuzz import pages, wire_files
from fuzz.damage import damaged


def main() -> int:
    """Fuzz for the seconds given, a minute by default; 1 with the document on disk where a promise was broken."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    return max(_fuzz(pages, "html", seconds / 2), _fuzz(wire_files, "wire", seconds / 2))


def _fuzz(kind: ModuleType, suffix: str, seconds: float) -> int:
    kind.warm()
    seeds, number, end = kind.seeds(), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        dice = random.Random(number)
        document = damaged(dice, dice.choice(seeds), kind.PIECES)
        broken = kind.broken_promise(document)
        if broken:
            found = Path(f"fuzz-{number}.{suffix}")
            found.write_bytes(document)
            sys.stdout.write(f"{found}: {broken}\n")
            return 1
        number += 1
    sys.stdout.write(f"{number} damaged documents of {len(seeds)} ({suffix}) read, no promise broken\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
