"""The ledger: every entry in exactly one stage, every result fenced by its lease."""

from datetime import datetime, timedelta

import pytest
from builders import LONG_LEASE, a_feed, a_sighting, an_entry, cleaned, discovered, fetched
from eventually import eventually
from psycopg import OperationalError

from pipeline.errors import BadStatus, Postponed, Unreachable
from pipeline.model import WORK_STAGES, Document, EntryId, Stage
from pipeline.stages.load import load_articles
from pipeline.stages.sweep import our_turn, sweep
from pipeline.store import Store
from pipeline.store.articles import keep_cleaned
from pipeline.store.documents import get_documents, keep_fetched
from pipeline.store.work import MAX_ATTEMPTS

PAGE = Document(url="https://news.example/a", body=b"<p>raw</p>", content_type="text/html")


def test_a_new_entry_waits_to_be_fetched(store: Store) -> None:
    found = discovered(store, a_feed(store))
    assert (found.new, len(found.to_fetch)) == (1, 1)
    assert store.ledger.balance() == {"waiting": 1}


def test_an_entry_seen_again_is_only_touched(store: Store) -> None:
    feed = a_feed(store)
    discovered(store, feed)
    again = discovered(store, feed)
    assert (again.new, again.changed, again.to_fetch) == (0, 0, ())


def test_an_entry_whose_text_changed_is_fetched_again_once_it_had_ended(store: Store) -> None:
    feed = a_feed(store)
    ids = discovered(store, feed, a_sighting(text="first")).to_fetch
    through_all_stages(store, ids)
    again = discovered(store, feed, a_sighting(text="second"))
    assert (again.changed, again.to_fetch) == (1, ids)


def test_an_entry_that_changes_while_in_work_is_fetched_again_at_its_end(store: Store) -> None:
    feed = a_feed(store)
    ids = discovered(store, feed, a_sighting(text="first")).to_fetch
    fetched(store, ids)
    assert discovered(store, feed, a_sighting(text="second")).to_fetch == ()
    cleaned(store, ids)
    load_articles(store, ids)
    assert [state.stage for state in store.ledger.states(entry_ids=ids)] == [Stage.FETCH]


def test_a_guid_that_changes_is_the_same_entry_by_its_address(store: Store) -> None:
    feed = a_feed(store)
    discovered(store, feed, a_sighting(an_entry(guid="old")))
    assert discovered(store, feed, a_sighting(an_entry(guid="new"))).new == 0


def test_two_entries_of_a_document_with_one_address_stay_two(store: Store) -> None:
    feed = a_feed(store)
    pair = (a_sighting(an_entry(guid="x")), a_sighting(an_entry(guid="y")))
    discovered(store, feed, *pair)
    again = discovered(store, feed, *pair)
    assert (again.new, again.changed) == (0, 0)


def test_a_page_that_another_feed_announced_is_a_duplicate_from_the_start(store: Store) -> None:
    discovered(store, a_feed(store))
    second = discovered(store, a_feed(store, "https://news.example/world"))
    assert (second.new, second.to_fetch) == (1, ())
    assert store.ledger.balance() == {"waiting": 1, "duplicate": 1}


