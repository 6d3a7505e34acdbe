"""A worker's sign of life."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workers.liveness import STALE_AFTER, liveness_file


def probe(home: Path) -> int:
    """What a health check sees."""
    command = [sys.executable, "-m", "workers.liveness", "clean"]
    return subprocess.run(command, env=os.environ | {"NEWSWIRE_HOME": str(home)}, check=False).returncode


def test_a_worker_that_never_lived_is_not_alive(tmp_path: Path) -> None:
    assert probe(tmp_path) == 1


def test_a_fresh_sign_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWIRE_HOME", str(tmp_path))
    liveness_file("clean").touch()
    assert probe(tmp_path) == 0


def test_a_stale_sign_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWIRE_HOME", str(tmp_path))
    mark = liveness_file("clean")
    mark.touch()
    long_ago = time.time() - STALE_AFTER - 1
    os.utime(mark, (long_ago, long_ago))
    assert probe(tmp_path) == 1
