"""Pages looked at again after they were loaded, on the real stages, the real fetcher and the real database."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from integration.fetch.hostile_site import Visit, reply
from integration.hostile.newsstand import Newsstand, Scenario
from integration.hostile.press import Item, feed, page, refusal, rss, unchanged

from pipeline.fetch import Limits
from pipeline.model import ArticleId, FeedId
from pipeline.stages.clean import clean_documents
from pipeline.stages.fetch import fetch_pages
from pipeline.stages.load import load_articles
from pipeline.stages.poll import poll_feeds
from pipeline.stages.recheck import queue_due_looks, recheck_pages
from pipeline.stages.sweep import queue_due_feeds
from pipeline.store import Store
from pipeline.store.feeds import NewFeed
from pipeline.urls import url_key

LIMITS = Limits(allow_private_addresses=True, deadline=timedelta(seconds=2))
FERRY = (
    "The night ferry to Orle left the harbour at nine on Friday evening with four hundred people on board.",
    "It was the first crossing since the storm, which had kept the ship in port for three days and two nights.",
    "The harbour office said that the timetable would be back to normal by the end of the week at the latest.",
    "Nobody was hurt, the office said, and the damage to the landing stage would be repaired before the winter.",
)
BUDGET = (
    "Parliament passed the budget for the coming year after a debate of eleven hours, with a majority of two votes.",
    "The minister of finance called the result narrow but clear and thanked the members who had changed sides.",
    "Schools receive a tenth more than this year, while the money for new roads is cut to half of what was asked.",
    "Opposition leaders announced that they would take the matter to the constitutional court within the month.",
)
NORWEGIAN = (
    "Nattfergen til Orle forlot havnen klokken ni fredag kveld med fire hundre mennesker om bord i skipet.",
    "Det var den første overfarten siden stormen, som hadde holdt skipet i havn i tre døgn sammenhengende.",
    "Havnekontoret sier at rutetabellen skal være tilbake til det normale senest ved slutten av denne uken.",
    "Ingen ble skadet, sier kontoret, og skadene på kaien skal være reparert før vinteren kommer for fullt.",
)
PUBLISHED = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=10)


def told(paragraphs: Sequence[str], *, title: str, fields: Sequence[str] = ()) -> bytes:
    story = "".join(f"<p>{one}</p>" for one in paragraphs)
    return page(f"<article><h1>{title}</h1>{story}</article>", *fields, title=title)


FERRY_PAGE = told(FERRY, title="Ferry sails again after the storm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A feed with one story whose page answers in turn with `answers`, the last one from then on."""

    store: Store
    database: str
    site: Newsstand
    others: dict[str, Any]
    feed_id: FeedId

    def run(self) -> None:
        """Poll, fetch, clean and load what waits."""
        self.store.feeds.poll_now([self.feed_id])
        due = [one for hint in queue_due_feeds(self.store, most=9) for one in hint.ids]
        fetched = fetch_pages(self.store, poll_feeds(self.store, due, limits=LIMITS).to_fetch, limits=LIMITS)
        self.clean(fetched)

    def clean(self, fetched: Sequence[Any]) -> None:
        load_articles(self.store, clean_documents(self.store, fetched))

    def look(self, *, after: timedelta = timedelta(hours=1)) -> Sequence[ArticleId]:
        """Let time pass for the looks, then look at what is due; a changed text goes through the line."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            connection.execute(
                """UPDATE newswire.recheck SET began_at = began_at - %(after)s, due_at = due_at - %(after)s,
                hinted_at = hinted_at - %(after)s""",
                {"after": after},
            )
        due = queue_due_looks(self.store, most=9)
        self.clean(recheck_pages(self.store, due, limits=LIMITS))
        return due

    def read(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask as a reader of newswire_v1."""
        with psycopg.connect(self.database) as connection:
            connection.execute("SET ROLE newswire_reader")
            return connection.execute(statement.encode()).fetchall()

    def events(self) -> list[tuple[Any, ...]]:
        return self.read("SELECT kind, reason FROM newswire_v1.events_after('', 99) ORDER BY cursor")

    def visits(self) -> int:
        return self.site.visited["watched /story/1"]


