"""Work that is damaged or takes too long costs itself, and nothing beside it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from builders import a_feed, a_sighting, an_entry, cleaned, discovered, fetched

from pipeline.model import EntryId, Stage
from pipeline.stages.clean import clean_documents
from pipeline.stages.load import load_articles
from pipeline.stages.replay import Change, Span, replay_dry
from pipeline.store import Store
from pipeline.store.articles import keep_cleaned
from pipeline.store.pool import Link
from pipeline.store.work import ClaimedEntry


def entries(store: Store, count: int) -> tuple[EntryId, ...]:
    """So many entries of one feed, each with its raw document."""
    sightings = [a_sighting(an_entry(guid=f"g{n}", url=f"https://news.example/{n}")) for n in range(count)]
    ids = tuple(discovered(store, a_feed(store), *sightings).to_fetch)
    fetched(store, ids)
    return ids


def states(store: Store) -> dict[int, tuple[str, str | None, int]]:
    with store.transaction() as connection:
        rows = connection.execute("SELECT entry_id, stage, error_kind, attempts FROM newswire.entry ORDER BY entry_id")
        return {entry_id: (stage, kind, attempts) for entry_id, stage, kind, attempts in rows}


def damage(store: Store, entry_id: EntryId) -> None:
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.document SET body = '\\x00ff' WHERE entry_id = %s", [entry_id])


def test_a_damaged_document_leaves_the_others_of_its_batch_alone(store: Store) -> None:
    ids = entries(store, 3)
    damage(store, ids[1])
    clean_documents(store, ids)
    kinds = [states(store)[entry_id][1] for entry_id in ids]
    assert kinds == ["NoArticle", "DocumentDamaged", "NoArticle"]


def test_a_damaged_document_is_fetched_again(store: Store) -> None:
    (entry_id,) = entries(store, 1)
    damage(store, entry_id)
    clean_documents(store, [entry_id])
    store.ledger.retry_dead([entry_id])
    assert states(store)[entry_id][0] == "fetch"


def test_replay_passes_a_damaged_document_by(store: Store) -> None:
    ids = entries(store, 2)
    clean_documents(store, ids)
    damage(store, ids[0])
    changes = [one.change for one in replay_dry(store, Span())]
    assert changes == [Change.DAMAGED, Change.STILL_NONE]


def test_an_entry_without_its_cleaned_text_is_told_and_can_be_cleaned_again(store: Store) -> None:
    ids = entries(store, 2)
    cleaned(store, ids)
    with store.transaction() as connection:
        connection.execute("DELETE FROM newswire.cleaned WHERE entry_id = %s", [ids[0]])
    load_articles(store, ids)
    assert [states(store)[entry_id][:2] for entry_id in ids] == [("dead", "CleanedGone"), ("loaded", None)]
    store.ledger.retry_dead([ids[0]])
    assert states(store)[ids[0]][0] == "clean"


def test_a_batch_that_is_out_of_time_hands_back_what_it_has_not_begun(store: Store) -> None:
    ids = entries(store, 3)
    begun: list[ClaimedEntry] = []
    with store.claim(Stage.CLEAN, ids, write=keep_cleaned, budget=timedelta(0)) as work:
        for entry in work.in_time():
            begun.append(entry)
            work.reject(entry, kind="NoArticle", reason="no story")
    assert [entry.entry_id for entry in begun] == [ids[0]]
    waiting = ("clean", "OutOfTime", 0)
    assert states(store) == {ids[0]: ("dead", "NoArticle", 1), ids[1]: waiting, ids[2]: waiting}


def interrupted(store: Store, ids: tuple[EntryId, ...], *, budget: timedelta) -> None:
    """Settle the first entry; the soft time limit of the task comes during the second."""
    with store.claim(Stage.CLEAN, ids, write=keep_cleaned, budget=budget) as work:
        for entry in work.in_time():
            with work.item(entry):
                if entry.entry_id != ids[0]:
                    raise SoftTimeLimitExceeded
                work.reject(entry, kind="NoArticle", reason="no story")


def test_the_soft_time_limit_costs_no_entry_an_attempt(store: Store) -> None:
    ids = entries(store, 3)
    interrupted(store, ids, budget=timedelta(minutes=1))
    waiting = ("clean", "OutOfTime", 0)
    assert states(store) == {ids[0]: ("dead", "NoArticle", 1), ids[1]: waiting, ids[2]: waiting}


def test_an_entry_that_takes_more_than_a_whole_batch_may_has_tried(store: Store) -> None:
    (entry_id,) = entries(store, 1)
    interrupted(store, (EntryId(0), entry_id), budget=timedelta(microseconds=-1))
    assert states(store)[entry_id] == ("clean", "OutOfTime", 1)


def test_a_soft_time_limit_during_the_commit_gives_everything_back(store: Store) -> None:
    ids = entries(store, 2)

    def out_of_time(_: Link, __: Sequence[tuple[ClaimedEntry, None]]) -> Sequence[EntryId]:
        raise SoftTimeLimitExceeded

    with pytest.raises(SoftTimeLimitExceeded), store.claim(Stage.CLEAN, ids, write=out_of_time) as work:
        work.done(work.entries[0], None)
    assert set(states(store).values()) == {("clean", None, 0)}
