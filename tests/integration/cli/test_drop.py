"""`newswire drop`: what files hold, and what becomes of it in a running newswire."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from deliveries import an_item
from eventually import eventually
from faults.stack import Stack

NAMED = [
    "file",
    "format",
    "index",
    "kind",
    "item_guid",
    "item_version",
    "error",
    "title",
    "body",
    "summary",
    "language",
    "byline",
    "authors",
    "agency",
    "dateline_place",
    "dateline_date",
    "slugline",
    "keywords",
    "subjects",
    "published_at",
    "modified_at",
    "published_precision",
    "status",
    "urgency",
    "embargoed_until",
    "ednote",
    "credit",
    "rights",
    "media",
    "links",
    "flags",
]


def drop(
    *arguments: str, given: bytes = b"", settings: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "pipeline.cli", "drop", *arguments]
    return subprocess.run(command, input=given, env=os.environ | (settings or {}), capture_output=True, check=False)


def lines(run: "subprocess.CompletedProcess[bytes]") -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_a_dry_run_has_every_key_of_the_contract(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(an_item(urgency=3, embargoed="2026-12-24T18:00:00+01:00"))
    run = drop("--dry-run", "--json", str(tmp_path / "a.json"))
    (line,) = lines(run)
    assert (run.returncode, list(line)) == (0, NAMED)
    assert (line["format"], line["index"], line["kind"], line["urgency"]) == ("ninjs", 0, "text", 3)
    assert line["embargoed_until"] == "2026-12-24T17:00:00+00:00"


def test_what_is_no_wire_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(range(256)))
    (tmp_path / "b.json").write_bytes(an_item())
    run = drop("--dry-run", "--json", str(tmp_path))
    broken, read = lines(run)
    assert (run.returncode, broken["format"], list(broken)) == (1, None, NAMED)
    assert broken["error"]
    assert read["title"] == "Council votes for a new breakwater"


def test_standard_input_is_a_file() -> None:
    (line,) = lines(drop("--dry-run", "--json", "-", given=an_item()))
    assert (line["file"], line["error"]) == ("-", None)


def test_a_picture_is_told_as_one() -> None:
    (line,) = lines(drop("--dry-run", "--json", "-", given=an_item(type="picture", body_text=None)))
    assert (line["kind"], line["title"]) == ("picture", "Council votes for a new breakwater")


def test_a_zone_that_does_not_exist_is_wrong_usage() -> None:
    assert drop("--dry-run", "-", "--zone", "Europe/Atlantis").returncode == 2


def test_a_file_that_is_not_there_fails_in_a_line(tmp_path: Path) -> None:
    run = drop("--dry-run", str(tmp_path / "none.xml"))
    assert (run.returncode, run.stderr.count(b"\n")) == (1, 1)


@pytest.fixture(scope="module")
def running() -> Iterator[Stack]:
    """A newswire whose workers run."""
    home = Path(tempfile.mkdtemp(prefix="newswire-drop-", dir="/var/tmp"))
    home.chmod(0o755)
    try:
        with Stack(home=home) as stack:
            stack.start_workers()
            tick = "SELECT 1 FROM newswire.heartbeat WHERE name = 'tick'"
            eventually(lambda: bool(stack.query(tick)), seconds=90, what="the clockwork runs")
            yield stack
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_it_prints_what_became_of_each(running: Stack, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(an_item())
    (tmp_path / "b.json").write_bytes(an_item("urn:picture", type="picture", body_text=None))
    settings = {"NEWSWIRE_DATABASE_URL": running.postgres.url, "NEWSWIRE_BROKER_URL": running.valkey.url}
    run = drop("--json", "--source", "EFE", str(tmp_path), settings=settings)
    assert run.returncode == 0, run.stderr
    told = sorted((one["stage"], one["last_error"]) for one in json.loads(run.stdout))
    assert told == [("filtered", "picture item"), ("loaded", None)]
