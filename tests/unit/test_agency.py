"""The agency of the sample newswire: its files are read as they were written."""

from collections import Counter
from datetime import UTC, datetime
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from pipeline.demo.agency import ROUNDS, AgencyFile, Fate, agency_files
from pipeline.demo.agency.items import AgencyItem, read_item
from pipeline.demo.sample import SampleInvalid, load_sample
from pipeline.errors import NotParsable
from pipeline.sources.wire import read_wire
from pipeline.wire_item import ItemKind, WireItem

SAMPLE = load_sample()
ENDS = datetime(2026, 11, 20, 12, tzinfo=UTC)
FILES = agency_files(SAMPLE, embargo_ends=ENDS)
ITEMS = [item for file in FILES for item in file.items]
READABLE = [file for file in FILES if file.items[0].fate is not Fate.ERROR]
TELEGRAPH = [file for file in READABLE if file.format in {"anpa", "iptc-7901", "plain"}]
WITH_GUID = {item.name: item for item in ITEMS if item.guid}


def read(file: AgencyFile) -> list[WireItem]:
    return [one for one in read_wire(file.body).items if isinstance(one, WireItem)]


def as_read(item: AgencyItem) -> WireItem:
    file = next(file for file in FILES if item in file.items)
    return next(one for one in read(file) if one.guid == item.guid)


def test_there_are_at_least_thirty_files() -> None:
    assert len({file.name for file in FILES}) >= 30


def test_six_formats_are_written_more_than_once() -> None:
    written = Counter(file.format for file in READABLE)
    assert {name: count > 1 for name, count in written.items()} == dict.fromkeys(
        ("nitf", "newsml-g2", "ninjs", "anpa", "iptc-7901", "plain"), True
    )


def test_the_stories_are_written_in_four_languages() -> None:
    assert {item.language for item in ITEMS} == {"de", "en", "es", "fr"}


def test_everything_that_can_become_of_an_item_does() -> None:
    assert {item.fate for item in ITEMS} == set(Fate)


def test_files_come_in_both_rounds() -> None:
    assert {file.round for file in FILES} == set(ROUNDS)


def test_the_same_embargo_gives_the_same_bytes() -> None:
    assert agency_files(load_sample(), embargo_ends=ENDS) == FILES


def test_only_the_embargoed_file_depends_on_the_embargo() -> None:
    later = agency_files(SAMPLE, embargo_ends=ENDS.replace(hour=13))
    changed = [file.name for file, before in zip(later, FILES, strict=True) if file.body != before.body]
    assert changed == [file.name for file in FILES if file.items[0].fate is Fate.EMBARGOED]


@pytest.mark.parametrize("file", READABLE, ids=lambda file: str(file.name))
def test_a_file_is_recognised_by_its_content(file: AgencyFile) -> None:
    assert read_wire(file.body).format == file.format


@pytest.mark.parametrize("file", READABLE, ids=lambda file: str(file.name))
def test_a_file_holds_its_items_in_order(file: AgencyFile) -> None:
    assert [one.headline for one in read(file)] == [one.headline for one in file.items if one.fate is not Fate.ERROR]


@pytest.mark.parametrize("name", sorted(WITH_GUID))
def test_an_item_is_read_as_it_was_written(name: str) -> None:
    item = WITH_GUID[name]
    found = as_read(item)
    assert (found.version, found.status, found.kind) == (str(item.version), item.status, ItemKind(item.kind))
    assert (found.language, found.slugline, found.urgency) == (item.language, item.slug, item.urgency)
    assert (found.modified and found.modified.at, found.published and found.published.at) == (
        item.changed,
        item.created,
    )
    assert (found.byline, tuple(found.paragraphs)) == (item.byline, tuple(item.paragraphs))


def test_the_embargo_is_read() -> None:
    (embargoed,) = (item for item in ITEMS if item.embargoed_until)
    found = as_read(embargoed).embargoed_until
    assert found is not None
    assert found.at == ENDS


@pytest.mark.parametrize("file", TELEGRAPH, ids=lambda file: str(file.name))
def test_wrapped_lines_come_back_as_the_paragraphs_written(file: AgencyFile) -> None:
    written = [one.replace("``", "“").replace("''", "”").replace(" _ ", " — ") for one in file.items[0].paragraphs]
    assert list(read(file)[0].paragraphs) == written


def test_letters_are_sent_in_the_old_charset() -> None:
    file = next(file for file in TELEGRAPH if file.name == "5001-glocke.txt")
    with pytest.raises(UnicodeDecodeError):
        file.body.decode()


@pytest.mark.parametrize("story", ["storm-orla-closes-strait", "strait-treaty-signed", "greve-ports-lorse"])
def test_outlets_print_what_the_agency_sent_later(story: str) -> None:
    printed = [article for article in SAMPLE.articles() if article.story == story]
    sent = next(item for item in ITEMS if item.paragraphs and item.paragraphs[0] == printed[-1].paragraphs[0])
    assert min(article.published for article in printed) > sent.created


def test_a_page_where_no_story_should_be_is_no_wire_file() -> None:
    menu = next(file for file in FILES if file.format == "")
    with pytest.raises(NotParsable):
        read_wire(menu.body)


def written(folder: Path, text: str) -> Traversable:
    path = folder / "one.txt"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("fate = 'new'", "needs front matter"),
        ("+++\nfate = 'sold'\n+++\nText.\n", "'sold' is not a valid Fate"),
        ("+++\nformat = 'nitf'\n+++\nText.\n", "fate"),
        ("+++\nfate = 'new'\ncolour = 'red'\n+++\nText.\n", "colour"),
        ("+++\nfate = 'new'\nstory = 'nowhere'\n+++\n", "prints no story nowhere"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(SampleInvalid, match=reason) as refused:
        read_item(written(tmp_path, text), SAMPLE, embargo_ends=ENDS)
    assert str(refused.value).startswith("one.txt")
