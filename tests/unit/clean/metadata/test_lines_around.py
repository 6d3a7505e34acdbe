"""What the lines around a story say where page and feed say nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from pipeline.clean.metadata import Facts, Provenance, Sureness, read_lines_around, settle_facts
from pipeline.clean.text import Block, Judged, KeptKind
from pipeline.model import Instant, RemovedKind

GUESSED = {"title": Provenance(sources=("html:title",), sureness=Sureness.GUESS)}
TITLE = "Council votes for a new wall"
FULL = f"{TITLE} | Harbour Gazette"


def _line(text: str, number: int, *, kind: RemovedKind | KeptKind = RemovedKind.OUTSIDE, kept: bool = False) -> Judged:
    return Judged(block=Block(text=text, line=number), kept=kept, kind=kind, score=0.0, reason="")


def _page(story: Sequence[str], *above: Judged, below: Sequence[Judged] = ()) -> Sequence[Judged]:
    paragraphs = [_line(text, 10 + number, kind=KeptKind.STORY, kept=True) for number, text in enumerate(story)]
    return [*above, *paragraphs, *below]


def _guessed(title: str = FULL) -> Facts:
    return Facts(title=title, provenance=GUESSED)


def test_the_headline_above_the_text_wins_over_the_title_element(story: Sequence[str]) -> None:
    around = read_lines_around(_guessed(), _page(story, _line(TITLE, 0)))
    facts = settle_facts(_guessed(), around)
    assert (facts.title, str(facts.provenance["title"])) == (TITLE, "html:title+text, likely")


@pytest.mark.parametrize("full", [FULL, f"Harbour Gazette | {TITLE}", f"{TITLE} ‹ Harbour Gazette", f"{TITLE} - Coast"])
def test_the_outlet_may_stand_on_either_side(story: Sequence[str], full: str) -> None:
    around = read_lines_around(_guessed(full), _page(story, _line(TITLE, 0)))
    assert around.title is not None
    assert around.title.value == TITLE


def test_a_short_part_of_the_title_is_a_section(story: Sequence[str]) -> None:
    assert read_lines_around(_guessed(f"{TITLE} | Coastline"), _page(story, _line("Coastline", 0))).title is None


def test_a_title_that_others_give_stays(story: Sequence[str]) -> None:
    sure = Facts(title=FULL, provenance={"title": Provenance(sources=("og:title",), sureness=Sureness.LIKELY)})
    assert read_lines_around(sure, _page(story, _line(TITLE, 0))).title is None


def test_a_title_without_a_line_of_its_own_stays(story: Sequence[str]) -> None:
    assert settle_facts(_guessed(), read_lines_around(_guessed(), _page(story))).title == FULL


def test_a_headline_far_above_is_another_storys(story: Sequence[str]) -> None:
    menu = [_line(f"Link {number}", number) for number in range(20)]
    assert read_lines_around(_guessed(), _page(story, _line(TITLE, 0), *menu)).title is None


def test_a_standfirst_sums_up(story: Sequence[str]) -> None:
    standfirst = "Work is to begin in March and last two years."
    facts = settle_facts(
        Facts(), read_lines_around(Facts(), _page(story, _line(standfirst, 0, kind=RemovedKind.STANDFIRST)))
    )
    assert (facts.summary, str(facts.provenance["summary"])) == (standfirst, "text, likely")


def test_a_label_does_not_sum_up(story: Sequence[str]) -> None:
    assert (
        read_lines_around(Facts(), _page(story, _line("The coast today", 0, kind=RemovedKind.STANDFIRST))).summary
        is None
    )


def test_a_stated_summary_stays(story: Sequence[str]) -> None:
    line = _line("Work is to begin in March and last two years.", 0, kind=RemovedKind.STANDFIRST)
    assert read_lines_around(Facts(summary="A wall."), _page(story, line)).summary is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("20 November 2026", 20),
        ("Published: November 20, 2026", 20),
        ("Freitag, 20. November 2026", 20),
        ("20 de noviembre de 2026", 20),
        ("2026年11月20日", 20),
    ],
)
def test_a_date_between_headline_and_text_is_that_of_publication(story: Sequence[str], line: str, day: int) -> None:
    stated = Facts(title=TITLE)
    facts = settle_facts(
        stated, read_lines_around(stated, _page(story, _line(TITLE, 0), _line(line, 1, kind=RemovedKind.DATE)))
    )
    assert facts.published is not None
    assert (facts.published.at, str(facts.provenance["published"])) == (
        datetime(2026, 11, day, tzinfo=UTC),
        "text, guess",
    )


def test_a_date_right_below_the_text_is_too(story: Sequence[str]) -> None:
    below = [_line("20 November 2026", 90, kind=RemovedKind.DATE)]
    assert read_lines_around(Facts(), _page(story, below=below)).published is not None


def test_a_date_further_below_is_another_storys(story: Sequence[str]) -> None:
    below = [
        _line("Share", 90),
        _line("Print", 91),
        _line("Tags", 92),
        _line("20 November 2026", 93, kind=RemovedKind.DATE),
    ]
    assert read_lines_around(Facts(), _page(story, below=below)).published is None


def test_a_date_above_without_a_headline_says_nothing(story: Sequence[str]) -> None:
    assert read_lines_around(Facts(title=TITLE), _page(story, _line("20 November 2026", 1))).published is None


def test_a_stated_date_stays(story: Sequence[str]) -> None:
    stated = Facts(published=Instant(at=datetime(2026, 1, 1, tzinfo=UTC), text="2026-01-01"))
    below = [_line("20 November 2026", 90, kind=RemovedKind.DATE)]
    assert read_lines_around(stated, _page(story, below=below)).published is None


def test_a_page_without_text_has_no_lines_around_it() -> None:
    assert read_lines_around(Facts(), [_line("20 November 2026", 0, kind=RemovedKind.DATE)]).published is None


def test_the_headline_alone_says_nothing_of_dates(story: Sequence[str]) -> None:
    below = [_line("20 November 2026", 90, kind=RemovedKind.DATE)]
    headline = read_lines_around(_guessed(), _page(story, _line(TITLE, 0), below=below)).headline
    assert (headline.title is not None, headline.published) == (True, None)


def test_nothing_around_leaves_all_as_it_is() -> None:
    stated = _guessed()
    assert settle_facts(stated, read_lines_around(stated, [])) == stated
