"""Poll with a deadline; tests never sleep for a guess."""

import time
from collections.abc import Callable

import pytest


def eventually(condition: Callable[[], bool], *, seconds: float, what: str, every: float = 0.05) -> None:
    """Return as soon as the condition holds; fail at the deadline, saying what was waited for."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"after {seconds:g} s still not: {what}")
        time.sleep(every)
