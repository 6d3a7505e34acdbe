"""The faults as data: what each is called, what it does, what it changes before the start."""

import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from faults.processes import children, send, wait
from faults.site import Site
from faults.stack import Stack

_OUTAGE = 20.0  # seconds that a server stands still
_SHORT = 10.0  # seconds that a server refuses to write
_MINUTE = 60.0  # seconds; what the promise is
_ALL_THE_WORK = 20.0  # seconds that an edition takes, which is still to be done after an early fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a fault may touch; `volume` is the small volume where one was mounted."""

    stack: Stack
    site: Site
    volume: Path | None = None


Inject = Callable[[Scene], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault: `inject` returns when the outage is over.

    `changes` go into the supervisor's environment (`faults.keeper`). `recovers_within` is the issue's minute but for a
    poison page, which is only dead after its last attempt. `early` faults fall while the feeds are polled, the others
    in the middle of the work.
    """

    name: str
    doc: str
    inject: Inject
    changes: Mapping[str, str] = field(default_factory=dict)
    recovers_within: float = _MINUTE  # seconds after the outage
    early: bool = False
    small_volume: bool = False
    poisoned: bool = False


def _nothing(_: Scene) -> None:
    """The fault is in what was changed before the start."""


def _kill_child(stage: str) -> Inject:
    def inject(scene: Scene) -> None:
        for _ in range(3):
            pool = scene.stack.pool(stage)
            scene.stack.busy(stage)
            send(signal.SIGKILL, pool)
            time.sleep(1)

    return inject


def _kill_worker(stage: str) -> Inject:
    def inject(scene: Scene) -> None:
        worker = scene.stack.program(stage)
        pool = children(worker)
        if stage != "ops":
            scene.stack.busy(stage)
        # With its children: those of a dead worker would first end their batch.
        send(signal.SIGKILL, [worker, *pool])

    return inject


def _kill_polling_worker(scene: Scene) -> None:
    worker = scene.stack.program("fetch")
    wait(
        lambda: scene.stack.query("SELECT 1 FROM newswire.feed_state WHERE lease IS NOT NULL") != [],
        seconds=30,
        what="feeds are polled",
        every=0.01,
    )
    send(signal.SIGKILL, [worker, *children(worker)])


def _flush_queued_polls(scene: Scene) -> None:
    worker = scene.stack.program("fetch")
    send(signal.SIGSTOP, [worker])
    wait(
        lambda: scene.stack.query("SELECT 1 FROM newswire.feed_state WHERE queued_at IS NOT NULL") != [],
        seconds=30,
        what="feeds are queued",
    )
    _flush_valkey(scene)
    send(signal.SIGCONT, [worker])


def _kill_beat(scene: Scene) -> None:
    send(signal.SIGKILL, [scene.stack.program("beat")])


def _kill_everything(scene: Scene) -> None:
    stack = scene.stack
    servers = [stack.valkey_process(), *stack.postgres_processes()]
    stack.kill_workers()
    send(signal.SIGKILL, servers)
    stack.postgres.start()
    stack.valkey.start()
    stack.start_workers()


def _restart_workers(scene: Scene) -> None:
    scene.stack.busy("clean")
    scene.stack.stop_workers()
    scene.stack.start_workers()


def _kill_valkey(scene: Scene) -> None:
    send(signal.SIGKILL, [scene.stack.valkey_process()])
    time.sleep(2)
    scene.stack.valkey.start()


def _kill_forgetful_valkey(scene: Scene) -> None:
    with scene.stack.broker() as broker:
        broker.config_set("appendonly", "no")
    send(signal.SIGKILL, [scene.stack.valkey_process()])
    time.sleep(2)
    scene.stack.forget_broker_files()
    scene.stack.valkey.start()


def _stop_valkey(scene: Scene) -> None:
    process = [scene.stack.valkey_process()]
    send(signal.SIGSTOP, process)
    time.sleep(_OUTAGE)
    send(signal.SIGCONT, process)


def _flush_valkey(scene: Scene) -> None:
    with scene.stack.broker() as broker:
        broker.flushall()


def _fill_valkey(scene: Scene) -> None:
    with scene.stack.broker() as broker:
        broker.config_set("maxmemory", 1)
        time.sleep(_SHORT)
        broker.config_set("maxmemory", 0)


def _restart_postgres(scene: Scene) -> None:
    # What `pg_ctl restart -m immediate` does.
    send(signal.SIGQUIT, scene.stack.postgres_processes()[:1])
    wait(lambda: not scene.stack.postgres_processes(), seconds=10, what="PostgreSQL ended")
    scene.stack.postgres.start()


def _stop_postgres(scene: Scene) -> None:
    postmaster = scene.stack.postgres_processes()[0]
    send(signal.SIGSTOP, [postmaster])
    # Looked up when it can start no more of them.
    backends = children(postmaster)
    send(signal.SIGSTOP, backends)
    time.sleep(_OUTAGE)
    send(signal.SIGCONT, [*backends, postmaster])


def _end_sessions(scene: Scene) -> None:
    for _ in range(3):
        scene.stack.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'newswire'")
        time.sleep(0.7)


def _fill_disk(scene: Scene) -> None:
    assert scene.volume is not None
    filler = scene.volume / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(64 * 1024))
    time.sleep(_SHORT)
    filler.unlink()


def _read_only(scene: Scene) -> None:
    for value, seconds in (("on", _SHORT), ("off", 0.0)):
        with suppress(psycopg.Error):
            scene.stack.query(f"ALTER SYSTEM SET default_transaction_read_only = {value}")
            scene.stack.query("SELECT pg_reload_conf()")
        time.sleep(seconds)


def _hang_site(scene: Scene) -> None:
    scene.site.hang()
    time.sleep(_OUTAGE)
    scene.site.recover()


NO_FAULT = Fault(name="none", doc="no fault: how long the rest of the work takes", inject=_nothing)

FAULTS: tuple[Fault, ...] = (
    NO_FAULT,
    Fault(
        name="fetch-child", doc="kill -9 of the children of the fetch pool, three times", inject=_kill_child("fetch")
    ),
    Fault(
        name="clean-child", doc="kill -9 of the children of the clean pool, three times", inject=_kill_child("clean")
    ),
    Fault(name="load-child", doc="kill -9 of the child of the load pool, three times", inject=_kill_child("load")),
    Fault(name="fetch-worker", doc="kill -9 of the fetch worker", inject=_kill_worker("fetch")),
    Fault(name="clean-worker", doc="kill -9 of the clean worker", inject=_kill_worker("clean")),
    Fault(name="load-worker", doc="kill -9 of the load worker", inject=_kill_worker("load")),
    Fault(name="ops-worker", doc="kill -9 of the ops worker", inject=_kill_worker("ops")),
    Fault(name="beat", doc="kill -9 of beat", inject=_kill_beat),
    Fault(
        name="polling-worker",
        doc="kill -9 of the fetch worker while it polls",
        inject=_kill_polling_worker,
        early=True,
        recovers_within=_MINUTE + _ALL_THE_WORK,
    ),
    Fault(name="everything", doc="kill -9 of all at once, and a new start", inject=_kill_everything),
    Fault(name="term", doc="TERM under load, and a new start", inject=_restart_workers),
    Fault(name="valkey-kill", doc="kill -9 of Valkey with AOF, 2 s away", inject=_kill_valkey),
    Fault(name="valkey-kill-empty", doc="kill -9 of Valkey without persistence", inject=_kill_forgetful_valkey),
    Fault(name="valkey-stop", doc="SIGSTOP of Valkey for 20 s", inject=_stop_valkey),
    Fault(name="valkey-flush", doc="FLUSHALL", inject=_flush_valkey),
    Fault(
        name="valkey-flush-polls",
        doc="FLUSHALL while polls are queued",
        inject=_flush_queued_polls,
        early=True,
        recovers_within=_MINUTE + _ALL_THE_WORK,
    ),
    Fault(name="valkey-full", doc="Valkey out of memory (noeviction) for 10 s", inject=_fill_valkey),
    Fault(name="postgres-restart", doc="immediate restart of PostgreSQL", inject=_restart_postgres),
    Fault(name="postgres-stop", doc="SIGSTOP of all of PostgreSQL for 20 s", inject=_stop_postgres),
    Fault(name="postgres-sessions", doc="all sessions terminated, three times", inject=_end_sessions),
    Fault(name="postgres-disk", doc="PostgreSQL's volume full for 10 s", inject=_fill_disk, small_volume=True),
    Fault(name="postgres-read-only", doc="PostgreSQL read-only for 10 s", inject=_read_only),
    Fault(name="site-hangs", doc="every tenth page hangs in mid-body for 20 s", inject=_hang_site),
    Fault(
        name="twice", doc="every message delivered twice", inject=_nothing, changes={"FAULTS_APP": "all=faults.twice"}
    ),
    Fault(name="reverse", doc="newest message first", inject=_nothing, changes={"FAULTS_APP": "all=faults.reverse"}),
    Fault(name="two-clocks", doc="two sweepers, two beats", inject=_nothing, changes={"FAULTS_TWICE": "ops,beat"}),
    Fault(
        name="poison",
        doc="a page that kills the process that cleans it",
        inject=_nothing,
        changes={"FAULTS_APP": "clean=faults.poisoned"},
        recovers_within=600.0,
        poisoned=True,
    ),
    Fault(
        name="clean-clock",
        doc="clock of the clean worker an hour ahead",
        inject=_nothing,
        changes={"FAULTS_CLOCK": "clean=3600"},
    ),
    Fault(
        name="ops-clock",
        doc="clock of the ops worker an hour ahead",
        inject=_nothing,
        changes={"FAULTS_CLOCK": "ops=3600"},
    ),
    Fault(
        name="load-clock",
        doc="clock of the load worker an hour behind",
        inject=_nothing,
        changes={"FAULTS_CLOCK": "load=-3600"},
    ),
)
