"""When a redirect is believed."""

from datetime import UTC, datetime, timedelta

from pipeline.polling.moving import Move, permanent_target, seen_again

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
NEW = "https://news.example/new"


def test_only_permanent_redirects_lead_somewhere_for_good() -> None:
    found = [permanent_target([(status, "https://news.example/old")], NEW) for status in (301, 308, 302, 303, 307)]
    assert found == [NEW, NEW, None, None, None]


def test_a_chain_is_as_permanent_as_its_weakest_link() -> None:
    assert permanent_target([(301, "https://a.example/"), (302, "https://b.example/")], NEW) is None


def test_no_redirect_is_no_move() -> None:
    assert permanent_target([], NEW) is None


def test_a_move_is_certain_after_three_polls_and_two_days() -> None:
    move = None
    certain = []
    for days in range(4):
        move = seen_again(move, NEW, NOON + days * DAY)
        certain.append(bool(move and move.is_certain(NOON + days * DAY)))
    assert certain == [False, False, True, True]


def test_many_polls_of_one_evening_are_not_enough() -> None:
    assert not Move(to=NEW, since=NOON, times=40).is_certain(NOON + DAY / 4)


def test_another_target_begins_anew_and_none_ends_it() -> None:
    move = Move(to=NEW, since=NOON, times=2)
    assert seen_again(move, "https://news.example/newer", NOON + DAY) == Move(
        to="https://news.example/newer", since=NOON + DAY
    )
    assert seen_again(move, None, NOON + DAY) is None
