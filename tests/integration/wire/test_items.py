"""Items of agency files: texts become articles, others have a named outcome, broken ones harm no neighbour."""

from collections.abc import Callable, Sequence
from typing import Any

from deliveries import BODY, an_item, delivered, finished, taken
from integration.hostile.press import feed as an_answer
from integration.stages.watched import LIMITS, watching

from pipeline.stages.replay import Change, Span, replay, replay_dry
from pipeline.stages.subscribe import look
from pipeline.store import Store
from pipeline.store.ledger import Origin

Read = Callable[[str], Sequence[tuple[Any, ...]]]
LEDGER = "SELECT stage, error_kind, last_error FROM newswire.entry ORDER BY entry_id"


def rows(store: Store, statement: str) -> Sequence[tuple[Any, ...]]:
    with store.transaction() as connection:
        return connection.execute(statement.encode()).fetchall()


def a_file(*items: bytes) -> bytes:
    """A file of several items."""
    return b"[" + b",".join(items) + b"]"


def test_a_picture_is_recorded_and_no_article(store: Store, read: Read) -> None:
    delivered(store, an_item(type="picture", body_text=None))
    assert rows(store, LEDGER) == [("filtered", "NotText", "picture item")]
    assert read("SELECT id FROM article") == []


def test_a_picture_keeps_its_relations(store: Store) -> None:
    delivered(store, an_item(type="picture", associations={"story": {"uri": "urn:story", "type": "text"}}))
    ((kept,),) = rows(store, "SELECT announced FROM newswire.announcement")
    assert [link["guid"] for link in kept["links"]] == ["urn:story"]


def test_a_text_without_words_is_recorded(store: Store) -> None:
    delivered(store, an_item(headline=None, body_text=None))
    assert rows(store, LEDGER) == [("filtered", "NotText", "text item without a text")]


def test_a_broken_item_leaves_the_others_alone(store: Store, read: Read) -> None:
    broken = b'{"type": "text", "headline": "No guid"}'
    delivered(store, a_file(an_item("urn:one", title="One"), broken, an_item("urn:two", title="Two")))
    assert rows(store, "SELECT stage, error_kind FROM newswire.entry ORDER BY item") == [
        ("loaded", None),
        ("dead", "BrokenItem"),
        ("loaded", None),
    ]
    assert read("SELECT title FROM article ORDER BY title") == [("One",), ("Two",)]


def test_a_headline_alone_is_a_flash(store: Store, read: Read) -> None:
    delivered(store, an_item(title="Council votes for breakwater", text=(), body_text=None))
    assert read("SELECT title, body FROM article") == [("Council votes for breakwater", "")]


def test_characters_that_cannot_be_stored_are_replaced(store: Store, read: Read) -> None:
    delivered(store, an_item(title="A null \x00 in it", text=(*BODY, "And one \x00 here.")))
    ((title, body),) = read("SELECT title, body FROM article")
    assert "\x00" not in title + body


def test_a_file_is_kept_once_for_all_its_items(store: Store) -> None:
    delivered(store, a_file(an_item("urn:one", title="One"), an_item("urn:two", title="Two")))
    assert rows(store, "SELECT count(*) FROM newswire.document") == [(1,)]
    assert rows(store, "SELECT count(DISTINCT document_id) FROM newswire.entry") == [(1,)]


def test_a_short_guid_belongs_to_its_source(store: Store, read: Read) -> None:
    one, two = (store.articles.source_id(slug=f"wire:{name}", name=name) for name in ("One", "Two"))
    delivered(store, an_item("a0123", title="Of the first"), origin=Origin(source_id=one))
    delivered(store, an_item("a0123", title="Of the second"), origin=Origin(source_id=two))
    assert read("SELECT title, source FROM article ORDER BY title") == [
        ("Of the first", "One"),
        ("Of the second", "Two"),
    ]


