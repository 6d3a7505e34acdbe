"""robots.txt: what a site lets robots fetch (RFC 9309), read by protego and kept for a day."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import cast
from urllib.parse import urlsplit

from protego import Protego
from redis import Redis, RedisError

from pipeline.errors import FetchFailed
from pipeline.fetch.client import fetch_all
from pipeline.fetch.limits import Limits, Request
from pipeline.model import Answer

__all__ = ["Rules", "RulesKept", "origin", "robots_rules"]

_log = logging.getLogger(__name__)

# RFC 9309, 2.4: no longer than a day; and 2.5: at least 500 kibibytes are read.
_KEPT = timedelta(hours=24)
_MOST_BYTES = 512 * 1024
# What could not be had is asked for again soon: until then nothing is fetched there.
_UNKNOWN_FOR = timedelta(minutes=10)
# Sites ask for hours between two requests that mean never; that is said with Disallow.
_LONGEST_DELAY = timedelta(seconds=30)
_UNREACHABLE = b"\0"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What an origin lets us fetch. `unknown` says why that is not known: then it is nothing (RFC 9309, 2.3.1.4)."""

    text: str = ""
    unknown: str | None = None

    @cached_property
    def _parsed(self) -> Protego:
        return Protego.parse(self.text)

    def allows(self, url: str, *, robot: str) -> bool:
        """Whether an address of the origin may be fetched by a robot of this name."""
        if self.unknown is not None:
            return False
        return not self.text or bool(self._parsed.can_fetch(url, robot))

    def delay(self, *, robot: str) -> timedelta | None:
        """The time between two requests that the origin asks for, half a minute at the most; None for no wish."""
        wish = self._parsed.crawl_delay(robot) if self.text else None
        return min(timedelta(seconds=float(wish)), _LONGEST_DELAY) if wish and wish > 0 else None


class RulesKept:
    """The rules of origins, kept in the broker's store for all workers."""

    def __init__(self, url: str) -> None:
        self._store = Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5)

    def get(self, origins: Sequence[str]) -> Mapping[str, Rules]:
        """Those that are kept; none where the store is away."""
        try:
            kept = cast("list[bytes | None]", self._store.mget([_key(one) for one in origins])) if origins else []
        except RedisError as error:
            _log.warning("robots.txt of %d origins is read anew: %s", len(origins), error)
            return {}
        return {one: _read(text) for one, text in zip(origins, kept, strict=False) if text is not None}

    def keep(self, rules: Mapping[str, Rules]) -> None:
        """Keep rules for a day, and for minutes that they are unknown."""
        try:
            with self._store.pipeline(transaction=False) as pipeline:
                for one, found in rules.items():
                    text = _UNREACHABLE + found.unknown.encode() if found.unknown else found.text.encode()
                    pipeline.set(_key(one), text, ex=_UNKNOWN_FOR if found.unknown else _KEPT)
                pipeline.execute()
        except RedisError as error:
            _log.warning("robots.txt of %d origins is not kept: %s", len(rules), error)

    def close(self) -> None:
        """Close the connections."""
        self._store.close()


def _key(one: str) -> str:
    return f"newswire:robots:{one}"


def _read(text: bytes) -> Rules:
    if text.startswith(_UNREACHABLE):
        return Rules(unknown=text[1:].decode("utf-8", "replace"))
    return Rules(text=text.decode("utf-8", "replace"))


def origin(url: str) -> str:
    """Scheme, host and port: whose robots.txt counts."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def robots_rules(origins: Sequence[str], *, kept: RulesKept | None, limits: Limits) -> Mapping[str, Rules]:
    """The rules of origins, from what is kept or from the origins themselves."""
    wanted = list(dict.fromkeys(origins))
    known = dict(kept.get(wanted)) if kept else {}
    missing = [one for one in wanted if one not in known]
    requests = [Request(url=f"{one}/robots.txt", accept="text/plain, */*;q=0.1") for one in missing]
    found = {one: _rules(answer) for one, answer in zip(missing, fetch_all(requests, limits=limits), strict=True)}
    if kept and found:
        kept.keep(found)
    return known | found


def _rules(answer: Answer | FetchFailed) -> Rules:
    """RFC 9309, 2.3.1: a 4xx lets everything be fetched, what cannot be reached or answers 5xx nothing for now."""
    if isinstance(answer, FetchFailed):
        return Rules(unknown=f"robots.txt could not be had: {answer.reason}")
    if answer.status >= 500 or answer.status == 429:
        return Rules(unknown=f"robots.txt was answered with status {answer.status}")
    if not 200 <= answer.status < 300:
        return Rules()
    return Rules(text=answer.body[:_MOST_BYTES].decode("utf-8", "replace").replace("\0", ""))
