"""Drop the agency's files into a folder that newswire follows, and say what became of each of them."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

from pipeline.demo.agency import AGENCY, ROUNDS, AgencyFile, Became, agency_files, what_became
from pipeline.demo.sample import Sample
from pipeline.errors import NewswireError
from pipeline.folders import DONE, ERROR
from pipeline.model import FeedId
from pipeline.stages.subscribe import Delivery, folder_subscription
from pipeline.store import Store
from pipeline.store.ledger import DeliveredItem

__all__ = ["AgencyFolder", "DeliveredFile"]

_LOOK_SECONDS = 0.3
# A file is taken in 2 to 7 s after it was dropped, and loaded 1 to 3 s later: the story is hidden for some seconds.
_EMBARGO = timedelta(seconds=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredFile:
    """An item of a file that was dropped, and what became of it."""

    file: str
    format: str
    title: str | None
    became: Became


class AgencyFolder:
    """The folder into which the agency drops its files, below the home of a demo.

    The end of the embargo is noted there, so that a second run delivers the same bytes.
    """

    def __init__(self, home: Path, sample: Sample) -> None:
        self.root = home / "drop"
        self.folder = self.root / AGENCY.lower()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sample = sample
        self._note = home / "embargo.txt"

    def follow(self, store: Store) -> FeedId:
        """Follow the folder and say who drops there, as `feeds add file://…` and `sources set --kind agency` do."""
        delivery = Delivery(source=AGENCY, zone="UTC")
        feed_id, _ = store.feeds.add(folder_subscription(self.folder.as_uri(), delivery, allowed=[self.root]))
        store.sources.describe(AGENCY, country=None, language=None, kind="agency")
        return feed_id

    def deliver(self, number: int, *, now: datetime) -> int:
        """Drop the files of a round that were not dropped in an earlier run; how many. The last one has the embargo."""
        ends = self._embargo_ends(now) if number == ROUNDS[-1] else now
        files = agency_files(self._sample, embargo_ends=ends)
        new = [file for file in files if file.round == number and not self._has(file)]
        for file in new:
            self._drop(file)
        return len(new)

    def _embargo_ends(self, now: datetime) -> datetime:
        """When the embargo ends: in a moment, or when an earlier run said."""
        if self._note.exists():
            return datetime.fromisoformat(self._note.read_text(encoding="utf-8").strip())
        ends = (now + _EMBARGO).replace(microsecond=0)
        self._note.write_text(f"{ends.isoformat()}\n", encoding="utf-8")
        return ends

    def _has(self, file: AgencyFile) -> bool:
        places = (self.folder, self.folder / DONE, self.folder / ERROR)
        return any((place / file.name).exists() for place in places)

    def _drop(self, file: AgencyFile) -> None:
        """Write a file under a hidden name first, as a good agency does: nobody reads half of it."""
        hidden = self.folder / f".{file.name}"
        hidden.write_bytes(file.body)
        hidden.rename(self.folder / file.name)

    def wait_until_taken(self, *, seconds: float) -> None:
        """Wait until every file has been moved; NewswireError if one stays."""
        deadline = time.monotonic() + seconds
        while waiting := sorted(one.name for one in self.folder.glob("[!.]*") if one.is_file()):
            if time.monotonic() > deadline:
                raise NewswireError("demo", f"{waiting[0]} was not taken in after {seconds:g} s; the logs say why")
            time.sleep(_LOOK_SECONDS)

    def wait_for_the_embargo(
        self, store: Store, feed_id: FeedId, *, seconds: float, say: Callable[[str], None]
    ) -> None:
        """Wait until stories under an embargo have appeared; NewswireError if one does not."""
        deadline = time.monotonic() + seconds
        for item in store.ledger.delivered(feed_id):
            if item.waits and item.embargoed_until:
                end = item.embargoed_until.astimezone()
                say(f"{_name(item)} is loaded; nobody sees it before {end:%H:%M:%S}")
        while waiting := [item for item in store.ledger.delivered(feed_id) if item.waits]:
            if time.monotonic() > deadline:
                raise NewswireError("demo", f"{_name(waiting[0])} has not appeared after {seconds:g} s")
            time.sleep(_LOOK_SECONDS)

    def told(self, store: Store, feed_id: FeedId) -> Sequence[DeliveredFile]:
        """What became of each item of each file, in the order of the files' names."""
        found: dict[str, list[DeliveredItem]] = {}
        for item in store.ledger.delivered(feed_id):
            found.setdefault(_name(item), []).append(item)
        now = store.operations.clock()
        files = agency_files(self._sample, embargo_ends=now)
        return [one for file in files for one in _told(file, found, now)]


def _name(item: DeliveredItem) -> str:
    """The name of the file in which an item came."""
    return unquote(item.url.rpartition("/")[2])


def _told(file: AgencyFile, found: Mapping[str, Sequence[DeliveredItem]], now: datetime) -> Sequence[DeliveredFile]:
    items: Sequence[DeliveredItem | None] = found.get(file.name) or (None,)
    return [
        DeliveredFile(
            file=file.name,
            format=file.format,
            title=file.items[item.item if item else 0].headline or None,
            became=what_became(item, now=now),
        )
        for item in items
    ]
