"""The stories that templates are learned from: counted once, bounded, ageing; and the versions of what was learned."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from builders import NOON

from pipeline.clean import Position, Role, SeenStory, Sighting, Templates
from pipeline.store import Store
from pipeline.store.templates import StorySource, get_templates, keep_stories, learn_templates
from pipeline.urls import url_key

_NAMES = UUID("0e6b6f8c-0000-4000-8000-000000000000")
SOURCE = "teataja.example"
LABEL = Sighting(line="jaga seda lugu", path="main>div.s2", zone=Position.BELOW, role=Role.LABEL)
FOOTER = Sighting(line="skarra teataja ilmub igal nädalal", path="main>div.s3>p", zone=Position.BELOW, role=Role.PROSE)


def a_story(
    number: int, *, source: str = SOURCE, text: int | None = None, line: Sighting | None = LABEL
) -> StorySource:
    """Story `number` of a source; the same `text` is the same story under another address."""
    key = uuid5(_NAMES, str(number if text is None else text))
    seen = SeenStory(key=key, body=("main>p",), lines=(line,) if line else ())
    return StorySource(source=source, url_key=url_key(f"https://{source}/{number}"), story=seen)


def keep(store: Store, stories: Sequence[StorySource], *, at: datetime = NOON) -> None:
    """Lay stories down whose pages were fetched one minute after the other."""
    with store.transaction() as connection:
        keep_stories(connection, [(story, at + timedelta(minutes=n)) for n, story in enumerate(stories)])


def learned(store: Store, *sources: str) -> Templates | None:
    """What is known of a source after learning from it, or from these."""
    learn_templates(store.pool, sources or (SOURCE,))
    return get_templates(store.pool, [SOURCE]).get(SOURCE)


def count(store: Store, what: str = "FROM newswire.template_story") -> int:
    """How many rows there are of something."""
    with store.transaction() as connection:
        row = connection.execute(f"SELECT count(*) {what}".encode()).fetchone()
    return int(row[0]) if row else 0


def test_a_story_under_two_addresses_counts_once(store: Store) -> None:
    keep(store, [a_story(1), a_story(2, text=1)])
    keep(store, [a_story(3, text=1)])
    assert count(store) == 1


def test_a_page_that_changed_its_beginning_counts_once(store: Store) -> None:
    keep(store, [a_story(1)])
    keep(store, [a_story(1, text=2)])
    assert count(store) == 1


def test_of_a_busy_day_the_last_forty_stories_are_kept(store: Store) -> None:
    keep(store, [a_story(number) for number in range(60)])
    learned(store)
    assert count(store) == 40


def test_what_is_a_month_older_than_the_newest_story_is_forgotten(store: Store) -> None:
    keep(store, [a_story(number) for number in range(8)], at=NOON - timedelta(days=40))
    keep(store, [a_story(number, line=None) for number in range(10, 20)])
    learned(store)
    assert count(store) == 10


def test_a_source_that_rests_keeps_what_was_learned(store: Store) -> None:
    keep(store, [a_story(number) for number in range(8)], at=NOON - timedelta(days=400))
    known = learned(store)
    assert known is not None
    assert (known.version, known.since, [line.line for line in known.lines]) == (
        1,
        (NOON - timedelta(days=400)).date(),
        [LABEL.line],
    )


def test_a_line_that_is_gone_ends_its_rule_in_a_new_version(store: Store) -> None:
    keep(store, [a_story(number) for number in range(8)], at=NOON - timedelta(days=40))
    learned(store)
    keep(store, [a_story(number, line=None) for number in range(10, 20)])
    known = learned(store)
    assert known is not None
    assert (known.version, known.lines) == (2, ())


def test_learning_again_makes_no_version(store: Store) -> None:
    keep(store, [a_story(number) for number in range(8)])
    learned(store)
    keep(store, [a_story(number) for number in range(10, 18)])
    known = learned(store)
    assert known is not None
    assert known.version == 1


def test_a_sentence_that_three_sources_carry_is_doubted(store: Store) -> None:
    for source in (SOURCE, "two.example", "three.example"):
        keep(store, [a_story(number, source=source, line=FOOTER) for number in range(8)])
    known = learned(store)
    assert known is not None
    assert known.lines[0].doubt == "other sources carry it too, as they do what an agency writes"


def test_a_few_new_stories_of_many_wait_to_be_learned_from(store: Store) -> None:
    keep(store, [a_story(number) for number in range(30)])
    learned(store)
    keep(store, [a_story(100), a_story(101)])
    assert learn_templates(store.pool, [SOURCE]) == ()
    assert count(store, "FROM newswire.template_source WHERE unlearned = 2") == 1


def test_what_another_learns_from_is_left_to_it(store: Store) -> None:
    keep(store, [a_story(number) for number in range(8)])
    with store.transaction() as connection:
        connection.execute("SELECT FROM newswire.template_source FOR UPDATE")
        assert learn_templates(store.pool, [SOURCE]) == ()


def test_old_versions_are_forgotten(store: Store) -> None:
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO newswire.template (source, version, stories, since, lines) "
            "SELECT %s, n, 1, '2026-11-01', '[]' FROM generate_series(1, 40) n",
            [SOURCE],
        )
    keep(store, [a_story(number) for number in range(8)])
    learned(store)
    assert count(store, "FROM newswire.template") == 21


def test_workers_at_the_same_stories_neither_wait_for_each_other_in_a_circle_nor_count_twice(store: Store) -> None:
    sources = [f"{n}.example" for n in range(5)]
    stories = [a_story(number, source=source) for source in sources for number in range(20)]

    def work(seed: int) -> None:
        mine = Random(seed).sample(stories, len(stories))
        for start in range(0, len(mine), 10):
            keep(store, mine[start : start + 10])
            learn_templates(store.pool, sources)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(4)))
    assert count(store) == len(stories)
    assert count(store, "FROM newswire.template WHERE version > 1") == 0
