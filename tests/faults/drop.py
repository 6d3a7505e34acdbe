"""`python -m faults.drop`: a drop of many files through the running stack, with kill -9 of its workers in the middle.

Prints how long it took, what was lost and what was doubled; exit 1 where anything was.
"""

import argparse
import json
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from faults.processes import NotInTime, send, wait
from faults.stack import AWAY, Stack

from pipeline.stages.subscribe import Delivery, folder_subscription
from pipeline.store import Store

_BEGAN = datetime(2026, 11, 20, 6, tzinfo=UTC)
# Every so many files comes once more, under another name.
_DELIVERED_TWICE = 20
_QUEUES = ("fetch", "clean", "load")
# Rounds of kills, each when so much more of the drop is loaded.
_ROUNDS = (0.1, 0.25, 0.4, 0.55)
_SETTLED_WITHIN = 300.0  # seconds, and a twentieth of a second for each story


@dataclass(frozen=True, slots=True, kw_only=True)
class DropOutcome:
    """How a drop ended: files that are no article, articles and events beyond one for each story, and what is left."""

    stories: int
    files: int
    lost: int
    doubled: int
    left_behind: int
    seconds: float
    kills: int
    notes: Sequence[str]

    @property
    def passed(self) -> bool:
        """Whether nothing is lost, doubled or left behind."""
        return not (self.lost or self.doubled or self.left_behind or self.notes)


def _story(number: int) -> bytes:
    at = (_BEGAN + timedelta(seconds=number)).isoformat()
    town = f"Town {number // 7} of the valley"
    text = (
        f"The council of {town} decided on Thursday to mend bridge number {number} before the first snow falls.",
        f"Work on it begins in March and lasts {number % 17 + 2} weeks, said its mayor, who had asked for it.",
        "Two hundred people came to the old customs house, and the debate ended a little before midnight.",
    )
    if number % 2:
        fields = {"uri": _guid(number), "type": "text", "version": "1", "versioncreated": at, "language": "en"}
        return json.dumps(fields | {"headline": f"Bridge {number} is mended", "body_text": "\n\n".join(text)}).encode()
    paragraphs = "".join(f"<p>{one}</p>" for one in text)
    return (
        f'<?xml version="1.0"?><nitf><head><docdata><doc-id id-string="{_guid(number)}"/>'
        f'<date.issue norm="{at}"/></docdata></head><body><body.head><hedline><hl1>Bridge {number} is mended</hl1>'
        f"</hedline></body.head><body.content>{paragraphs}</body.content></body></nitf>"
    ).encode()


def _guid(number: int) -> str:
    return f"urn:newsml:wire.example:20261120:bridge-{number}"


def _fill(folder: Path, files: int) -> int:
    """Write the drop in order, as an agency does: each file under a name of its own once it is whole. How many."""
    written = 0
    for number in range(files):
        names = [f"{number:06}"] + ([f"{number:06}-again"] if number % _DELIVERED_TWICE == 0 else [])
        for name in names:
            part = folder / f"{name}.part"
            part.write_bytes(_story(number))
            part.rename(folder / f"{name}.wire")
            written += 1
    return written


def drop(*, stories: int) -> DropOutcome:
    """Drop so many stories into a followed folder of a stack of its own, and kill its workers meanwhile."""
    patience = _SETTLED_WITHIN + stories / 20
    home = Path(tempfile.mkdtemp(prefix="newswire-drop-", dir="/var/tmp"))
    home.chmod(0o755)
    root = home / "drop"
    folder = root / "wire"
    folder.mkdir(parents=True)
    files = _fill(folder, stories)
    try:
        with Stack(home=home, changes={"NEWSWIRE_DROP": str(root)}) as stack:
            _follow(stack, folder, root)
            began = time.monotonic()
            stack.start_workers()
            kills = _kill_in_turn(stack, stories, patience)
            notes = _settle(stack, stories, patience)
            seconds = time.monotonic() - began
            return _audit(stack, folder, stories=stories, files=files, seconds=seconds, kills=kills, notes=notes)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _follow(stack: Stack, folder: Path, root: Path) -> None:
    store = Store(stack.postgres.url)
    try:
        store.feeds.add(folder_subscription(folder.as_uri(), Delivery(source="Wire"), allowed=[root]))
    finally:
        store.close()


def _count(stack: Stack, statement: str) -> int:
    try:
        return int(stack.query(statement)[0][0])
    except AWAY:
        return 0


def _loaded(stack: Stack) -> int:
    return _count(stack, "SELECT count(*) FROM newswire.article_key")


def _kill_in_turn(stack: Stack, stories: int, patience: float) -> int:
    """Kill the pool children of all queues, again and again; once the workers themselves. How many were killed."""
    killed = 0
    for number, share in enumerate(_ROUNDS):
        wait(lambda share=share: _loaded(stack) >= share * stories, seconds=patience, what=f"{share:.0%} are loaded")  # type: ignore[misc]
        for queue in _QUEUES:
            victims = [stack.program(queue)] if number == 1 else list(stack.pool(queue))
            send(signal.SIGKILL, victims)
            killed += len(victims)
    stack.kill_workers()
    stack.start_workers()
    return killed + 1


def _settle(stack: Stack, stories: int, patience: float) -> Sequence[str]:
    waiting = "SELECT count(*) FROM newswire.entry WHERE stage IN ('fetch', 'clean', 'load')"
    try:
        wait(
            lambda: _loaded(stack) >= stories and _count(stack, waiting) == 0,
            seconds=patience,
            what="everything is at an end",
            every=0.5,
        )
    except NotInTime as late:
        return [str(late)]
    return []


def _audit(
    stack: Stack, folder: Path, *, stories: int, files: int, seconds: float, kills: int, notes: Sequence[str]
) -> DropOutcome:
    left = [path.name for path in folder.iterdir() if path.is_file()]
    done = len(list((folder / "done").iterdir()))
    aside = len(list((folder / "error").iterdir())) if (folder / "error").is_dir() else 0
    found = dict(stack.query("SELECT guid, count(*) FROM newswire_v1.article GROUP BY guid"))
    news = dict(stack.query("SELECT id, count(*) FROM newswire_v1.event WHERE kind <> 'story' GROUP BY id"))
    lost = sum(_guid(number) not in found for number in range(stories))
    doubled = sum(count - 1 for count in found.values()) + sum(count - 1 for count in news.values())
    beyond = len(set(found) - {_guid(number) for number in range(stories)})
    told = [*notes, *([f"{aside} files went aside"] if aside else [])]
    if done != files:
        told.append(f"{done} files of {files} are in done/")
    return DropOutcome(
        stories=stories,
        files=files,
        lost=lost,
        doubled=doubled + beyond,
        left_behind=len(left),
        seconds=seconds,
        kills=kills,
        notes=told,
    )


def main() -> int:
    """Run a drop and print its outcome."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=20_000)
    outcome = drop(stories=parser.parse_args().stories)
    print(f"{outcome.files:,} files with {outcome.stories:,} stories in {outcome.seconds:.0f} s, {outcome.kills} kills")  # noqa: T201
    print(f"lost {outcome.lost}, doubled {outcome.doubled}, left behind {outcome.left_behind}")  # noqa: T201
    for note in outcome.notes:
        print(note)  # noqa: T201
    return 0 if outcome.passed else 1


if __name__ == "__main__":
    sys.exit(main())
