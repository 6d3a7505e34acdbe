"""Followed folders: files are taken in once, moved, and never lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from deliveries import an_item, finished
from eventually import eventually

from pipeline.errors import AddressRefused
from pipeline.fetch import Limits
from pipeline.folders import QUIET_SECONDS, read_waiting, waiting_files
from pipeline.model import FeedId
from pipeline.sources.opml import outlines
from pipeline.stages.poll import Polled, poll_feeds
from pipeline.stages.subscribe import Delivery, folder_subscription
from pipeline.store import Store

Read = Callable[[str], Sequence[tuple[Any, ...]]]
HINTED = timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True)
class Drop:
    """A folder that is followed."""

    store: Store
    root: Path
    folder: Path
    feed_id: FeedId

    def put(self, name: str, body: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(body)
        return path

    def settle(self) -> None:
        """Wait until every file is old enough to be complete."""
        newest = max((p.stat().st_ctime for p in self.folder.iterdir() if p.is_file()), default=0.0)
        eventually(lambda: time.time() - newest > QUIET_SECONDS, seconds=10, what="the files are quiet")

    def look(self) -> Polled:
        """Look into the folder as a worker does."""
        self.store.feeds.poll_now([self.feed_id])
        due = [one.feed_id for one in self.store.feeds.queue_due(most=10, lease=HINTED)]
        return poll_feeds(self.store, due, limits=Limits(), folders=[self.root])

    def take(self) -> Polled:
        """Let the files settle, look, and finish what was found."""
        self.settle()
        polled = self.look()
        finished(self.store, polled.to_clean)
        return polled

    def names(self, folder: str = ".") -> list[str]:
        place = self.folder / folder
        return sorted(p.name for p in place.iterdir() if p.is_file()) if place.is_dir() else []

    def state(self) -> tuple[str, str | None]:
        (row,) = self.store.feeds.list()
        return row.state, row.reason


@pytest.fixture
def drop(store: Store, tmp_path: Path) -> Drop:
    """A folder of the agency EFE."""
    folder = tmp_path / "drop" / "efe"
    folder.mkdir(parents=True)
    root = tmp_path / "drop"
    feed = folder_subscription(folder.as_uri(), Delivery(source="EFE", zone="Europe/Madrid"), allowed=[root])
    return Drop(store=store, root=root, folder=folder, feed_id=store.feeds.add(feed)[0])


def test_a_file_is_taken_in_and_moved(drop: Drop, read: Read) -> None:
    drop.put("one.json", an_item())
    drop.take()
    assert (drop.names(), drop.names("done")) == ([], ["one.json"])
    assert read("SELECT title, source FROM article") == [("Council votes for a new breakwater", "EFE")]


def test_a_file_that_still_grows_waits(drop: Drop) -> None:
    drop.put("one.json", an_item()[:40])
    assert drop.look().to_clean == ()
    assert drop.names() == ["one.json"]


def test_hidden_and_temporary_names_are_left_alone(drop: Drop) -> None:
    names = [".one.json", "one.json.tmp", "one.json.part", "~one.json", "one.json~"]
    for name in names:
        drop.put(name, an_item())
    drop.take()
    assert drop.names() == sorted(names)


def test_what_is_no_wire_file_goes_aside_with_its_reason(drop: Drop) -> None:
    drop.put("one.bin", bytes(range(256)) * 4)
    drop.put("two.json", an_item())
    drop.take()
    assert drop.names("error") == ["one.bin", "one.bin.reason.txt"]
    assert (drop.folder / "error" / "one.bin.reason.txt").read_text().strip() != ""
    assert drop.names("done") == ["two.json"]


def test_a_second_delivery_is_not_doubled(drop: Drop, read: Read) -> None:
    for name in ("one.json", "one.json", "again.json"):
        drop.put(name, an_item())
        drop.take()
    assert drop.names("done") == ["again.json", "one.json", "one.json.2"]
    assert drop.store.ledger.balance() == {"loaded": 1}
    assert read("SELECT kind FROM events_after('')") == [("new",)]


def test_links_are_not_followed(drop: Drop, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_bytes(an_item())
    (drop.folder / "one.json").symlink_to(secret)
    drop.take()
    assert drop.store.ledger.balance() == {}


@pytest.mark.parametrize("path", ["/etc", "/", "{root}/../elsewhere", "{root}/link"])
def test_folders_outside_are_refused(drop: Drop, tmp_path: Path, path: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (drop.root / "link").symlink_to(elsewhere)
    with pytest.raises(AddressRefused, match="NEWSWIRE_DROP"):
        folder_subscription(f"file://{path.format(root=drop.root)}", Delivery(), allowed=[drop.root])


def test_without_the_setting_no_folder_is_followed(drop: Drop) -> None:
    with pytest.raises(AddressRefused, match="no folder may be followed"):
        folder_subscription(drop.folder.as_uri(), Delivery(), allowed=[])


def test_a_folder_that_became_a_link_is_not_followed(drop: Drop, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "one.json").write_bytes(an_item())
    drop.folder.rmdir()
    drop.folder.symlink_to(elsewhere)
    drop.look()
    assert drop.state()[0] == "failing"
    assert os.listdir(elsewhere) == ["one.json"]


def test_a_folder_that_comes_back_is_read_again(drop: Drop) -> None:
    drop.folder.rename(drop.root / "away")
    drop.look()
    assert drop.state()[0] == "failing"
    (drop.root / "away").rename(drop.folder)
    drop.put("one.json", an_item())
    drop.take()
    assert (drop.state()[0], drop.names("done")) == ("ok", ["one.json"])


def test_many_files_come_in_one_look(drop: Drop, read: Read) -> None:
    for n in range(450):
        drop.put(f"{n}.json", an_item(f"urn:story:{n}", title=f"Story number {n}"))
    drop.take()
    assert len(drop.names("done")) == 450
    assert read("SELECT sum(entries) FROM ledger") == [(450,)]


DIES_BEFORE_THE_MOVE = """
import os, signal, sys
from pathlib import Path
from pipeline.fetch import Limits
from pipeline.sources.opml import outlines
from pipeline.stages.poll import poll_feeds
from pipeline.store import Store

