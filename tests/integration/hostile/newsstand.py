"""A site of many hosts, each with a scenario of its own, and what the fetch tasks make of them."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from integration.fetch.hostile_site import Behaviour, HostileSite, Visit
from integration.hostile.press import refusal, story_page

Answer = bytes | Behaviour | Callable[[Visit], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A feed on a host of its own.

    The nth visit to `/feed` gets the nth of `answers`, the last one from then on; `others` are further paths. It is
    polled `rounds` times, `days` apart. `state` is how its health must read at the end, `reason` a pattern that its
    reason must match, `entries` how many the ledger must know.
    """

    name: str
    answers: Sequence[Any]
    others: dict[str, Any] = field(default_factory=dict)
    rounds: int = 1
    days: float = 0.0
    state: str
    reason: str | None = None
    entries: int | None = None


class Newsstand(HostileSite):
    """All scenarios at once, the nth one at 127.1.0.n."""

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        super().__init__(listen="0.0.0.0")
        self._scenarios = {f"127.1.0.{number}": scenario for number, scenario in enumerate(scenarios, 1)}
        self._hosts = {scenario.name: host for host, scenario in self._scenarios.items()}
        self.visited: Counter[str] = Counter()

    def at(self, name: str, path: str = "/feed") -> str:
        """The address of a scenario's path."""
        return f"http://{self._hosts[name]}:{self.port}{path}"

    async def perform(self, visit: Visit, writer: asyncio.StreamWriter) -> bool:
        """Answer as the host's scenario has it; stories, and no robots.txt, wherever nothing else is said."""
        host = visit.fields["host"].partition(":")[0]
        answer = self._answer_of(self._scenarios[host], visit)
        self.visited[f"{self._scenarios[host].name} {visit.path}"] += 1
        if isinstance(answer, bytes):
            writer.write(answer)
            return True
        if asyncio.iscoroutinefunction(answer):
            await answer(writer)
            return False
        writer.write(answer(visit))
        return True

    def _answer_of(self, scenario: Scenario, visit: Visit) -> Any:
        path = visit.path.partition("?")[0]
        if path in scenario.others:
            return scenario.others[path]
        if path == "/feed":
            return scenario.answers[min(self.visited[f"{scenario.name} /feed"], len(scenario.answers) - 1)]
        if path.startswith("/story/"):
            return story_page(int(path.rpartition("/")[2]))
        return refusal("404 Not Found")


def later(database: str, feed_id: int, days: float) -> None:
    """Let days pass for a feed: every moment of its state moves into the past."""
    columns = (
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'newswire' "
        "AND table_name = 'feed_state' AND data_type LIKE 'timestamp%'"
    )
    with psycopg.connect(database, autocommit=True) as connection:
        for (column,) in connection.execute(columns).fetchall():
            moved = f"UPDATE newswire.feed_state SET {column} = {column} - make_interval(secs => %s) WHERE feed_id = %s"
            connection.execute(moved.encode(), [days * 86400, feed_id])
