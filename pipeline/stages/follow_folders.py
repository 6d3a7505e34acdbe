"""Followed folders: take in what agencies have dropped there, then move it away.

A file is moved only once its items are in the ledger. A worker that dies between the two leaves the file where it is:
the next look takes it in again, finds its items known, and moves it.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from pipeline.errors import LeaseLost, Unreachable
from pipeline.folders import Waiting, folder_of, move_aside, move_done, read_waiting, waiting_files
from pipeline.model import EntryId
from pipeline.sources.wire import MOST_BYTES
from pipeline.stages.take_in import DroppedFile, take_files
from pipeline.store import Store
from pipeline.store.feeds import ClaimedFeed, Look
from pipeline.store.ledger import Origin
from pipeline.store.work import Fault, recorded

__all__ = ["LookedInto", "look_into_folders"]

# Beat sends the feeds that are due every five seconds.
_NEXT_LOOK = timedelta(seconds=5)
_AFTER_FAILURE = timedelta(minutes=1)
# A task is told to end after 100 s, and requests of the same batch may take 80: what is left is due at once.
_LONGEST_LOOK_SECONDS = 10.0
_FILES_A_BATCH = 200
# The names of so many files are listed at once.
_MOST_FILES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedInto:
    """What looks into folders came to; `to_clean` are the items that wait to be cleaned."""

    failed: int = 0
    lost: int = 0
    to_clean: tuple[EntryId, ...] = ()


def look_into_folders(
    store: Store, feeds: Sequence[ClaimedFeed], lease: UUID, *, allowed: Sequence[Path]
) -> LookedInto:
    """Take in the files of followed folders; one that fails is recorded and stops no other."""
    faults: list[Fault] = []
    to_clean: list[EntryId] = []
    lost = 0
    stop = time.monotonic() + _LONGEST_LOOK_SECONDS
    for feed in feeds:
        failed_before = len(faults)
        try:
            with recorded(faults.append):
                _look(store, feed, lease, folder_of(feed.url, allowed), stop=stop, to_clean=to_clean)
            if len(faults) > failed_before:
                reason = f"{faults[-1].kind}: {faults[-1].reason}"
                store.feeds.fail(feed, lease, reason=reason, interval=_AFTER_FAILURE)
        except LeaseLost:
            lost += 1
    return LookedInto(failed=len(faults), lost=lost, to_clean=tuple(to_clean))


def _look(store: Store, feed: ClaimedFeed, lease: UUID, folder: Path, *, stop: float, to_clean: list[EntryId]) -> None:
    waiting = waiting_files(folder, now=time.time(), most=_MOST_FILES)
    origin = Origin(feed_id=feed.feed_id, zone=feed.zone, charset=feed.charset)
    look = Look()
    left = len(waiting) == _MOST_FILES
    for start in range(0, len(waiting), _FILES_A_BATCH):
        if start and time.monotonic() > stop:
            left = True
            break
        look += _take(store, folder, waiting[start : start + _FILES_A_BATCH], origin, to_clean)
    store.feeds.finish_look(feed, lease, look, wait=timedelta(0) if left else _NEXT_LOOK, usual=_NEXT_LOOK)


def _take(store: Store, folder: Path, waiting: Sequence[Waiting], origin: Origin, to_clean: list[EntryId]) -> Look:
    """Take in some files and move them; what became of them."""
    names: dict[str, str] = {}
    files: list[DroppedFile] = []
    look = Look()
    for one in waiting:
        url = (folder / one.name).as_uri()
        if one.size_bytes > MOST_BYTES:
            look += _aside(folder, one.name, f"{one.size_bytes:,} bytes, more than the {MOST_BYTES:,} of a wire file")
            continue
        body = read_waiting(folder, one)
        if body is not None:
            names[url] = one.name
            files.append(DroppedFile(url=url, body=body))
    for told, intake in take_files(store, files, origin, hinted=True):
        to_clean += intake.to_clean
        look += Look(seen=len(intake.ids), new=len(intake.new_keys))
        for file in told:
            if file.error is None:
                _moved(folder, names[file.url])
            else:
                look += _aside(folder, names[file.url], file.error)
    return look


def _moved(folder: Path, name: str) -> None:
    try:
        move_done(folder, name)
    except OSError as error:
        raise Unreachable(folder.as_uri(), f"{name} cannot be moved to done/: {error.strerror or error}") from error


def _aside(folder: Path, name: str, reason: str) -> Look:
    try:
        move_aside(folder, name, reason=reason)
    except OSError as error:
        raise Unreachable(folder.as_uri(), f"{name} cannot be moved to error/: {error.strerror or error}") from error
    return Look(fault=f"{name}: {reason}")