def test_the_zone_of_the_source_counts(store: Store, read: Read) -> None:
    told = an_item(firstcreated="2026-11-20T09:00:00", versioncreated="2026-11-20T09:00:00")
    delivered(store, told, origin=Origin(zone="Europe/Madrid"))
    assert read("SELECT published_at AT TIME ZONE 'UTC' FROM article")[0][0].hour == 8


def test_a_replay_changes_nothing_while_the_readers_are_the_same(store: Store) -> None:
    delivered(store, an_item(), an_item("urn:p", type="picture", body_text=None))
    assert [one.change for one in replay_dry(store, Span())] == [Change.UNCHANGED]


def test_a_replay_reads_with_todays_rules(store: Store, read: Read) -> None:
    delivered(store, an_item(), an_item(version="2", title="Second version"))
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.article_key SET content_key = gen_random_uuid()")
        connection.execute("UPDATE newswire.article SET title = 'As an older cleaner read it'")
    changes = [change for counted in replay(store, Span()) for change in counted]
    assert sorted(changes) == [Change.CHANGED, Change.SUPERSEDED]
    assert read("SELECT title, wire ->> 'version' FROM article") == [("Second version", "2")]


def test_a_takedown_takes_the_file_too(store: Store, read: Read) -> None:
    delivered(store, a_file(an_item("urn:one", title="One"), an_item("urn:two", title="Two")))
    ((one,),) = read("SELECT id FROM article WHERE title = 'One'")
    store.retention.take_down(one, reason="court order")
    assert rows(store, "SELECT count(*) FROM newswire.document") == [(0,)]
    delivered(store, an_item("urn:one", version="9", title="One again"))
    assert read("SELECT title FROM article") == [("Two",)]


def test_a_feed_may_be_a_wire_file(store: Store, database: str, read: Read) -> None:
    items = a_file(an_item("urn:one", title="One"), an_item("urn:two", title="Two"))
    with watching(store, database, an_answer(items, content_type="application/json")) as feed:
        polled = feed.poll()
        finished(store, polled.to_clean)
        again = feed.poll(after_days=1)
    assert read("SELECT title FROM article ORDER BY title") == [("One",), ("Two",)]
    assert (len(polled.to_clean), again.to_clean, feed.state()["format"]) == (2, (), "ninjs")


def test_items_of_one_batch_are_read_together(store: Store) -> None:
    entries = taken(store, a_file(*(an_item(f"urn:{n}", title=f"Story {n}") for n in range(30))))
    finished(store, entries)
    assert store.ledger.balance() == {"loaded": 30}


def test_what_was_told_of_an_item_is_replaced_not_added(store: Store, read: Read) -> None:
    delivered(store, an_item(ednote="First note"), an_item(version="2", ednote="Second note"))
    assert read("SELECT ednote FROM article") == [("Second note",)]


def test_a_guid_that_names_the_agency_alone_is_no_identity(store: Store, read: Read) -> None:
    agency = "urn:newsml:www.wire.example"
    delivered(store, an_item(agency, title="One"), an_item(agency, title="Two"))
    assert read("SELECT count(*) FROM article") == [(2,)]


def test_an_agency_is_a_source(store: Store, read: Read) -> None:
    efe = store.articles.source_id(slug="wire:efe", name="EFE")
    delivered(store, an_item(), origin=Origin(source_id=efe))
    assert read("SELECT name, country, kind, articles FROM source") == [("EFE", None, "agency", 1)]


def test_an_address_that_answers_with_items_can_be_followed(store: Store, database: str) -> None:
    items = a_file(an_item("urn:one", title="One"))
    with watching(store, database, an_answer(items, content_type="application/json")) as feed:
        found = look(feed.url(), limits=LIMITS)
    assert [(one.channel.format, one.channel.entries[0].title) for one in found.feeds] == [("ninjs", "One")]


def test_a_complaint_in_plain_words_is_no_feed(store: Store, database: str) -> None:
    with watching(store, database, an_answer("Internal error\n\nPlease try again.", content_type="text/plain")) as feed:
        feed.poll()
        assert feed.shown().state == "failing"
