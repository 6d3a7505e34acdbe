"""`python -m faults.press HOST PORT STORIES EDITIONS`: the site of the fault suite for other machines to visit."""

import signal
import sys

from faults.edition import Edition, an_edition, together
from faults.site import Site


def editions(*, host: str, stories: int, count: int) -> list[Edition]:
    """So many editions of so many stories each, none of which is in two of them."""
    return [an_edition(stories=stories, first=number * stories, hosts=[host]) for number in range(count)]


def main() -> None:
    """Serve all editions until a signal comes."""
    host, port, stories, count = sys.argv[1], *map(int, sys.argv[2:])
    everything = together(editions(host=host, stories=stories, count=count))
    with Site(everything, port=port, listen=["0.0.0.0"]):
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