@contextmanager
def following(store: Store, database: str, answers: Sequence[Any]) -> Iterator[Line]:
    shown: list[int] = []

    def story(visit: Visit) -> bytes:
        shown.append(1)
        answer = answers[min(len(shown), len(answers)) - 1]
        return bytes(answer(visit)) if callable(answer) else bytes(answer)

    news = feed(rss(Item(number=1, title="Ferry", published=PUBLISHED)))
    scenario = Scenario(name="watched", answers=[news], others={"/story/1": story}, state="ok")
    with Newsstand([scenario]) as site:
        url = site.at("watched")
        feed_id, _ = store.feeds.add(NewFeed(url=url, source_slug="watched", source_name="Watched"))
        line = Line(store=store, database=database, site=site, others=scenario.others, feed_id=feed_id)
        line.run()
        yield line


@pytest.fixture
def follow(store: Store, database: str) -> Iterator[Callable[..., Line]]:
    """Follow a feed whose only page answers so; the first answer is loaded."""
    with ExitStack() as stack:
        yield lambda *answers: stack.enter_context(following(store, database, answers))


def test_a_silent_edit_becomes_a_revision(follow: Callable[..., Line]) -> None:
    edited = told([*FERRY[:3], "Two people were hurt, the office said on Saturday."], title="Ferry sails again")
    line = follow(FERRY_PAGE, edited)
    line.look()
    assert line.events() == [("new", None), ("updated", None)]
    assert line.read("SELECT revision FROM newswire_v1.article_revision ORDER BY 1") == [(1,), (2,)]
    assert line.read("SELECT body LIKE '%Two people were hurt%' FROM newswire_v1.article") == [(True,)]


@pytest.mark.parametrize(
    "same",
    [
        told([one.replace("'", "’") + " " for one in FERRY], title="FERRY SAILS AGAIN AFTER THE STORM"),
        page(
            "<div class='ad'>Buy now</div><article><h1>Ferry sails again after the storm</h1>"
            + "".join(f"<p class='x'>{one}</p>" for one in FERRY)
            + "</article><p>Related Articles</p>",
            title="Ferry sails again after the storm - The Newsstand",
        ),
    ],
    ids=["type", "furniture"],
)
def test_a_cosmetic_change_does_not(follow: Callable[..., Line], same: bytes) -> None:
    line = follow(FERRY_PAGE, same)
    line.look()
    assert line.visits() == 2
    assert line.events() == [("new", None)]


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_a_deleted_page_is_noted_and_its_text_stays(follow: Callable[..., Line], status: str) -> None:
    line = follow(FERRY_PAGE, refusal(status))
    line.look()
    assert line.events() == [("new", None), ("metadata", "withdrawn_by_publisher")]
    assert line.read("SELECT withdrawn_by_publisher <= now(), body <> '' FROM newswire_v1.article") == [(True, True)]
    assert line.read("SELECT state FROM newswire_v1.ledger") == [("loaded",)]


@pytest.mark.parametrize("other", [BUDGET, NORWEGIAN], ids=["other story", "other language"])
def test_another_story_in_its_place_is_noted_and_never_a_revision(
    follow: Callable[..., Line], other: Sequence[str]
) -> None:
    line = follow(FERRY_PAGE, told(other, title="Noe helt annet" if other is NORWEGIAN else "Budget passed"))
    line.look()
    assert line.events() == [("new", None), ("metadata", "withdrawn_by_publisher")]
    assert line.read("SELECT revision, body LIKE 'The night ferry%' FROM newswire_v1.article") == [(1, True)]


def test_a_page_that_comes_back_is_shown_again(follow: Callable[..., Line]) -> None:
    line = follow(FERRY_PAGE, refusal("404 Not Found"), FERRY_PAGE)
    line.look()
    line.look(after=timedelta(hours=6))
    assert line.events()[1:] == [("metadata", "withdrawn_by_publisher"), ("metadata", "shown_again")]
    assert line.read("SELECT withdrawn_by_publisher FROM newswire_v1.article") == [(None,)]


@pytest.mark.parametrize(
    "nothing",
    [
        refusal("503 Service Unavailable"),
        refusal("403 Forbidden"),
        page("<p>Please enable JavaScript and cookies to continue.</p>", title="Just a moment..."),
        page("<form>Log in <input type='password'></form>", title="Log in"),
    ],
    ids=["503", "403", "challenge", "login"],
)
def test_what_says_nothing_of_the_story_changes_nothing(follow: Callable[..., Line], nothing: bytes) -> None:
    line = follow(FERRY_PAGE, nothing)
    line.look()
    assert line.visits() >= 2
    assert line.events() == [("new", None)]
    assert line.read("SELECT state FROM newswire_v1.ledger") == [("loaded",)]


def test_looks_come_at_growing_distances_and_end(follow: Callable[..., Line]) -> None:
    line = follow(FERRY_PAGE)
    made = [len(line.look(after=timedelta(hours=hours))) for hours in (0.5, 0.5, 1, 4, 17, 2, 24, 130, 240)]
    assert made == [0, 1, 0, 1, 0, 1, 0, 1, 0]
    assert line.visits() == 5


