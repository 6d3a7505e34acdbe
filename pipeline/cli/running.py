"""Find out whether a stack works on this database: `newswire up` on this home, or workers elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from pipeline.cli.moments import duration

if TYPE_CHECKING:
    from pipeline.settings import Settings

__all__ = ["START_IT", "Running", "running"]

START_IT = "start it with `newswire up` (or `docker compose up`)"
# Twelve ticks: a busy worker misses one or two, a stopped beat all of them.
_STOPPED_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """The state of the stack. While it starts, it can be running without taking work."""

    is_running: bool
    takes_work: bool
    words: str


def running(settings: Settings, since_tick: timedelta | None) -> Running:
    """How the stack does that works on this database, of which the last tick is so long ago (None: it never ran).

    Of an embedded database the lock of its home knows at once; of any other only the ticks tell.
    """
    ticks = since_tick is not None and since_tick < _STOPPED_AFTER
    told = "no tick yet" if since_tick is None else f"last tick {duration(since_tick)} ago"
    if settings.database_url is not None:
        words = f"running, {told}" if ticks else f"not running, {told}; {START_IT}"
        return Running(is_running=ticks, takes_work=ticks, words=words)
    from pipeline.embedded import stack_of

    stack = stack_of(settings.home)
    if not stack.held:
        return Running(is_running=False, takes_work=False, words=f"not running, {told}; {START_IT}")
    words = f"running as {stack.holder}, {told}" if ticks else _silent(stack.holder, told, settings)
    return Running(is_running=True, takes_work=ticks, words=words)


def _silent(holder: str, told: str, settings: Settings) -> str:
    return f"running as {holder}, but takes up no work yet ({told}); its logs are in {settings.home / 'logs'}"
