"""Takes and versions of agency items: which article an item belongs to, and which of its versions is the newest.

An agency sends a story again under the same guid with a higher version, or as a new item with a mark in headline or
slug ("UPDATE 2-", "1st Ld-Writethru"). docs/decisions/wire-items.md explains the rules.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pipeline.stories.arrivals import Arrival, Known, KnownVersion, Named, Placement, Take

__all__ = ["place_arrivals"]

# The moment of a version that states none: before all others.
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)

# How far a take may be from the nearest take of its story. An agency works on a story for a day; the same slug a day
# later ("BC-Weather") is the next story.
_APART = timedelta(hours=24)

# Above any number that an agency gives a take or a version: at one moment, a kill comes last.
_LAST_TAKE = 1_000_000
_LAST_VERSION = 1 << 62


def place_arrivals(arrivals: Sequence[Arrival], known: Known) -> Sequence[tuple[Placement, ...]]:
    """Place each arrival, in order of arrival. A kill that names several items has a place in the article of each."""
    return [_placed(arrival, known) for arrival in arrivals]


def _placed(arrival: Arrival, known: Known) -> tuple[Placement, ...]:
    targets = _targets(arrival, known)
    take = _noted(arrival, targets[0], known)
    held = len(known.added_versions)
    placed, conflict = _version(arrival, known)
    version = placed.version or ((_LAST_VERSION,) if placed.killed else ())
    spot = Placement(
        url_key=take.url_key,
        url=take.url,
        at=placed.at,
        version=(placed.take, *version, int(placed.killed)),
        seen_at=placed.seen_at,
        conflict=conflict,
        again=len(known.added_versions) == held,
    )
    return tuple(replace(spot, url_key=key, url=url) for key, url in targets)


def _targets(arrival: Arrival, known: Known) -> Sequence[tuple[UUID, str]]:
    """The articles that an arrival is a version of: one, or several for a kill that names several items."""
    held = known.take(arrival.guid_key)
    if arrival.names and arrival.killed:
        return list(dict.fromkeys(_address_of(named, arrival, known) for named in arrival.names))
    if held is not None:
        return [(held.url_key, held.url)]
    named = next((take for one in arrival.names if (take := known.take(one.guid_key)) is not None), None)
    if named is not None:
        return [(named.url_key, named.url)]
    stories = [story for key in arrival.name_keys if (story := _story_by_name(arrival, key, known)) is not None]
    joined = list(dict.fromkeys((story.url_key, story.url) for story in stories))
    # A kill takes back all that it names; any other item is a take of one story.
    targets = (joined if arrival.killed else joined[:1]) or [(arrival.url_key, arrival.url)]
    for one in arrival.names:
        known.keep_take(_announced(one, arrival, targets[0]))
    return targets


def _address_of(named: Named, arrival: Arrival, known: Known) -> tuple[UUID, str]:
    """The article of an item that is killed; one that has not arrived yet is remembered."""
    take = known.take(named.guid_key)
    if take is None:
        take = _announced(named, arrival, (named.url_key, named.url))
        known.keep_take(take)
    return take.url_key, named.url


def _announced(named: Named, arrival: Arrival, address: tuple[UUID, str]) -> Take:
    moment = arrival.moment
    return Take(
        guid_key=named.guid_key,
        url_key=address[0],
        url=address[1],
        name_keys=(),
        language=None,
        marked=True,
        first_at=moment,
        last_at=moment,
    )


def _story_by_name(arrival: Arrival, name_key: UUID, known: Known) -> Take | None:
    """A take of the article that an item with a new guid belongs to; None where this name leads to none.

    A marked item joins the latest story before it, else the earliest one after it. An unmarked item joins a story
    whose takes are all marked and come after it: their first take was still missing.
    """
    stories: dict[UUID, list[Take]] = {}
    for take in known.with_name(name_key):
        if None not in (take.language, arrival.language) and take.language != arrival.language:
            continue
        stories.setdefault(take.url_key, []).append(take)
    near = [takes for takes in stories.values() if _distance(arrival.moment, takes) <= _APART]
    if not arrival.marked:
        near = [
            takes
            for takes in near
            if all(take.marked for take in takes) and arrival.moment <= min(take.first_at for take in takes)
        ]
    before = [takes for takes in near if min(take.first_at for take in takes) <= arrival.moment]
    if before:
        return max(before, key=lambda takes: max(take.first_at for take in takes))[0]
    return min(near, key=lambda takes: min(take.first_at for take in takes))[0] if near else None


def _distance(moment: datetime, takes: Sequence[Take]) -> timedelta:
    return min(max(take.first_at - moment, moment - take.last_at, timedelta(0)) for take in takes)


def _noted(arrival: Arrival, address: tuple[UUID, str], known: Known) -> Take:
    held = known.take(arrival.guid_key)
    moment = arrival.moment
    if held is None:
        held = Take(
            guid_key=arrival.guid_key,
            url_key=address[0],
            url=address[1],
            name_keys=arrival.name_keys,
            language=arrival.language,
            marked=arrival.marked,
            first_at=moment,
            last_at=moment,
        )
    take = replace(
        held,
        name_keys=tuple(dict.fromkeys((*held.name_keys, *arrival.name_keys))),
        language=held.language or arrival.language,
        marked=held.marked and arrival.marked,
        first_at=min(held.first_at, moment),
        last_at=max(held.last_at, moment),
    )
    known.keep_take(take)
    return take


def _version(arrival: Arrival, known: Known) -> tuple[KnownVersion, bool]:
    """The version that an arrival is, in order with those of its guid; and whether its number has another text."""
    others = known.versions(arrival.guid_key)
    same = [one for one in others if one.version == arrival.version]
    again = next((one for one in same if one.content_key == arrival.content_key), None)
    conflict = bool(arrival.version) and any(
        one.text_key != arrival.text_key and not one.killed and not arrival.killed for one in same
    )
    if again is not None:
        return again, conflict
    placed = KnownVersion(
        guid_key=arrival.guid_key,
        version=arrival.version,
        text_key=arrival.text_key,
        content_key=arrival.content_key,
        killed=arrival.killed,
        # A kill without a date counts from its arrival, a text without a date from the beginning.
        at=arrival.at or (arrival.seen_at if arrival.killed else _EARLIEST),
        take=_LAST_TAKE if arrival.killed else arrival.number,
        seen_at=arrival.seen_at,
    )
    below = [one for one in others if placed.is_above(one)]
    above = [one for one in others if one.is_above(placed)]
    at = max([placed.at, *(one.at for one in below)])
    take = max([placed.take, *(one.take for one in below)])
    placed = replace(
        placed,
        at=min([at, *(one.at for one in above)]),
        take=min([take, *(one.take for one in above)]),
    )
    known.add_version(placed)
    return placed, conflict
