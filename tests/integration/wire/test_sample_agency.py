"""The agency of the sample newswire through the real stages: what becomes of every file is what was written of it."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from deliveries import finished
from eventually import eventually

from pipeline.demo.agency import Fate, agency_files
from pipeline.demo.dropping import AgencyFolder, DeliveredFile
from pipeline.demo.sample import load_sample
from pipeline.errors import NewswireError
from pipeline.fetch import Limits
from pipeline.folders import QUIET_SECONDS
from pipeline.model import FeedId
from pipeline.stages.poll import poll_feeds
from pipeline.store import Store

Read = Callable[[str], Sequence[tuple[Any, ...]]]
SAMPLE = load_sample()
# The embargo of the demo begins before the files are dropped here: there is no worker to wait for.
SOONER = timedelta(seconds=3)
HIDDEN = "prix Lanterne"


class Wire:
    """The agency's folder, followed by a newswire whose stages the test runs."""

    def __init__(self, store: Store, home: Path) -> None:
        self.store = store
        self.folder = AgencyFolder(home, SAMPLE)
        self.feed_id: FeedId = self.folder.follow(store)

    def take(self, number: int) -> int:
        """Deliver a round and take it through the stages; how many files were new."""
        dropped = self.folder.deliver(number, now=self.store.operations.clock() - SOONER)
        eventually(self._is_quiet, seconds=10, what="the files are quiet")
        self.store.feeds.poll_now([self.feed_id])
        due = [one.feed_id for one in self.store.feeds.queue_due(most=10, lease=timedelta(seconds=30))]
        polled = poll_feeds(self.store, due, limits=Limits(), folders=[self.folder.root])
        finished(self.store, polled.to_clean)
        self.folder.wait_until_taken(seconds=5)
        return dropped

    def _is_quiet(self) -> bool:
        newest = max((p.stat().st_ctime for p in self.folder.folder.iterdir() if p.is_file()), default=0.0)
        return time.time() - newest > QUIET_SECONDS

    def release(self) -> None:
        """Wait for the end of the embargo, as workers see it."""

        def is_over() -> bool:
            self.store.operations.release_articles()
            return not any(item.waits for item in self.store.ledger.delivered(self.feed_id))

        eventually(is_over, seconds=20, what="the embargo is over", every=0.3)

    def told(self) -> Sequence[DeliveredFile]:
        return self.folder.told(self.store, self.feed_id)


@pytest.fixture
def wire(store: Store, tmp_path: Path) -> Wire:
    return Wire(store, tmp_path)


