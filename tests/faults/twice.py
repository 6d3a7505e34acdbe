"""The workers' application with a broker that takes every message in twice."""

from typing import Any

from kombu.transport.redis import Channel, Transport

from workers.app import app

__all__ = ["app"]


class _Twice(Channel):
    def _put(self, queue: str, message: Any, **rest: Any) -> None:
        super()._put(queue, message, **rest)
        super()._put(queue, message, **rest)


Transport.Channel = _Twice
