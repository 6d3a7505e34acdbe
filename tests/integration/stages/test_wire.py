"""The whole line on the sample newswire: what was written is what arrives, and nothing else."""

from collections import Counter
from collections.abc import Sequence

from wire import Wire

from pipeline.model import Stage
from pipeline.stages.sweep import GRACE

STATES = {Stage.LOADED: "loaded", Stage.DUPLICATE: "duplicate", Stage.DEAD: "dead"}


def rows(wire: Wire, statement: str) -> Sequence[tuple[object, ...]]:
    with wire.store.transaction() as connection:
        return connection.execute(statement.encode()).fetchall()


def snapshot(wire: Wire) -> Sequence[Sequence[tuple[object, ...]]]:
    """Everything that a second look at unchanged feeds must leave alone: all but sightings and polls."""
    return [
        rows(wire, "SELECT to_jsonb(a) FROM newswire.article a ORDER BY article_id"),
        rows(wire, "SELECT to_jsonb(r) FROM newswire.article_revision r ORDER BY article_id, revision"),
        rows(wire, "SELECT * FROM newswire.article_event ORDER BY event_id"),
        rows(wire, "SELECT entry_id, stage, article_id, document_id FROM newswire.entry ORDER BY entry_id"),
    ]


def test_the_ledger_balances_as_the_sample_says(wire: Wire) -> None:
    wire.run()
    expected = Counter({STATES[stage]: count for stage, count in wire.site.sample.expected_ledger().items()})
    assert Counter(wire.store.ledger.balance()) == expected


def test_every_paragraph_arrives_and_nothing_else(wire: Wire) -> None:
    wire.run()
    written = {"\n\n".join(article.paragraphs) for article in wire.site.sample.articles()}
    arrived = {str(row[0]) for row in rows(wire, "SELECT body FROM newswire_v1.article")}
    assert arrived - written == set()


def test_the_broken_ones_are_dead_with_their_reason(wire: Wire) -> None:
    wire.run()
    reasons = sorted(dead.last_error for dead in wire.store.ledger.dead(most=10))
    assert reasons[0] == "HTTP status 404"
    assert reasons[1].startswith("no story on this page")


def test_a_dead_feed_fails_and_a_broken_one_gives_what_can_be_read(wire: Wire) -> None:
    wire.run()
    states = {feed.state: feed.reason or "" for feed in wire.store.feeds.list() if feed.reason}
    assert states["failing"] == "HTTP status 500"
    assert "ok" in states


def test_polling_again_changes_nothing_but_sightings(wire: Wire) -> None:
    wire.run()
    before = snapshot(wire)
    polled = wire.run()
    assert polled.to_fetch == ()
    assert snapshot(wire) == before


def test_an_update_and_a_correction_are_revisions_with_their_kind(wire: Wire) -> None:
    wire.run()
    wire.site.advance()
    wire.run()
    kinds = rows(wire, "SELECT kind, count(*) FROM newswire.article_event WHERE kind <> 'new' GROUP BY 1 ORDER BY 1")
    assert kinds == [("corrected", 1), ("updated", 1)]


def test_the_correction_note_is_kept_apart_from_the_text(wire: Wire) -> None:
    wire.run()
    wire.site.advance()
    wire.run()
    (row,) = rows(wire, "SELECT ednote, body FROM newswire_v1.article WHERE status = 'corrected'")
    assert str(row[0]).startswith("Corrección:")
    assert "Corrección:" not in str(row[1])


def test_a_page_in_two_feeds_is_fetched_once(wire: Wire) -> None:
    wire.run()
    pages = [
        path for path, count in wire.site.requests.items() if count > 1 and not path.endswith(("/", "/robots.txt"))
    ]
    assert pages == []


def test_work_left_behind_is_taken_up_by_the_sweeper(wire: Wire) -> None:
    wire.poll()
    with wire.store.transaction() as connection:
        connection.execute("UPDATE newswire.entry SET hinted_at = now() - interval '1 hour'")
    waiting = wire.store.ledger.sweep(Stage.FETCH, most=1_000, grace=GRACE)
    wire.finish([one.entry_id for one in waiting])
    assert "waiting" not in wire.store.ledger.balance()
