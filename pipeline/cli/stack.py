"""`newswire up`: run the whole stack as local processes."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.printing import say
from pipeline.errors import NewswireError

if TYPE_CHECKING:
    from pipeline.settings import Settings

_SUPERVISOR_STOP_SECONDS = 14.0  # the supervisor needs 12 at the most
_STACK_LOOK_SECONDS = 0.5  # `newswire status` holds the lock of a home for a moment while it looks whether a stack runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A running stack: its addresses, and the supervisor of its workers.

    `passwords` is a file for psql with the passwords of the embedded database, None if the database is another one.
    """

    database_url: str = field(repr=False)
    reader_url: str | None = field(repr=False)
    passwords: Path | None
    flower_url: str | None
    flower_login: Path
    logs: Path
    supervisor: subprocess.Popen[bytes]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("up")(up)


def up(
    *,
    show_passwords: Annotated[
        bool, typer.Option("--show-passwords", help="Print the addresses with their passwords, and Flower's login.")
    ] = False,
) -> None:
    """Run the stack until interrupted: PostgreSQL, Valkey, migrations, workers, beat, Flower.

    Example: `newswire up`
    """
    from pipeline.settings import Settings

    with ending_with_the_signal(), running_stack(Settings.read()) as stack:
        say_where(stack, show_passwords=show_passwords)
        say("running; Ctrl-C stops everything")
        wait_for_the_end(stack.supervisor)


def say_where(stack: Stack, *, show_passwords: bool = False) -> None:
    """Print the addresses of a running stack; passwords stay in files unless requested."""
    for name, url in (("database", stack.database_url), ("reader", stack.reader_url)):
        if url is not None:
            say(f"{name:9} {_connecting(url, passwords=stack.passwords, whole=show_passwords)}")
    if stack.flower_url:
        login = stack.flower_login.read_text(encoding="utf-8") if show_passwords else f"in {stack.flower_login}"
        say(f"Flower    {stack.flower_url} (login {login})")
    say(f"logs      {stack.logs}")


def _connecting(url: str, *, passwords: Path | None, whole: bool) -> str:
    """Return a shell command that connects to a database."""
    from pipeline.embedded.credentials import without_password

    if whole:
        return f"psql {shlex.quote(url)}"
    line = f"psql {shlex.quote(without_password(url))}"
    return f"PGPASSFILE={shlex.quote(str(passwords))} {line}" if passwords else line


@contextmanager
def ending_with_the_signal() -> Iterator[None]:
    """End the body in order on SIGINT or SIGTERM, without an error."""

    def interrupt(number: int, _: FrameType | None) -> None:
        raise KeyboardInterrupt(number)

    # SIGINT too: a shell that starts a command in the background ignores it.
    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except KeyboardInterrupt:
        say("stopped")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def running_stack(settings: Settings) -> Iterator[Stack]:
    """Start the stack for these settings, and stop all its processes at the end."""
    from pipeline.embedded import EmbeddedPostgres, EmbeddedValkey, make_home
    from pipeline.embedded.credentials import as_role, keep_secret, password_file, write_secret
    from pipeline.store.migrate import migrate

    make_home(settings.home)
    with ExitStack() as parts:
        parts.enter_context(_alone(settings.home))
        own_postgres = EmbeddedPostgres(settings.home).owned(tell=say) if settings.database_url is None else None
        own_valkey = EmbeddedValkey(settings.home).owned(tell=say) if settings.broker_url is None else None
        for server in (own_postgres, own_valkey):
            parts.enter_context(server or nullcontext())
        database_url = own_postgres.url if own_postgres else str(settings.database_url)
        broker_url = own_valkey.url if own_valkey else str(settings.broker_url)
        password = settings.reader_password or (
            keep_secret(settings.home / "reader-password") if own_postgres else None
        )
        # The workers get only the right to write rows.
        writing = keep_secret(settings.home / "writer-password", settings.writer_password) if own_postgres else None
        migrate(database_url, tell=say, reader_password=password, writer_password=writing)
        port = _flower_port(settings.flower_port)
        login = settings.home / "flower-login"
        keep_secret(login, settings.flower_basic_auth, prefix="newswire:")
        reader_url = as_role("newswire_reader", database_url, password) if password else None
        passwords = settings.home / "pgpass" if own_postgres else None
        if passwords:
            write_secret(passwords, password_file([database_url, *([reader_url] if reader_url else [])]))
        environment = _of_the_workers(settings) | {
            "NEWSWIRE_DATABASE_URL": as_role("newswire_writer", database_url, writing) if writing else database_url,
            "NEWSWIRE_BROKER_URL": broker_url,
            "NEWSWIRE_FLOWER_PORT": str(port),
            "FLOWER_BASIC_AUTH": login.read_text(encoding="utf-8"),
        }
        logs = settings.home / "logs"
        with _supervisor(logs, environment) as supervisor:
            yield Stack(
                database_url=database_url,
                reader_url=reader_url,
                passwords=passwords,
                flower_url=f"http://127.0.0.1:{port}" if port else None,
                flower_login=login,
                logs=logs,
                supervisor=supervisor,
            )


def _of_the_workers(settings: Settings) -> dict[str, str]:
    """Return the environment variables that hand these settings to the workers; the demo changes settings."""
    return {
        "NEWSWIRE_HOME": str(settings.home),
        "NEWSWIRE_ALLOW_PRIVATE_ADDRESSES": str(settings.allow_private_addresses),
        "NEWSWIRE_HOST_SPACING_SECONDS": str(settings.host_spacing_seconds),
        "NEWSWIRE_DROP": settings.drop or "",
    }


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Take ownership of this home to run a stack; NewswireError if another process has it."""
    from pipeline.embedded import stack_of

    stack = stack_of(home)
    if not stack.wait(seconds=_STACK_LOOK_SECONDS):
        reason = f"newswire is already running on this home, as {stack.holder}"
        raise NewswireError(str(home), f"{reason}; stop it first, or set NEWSWIRE_HOME to another folder")
    try:
        yield
    finally:
        stack.give_up()


@contextmanager
def _supervisor(logs: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "workers.supervise", str(logs)]
    process = subprocess.Popen(command, env=os.environ | environment, start_new_session=True)  # noqa: S603
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_SUPERVISOR_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for_the_end(supervisor: subprocess.Popen[bytes]) -> None:
    """Wait for a signal; NewswireError if the supervisor ends by itself."""
    status = supervisor.wait()
    raise NewswireError("workers", f"their supervisor ended with status {status}")


def _flower_port(wanted: int) -> int:
    from pipeline.embedded import free_port

    if wanted == 0:
        return 0
    port = free_port(wanted)
    if port != wanted:
        say(f"port {wanted} is in use: Flower takes {port}")
    return port
