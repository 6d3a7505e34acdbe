"""The broker's store, where fetchers share what they know about hosts; they work without it if it is down."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from typing import TypeVar

from redis import Redis, RedisError

__all__ = ["SharedStore"]

_T = TypeVar("_T")
_log = logging.getLogger(__name__)

# A batch asks several times; where each of them waited, a store that swallows questions would cost it half a minute.
_REST = timedelta(seconds=10)
# The longest question is one script for a batch of 40, milliseconds.
_TIMEOUT = 2.0  # seconds


class SharedStore:
    """A store that may be away: whoever found it so waits for it no more until `rest` is over, and says so once."""

    def __init__(self, url: str, *, rest: timedelta = _REST) -> None:
        self._url = url
        self._rest = rest
        self._away_until = 0.0
        self._complained = False

    @cached_property
    def _redis(self) -> Redis:
        return Redis.from_url(self._url, socket_timeout=_TIMEOUT, socket_connect_timeout=_TIMEOUT)

    def ask(self, question: Callable[[Redis], _T]) -> _T | None:
        """What the question gives; None if the store is away."""
        if time.monotonic() < self._away_until:
            return None
        try:
            answer = question(self._redis)
        except RedisError as error:
            self._away_until = time.monotonic() + self._rest.total_seconds()
            if not self._complained:
                _log.warning("workers spare hosts each for itself, the store they share does not answer: %s", error)
            self._complained = True
            return None
        self._complained = False
        return answer

    def close(self) -> None:
        """Close the connections."""
        if "_redis" in self.__dict__:
            self._redis.close()
