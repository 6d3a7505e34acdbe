"""The supervisor: what ends is started again, and a stop leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from eventually import eventually

from workers.supervise import Child, Program, look_after, start, stop

FOREVER = "print('up', flush=True); import time; time.sleep(600)"
STUBBORN = (
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.signal(signal.SIGQUIT, signal.SIG_IGN);"
)
PARENT = "import subprocess, sys; p = subprocess.Popen(['sleep', '600']); print(p.pid, flush=True); p.wait()"

MakeChild = Callable[[str], Child]


@pytest.fixture
def a_child(tmp_path: Path) -> Iterator[MakeChild]:
    """Children that run a line of Python; none outlives the test."""
    made: list[Child] = []

    def make(code: str) -> Child:
        log = (tmp_path / f"{len(made)}.log").open("ab")
        made.append(Child(program=Program(name="child", arguments=[sys.executable, "-c", code]), log=log))
        return made[-1]

    yield make
    stop(made)
    for child in made:
        child.log.close()


def said(child: Child) -> str:
    return Path(child.log.name).read_text()


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def pid_of(child: Child) -> int:
    assert child.process is not None
    return child.process.pid


def test_a_child_that_ends_is_started_again_after_a_pause(a_child: MakeChild) -> None:
    child, told = a_child("raise SystemExit(3)"), list[str]()
    start(child, at=0.0)
    eventually(lambda: child.process is not None and child.process.poll() == 3, seconds=5, what="the child ended")
    look_after(child, at=1.0, tell=told.append)
    assert told == ["child ended with status 3; starting it again in 1 s"]
    look_after(child, at=1.5, tell=told.append)
    assert child.process is None
    look_after(child, at=2.1, tell=told.append)
    assert child.process is not None


def test_the_pause_grows_with_every_restart_up_to_half_a_minute(a_child: MakeChild) -> None:
    child, told = a_child("raise SystemExit(1)"), list[str]()
    for at in range(7):
        start(child, at=float(at))
        assert child.process is not None
        child.process.wait()
        look_after(child, at=float(at), tell=told.append)
    assert [line.rpartition(" in ")[2] for line in told] == ["1 s", "3 s", "7 s", "15 s", "30 s", "30 s", "30 s"]


def test_stop_ends_a_child_that_ignores_every_polite_signal(
    a_child: MakeChild, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workers.supervise.WARM_STOP", 0.2)
    monkeypatch.setattr("workers.supervise.COLD_STOP", 0.2)
    child = a_child(STUBBORN + FOREVER)
    start(child, at=0.0)
    eventually(lambda: "up" in said(child), seconds=5, what="the child is up")
    stop([child])
    assert not running(pid_of(child))


def test_stop_takes_the_children_of_a_child_along(a_child: MakeChild) -> None:
    child = a_child(PARENT)
    start(child, at=0.0)
    eventually(lambda: said(child).strip().isdigit(), seconds=5, what="the grandchild is up")
    stop([child])
    eventually(lambda: not running(int(said(child))), seconds=5, what="the grandchild ended")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_children_end_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys; from workers.supervise import Child, Program, start; "
        f"log = open({str(tmp_path / 'log')!r}, 'ab'); "
        "child = Child(program=Program(name='c', arguments=['sleep', '600']), log=log); "
        "start(child, at=0.0); print(child.process.pid, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as supervisor:
        assert supervisor.stdout is not None
        child = int(supervisor.stdout.readline())
        assert running(child)
        os.kill(supervisor.pid, signal.SIGKILL)
    eventually(lambda: not running(child), seconds=5, what="the child ended with its supervisor")


def test_a_worker_without_a_sign_of_life_counts_as_stuck(
    a_child: MakeChild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSWIRE_HOME", str(tmp_path))
    child, told = a_child(FOREVER), list[str]()
    child.program = Program(name="clean", arguments=child.program.arguments, worker="clean")
    begun = time.monotonic()
    start(child, at=begun)
    look_after(child, at=begun + 60, tell=told.append)
    assert told == []
    look_after(child, at=begun + 130, tell=told.append)
    assert told == ["clean ended with status -9; starting it again in 0 s"]
