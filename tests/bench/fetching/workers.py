"""`python -m bench.fetching.workers NAME PORT FETCHES BROKER_URL`: one process that fetches, and what it cost.

Prints a line of JSON: fetches answered with a page, seconds, seconds of CPU, and memory in MB at a tenth, at half and
at the end of the work.
"""

import json
import logging
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

from bench.fetching.site import HOSTS

from pipeline.fetch import Budget, HostGate, Limits, Request, fetch_all
from pipeline.model import Answer

_BATCH = 50
# As many at once as the batch has, so that the peers' 200 in flight are no advantage of ours.
_IN_FLIGHT = 200


def addresses(port: int, fetches: int) -> Iterator[str]:
    """So many addresses, host after host."""
    return (f"http://{HOSTS[number % len(HOSTS)]}:{port}/story/{number}" for number in range(fetches))


class Costs:
    """What this process has cost since its begin."""

    def __init__(self, fetches: int) -> None:
        self._marks = iter((fetches // 10, fetches // 2, fetches))
        self._next = next(self._marks)
        self._begun, self._cpu = time.perf_counter(), _cpu()
        self.answered = 0
        self.megabytes: list[float] = []

    def answer(self) -> None:
        """Count a page."""
        self.answered += 1
        if self.answered == self._next:
            self.megabytes.append(_memory())
            self._next = next(self._marks, -1)

    def told(self) -> str:
        """The line of JSON."""
        costs = {
            "answered": self.answered,
            "seconds": time.perf_counter() - self._begun,
            "cpu": _cpu() - self._cpu,
            "megabytes": self.megabytes,
        }
        return json.dumps(costs)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def newswire(port: int, fetches: int, broker_url: str) -> Costs:
    """Batches as the fetch tasks get them, each admitted by the host budget."""
    limits = Limits(allow_private_addresses=True)
    gate = HostGate(broker_url, budget=Budget(spacing=timedelta(milliseconds=1)))
    costs, urls = Costs(fetches), addresses(port, fetches)
    while batch := list(islice(urls, _BATCH)):
        for answer in fetch_all([Request(url=url) for url in batch], limits=limits, gate=gate):
            if isinstance(answer, Answer) and answer.status == 200 and answer.body:
                costs.answer()
    return costs


def scrapy(port: int, fetches: int, _: str) -> Costs:
    """Scrapy with the same in flight and nothing that we do not do."""
    from scrapy import Spider
    from scrapy.crawler import CrawlerProcess
    from scrapy.http import Response

    costs = Costs(fetches)

    class Press(Spider):
        name = "press"
        start_urls = list(addresses(port, fetches))  # noqa: RUF012 - Scrapy declares it so

        def parse(self, response: Response) -> None:
            if response.status == 200 and response.body:
                costs.answer()

    settings = {
        "CONCURRENT_REQUESTS": _IN_FLIGHT,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 2,
        "ROBOTSTXT_OBEY": False,
        "COOKIES_ENABLED": False,
        "RETRY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_ENABLED": False,
        "DOWNLOAD_DELAY": 0,
    }
    process = CrawlerProcess(settings, install_root_handler=False)
    process.crawl(Press)
    process.start()
    return costs


WORKERS: dict[str, Callable[[int, int, str], Costs]] = {"newswire": newswire, "scrapy": scrapy}

if __name__ == "__main__":
    logging.disable(logging.INFO)
    sys.stdout.write(WORKERS[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]).told() + "\n")
