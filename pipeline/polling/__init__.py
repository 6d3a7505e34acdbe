"""When to poll a feed, pure."""

from pipeline.polling.rhythm import Poll, next_interval

__all__ = ["Poll", "next_interval"]
