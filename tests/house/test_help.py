"""`newswire --help` answers at once: it loads none of what only commands need."""

import subprocess
import sys

import pytest

LOADED = """
import sys
from typer.testing import CliRunner
from pipeline.cli.commands import app
assert CliRunner().invoke(app, ["--help"]).exit_code == 0
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """Every module that the help loads."""
    run = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "library",
    ["aiohttp", "bs4", "dateparser", "feedparser", "lxml", "psycopg", "py3langid", "pydantic", "redis", "zstandard"],
)
def test_the_help_does_not_load(loaded: set[str], library: str) -> None:
    assert library not in loaded
