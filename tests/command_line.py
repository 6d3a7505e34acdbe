"""The command line as a user types it."""

import os
import subprocess
import sys
from collections.abc import Sequence


def newswire(
    *arguments: str, database: str | None = None, given: str | None = None
) -> "subprocess.CompletedProcess[str]":
    """What `newswire` with these arguments prints and how it ends."""
    settings = {"NEWSWIRE_ALLOW_PRIVATE_ADDRESSES": "true"} | ({"NEWSWIRE_DATABASE_URL": database} if database else {})
    command: Sequence[str] = [sys.executable, "-m", "pipeline.cli", *arguments]
    return subprocess.run(
        command, env=os.environ | settings, capture_output=True, text=True, check=False, input=given or ""
    )
