"""The rules of fetching and what to fetch."""

from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of every exchange.

    `deadline` holds for a whole exchange, name look-up, redirects and body included; a request whose turn has not come
    within `patience` of its batch is given back. `per_host` requests go to one host at a time.
    """

    user_agent: str = f"newswire/{version('newswire')} (+https://newswire.example/about-our-fetcher)"
    deadline: timedelta = timedelta(seconds=30)
    connect_timeout: timedelta = timedelta(seconds=10)
    patience: timedelta = timedelta(seconds=60)
    wire_bytes: int = 10 << 20
    decoded_bytes: int = 20 << 20
    header_bytes: int = 16 << 10
    redirects: int = 5
    concurrency: int = 40
    per_host: int = 2
    allow_private_addresses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """An address to fetch; `etag` and `last_modified` are validators of what we hold, exactly as they came."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
