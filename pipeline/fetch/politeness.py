"""The host budget: who may ask a host now, agreed on by all workers of all machines through the broker's store.

Each host has a spacing between requests (the generic cell rate algorithm, ITU-T I.371, with a burst of one), a number
of batches that may be at it at once (leases, so that a killed worker's place frees itself), and pauses that it asked
for. Whoever would have to wait long gives the work back.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import cast
from uuid import uuid4

from redis import Redis

from pipeline.fetch.shared_store import SharedStore

__all__ = ["Admission", "Budget", "HostGate"]

_MILLISECOND = timedelta(milliseconds=1)

# One round trip for a whole batch. KEYS are hosts, one a request, the same host as often as it is asked; ARGV: token,
# lease, longest wait, places, how far to book, then a spacing for each key; all in milliseconds by the store's own
# clock. The answer to each: a wait, or -1 - wait where that is too long: then nothing is reserved, but the next one is
# sent away for longer, so that a thousand don't come again at once.
_SCRIPT = """
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local token, lease, longest, places = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local most_booked = tonumber(ARGV[5])
local out, place = {}, {}
for i, host in ipairs(KEYS) do
  local spacing = tonumber(ARGV[5 + i])
  if place[host] == nil then
    redis.call('ZREMRANGEBYSCORE', host .. ':busy', '-inf', now)
    place[host] = redis.call('ZCARD', host .. ':busy') < places
    if place[host] then
      redis.call('ZADD', host .. ':busy', now + lease, token)
      redis.call('PEXPIRE', host .. ':busy', lease + 1000)
    end
  end
  local free = tonumber(redis.call('GET', host .. ':next') or '0')
  local paused = tonumber(redis.call('GET', host .. ':pause') or '0')
  local start = math.max(now, free, paused)
  if not place[host] or start - now > longest then
    local booked = tonumber(redis.call('GET', host .. ':later') or '0')
    local back = math.max(start, math.min(booked, start + most_booked))
    redis.call('SET', host .. ':later', back + spacing, 'PX', back - now + spacing + 1000)
    out[i] = -1 - (back - now)
  else
    redis.call('SET', host .. ':next', start + spacing, 'PX', start - now + spacing + 1000)
    out[i] = start - now
  end
end
return out
"""

# What was asked without waiting pushes the next slot back; KEYS are hosts, one a request; ARGV: spacing, the most that
# a host may be owed.
_OWE = """
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local spacing, most = tonumber(ARGV[1]), tonumber(ARGV[2])
for _, host in ipairs(KEYS) do
  local free = math.max(now, tonumber(redis.call('GET', host .. ':next') or '0'))
  local next = math.max(free, math.min(free + spacing, now + most))
  redis.call('SET', host .. ':next', next, 'PX', next - now + 1000)
end
"""
# Otherwise a host that is the target of thousands of redirects would never get its own turn.
_MOST_OWED = timedelta(minutes=1)
# A feed must not come behind a day's backlog of its site's pages: beyond this, those sent away come again together.
_MOST_BOOKED = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a host is asked for at the most.

    `spacing` lies between two requests: twice a second is what a reader's browser does, and lets 7,000 feeds of one
    host be polled once an hour. `places` batches are at a host at once. `longest_wait` is how long a batch waits for
    the slots of its requests; what would wait longer is given back.
    """

    spacing: timedelta = timedelta(seconds=0.5)
    places: int = 2
    longest_wait: timedelta = timedelta(seconds=5)
    lease: timedelta = timedelta(seconds=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """When a request may go: after `wait`, or, where not `granted`, not in this batch but after about that time."""

    granted: bool
    wait: timedelta


_NOW = Admission(granted=True, wait=timedelta(0))


class HostGate:
    """The gate in front of all hosts. Where its store is away, everybody may go, and each process bounds itself."""

    def __init__(self, url: str, *, budget: Budget) -> None:
        self._store = SharedStore(url)
        self._budget = budget

    @contextmanager
    def admitted(
        self, hosts: Sequence[str], *, spacings: Mapping[str, timedelta] | None = None
    ) -> Iterator[Sequence[Admission]]:
        """When each of a batch's requests may go to its host; the places are free again when the block is left.

        `spacings` are wider ones that hosts ask for (Crawl-delay).
        """
        if not self._budget.spacing or not hosts:
            yield [_NOW] * len(hosts)
            return
        token = uuid4().hex
        admissions = self._ask(token, hosts, spacings or {})
        if admissions is None:
            yield [_NOW] * len(hosts)
            return
        try:
            yield admissions
        finally:
            self._leave(token, hosts)

    def _ask(self, token: str, hosts: Sequence[str], spacings: Mapping[str, timedelta]) -> Sequence[Admission] | None:
        budget = self._budget
        spaced = [max(budget.spacing, spacings.get(host, budget.spacing)) for host in hosts]
        lease, longest, booked = (span // _MILLISECOND for span in (budget.lease, budget.longest_wait, _MOST_BOOKED))
        arguments: list[str | int] = [
            token,
            lease,
            longest,
            budget.places,
            booked,
            *(one // _MILLISECOND for one in spaced),
        ]
        keys = [_key(host) for host in hosts]
        waits = self._store.ask(lambda store: store.register_script(_SCRIPT)(keys=keys, args=arguments))
        return None if waits is None else [_admission(int(wait)) for wait in waits]

    def _leave(self, token: str, hosts: Sequence[str]) -> None:
        """Give the places back; where the store is away, the leases run out by themselves."""

        def leave(store: Redis) -> None:
            with store.pipeline(transaction=False) as pipeline:
                for host in dict.fromkeys(hosts):
                    pipeline.zrem(f"{_key(host)}:busy", token)
                pipeline.execute()

        self._store.ask(leave)

    def owe(self, hosts: Sequence[str]) -> None:
        """Take from the hosts' budgets, after the fact, what was asked of them without waiting: one host a request.

        Redirects are followed at once, since half the way would be asked again and again where their host is crowded.
        """
        if not self._budget.spacing or not hosts:
            return
        arguments = [str(span // _MILLISECOND) for span in (self._budget.spacing, _MOST_OWED)]
        self._store.ask(lambda store: store.eval(_OWE, len(hosts), *(_key(host) for host in hosts), *arguments))

    def pause(self, wishes: Mapping[str, timedelta]) -> None:
        """Leave hosts alone for as long as they ask, all workers of them."""
        if not self._budget.spacing or not wishes:
            return

        def pause(store: Redis) -> None:
            seconds, micro = cast("tuple[int, int]", store.time())
            with store.pipeline(transaction=False) as pipeline:
                for host, wish in wishes.items():
                    until = seconds * 1000 + micro // 1000 + wish // _MILLISECOND
                    pipeline.set(f"{_key(host)}:pause", until, px=max(wish // _MILLISECOND, 1))
                pipeline.execute()

        self._store.ask(pause)

    def close(self) -> None:
        """Close the connections."""
        self._store.close()


def _key(host: str) -> str:
    return f"newswire:host:{{{host}}}"


def _admission(wait: int) -> Admission:
    granted = wait >= 0
    return Admission(granted=granted, wait=(wait if granted else -1 - wait) * _MILLISECOND)
