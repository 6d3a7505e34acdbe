"""The hostile site, and limits short enough for it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from integration.fetch.hostile_site import HostileSite

from pipeline.errors import FetchFailed
from pipeline.fetch import Limits, Request, fetch_all
from pipeline.model import Answer

Fetch = Callable[[str], Answer | FetchFailed]

TIGHT = Limits(
    deadline=timedelta(seconds=0.5),
    patience=timedelta(seconds=2),
    wire_bytes=100_000,
    decoded_bytes=200_000,
    allow_private_addresses=True,
)


@pytest.fixture
def site() -> Iterator[HostileSite]:
    """A site of this test's own."""
    with HostileSite() as running:
        yield running


@pytest.fixture
def limits() -> Limits:
    """Limits for the site: half a second, a hundred kilobytes, loopback allowed."""
    return TIGHT


@pytest.fixture
def fetch(site: HostileSite, limits: Limits) -> Fetch:
    """Fetch one path of the site."""
    return lambda path: fetch_all([Request(url=site.url(path))], limits=limits)[0]
