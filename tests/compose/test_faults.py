"""The kill and restart faults through compose: what `docker kill` and `docker restart` do to a stack at work."""

import csv
import io
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from compose.stack import HERE, Compose, engine
from eventually import eventually
from faults.audit import audit, discovered, loaded, settled
from faults.edition import Edition, together
from faults.press import editions

pytestmark = pytest.mark.compose

STORIES, EDITIONS = 300, 16  # as press.yml has them
RECOVERED_WITHIN = 120  # seconds: a minute for the fault, and one for starting a container and for the work itself
WORKERS = ("fetch", "clean", "load", "ops", "beat")


@dataclass(slots=True, kw_only=True)
class Newsroom:
    """The stack with what it was asked to follow so far: a database and a press for the audit."""

    compose: Compose
    waiting: list[Edition]
    followed: list[Edition] = field(default_factory=list)

    @property
    def edition(self) -> Edition:
        """All that was announced so far."""
        return together(self.followed)

    def url(self, host: str, path: str) -> str:
        """The address of a path."""
        return f"http://{host}:8080{path}"

    def query(self, statement: str, /) -> list[tuple[Any, ...]]:
        """Rows, as the superuser, each value as a number where it is one."""
        psql = ("exec", "-T", "postgres", "psql", "-U", "newswire", "-d", "newswire", "--csv", "-t", "-c", statement)
        try:
            printed = self.compose.run(*psql)
        except subprocess.CalledProcessError as error:
            raise psycopg.OperationalError(str(error.stderr)) from None
        return [tuple(map(_value, row)) for row in csv.reader(io.StringIO(printed))]

    def publish(self) -> None:
        """Follow the next edition; returns when all of it is announced and some of it loaded."""
        before, edition = loaded(self), self.waiting.pop(0)
        self.followed.append(edition)
        feeds = [self.url(edition.home, path) for path in edition.feeds]
        self.compose("exec", "-T", "ops", "newswire", "feeds", "add", *feeds)
        eventually(
            lambda: discovered(self) == self.edition.announced and loaded(self) >= before + STORIES // 10,
            seconds=120,
            what="all announced, some loaded",
        )


def _value(text: str) -> Any:
    return int(text) if text.isdigit() else text


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    """A stack with the press beside it, taken down at the end, volumes and all."""
    csv.field_size_limit(sys.maxsize)
    stack = Compose(engine(), project="newswire-faults", site=HERE / "press.yml")
    down = ("down", "--volumes", "--remove-orphans", "--timeout", "20")
    stack(*down)
    stack("up", "--detach", "--wait", "postgres", "valkey", "ops", "fetch", "clean", "load")
    stack("up", "--detach")
    yield Newsroom(compose=stack, waiting=editions(host="press", stories=STORIES, count=EDITIONS))
    stack(*down)


def kill(*services: str) -> Callable[[Compose], None]:
    """SIGKILL to the containers of services; then they are started again."""

    def inject(compose: Compose) -> None:
        compose("kill", *services)
        compose("start", *services)

    return inject


def restart(*services: str) -> Callable[[Compose], None]:
    """A restart of services, as an operator does it."""

    def inject(compose: Compose) -> None:
        compose("restart", "--timeout", "10", *services)

    return inject


FAULTS = {
    **{f"kill {service}": kill(service) for service in (*WORKERS, "valkey", "postgres")},
    "kill all": kill(*WORKERS, "valkey", "postgres"),
    **{f"restart {service}": restart(service) for service in ("fetch", "clean", "load", "valkey", "postgres")},
    "restart all": restart(*WORKERS, "valkey", "postgres"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_lost_or_doubled(newsroom: Newsroom, fault: str) -> None:
    newsroom.publish()
    FAULTS[fault](newsroom.compose)
    begun = time.monotonic()
    eventually(
        lambda: settled(newsroom, announced=newsroom.edition.announced),
        seconds=RECOVERED_WITHIN,
        what="everything settled",
    )
    found = audit(newsroom, newsroom, poisoned=False)
    sys.stdout.write(f"{fault}: {found.lost} lost, {found.doubled} doubled, {time.monotonic() - begun:.1f} s\n")
    assert found.clean, found.notes


def test_the_balance_holds_after_all_of_it(newsroom: Newsroom) -> None:
    status = newsroom.compose("exec", "-T", "ops", "newswire", "status")
    sys.stdout.write(status)
    assert f"{newsroom.edition.announced:,}" in status
