"""The embedded Valkey: a password, persistence, and nothing left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import AuthenticationError
from redis.exceptions import ConnectionError as BrokerGone

from pipeline.embedded import EmbeddedValkey
from pipeline.embedded.valkey import find_valkey
from pipeline.errors import NewswireError

HOLDER = """
import sys, time
from pathlib import Path
from pipeline.embedded import EmbeddedValkey
print(EmbeddedValkey(Path(sys.argv[1])).start().url, flush=True)
time.sleep(600)
"""


def client(url: str) -> Redis:
    return Redis.from_url(url, decode_responses=True)


def test_nobody_gets_in_without_the_password(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path) as server, client("redis://" + server.url.partition("@")[2]) as stranger:
        with pytest.raises(AuthenticationError):
            stranger.execute_command("GET", "anything")


def test_the_password_stands_on_no_command_line(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path) as server:
        password = server.url.split(":")[2].partition("@")[0]
        assert password not in subprocess.run(["ps", "axww", "-o", "args"], capture_output=True, text=True).stdout


def test_messages_survive_a_stop_and_a_start(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path) as server, client(server.url) as broker:
        broker.rpush("queue", "message")
    with EmbeddedValkey(tmp_path) as server, client(server.url) as broker:
        assert broker.lrange("queue", 0, -1) == ["message"]


def test_nothing_is_ever_evicted(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path) as server, client(server.url) as broker:
        assert broker.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_after_a_stop_no_process_is_left(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path) as server:
        url = server.url
    with client(url) as broker, pytest.raises(BrokerGone):
        broker.ping()
    assert str(tmp_path) not in subprocess.run(["ps", "axww", "-o", "args"], capture_output=True, text=True).stdout


def test_a_server_left_by_a_killed_parent_is_taken_over(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        url = parent.stdout.readline().strip()
        os.kill(parent.pid, signal.SIGKILL)
    with EmbeddedValkey(tmp_path) as server:
        assert server.url == url
    with client(url) as broker, pytest.raises(BrokerGone):
        broker.ping()


def test_a_ctrl_c_of_the_terminal_does_not_reach_the_server(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path):
        assert os.getsid(int((tmp_path / "valkey" / "server.pid").read_text())) != os.getsid(0)


def test_notes_cut_short_do_no_harm(tmp_path: Path) -> None:
    EmbeddedValkey(tmp_path).start().stop()
    for note in ("port", "server.pid"):
        (tmp_path / "valkey" / note).write_text("")
    with EmbeddedValkey(tmp_path) as server, client(server.url) as broker:
        assert broker.ping()


def test_a_stranger_with_the_number_of_a_killed_server_is_left_in_peace(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "60"]) as stranger:
        EmbeddedValkey(tmp_path).start().stop()
        (tmp_path / "valkey" / "server.pid").write_text(str(stranger.pid))
        with EmbeddedValkey(tmp_path) as server, client(server.url) as broker:
            assert broker.ping()
        assert stranger.poll() is None
        stranger.kill()


def test_a_file_cut_short_by_a_kill_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path) as server, client(server.url) as broker:
        broker.rpush("queue", "first", "second")
        broker.rpush("queue", "third")
    (written,) = tmp_path.glob("valkey/appendonlydir/*.incr.aof")
    written.write_bytes(written.read_bytes()[:-5])
    with EmbeddedValkey(tmp_path) as server, client(server.url) as broker:
        assert broker.lrange("queue", 0, -1) == ["first", "second"]


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    server = EmbeddedValkey(tmp_path)
    (tmp_path / "valkey" / "appendonlydir").write_text("in the way")
    with pytest.raises(NewswireError, match="append-only"):
        server.start()


def test_a_home_may_have_any_name(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path / 'My "news" & $HOME\'s üñí') as server, client(server.url) as broker:
        assert broker.ping()


def test_a_second_process_uses_the_running_server_and_leaves_it_running(tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path) as owner:
        with EmbeddedValkey(tmp_path) as guest:
            assert guest.url == owner.url
        with client(owner.url) as broker:
            assert broker.ping()


def test_a_system_server_serves_where_the_wheel_is_not_there(tmp_path: Path) -> None:
    found = find_valkey(wheel=False)
    if found is None:
        pytest.skip("neither valkey-server nor redis-server is installed")
    with EmbeddedValkey(tmp_path, server=found) as server, client(server.url) as broker:
        assert broker.ping()
