"""Takes and versions: any order of arrival gives every item the same place."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from pipeline.stories import Arrival, Known, Named, Placement, place_arrivals

_NAMES = UUID("6f2d8a5c-0000-4000-8000-000000000000")
MORNING = datetime(2026, 11, 20, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


def key(name: str) -> UUID:
    return uuid5(_NAMES, name)


def an_arrival(guid: str = "a", *, version: int = 1, hours: float = 0, text: str = "", **more: object) -> Arrival:
    fields: dict[str, object] = {
        "guid_key": key(guid),
        "url_key": key(guid),
        "url": f"urn:{guid}",
        "version": (version,),
        "at": MORNING + hours * HOUR,
        "seen_at": MORNING + 100 * HOUR,
        "text_key": key(f"{guid} {version} {text}"),
        "content_key": key(f"{guid} {version} {text} {more.get('killed')}"),
    } | more
    return Arrival(**fields)  # type: ignore[arg-type]


def held_last(arrivals: Sequence[Arrival]) -> dict[UUID, Arrival]:
    """The newest version of each article, arriving in this order one after the other."""
    known = Known((), ())
    best: dict[UUID, tuple[Placement, Arrival]] = {}
    for arrival in arrivals:
        for spot in place_arrivals([arrival], known)[0]:
            held = best.get(spot.url_key)
            if held is None or (held[0].at, held[0].version) < (spot.at, spot.version):
                best[spot.url_key] = (spot, arrival)
    return {where: arrival for where, (_, arrival) in best.items()}


def newest(arrivals: Sequence[Arrival]) -> dict[str, Arrival]:
    """The newest version of each article by its own address."""
    return {arrival.url: arrival for arrival in held_last(arrivals).values()}


VERSIONS = [an_arrival(version=n, hours=n) for n in range(1, 6)]
STORY = [
    *(an_arrival("take-0", version=n, hours=n / 10, name_keys=(key("slug"),)) for n in (1, 2)),
    an_arrival("take-1", hours=1, marked=True, number=1, name_keys=(key("slug"),)),
    an_arrival("take-2", hours=2, marked=True, number=2, name_keys=(key("slug"),)),
    an_arrival("take-3", hours=3, marked=True, name_keys=(key("slug"),)),
]
LIFE = [
    an_arrival(version=1),
    an_arrival(version=2, hours=1, killed=True),
    an_arrival(version=3, hours=2),
    an_arrival(version=4, hours=3, killed=True),
]
CLOCKS_BACK = [an_arrival(version=n, hours=-n) for n in range(1, 6)]


@given(st.permutations(VERSIONS))
def test_the_highest_version_counts_in_any_order(order: Sequence[Arrival]) -> None:
    assert newest(order) == {"urn:a": VERSIONS[-1]}


@given(st.permutations(CLOCKS_BACK))
def test_the_version_goes_before_the_clock(order: Sequence[Arrival]) -> None:
    assert newest(order) == {"urn:a": CLOCKS_BACK[-1]}


@given(st.permutations(STORY))
def test_takes_of_a_story_are_one_article_in_any_order(order: Sequence[Arrival]) -> None:
    assert list(newest(order).values()) == [STORY[-1]]


@given(st.permutations([*LIFE, *LIFE]))
def test_a_life_of_kills_ends_the_same_in_any_order_and_repetition(order: Sequence[Arrival]) -> None:
    assert newest(order) == {"urn:a": LIFE[-1]}


@given(st.permutations([an_arrival("b"), an_arrival("c", hours=1), an_arrival("kill", hours=2)]))
def test_a_kill_that_names_two_stories_takes_both_back(order: Sequence[Arrival]) -> None:
    named = tuple(Named(guid_key=key(guid), url_key=key(guid), url=f"urn:{guid}") for guid in ("b", "c"))
    kill = an_arrival("kill", hours=2, killed=True, marked=True, names=named)
    ends = held_last([kill if one.url == "urn:kill" else one for one in order])
    assert {where: arrival.killed for where, arrival in ends.items()} == {key("b"): True, key("c"): True}


@given(st.permutations([an_arrival(version=1), an_arrival(version=2, hours=1)]))
def test_a_kill_without_a_version_takes_back_what_came_before_it(order: Sequence[Arrival]) -> None:
    kill = replace(an_arrival(hours=2, killed=True), version=())
    ends = [newest([*order[:place], kill, *order[place:]]) for place in range(3)]
    assert ends == [{"urn:a": kill}] * 3


def test_the_same_version_with_another_text_is_a_conflict() -> None:
    known = Known((), ())
    place_arrivals([an_arrival()], known)
    ((spot,),) = place_arrivals([an_arrival(text="other")], known)
    assert spot.conflict


def test_the_same_delivery_again_is_none() -> None:
    known = Known((), ())
    ((first,),) = place_arrivals([an_arrival()], known)
    ((again,),) = place_arrivals([an_arrival()], known)
    assert (again.conflict, again.again, again.version) == (False, True, first.version)


def test_two_first_takes_of_one_slug_are_two_stories() -> None:
    pair = [an_arrival("b", name_keys=(key("slug"),)), an_arrival("c", hours=1, name_keys=(key("slug"),))]
    assert len(newest(pair)) == 2


def test_a_take_of_another_day_is_another_story() -> None:
    pair = [
        an_arrival("b", name_keys=(key("slug"),)),
        an_arrival("c", hours=49, marked=True, name_keys=(key("slug"),)),
    ]
    assert len(newest(pair)) == 2