def die(event, _):
    if event == "os.rename":
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
poll_feeds(Store(sys.argv[1]), [int(sys.argv[2])], limits=Limits(), folders=[Path(sys.argv[3])])
"""


def test_a_worker_that_is_killed_before_the_move_loses_and_doubles_nothing(
    drop: Drop, database: str, read: Read
) -> None:
    drop.put("one.json", an_item())
    drop.settle()
    drop.store.feeds.poll_now([drop.feed_id])
    drop.store.feeds.queue_due(most=10, lease=HINTED)
    told = [sys.executable, "-c", DIES_BEFORE_THE_MOVE, database, str(drop.feed_id), str(drop.root)]
    assert subprocess.run(told, check=False).returncode == -signal.SIGKILL
    assert (drop.names(), drop.store.ledger.balance()) == (["one.json"], {"waiting": 1})
    with drop.store.transaction() as connection:
        connection.execute("UPDATE newswire.feed_state SET lease_until = now() - interval '1 second'")
    drop.take()
    assert (drop.names(), drop.names("done")) == ([], ["one.json"])
    assert drop.store.ledger.balance() == {"waiting": 1}


def test_a_folder_that_cannot_be_written_to_fails_and_doubles_nothing(drop: Drop, tmp_path: Path) -> None:
    (drop.folder / "done").symlink_to(tmp_path)
    drop.put("one.json", an_item())
    drop.settle()
    drop.look()
    state, reason = drop.state()
    assert state == "failing"
    assert "done" in str(reason)
    (drop.folder / "done").unlink()
    drop.take()
    assert (drop.names("done"), sum(drop.store.ledger.balance().values())) == (["one.json"], 1)


def test_a_list_of_feeds_cannot_name_a_folder(drop: Drop) -> None:
    listed = outlines(b'<opml><body><outline xmlUrl="file:///etc"/></body></opml>', "list.opml")
    assert [one.refused is not None for one in listed] == [True]


def test_a_file_that_is_replaced_while_it_is_read_waits_for_the_next_look(drop: Drop) -> None:
    path = drop.put("one.json", an_item())
    drop.settle()
    (listed,) = waiting_files(drop.folder, now=time.time(), most=9)
    path.write_bytes(an_item(title="Another text"))
    assert read_waiting(drop.folder, listed) is None


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel does not tell who writes")
def test_an_upload_that_pauses_is_not_taken_in_half(drop: Drop, read: Read) -> None:
    body = an_item()
    with (drop.folder / "one.json").open("wb", buffering=0) as upload:
        upload.write(body[:200])
        drop.take()
        assert drop.names() == ["one.json"]
        upload.write(body[200:])
    drop.take()
    assert (drop.names("done"), drop.names("error")) == (["one.json"], [])
    assert read("SELECT title FROM article") == [("Council votes for a new breakwater",)]


def feeds_add(database: str, drop: Drop, *arguments: str) -> "subprocess.CompletedProcess[str]":
    settings = os.environ | {"NEWSWIRE_DATABASE_URL": database, "NEWSWIRE_DROP": str(drop.root)}
    command = [sys.executable, "-m", "pipeline.cli", "feeds", "add", *arguments]
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False)


def test_a_folder_is_added_by_the_command(drop: Drop, database: str) -> None:
    (drop.root / "ansa").mkdir()
    url = (drop.root / "ansa").as_uri()
    run = feeds_add(database, drop, url, "--source", "ANSA", "--zone", "Europe/Rome", "--charset", "cp850")
    assert (run.returncode, run.stdout) == (0, f"added  {url}\n")
    with drop.store.transaction() as connection:
        told = connection.execute("SELECT zone, charset FROM newswire.feed WHERE url = %s", [url]).fetchone()
    assert told == ("Europe/Rome", "cp850")


def test_a_folder_outside_is_refused_in_a_line(drop: Drop, database: str) -> None:
    run = feeds_add(database, drop, "file:///etc")
    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
    assert "NEWSWIRE_DROP" in run.stderr
