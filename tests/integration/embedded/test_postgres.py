"""The embedded PostgreSQL: once initialised, never lost, nobody's but its owner's."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from eventually import eventually

from pipeline.embedded import EmbeddedPostgres
from pipeline.embedded.postgres import find_postgres
from pipeline.embedded.process import Account, reachable, server_account, server_home

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act for other users")
HOLDER = """
import sys, time
from pathlib import Path
from pipeline.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1])).start()
print(server.url, flush=True)
time.sleep(600)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A home of the test's own that the server's account can reach."""
    made = Path(tempfile.mkdtemp(prefix="newswire-pg-", dir="/var/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def ask(url: str, statement: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(statement.encode()).fetchone()
    return row[0] if row else None


def run(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def holder(home: Path) -> "subprocess.Popen[str]":
    """Another process that owns the server of this home."""
    return subprocess.Popen([sys.executable, "-c", HOLDER, str(home)], stdout=subprocess.PIPE, text=True)


def first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_it_is_utf8_and_its_role_is_no_superuser(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SHOW server_encoding") == "UTF8"
        assert ask(server.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_nobody_gets_in_without_the_password(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        wrong = server.url.replace(server.url.split(":")[2].split("@")[0], "wrong")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            ask(wrong, "SELECT 1")


def test_it_listens_on_loopback_alone(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SHOW listen_addresses") == "127.0.0.1"


def test_data_survives_a_stop_and_a_start(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        run(server.url, "CREATE TABLE kept AS SELECT 42 AS n")
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SELECT n FROM kept") == 42


def test_its_address_stays_the_same_from_run_to_run(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        first = server.url
    with EmbeddedPostgres(folder) as server:
        assert server.url == first


def test_after_a_stop_no_process_is_left(folder: Path) -> None:
    with EmbeddedPostgres(folder):
        pass
    assert str(folder) not in subprocess.run(["ps", "axww", "-o", "args"], capture_output=True, text=True).stdout


def test_data_survives_a_kill_of_the_parent(folder: Path) -> None:
    with holder(folder) as process:
        run(first_line(process), "CREATE TABLE kept AS SELECT 42 AS n")
        process.send_signal(signal.SIGKILL)
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SELECT n FROM kept") == 42


def test_a_server_left_by_a_killed_parent_is_stopped_by_the_next_owner(folder: Path) -> None:
    with holder(folder) as process:
        url = first_line(process)
        process.send_signal(signal.SIGKILL)
    with EmbeddedPostgres(folder) as server:
        assert server.url == url
    with pytest.raises(psycopg.OperationalError):
        ask(url, "SELECT 1")


def test_a_second_process_uses_the_running_server_and_leaves_it_running(folder: Path) -> None:
    with EmbeddedPostgres(folder) as owner:
        with EmbeddedPostgres(folder) as guest:
            assert guest.url == owner.url
        assert ask(owner.url, "SELECT 1") == 1


def test_who_goes_on_running_waits_until_a_short_command_has_ended(folder: Path) -> None:
    with holder(folder) as process:
        first_line(process)
        process.send_signal(signal.SIGKILL)
        with EmbeddedPostgres(folder).owned() as server:
            process.wait()
            assert ask(server.url, "SELECT 1") == 1


def test_it_starts_again_after_a_crash_that_left_its_pid_file(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        run(server.url, "CREATE TABLE kept AS SELECT 42 AS n")
        (pid_file,) = folder.glob("postgres/*/data/postmaster.pid")
        pid = int(pid_file.read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        eventually(lambda: not Path(f"/proc/{pid}").exists(), seconds=10, what="the server is gone")
    assert pid_file.exists()
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SELECT n FROM kept") == 42


@AS_ROOT
def test_root_with_a_closed_home_gets_a_server_elsewhere(folder: Path) -> None:
    folder.chmod(0o700)
    with EmbeddedPostgres(folder / "below") as server:
        assert ask(server.url, "SELECT 1") == 1
    shutil.rmtree(server_home(folder / "below", server_account()))
    assert not list(folder.glob("below/postgres"))


@AS_ROOT
def test_an_ordinary_user_has_a_server_too(folder: Path) -> None:
    if not reachable(Path(sys.executable), Account(uid=65534, gid=65534)):
        pytest.skip("this interpreter lies in a folder that is closed to other users")
    os.chown(folder, 65534, 65534)
    code = HOLDER.replace("time.sleep(600)", "server.stop()")
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        user=65534,
        group=65534,
        extra_groups=(),
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith("postgresql://newswire:"), done.stderr


def test_a_system_installation_serves_where_the_wheel_is_not_there() -> None:
    found = find_postgres(wheel=False)
    if found is None:
        pytest.skip("no system PostgreSQL of 15 or newer is installed")
    assert found.major >= 15


def test_a_system_installation_runs(folder: Path) -> None:
    found = find_postgres(wheel=False)
    if found is None:
        pytest.skip("no system PostgreSQL of 15 or newer is installed")
    with EmbeddedPostgres(folder, binaries=found) as server:
        assert ask(server.url, "SELECT current_setting('server_version_num')::int / 10000") == found.major