def test_an_entry_is_claimed_once(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    with store.claim(Stage.FETCH, ids, duration=LONG_LEASE, write=keep_fetched) as first:
        with store.claim(Stage.FETCH, ids, duration=LONG_LEASE, write=keep_fetched) as second:
            assert (len(first.entries), len(second.entries)) == (1, 0)


def test_a_result_after_the_lease_was_lost_changes_nothing(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    with store.claim(Stage.FETCH, ids, duration=timedelta(0), write=keep_fetched) as late:
        fetched(store, ids)
        late.done(late.entries[0], PAGE)
    assert late.lost == 1
    assert get_documents(store.pool, ids)[ids[0]].document.body == b"<p>page</p>"


def test_a_failure_that_waiting_mends_is_tried_again_later(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    fail_once(store, ids, Unreachable("https://news.example/a", "connection refused"))
    assert store.ledger.balance() == {"waiting": 1}
    with store.claim(Stage.FETCH, ids, duration=LONG_LEASE, write=keep_fetched) as work:
        assert work.entries == []


def test_a_failure_that_waiting_does_not_mend_is_dead_with_its_reason(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    fail_once(store, ids, BadStatus("https://news.example/a", 404))
    (dead,) = store.ledger.dead(most=10)
    assert (dead.failed_stage, dead.error_kind, dead.last_error) == ("fetch", "BadStatus", "HTTP status 404")


def test_an_entry_whose_turn_did_not_come_loses_no_attempt(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    fail_once(store, ids, Postponed("https://news.example/a", "its turn did not come"))
    with store.claim(Stage.FETCH, ids, duration=LONG_LEASE, write=keep_fetched) as work:
        assert [entry.attempts for entry in work.entries] == [1]


def test_a_buried_entry_that_changed_meanwhile_is_fetched_again(store: Store) -> None:
    feed = a_feed(store)
    ids = discovered(store, feed, a_sighting(text="stub")).to_fetch
    fetched(store, ids)
    discovered(store, feed, a_sighting(text="whole story"))
    with store.claim(Stage.CLEAN, ids, duration=LONG_LEASE, write=keep_cleaned) as work:
        work.reject(work.entries[0], kind="NoArticle", reason="no story on this page")
    assert [state.stage for state in store.ledger.states(entry_ids=ids)] == [Stage.FETCH]


def test_a_duplicate_of_an_entry_that_died_is_fetched_for_itself(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    discovered(store, a_feed(store, "https://news.example/world"))
    fail_once(store, ids, BadStatus("https://news.example/a", 404))
    assert store.ledger.balance() == {"waiting": 1, "dead": 1}


def test_work_goes_on_after_days_without_a_sweep(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    with store.transaction() as connection:
        days = connection.execute(
            "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'newswire.document'::regclass"
        )
        for (day,) in days.fetchall():
            connection.execute(f"DROP TABLE {day}".encode())
    fetched(store, ids)
    assert [state.stage for state in store.ledger.states(entry_ids=ids)] == [Stage.CLEAN]


def test_an_unforeseen_error_stops_no_neighbour_and_is_recorded_with_its_place(store: Store) -> None:
    feed = a_feed(store)
    pair = [a_sighting(an_entry(guid=name, url=f"https://news.example/{name}")) for name in "ab"]
    ids = discovered(store, feed, *pair).to_fetch
    with store.claim(Stage.FETCH, ids, duration=LONG_LEASE, write=keep_fetched) as work:
        with work.item(work.entries[0]):
            stumble()
        with work.item(work.entries[1]):
            work.done(work.entries[1], PAGE)
    states = {state.entry_id: state for state in store.ledger.states(entry_ids=ids)}
    assert "test_ledger.py" in (states[ids[0]].last_error or "")
    assert states[ids[1]].stage is Stage.CLEAN


def test_a_failure_that_heals_is_dead_after_the_last_attempt(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    set_attempts(store, ids, MAX_ATTEMPTS - 1)
    fail_once(store, ids, Unreachable("https://news.example/a", "connection refused"))
    assert store.ledger.balance() == {"dead": 1}


def test_work_that_nobody_ever_finishes_is_dead(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    set_attempts(store, ids, MAX_ATTEMPTS - 1)
    with store.claim(Stage.FETCH, ids, duration=timedelta(0), write=keep_fetched):
        assert store.ledger.bury_abandoned(attempts=MAX_ATTEMPTS) == 1
    assert store.ledger.balance() == {"dead": 1}


def test_dead_work_is_given_another_chance(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    fail_once(store, ids, BadStatus("https://news.example/a", 404))
    assert store.ledger.retry_dead(None) == 1
    assert store.ledger.balance() == {"waiting": 1}


def test_the_sweeper_takes_what_waits_without_a_hint_once(store: Store) -> None:
    page = store.ledger.request_page("https://news.example/a", a_sighting().fingerprint)
    minute = timedelta(minutes=1)
    assert [one.entry_id for one in store.ledger.sweep(Stage.FETCH, most=9, grace=minute)] == [page]
    assert store.ledger.sweep(Stage.FETCH, most=9, grace=minute) == []


@pytest.mark.parametrize("text", ["null \x00 byte", "lone \ud800 surrogate"])
def test_a_row_that_cannot_be_stored_is_dead_and_its_neighbours_are_loaded(store: Store, text: str) -> None:
    feed = a_feed(store)
    pair = [a_sighting(an_entry(guid=name, url=f"https://news.example/{name}")) for name in "ab"]
    ids = discovered(store, feed, *pair).to_fetch
    with store.claim(Stage.FETCH, ids, duration=LONG_LEASE, write=keep_fetched) as work:
        work.done(work.entries[0], Document(url=text, body=b"x"))
        work.done(work.entries[1], PAGE)
    assert store.ledger.balance() == {"waiting": 1, "dead": 1}


def stumble() -> None:
    raise ZeroDivisionError("of all things")


def through_all_stages(store: Store, ids: tuple[EntryId, ...]) -> None:
    fetched(store, ids)
    cleaned(store, ids)
    load_articles(store, ids)


def fail_once(store: Store, ids: tuple[EntryId, ...], error: Exception) -> None:
    with store.claim(Stage.FETCH, ids, duration=LONG_LEASE, write=keep_fetched) as work, work.item(work.entries[0]):
        raise error


def set_attempts(store: Store, ids: tuple[EntryId, ...], attempts: int) -> None:
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.entry SET attempts = %s WHERE entry_id = ANY(%s)", [attempts, list(ids)])


def test_dead_work_is_chosen_by_stage_and_reason(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    fail_once(store, ids, BadStatus("https://news.example/a", 404))
    assert store.ledger.retry_dead(stage=Stage.CLEAN) == 0
    assert store.ledger.retry_dead(reason="STATUS 503") == 0
    assert store.ledger.retry_dead(stage=Stage.FETCH, reason="badstatus: http STATUS 404") == 1


def test_dead_work_is_chosen_by_when_it_died(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    fail_once(store, ids, BadStatus("https://news.example/a", 404))
    now = store.operations.clock()
    assert store.ledger.retry_dead(since=now + timedelta(minutes=1)) == 0
    assert store.ledger.retry_dead(since=now - timedelta(minutes=1)) == 1


def test_a_quarantined_entry_tells_which_document_its_stage_was_given(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    fetched(store, ids)
    with store.claim(Stage.CLEAN, ids, write=keep_cleaned) as work:
        work.reject(work.entries[0], kind="NoArticle", reason="no story on this page")
    dead = store.ledger.dead_entry(ids[0])
    assert dead is not None
    assert (dead.failed_stage, dead.size_bytes) == ("clean", len(b"<p>page</p>"))


def test_an_entry_that_lives_is_not_shown_as_dead(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    assert store.ledger.dead_entry(ids[0]) is None


def test_an_outage_of_the_database_costs_no_attempt(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    with pytest.raises(OperationalError), store.claim(Stage.FETCH, ids, write=keep_fetched):
        raise OperationalError("the connection is closed")
    with store.claim(Stage.FETCH, ids, write=keep_fetched) as work:
        assert [entry.attempts for entry in work.entries] == [1]


def test_a_lease_is_renewed_while_the_work_goes_on(store: Store) -> None:
    ids = discovered(store, a_feed(store)).to_fetch
    with store.claim(Stage.FETCH, ids, duration=timedelta(seconds=1), write=keep_fetched) as work:
        first = lease_until(store)
        eventually(lambda: lease_until(store) > first + timedelta(seconds=1), seconds=10, what="renewed")
        work.done(work.entries[0], PAGE)
    assert work.lost == 0


def lease_until(store: Store) -> datetime:
    """When the only lease runs out."""
    with store.transaction() as connection:
        row = connection.execute("SELECT lease_until FROM newswire.entry").fetchone()
    assert row is not None
    until: datetime = row[0]
    return until


def test_work_whose_worker_died_is_hinted_apart_from_the_rest(store: Store) -> None:
    feed = a_feed(store)
    pair = [a_sighting(an_entry(guid=name, url=f"https://news.example/{name}")) for name in "ab"]
    first, second = discovered(store, feed, *pair).to_fetch
    set_attempts(store, (first,), 2)
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.entry SET hinted_at = NULL, due_at = now() - interval '1 minute'")
        connection.execute(
            "UPDATE newswire.entry SET lease = gen_random_uuid(), lease_until = now() - interval '1 minute' "
            "WHERE entry_id = %s",
            [first],
        )
    hints = sweep(store, dict.fromkeys(WORK_STAGES, 10))
    assert {(tuple(hint.ids), hint.share) for hint in hints} == {((first,), 0.0), ((second,), 1.0)}


def test_of_two_clockworks_one_has_its_turn(store: Store) -> None:
    assert [our_turn(store, "sweep"), our_turn(store, "sweep"), our_turn(store, "tick")] == [True, False, True]
