"""`newswire demo` and `newswire up` as a user runs them: real processes, nothing left behind."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
import pytest
from eventually import eventually

from pipeline.demo import SampleSite
from pipeline.demo.agency import agency_files
from pipeline.demo.sample import BASE, load_sample
from pipeline.embedded import EmbeddedPostgres, free_port

NEWSWIRE = [sys.executable, "-m", "pipeline.cli"]
STOPS_WITHIN = 15  # seconds


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A home of these tests' own that the servers' account can reach."""
    made = Path(tempfile.mkdtemp(prefix="newswire-cli-", dir="/var/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def environment(folder: Path) -> Mapping[str, str]:
    """Settings that keep apart from any newswire that runs on this machine."""
    # Without the broker of the test session, whose address is in the environment once a test has asked for it.
    foreign = {name: value for name, value in os.environ.items() if not name.startswith("NEWSWIRE_")}
    return foreign | {"NEWSWIRE_HOME": str(folder), "NEWSWIRE_FLOWER_PORT": str(free_port())}


@pytest.fixture(scope="module")
def demo(environment: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """A first run of the demo."""
    return subprocess.run([*NEWSWIRE, "demo"], env=environment, capture_output=True, text=True, check=False)


def processes_of(folder: Path) -> list[str]:
    """The command lines of processes that have to do with this folder."""
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            told = environ.read_bytes() + environ.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in told:
            found.append(environ.with_name("cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def contents(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the demo's database, by table."""
    with EmbeddedPostgres(folder / "demo") as server, psycopg.connect(server.url) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'newswire'::regnamespace AND relkind IN ('r', 'p')"
            " AND NOT relispartition"
        ).fetchall()
        return {
            str(table): connection.execute(f"SELECT t::text FROM newswire.{table} t ORDER BY 1".encode()).fetchall()
            for (table,) in tables
        }


def test_the_demo_prints_what_arrived_and_a_ledger_that_balances(demo: "subprocess.CompletedProcess[str]") -> None:
    assert demo.returncode == 0, demo.stdout + demo.stderr
    assert "86 articles" in demo.stdout
    assert "ledger: 116 discovered = 99 loaded + 8 duplicate + 4 filtered + 5 dead" in demo.stdout


def test_the_demo_tells_what_became_of_each_file_of_the_agency(demo: "subprocess.CompletedProcess[str]") -> None:
    lines = demo.stdout.partition("what the agency dropped")[2].partition("stories of several articles")[0].splitlines()
    told = {line.split()[0]: line for line in lines if line.strip()}
    assert re.search(r"embargoed until \d\d:\d\d:\d\d, then article \d+", told["2007-prix-lanterne.xml"])
    assert re.search(r"withdrawn since", told["1004-canal-bank.xml"])
    assert len(told) == 1 + len(agency_files(load_sample(), embargo_ends=BASE))


def test_the_demo_hides_a_story_until_its_embargo_ends(demo: "subprocess.CompletedProcess[str]") -> None:
    assert "2007-prix-lanterne.xml is loaded; nobody sees it before" in demo.stdout


def test_the_demo_names_the_broken_page_with_its_reason(demo: "subprocess.CompletedProcess[str]") -> None:
    assert "HTTP status 404" in demo.stdout
    assert "no story on this page" in demo.stdout


def test_after_the_demo_no_process_is_left(demo: "subprocess.CompletedProcess[str]", folder: Path) -> None:
    assert demo.returncode == 0
    assert processes_of(folder) == []


def test_a_second_demo_changes_nothing_but_how_the_feeds_were_polled(
    demo: "subprocess.CompletedProcess[str]", folder: Path, environment: Mapping[str, str]
) -> None:
    assert demo.returncode == 0
    before = contents(folder)
    again = subprocess.run([*NEWSWIRE, "demo"], env=environment, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stdout + again.stderr
    after = contents(folder)
    assert {table for table in before if before[table] != after[table]} == {"feed_state", "heartbeat", "host_day"}


def test_the_logs_of_the_demo_hold_no_error(demo: "subprocess.CompletedProcess[str]", folder: Path) -> None:
    assert demo.returncode == 0
    logs = {log.name: log.read_text() for log in (folder / "demo" / "logs").glob("*.log")}
    assert set(logs) == {"beat.log", "clean.log", "fetch.log", "flower.log", "load.log", "ops.log"}
    assert [name for name, text in logs.items() if "ERROR" in text or "Traceback" in text] == []


def test_ctrl_c_stops_every_process_in_time(folder: Path, environment: Mapping[str, str]) -> None:
    with subprocess.Popen([*NEWSWIRE, "up"], env=environment, stdout=subprocess.PIPE, text=True) as up:
        assert up.stdout is not None
        assert any("running" in line for line in up.stdout)
        begun = time.monotonic()
        up.send_signal(signal.SIGINT)
        assert up.wait(STOPS_WITHIN + 5) == 0
    assert time.monotonic() - begun < STOPS_WITHIN
    assert processes_of(folder) == []
    status = subprocess.run([*NEWSWIRE, "status"], env=environment, capture_output=True, text=True, check=False)
    assert status.stdout.startswith("newswire: not running, ")


def secrets_of(home: Path) -> list[str]:
    """Every password of an embedded stack."""
    files = [*home.glob("*-password"), *home.glob("*/password"), *home.glob("postgres/*/*password")]
    login = (home / "flower-login").read_text().partition(":")[2]
    return [login, *(file.read_text() for file in files)]


def arguments_of(folder: Path) -> str:
    """What `ps` shows every user of this machine of the processes that belong to a folder."""
    return "\n".join(processes_of(folder))


def test_up_tells_how_to_connect_and_no_password(folder: Path, environment: Mapping[str, str]) -> None:
    with subprocess.Popen([*NEWSWIRE, "up"], env=environment, stdout=subprocess.PIPE, text=True) as up:
        assert up.stdout is not None
        told = "".join(iter(up.stdout.readline, "running; Ctrl-C stops everything\n"))
        shown = arguments_of(folder)
        second = subprocess.run([*NEWSWIRE, "up"], env=environment, capture_output=True, text=True, check=False)
        status = subprocess.run([*NEWSWIRE, "status"], env=environment, capture_output=True, text=True, check=False)
        (line,) = (line.removeprefix("reader").strip() for line in told.splitlines() if line.startswith("reader"))
        psql = shlex.split(line)
        with psycopg.connect(psql[2], passfile=psql[0].removeprefix("PGPASSFILE=")) as reader:
            role = reader.execute("SELECT current_user::text").fetchone()
        up.send_signal(signal.SIGINT)
        told += up.communicate(timeout=STOPS_WITHIN + 5)[0]
    secrets = secrets_of(folder)
    logs = "".join(log.read_text() for log in folder.glob("**/*.log"))
    assert (second.returncode, second.stdout) == (1, "")
    assert f"{folder}: newswire is already running on this home, as process {up.pid} (" in second.stderr
    assert f"newswire: running as process {up.pid} (" in status.stdout
    assert (role, psql[1], len(secrets)) == (("newswire_reader",), "psql", 6)
    assert [secret for secret in secrets if secret in told + shown + logs] == []


def test_passwords_are_printed_where_they_are_asked_for(folder: Path, environment: Mapping[str, str]) -> None:
    with subprocess.Popen(
        [*NEWSWIRE, "up", "--show-passwords"], env=environment, stdout=subprocess.PIPE, text=True
    ) as up:
        assert up.stdout is not None
        told = "".join(iter(up.stdout.readline, "running; Ctrl-C stops everything\n"))
        up.send_signal(signal.SIGINT)
        up.communicate(timeout=STOPS_WITHIN + 5)
    assert (folder / "reader-password").read_text() in told
    assert (folder / "flower-login").read_text() in told


def test_the_demo_says_how_to_look_around(demo: "subprocess.CompletedProcess[str]") -> None:
    assert "look around: NEWSWIRE_HOME=" in demo.stdout


def test_ingest_of_a_page_that_dies_fails(folder: Path, environment: Mapping[str, str]) -> None:
    settings = {**environment, "NEWSWIRE_ALLOW_PRIVATE_ADDRESSES": "true"}
    up = subprocess.Popen([*NEWSWIRE, "up"], env=settings, stdout=subprocess.PIPE, text=True)
    try:
        with SampleSite() as site:
            assert up.stdout is not None
            assert any("running" in line for line in up.stdout)
            page = site.url + "/nowhere"
            eventually(lambda: ingest(page, settings) == 1, seconds=60, what="ingest told of the dead page")
    finally:
        up.send_signal(signal.SIGINT)
        up.communicate(timeout=STOPS_WITHIN + 5)


def ingest(url: str, settings: Mapping[str, str]) -> int:
    """The exit status of `newswire ingest`, once the workers are there; -1 before."""
    done = subprocess.run([*NEWSWIRE, "ingest", url], env=settings, capture_output=True, text=True, check=False)
    return -1 if "none is running" in done.stderr else done.returncode
