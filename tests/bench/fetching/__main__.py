"""`python -m bench.fetching [--fetches N]`: what a fetch costs us and Scrapy, one process each, on the same site.

200 hosts on loopback, 100 ms until each answer. CPU is the fetching process's own, per page.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.fetching.workers import WORKERS

from pipeline.embedded import EmbeddedValkey, free_port

_ROW = "{:<10} {:>9} {:>10} {:>12} {:>28}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.fetching", description=__doc__)
    parser.add_argument("--fetches", type=int, default=10_000)
    fetches = parser.parse_args().fetches
    port = free_port()
    with tempfile.TemporaryDirectory(dir="/var/tmp") as home, EmbeddedValkey(Path(home)) as broker:
        command = [sys.executable, "-m", "bench.fetching.site", str(port)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as site:
            try:
                assert site.stdout is not None
                site.stdout.readline()
                head = ("worker", "pages", "pages/s", "CPU ms/page", "MB at 10 %, 50 %, the end")
                sys.stdout.write(_ROW.format(*head) + "\n")
                for name in WORKERS:
                    _compare(name, port, fetches, broker.url)
            finally:
                site.terminate()


def _compare(name: str, port: int, fetches: int, broker_url: str) -> None:
    program = [sys.executable, "-W", "ignore", "-m", "bench.fetching.workers"]
    command = [*program, name, str(port), str(fetches), broker_url]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    costs = json.loads(done.stdout)
    answered = costs["answered"]
    memory = ", ".join(f"{one:.0f}" for one in costs["megabytes"])
    rate, cpu = f"{answered / costs['seconds']:.0f}", f"{1000 * costs['cpu'] / max(answered, 1):.2f}"
    sys.stdout.write(_ROW.format(name, f"{answered:,}", rate, cpu, memory) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
