"""Run the workers, beat and Flower as child processes: restart what dies, stop all in order.

`python -m workers.supervise LOG_FOLDER` is what `newswire up` starts. Each child is a session of its own, so that the
terminal's Ctrl-C reaches the supervisor alone; on Linux a child also ends when its supervisor is killed.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO

from pipeline.settings import Settings
from workers.liveness import STALE_AFTER, liveness_file

# A running batch gets this long to finish; work that is cut off then is delivered again and nothing is lost.
WARM_STOP = 9.0  # seconds
COLD_STOP = 3.0  # seconds
_PROGRAM_LOOK_SECONDS = 0.25
_STEADY = 60.0  # seconds a child must live for its restarts to count as mended
_LONGEST_PAUSE = 30.0  # seconds
_LARGEST_WORKER_LOG = 50_000_000  # bytes
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A child to run; `worker` is its name if it writes a liveness file."""

    name: str
    arguments: Sequence[str]
    worker: str | None = None


@dataclass(slots=True, kw_only=True)
class Child:
    """A program with the process that runs it now."""

    program: Program
    log: IO[bytes]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    restarts: int = 0
    not_before: float = field(default=0.0)


def programs(settings: Settings) -> Sequence[Program]:
    """One worker for each queue, beat, and Flower where a port is set."""
    celery = [sys.executable, "-m", "celery", "-A", "workers.app"]
    pools = {
        "fetch": ["-P", "prefork", "-c", "2"],
        "clean": ["-P", "prefork", "-c", str(settings.clean_processes)],
        "load": ["-P", "prefork", "-c", "1"],
        "ops": ["-P", "solo"],
    }
    workers = [
        Program(
            name=queue,
            arguments=[*celery, "worker", "-Q", queue, "-n", f"{queue}@%h", "-l", "INFO", "--without-mingle", *pool],
            worker=queue,
        )
        for queue, pool in pools.items()
    ]
    # The schedule is in the code, so it is kept in memory: no file can become stale.
    beat = Program(
        name="beat", arguments=[*celery, "beat", "-l", "INFO", "-S", "workers.clockwork:Clockwork", "--pidfile="]
    )
    if not settings.flower_port:
        return [*workers, beat]
    flower = [*celery, "flower", "--address=127.0.0.1", f"--port={settings.flower_port}", "--max_tasks=10000"]
    return [*workers, beat, Program(name="flower", arguments=flower)]


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def start(child: Child, *, at: float) -> None:
    """Start a child's process; its output goes to its log."""
    if child.log.tell() > _LARGEST_WORKER_LOG:
        child.log.truncate(0)
    if child.program.worker:
        liveness_file(child.program.worker).unlink(missing_ok=True)
    child.process = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
        child.program.arguments,
        stdin=subprocess.DEVNULL,
        stdout=child.log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_die_with_parent,
    )
    child.started = at


def look_after(child: Child, *, at: float, tell: Callable[[str], None]) -> None:
    """Restart a child that ended or whose event loop hangs, after a pause that grows with its restarts."""
    if child.process is None:
        if at >= child.not_before:
            start(child, at=at)
        return
    if child.process.poll() is None and not _stuck(child, at=at):
        return
    _end(child.process, signal.SIGKILL)
    child.process.wait()
    child.restarts = 0 if at - child.started > _STEADY else child.restarts + 1
    pause = min(2.0 ** min(child.restarts, 10) - 1, _LONGEST_PAUSE)
    tell(f"{child.program.name} ended with status {child.process.returncode}; starting it again in {pause:g} s")
    child.process, child.not_before = None, at + pause


def _stuck(child: Child, *, at: float) -> bool:
    if child.program.worker is None or at - child.started < STALE_AFTER:
        return False
    mark = liveness_file(child.program.worker)
    return not mark.exists() or time.time() - mark.stat().st_mtime > STALE_AFTER


def _end(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def stop(children: Sequence[Child]) -> None:
    """Stop all: warm first, so that batches at work end; then cold; then by force. Leaves no process behind."""
    running = [child.process for child in children if child.process is not None]
    for process in running:
        process.terminate()
    _wait(running, WARM_STOP)
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGQUIT)
    _wait(running, COLD_STOP)
    for process in running:
        _end(process, signal.SIGKILL)
        process.wait()


def _wait(processes: Sequence[subprocess.Popen[bytes]], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and any(process.poll() is None for process in processes):
        time.sleep(0.05)


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the supervisor's own output


def main() -> int:
    """Run until SIGINT or SIGTERM; exit 0 after a stop in order."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    stopping: list[int] = []

    def on_signal(number: int, _: FrameType | None) -> None:
        stopping.append(number)

    signal.signal(signal.SIGINT, on_signal)
    signal.signal(signal.SIGTERM, on_signal)
    children = [
        Child(program=program, log=(folder / f"{program.name}.log").open("ab")) for program in programs(Settings.read())
    ]
    try:
        while not stopping:
            for child in children:
                look_after(child, at=time.monotonic(), tell=_tell)
            time.sleep(_PROGRAM_LOOK_SECONDS)
    finally:
        stop(children)
        for child in children:
            child.log.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