@pytest.fixture(scope="module")
def settled(shared_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    """Both rounds taken in, the embargo over."""
    store = Store(shared_database)
    taken = Wire(store, tmp_path_factory.mktemp("agency"))
    taken.take(1)
    taken.take(2)
    taken.release()
    yield taken
    store.close()


@pytest.fixture(scope="module")
def ask(settled: Wire, shared_reader_url: str) -> Iterator[Read]:
    """Ask the settled newswire as a consumer does."""
    with psycopg.connect(shared_reader_url, autocommit=True) as connection:
        yield lambda statement: connection.execute(statement.encode()).fetchall()


def test_every_file_becomes_what_was_written_of_it(settled: Wire) -> None:
    written = [
        (file.name, item.fate)
        for file in agency_files(SAMPLE, embargo_ends=settled.store.operations.clock())
        for item in file.items
    ]
    assert [(one.file, one.became.fate) for one in settled.told()] == written


def test_the_ledger_has_every_item_once(settled: Wire) -> None:
    told = [one for one in settled.told() if one.became.fate is not Fate.KNOWN]
    assert sum(settled.store.ledger.balance().values()) == len(told)


def test_the_agency_is_known_as_one(ask: Read) -> None:
    assert ask("SELECT name, kind FROM source") == [("Fjordwire", "agency")]


def test_readers_see_what_is_usable(settled: Wire, ask: Read) -> None:
    shown = {Fate.NEW, Fate.EMBARGOED, Fate.WITHHELD}
    # What was withheld is usable by now; what was withdrawn, or killed before, is not.
    expected = [one.title for one in settled.told() if one.became.fate in shown]
    assert ask("SELECT count(*) FROM article WHERE source = 'Fjordwire'") == [(len(expected),)]


def test_what_was_killed_is_in_no_view_of_articles(ask: Read) -> None:
    assert ask("SELECT title FROM article WHERE title ~ 'canal bank|dogs and bicycles|dimite'") == []


def test_a_withdrawn_story_is_told_of_and_its_first_text_kept(ask: Read) -> None:
    article = "(SELECT id FROM article_revision WHERE title ~ 'canal bank' LIMIT 1)"
    assert ask(f"SELECT kind FROM events_after('') WHERE id = {article}") == [("new",), ("withdrawn",)]


def test_a_story_whose_kill_came_first_was_never_new(ask: Read) -> None:
    assert (
        ask("SELECT e.kind FROM events_after('') e JOIN article_revision r USING (id) WHERE r.title ~ 'dimite'") == []
    )


def test_the_late_version_did_not_win(ask: Read) -> None:
    assert ask("SELECT title, revision FROM article WHERE title ~ 'Brauerei'") == [
        ("Brauerei Tannhof zapft künftig den alten Stollen an", 2)
    ]


def test_takes_without_a_guid_are_one_story(ask: Read) -> None:
    found = ask("SELECT title, revision, status FROM article WHERE title ~ 'frost costs|Kirchenglocke|kelp' ORDER BY 1")
    assert found == [
        ("Kirchenglocke darf nachts weiter schlagen", 2, "corrected"),
        ("Late frost costs Lindle growers a third of the cider crop", 2, "usable"),
        ("Saltness approves kelp farm off its north shore", 2, "corrected"),
    ]


def test_what_was_written_for_editors_is_in_no_text(ask: Read) -> None:
    marks = "title ~ '^[A-Z]+( 1)?-|Korrektur' OR body ~ 'Reporting by|Adds spare|-30-|FIN$'"
    assert ask(f"SELECT title FROM article WHERE {marks}") == []


def test_the_end_of_the_embargo_is_an_event(ask: Read) -> None:
    event = "SELECT kind, reason FROM events_after('') JOIN article a USING (id) WHERE a.title ~ '{}'"
    assert ask(event.format(HIDDEN)) == [("new", "embargo")]


def test_the_table_says_what_became_of_each_file(settled: Wire) -> None:
    numbers: dict[str, str] = {}

    def in_order(found: re.Match[str]) -> str:
        """The number of an article by its first place in the table: what arrives first is a matter of chance."""
        return numbers.setdefault(found[0], f"article {len(numbers) + 1}")

    lines = [f"{one.file:28}{one.format:11}{one.became.told:.70}" for one in settled.told()]
    table = re.sub(r"\d\d:\d\d:\d\d", "12:00:00", "\n".join(lines))
    assert re.sub(r"article \d+", in_order, table) == GOLDEN


def test_files_that_could_not_be_read_lie_aside_with_their_reasons(settled: Wire) -> None:
    aside = sorted(path.name for path in (settled.folder.folder / "error").iterdir())
    assert aside == [
        "9001-cut-off.xml",
        "9001-cut-off.xml.reason.txt",
        "9002-canteen-menu.html",
        "9002-canteen-menu.html.reason.txt",
    ]


def test_a_second_run_delivers_nothing(settled: Wire) -> None:
    before = settled.store.ledger.delivered(settled.feed_id)
    again = Wire(settled.store, settled.folder.root.parent)
    assert (again.feed_id, again.take(1), again.take(2)) == (settled.feed_id, 0, 0)
    assert settled.store.ledger.delivered(settled.feed_id) == before


def test_a_run_that_was_cut_off_goes_on(wire: Wire) -> None:
    wire.take(1)
    taken = Counter(one.became.fate for one in wire.told())
    (wire.folder.folder / "done" / "1002-skarra-light.xml").unlink()
    assert wire.take(1) == 1
    assert Counter(one.became.fate for one in wire.told()) == taken


def test_before_its_time_the_embargoed_story_is_nowhere(wire: Wire, read: Read) -> None:
    wire.take(2)
    (waiting,) = (one.became for one in wire.told() if one.became.fate is Fate.EMBARGOED)
    assert read(f"SELECT id FROM article WHERE title ~ '{HIDDEN}'") == []
    wire.release()
    assert re.fullmatch(r"embargoed until [\d:]{8}", waiting.told)
    assert read(f"SELECT count(*) FROM article WHERE title ~ '{HIDDEN}'") == [(1,)]


def test_an_embargo_that_does_not_end_in_time_is_a_failure(wire: Wire) -> None:
    wire.take(2)
    said: list[str] = []
    with pytest.raises(NewswireError, match=r"2007-prix-lanterne\.xml has not appeared after 0 s"):
        wire.folder.wait_for_the_embargo(wire.store, wire.feed_id, seconds=0, say=said.append)
    assert said[0].startswith("2007-prix-lanterne.xml is loaded; nobody sees it before")


def test_a_file_that_nobody_takes_is_a_failure(wire: Wire) -> None:
    wire.folder.deliver(1, now=wire.store.operations.clock())
    with pytest.raises(NewswireError, match=r"1001-storm-orla\.xml was not taken in after 0 s"):
        wire.folder.wait_until_taken(seconds=0)


GOLDEN = """\
1001-storm-orla.xml         nitf       new article 1
1002-skarra-light.xml       nitf       new article 2
1003-skarra-light-2.xml     nitf       new version: revision 2 of article 2
1004-canal-bank.xml         nitf       new article 3, withdrawn since
1005-canal-bank-kill.xml    nitf       kill: withdraws article 3
1006-greve-ports.xml        nitf       new article 4
2001-strait-treaty.xml      newsml-g2  new article 5
2001-strait-treaty.xml      newsml-g2  picture item: recorded, no article
2002-olmetalbahn.xml        newsml-g2  new article 6
2003-brauerei.xml           newsml-g2  new article 7
2004-brauerei-late.xml      newsml-g2  older than the one held: kept as revision 1 of article 7
2005-puffins-picture.xml    newsml-g2  picture item: recorded, no article
2006-top-stories.xml        newsml-g2  package item: recorded, no article
2007-prix-lanterne.xml      newsml-g2  embargoed until 12:00:00, then article 8
2008-horn-tunnel.xml        newsml-g2  withheld until a later version is usable
2009-horn-tunnel-2.xml      newsml-g2  new version: revision 2 of article 9
3001-presupuesto.json       ninjs      new article 10
3002-tranvia.json           ninjs      new article 11
3003-tranvia-corrected.json ninjs      corrected: revision 2 of article 11
3004-alcalde-kill.json      ninjs      kill: withdraws article 12
3005-alcalde.json           ninjs      its kill came first: kept as revision 1 of article 12
3006-agenda.json            ninjs      new article 13
3006-agenda.json            ninjs      error: an entry of a list of ninjs items that has neither uri nor guid
3007-dockside-picture.json  ninjs      picture item: recorded, no article
3008-reloj-catedral.json    ninjs      new article 14
4001-orchard.txt            anpa       new article 15
4002-orchard-lead.txt       anpa       new version: revision 2 of article 15
4003-ferry-fares.txt        anpa       new article 16, withdrawn since
4004-ferry-fares-kill.txt   anpa       kill: withdraws article 16
5001-glocke.txt             iptc-7901  new article 17
5002-glocke-korrektur.txt   iptc-7901  corrected: revision 2 of article 17
5003-loutres-lorse.txt      iptc-7901  new article 18
5004-glocke-again.txt       iptc-7901  delivered again: known already
6001-kelp.txt               plain      new article 19
6002-kelp-refile.txt        plain      corrected: revision 2 of article 19
6003-calzada.txt            plain      new article 20
9001-cut-off.xml            newsml-g2  error: AttValue: ' expected, line 2, column 108 (<string>, line 2)
9002-canteen-menu.html                 error: none of the formats that newswire reads (anpa, ap-media, iptc-7"""
