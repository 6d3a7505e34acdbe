"""What the demo says of each item that was delivered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.demo.agency import Became, Fate, what_became
from pipeline.model import PubStatus, Stage
from pipeline.store.ledger import DeliveredItem

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FIRST = DeliveredItem(
    url="file:///drop/gale/one.xml",
    item=0,
    stage=Stage.LOADED,
    error=None,
    article_id=7,
    article_status=PubStatus.USABLE,
    revision=1,
    why="new",
    status=PubStatus.USABLE,
    is_first=True,
    is_late=False,
    embargoed_until=None,
    waits=False,
)
SECOND = replace(FIRST, is_first=False, revision=2, why="updated")
LATE = replace(SECOND, is_late=True, revision=1, why="new")
KILLED = PubStatus.CANCELED


@pytest.mark.parametrize(
    ("item", "fate", "told"),
    [
        (FIRST, Fate.NEW, "new article 7"),
        (replace(FIRST, article_status=PubStatus.CORRECTED), Fate.NEW, "new article 7"),
        (replace(FIRST, article_status=KILLED), Fate.WITHDRAWN_LATER, "new article 7, withdrawn since"),
        (replace(FIRST, revision=2, why="updated"), Fate.NEW, "new article 7"),
        (SECOND, Fate.UPDATED, "new version: revision 2 of article 7"),
        (replace(SECOND, why="corrected"), Fate.CORRECTED, "corrected: revision 2 of article 7"),
        (replace(SECOND, status=KILLED, article_status=KILLED), Fate.KILL, "kill: withdraws article 7"),
        (LATE, Fate.OLDER, "older than the one held: kept as revision 1 of article 7"),
        (
            replace(LATE, article_status=KILLED),
            Fate.KILLED_BEFORE,
            "its kill came first: kept as revision 1 of article 7",
        ),
        (replace(FIRST, status=PubStatus.WITHHELD), Fate.WITHHELD, "withheld until a later version is usable"),
        (replace(FIRST, revision=None, stage=Stage.DUPLICATE), Fate.KNOWN, "delivered again: known already"),
        (None, Fate.KNOWN, "delivered again: known already"),
    ],
)
def test_a_text_is_told_by_its_revision(item: DeliveredItem | None, fate: Fate, told: str) -> None:
    assert what_became(item, now=NOW) == Became(fate=fate, told=told)


@pytest.mark.parametrize(("kind", "fate"), [("picture", Fate.PICTURE), ("package", Fate.PACKAGE)])
def test_what_is_no_text_is_told_by_its_kind(kind: str, fate: Fate) -> None:
    item = replace(FIRST, stage=Stage.FILTERED, error=f"{kind} item", article_id=None, revision=None)
    assert what_became(item, now=NOW) == Became(fate=fate, told=f"{kind} item: recorded, no article")


def test_an_error_is_told_without_the_address_of_the_file() -> None:
    item = replace(FIRST, stage=Stage.DEAD, error=f"{FIRST.url}: none of the formats", article_id=None, revision=None)
    assert what_became(item, now=NOW) == Became(fate=Fate.ERROR, told="error: none of the formats")


@pytest.mark.parametrize(("ahead", "ending"), [(60, ""), (-60, ", then article 7")])
def test_an_embargo_is_told_with_its_end(ahead: int, ending: str) -> None:
    ends = NOW + timedelta(seconds=ahead)
    became = what_became(replace(FIRST, embargoed_until=ends, waits=ahead > 0), now=NOW)
    assert became == Became(fate=Fate.EMBARGOED, told=f"embargoed until {ends.astimezone():%H:%M:%S}{ending}")
