"""Requests, and the limits of every exchange."""

from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version

__all__ = ["Limits", "Request"]

_KIB = 1024
_MIB = 1024 * 1024

_ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of every exchange.

    `deadline` is for one whole exchange: name look-up, redirects and body, not the wait for a turn. A request waits for
    its turns (one of `concurrency` in all, of `per_host` at each host it comes to) while its batch is younger than
    `patience`, so a batch ends within `patience` and `deadline` together. `connect_timeout` includes the TLS handshake.
    `wire_bytes` and `decoded_bytes` bound the body before and after Content-Encoding, `field_bytes` one header field.
    A body that comes to more than a megabyte and a thousand times its size once decoded is refused as well.
    """

    user_agent: str = f"newswire/{version('newswire')} (+https://newswire.example/about-our-fetcher)"
    deadline: timedelta = timedelta(seconds=30)
    connect_timeout: timedelta = timedelta(seconds=10)
    patience: timedelta = timedelta(seconds=60)
    wire_bytes: int = 10 * _MIB
    decoded_bytes: int = 20 * _MIB
    field_bytes: int = 16 * _KIB
    fields: int = 128
    redirects: int = 5
    concurrency: int = 40
    per_host: int = 2
    allow_private_addresses: bool = False

    @property
    def robot(self) -> str:
        """The product token that robots.txt files name us by (RFC 9309, 2.2.1)."""
        return self.user_agent.partition("/")[0].strip() or "newswire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """An address to fetch; `etag` and `last_modified` are validators of what we hold, exactly as they came.

    `validated_url` is the address that gave the validators, where a redirect led to it; None: `url` itself. They are
    sent to that address only: a validator says nothing about another resource (RFC 9110, 8.8.3 and 13.1). `wait` is
    the time until the host's slot for this request.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    validated_url: str | None = None
    accept: str = _ACCEPT
    wait: timedelta = timedelta(0)
