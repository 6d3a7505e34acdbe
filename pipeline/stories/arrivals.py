"""Items of agencies as they arrive, the takes and versions that are known, and where an arrival is placed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

__all__ = ["Arrival", "Known", "KnownVersion", "Named", "Placement", "Take"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Another item, by its guid: the one that this one replaces or kills."""

    guid_key: UUID
    url_key: UUID
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A delivered version of an item.

    `url_key` and `url` are those of its guid. `name_keys` are those of the slug and the headline by which takes of one
    story find each other; of a kill, those of all that it takes back. `language` is the one stated; takes in two
    languages are two stories. `marked` says that it is an update, a correction or a later lead, `number` which one.
    `version` has the numbers of the version stated, `at` its moment; `seen_at` is when it arrived. `text_key` is that
    of its text, `content_key` that of text, status and embargo. `names` are the items that it replaces or kills.
    """

    guid_key: UUID
    url_key: UUID
    url: str
    name_keys: tuple[UUID, ...] = ()
    language: str | None = None
    marked: bool = False
    number: int = 0
    version: tuple[int, ...] = ()
    killed: bool = False
    at: datetime | None = None
    seen_at: datetime
    text_key: UUID
    content_key: UUID
    names: tuple[Named, ...] = ()

    @property
    def moment(self) -> datetime:
        """When it was written, as far as is known."""
        return self.at or self.seen_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A guid that is known: the article that it is a take of."""

    guid_key: UUID
    url_key: UUID
    url: str
    name_keys: tuple[UUID, ...]
    language: str | None
    marked: bool
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownVersion:
    """A version of a guid that has arrived. `at` and `take` never fall from a version to the next."""

    guid_key: UUID
    version: tuple[int, ...]
    text_key: UUID
    content_key: UUID
    killed: bool
    at: datetime
    take: int
    seen_at: datetime

    def is_above(self, other: "KnownVersion") -> bool:
        """Whether this is the newer one of two versions of the same guid."""
        if self.version and other.version:
            return (self.version, self.killed, self.at) > (other.version, other.killed, other.at)
        return (self.at, self.killed) > (other.at, other.killed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an arrival belongs: the article's key and address, and its place among the versions.

    `conflict` says that another text has the same guid and version, `again` that this very version has arrived before.
    """

    url_key: UUID
    url: str
    at: datetime
    version: tuple[int, ...]
    seen_at: datetime
    conflict: bool = False
    again: bool = False


class Known:
    """Takes and versions as the database holds them, and those that a batch adds."""

    def __init__(self, takes: Sequence[Take], versions: Sequence[KnownVersion]) -> None:
        self._takes = {take.guid_key: take for take in takes}
        self._versions: dict[UUID, list[KnownVersion]] = {}
        for version in versions:
            self._versions.setdefault(version.guid_key, []).append(version)
        self.changed_takes: dict[UUID, Take] = {}
        self.added_versions: list[KnownVersion] = []

    def take(self, guid_key: UUID) -> Take | None:
        """The take with this guid, if it is known."""
        return self._takes.get(guid_key)

    def with_name(self, name_key: UUID) -> Sequence[Take]:
        """The takes with this slug or headline."""
        return [take for take in self._takes.values() if name_key in take.name_keys]

    def keep_take(self, take: Take) -> None:
        """Add a take, or put it in place of what was known of it."""
        self._takes[take.guid_key] = self.changed_takes[take.guid_key] = take

    def versions(self, guid_key: UUID) -> Sequence[KnownVersion]:
        """The versions of a guid."""
        return self._versions.get(guid_key, ())

    def add_version(self, version: KnownVersion) -> None:
        """Add a version that was not known."""
        self._versions.setdefault(version.guid_key, []).append(version)
        self.added_versions.append(version)
