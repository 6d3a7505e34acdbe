"""What an export holds in memory, for few articles and for many."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.events.articles import Press

from pipeline.store import Store
from pipeline.store.articles import MAX_BATCH, load

_FEW = 1_000
_CHILD = """
import resource, sys
from pipeline.cli.commands import app
app(sys.argv[1:], standalone_mode=False)
sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))
"""


def report(url: str, rows: int) -> Iterator[str]:
    """Lines to print: each format, each number of articles, each in a process of its own."""
    store = Store(url)
    press = Press(store, seed=1)
    for first, last in ((0, _FEW), (_FEW, rows)):
        for start in range(first, last, MAX_BATCH):
            numbers = range(start, min(start + MAX_BATCH, last))
            batch = [press.article(n, url=f"https://e.example/{n}", paragraphs=8, words=90) for n in numbers]
            with store.transaction() as connection:
                load(connection, batch)
        for name in ("jsonl", "csv", "parquet"):
            yield f"{last:>7,} articles as {name:<8} {_exported(url, name)}"
    store.close()


def _exported(url: str, name: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        child = subprocess.run(
            [sys.executable, "-c", _CHILD, "export", "--format", name, "--out", folder],
            env=os.environ | {"NEWSWIRE_DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=True,
        )
        seconds = time.monotonic() - began
        size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
    return f"{size:7.1f} MB in {seconds:5.1f} s, at most {child.stderr.split()[-1]} MB of memory"