def test_looks_that_were_missed_are_not_made_up(follow: Callable[..., Line]) -> None:
    line = follow(FERRY_PAGE)
    assert len(line.look(after=timedelta(days=3))) == 1
    assert len(line.look(after=timedelta(hours=1))) == 0
    assert len(line.look(after=timedelta(days=4))) == 1


def test_the_second_look_asks_with_the_validators_of_the_first(follow: Callable[..., Line]) -> None:
    asked: list[str | None] = []

    def tagged(visit: Visit) -> bytes:
        asked.append(visit.fields.get("if-none-match"))
        whole = told(FERRY, title="Ferry sails again after the storm", fields=['ETag: "1"'])
        return unchanged('"1"') if asked[-1] else whole

    line = follow(tagged)
    line.look()
    line.look(after=timedelta(hours=6))
    assert asked == [None, None, '"1"']
    assert line.events() == [("new", None)]


def test_a_feed_can_want_other_distances_or_none(follow: Callable[..., Line]) -> None:
    line = follow(FERRY_PAGE)
    url = line.site.at("watched")
    assert line.store.rechecks.set_distances(url, [])
    assert len(line.look(after=timedelta(days=1))) == 0
    assert line.store.rechecks.set_distances(url, [timedelta(days=2)])
    assert len(line.look(after=timedelta(days=1))) == 1
    assert not line.store.rechecks.set_distances("https://nobody.example/", None)


def test_no_look_while_its_host_owes_a_page_or_its_feed_is_paused(follow: Callable[..., Line]) -> None:
    line = follow(FERRY_PAGE)
    owed = line.site.at("watched", "/story/7")
    asked_for = line.store.ledger.request_page(owed, url_key(owed))
    assert len(line.look()) == 0
    fetch_pages(line.store, [asked_for], limits=LIMITS)
    line.store.feeds.set_paused(line.site.at("watched"), paused=True)
    assert len(line.look(after=timedelta(0))) == 0
    line.store.feeds.set_paused(line.site.at("watched"), paused=False)
    assert len(line.look(after=timedelta(0))) == 1


def test_robots_txt_holds_for_looks(follow: Callable[..., Line]) -> None:
    line = follow(FERRY_PAGE)
    line.others["/robots.txt"] = reply(b"User-agent: *\nDisallow: /story/", "Content-Type: text/plain")
    line.look()
    assert line.visits() == 1
    assert line.events() == [("new", None)]


def test_each_look_is_counted_in_its_hosts_account(follow: Callable[..., Line]) -> None:
    line = follow(FERRY_PAGE)
    line.look()
    assert sum(account.rechecks for account in line.store.accounts.list()) == 1


def test_a_look_delivered_twice_is_made_once(follow: Callable[..., Line]) -> None:
    line = follow(FERRY_PAGE)
    due = line.look()
    assert recheck_pages(line.store, due, limits=LIMITS) == []
    assert line.visits() == 2


def test_a_worker_that_dies_loses_no_look(follow: Callable[..., Line]) -> None:
    line = follow(FERRY_PAGE, refusal("410 Gone"))
    with psycopg.connect(line.database, autocommit=True) as connection:
        connection.execute(
            """UPDATE newswire.recheck SET due_at = now(), lease = gen_random_uuid(), attempts = 1,
            lease_until = now() - interval '1 second', hinted_at = now() - interval '1 hour'"""
        )
    line.look(after=timedelta(0))
    assert line.events()[-1] == ("metadata", "withdrawn_by_publisher")


def test_an_article_that_was_taken_down_is_not_looked_at(follow: Callable[..., Line]) -> None:
    line = follow(FERRY_PAGE)
    (article_id,) = line.read("SELECT id FROM newswire_v1.article")[0]
    line.store.retention.take_down(article_id, reason="a court")
    line.look()
    assert line.visits() == 1


def test_a_page_gone_when_its_feed_calls_is_noted_and_stays_loaded(follow: Callable[..., Line]) -> None:
    line = follow(FERRY_PAGE, refusal("404 Not Found"))
    changed = Item(number=1, title="Ferry, changed", description="Another word.", published=PUBLISHED)
    line.others["/feed"] = feed(rss(changed))
    line.run()
    assert line.events() == [("new", None), ("metadata", "withdrawn_by_publisher")]
    assert line.read("SELECT state FROM newswire_v1.ledger") == [("loaded",)]
