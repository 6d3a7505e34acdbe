"""The memory bound of a pool child, in a process of its own."""

import subprocess
import sys

_BOUND = "from celery.signals import worker_process_init; import workers.app; worker_process_init.send(None); "


def child(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", _BOUND + code], capture_output=True, text=True, check=False)


def test_a_task_that_wants_too_much_memory_gets_an_error_of_its_own(broker: str) -> None:
    assert child("bytearray(4 * 1024**3)").stderr.strip().endswith("MemoryError")


def test_a_large_task_has_room(broker: str) -> None:
    assert child("print(len(bytearray(1024**3)))").stdout.strip() == str(1024**3)
