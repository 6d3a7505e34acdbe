"""Serve the sample newswire until interrupted, and say where its feeds are."""

import argparse
import signal
import sys
import threading

from pipeline.demo.site import SampleSite


def main() -> None:
    """Serve until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.demo.site", description=__doc__)
    parser.add_argument("--port", type=int, default=8088, help="port to listen on; 0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1", help="name to listen on and to be linked by")
    given = parser.parse_args()
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with SampleSite(host=given.host, port=given.port) as site:
        where = [f"{site.url}/ (a POST to {site.url}/edition turns to the next edition)", *site.feed_urls]
        sys.stdout.write("\n".join(where) + "\n")
        sys.stdout.flush()
        stopped.wait()


if __name__ == "__main__":
    main()
