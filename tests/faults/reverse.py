"""The workers' application with a broker that hands out the newest message first."""

from typing import Any

from kombu.transport.redis import Channel, Transport
from kombu.utils.json import dumps

from workers.app import app

__all__ = ["app"]


class _Reverse(Channel):
    def _put(self, queue: str, message: Any, **_: Any) -> None:
        # Pushed at the end from which consumers take.
        priority = self._get_message_priority(message, reverse=False)
        key = self._q_for_pri(queue, priority)  # type: ignore[attr-defined]  # the stubs know less
        with self.conn_or_acquire() as client:
            client.rpush(key, dumps(message))


Transport.Channel = _Reverse
