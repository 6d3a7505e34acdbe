"""JSON Feed."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.errors import NotParsable
from pipeline.model import Channel, Entry
from pipeline.sources import FORMATS, parse

URL = "https://news.example/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"


def feed(*items: Any, **members: Any) -> Channel:
    document = {"version": VERSION, "title": "The News", "items": list(items)} | members
    return parse(json.dumps(document).encode(), URL, content_type="application/feed+json")


def item(**members: Any) -> Entry:
    (entry,) = feed({"id": "1"} | members).entries
    return entry


def test_a_feed_says_what_it_is() -> None:
    read = feed(home_page_url="https://news.example/", language="de-AT")
    assert (read.format, read.title, read.homepage, read.language) == (
        "json1.1",
        "The News",
        "https://news.example/",
        "de-AT",
    )


def test_exactly_one_format_recognises_it() -> None:
    assert sum(known.recognises('{"version": "https://jsonfeed.org/version/1", "items": []}') for known in FORMATS) == 1


def test_an_item_is_an_entry() -> None:
    entry = item(
        url="/a",
        title="Ferry &amp; storm",
        content_html="<p>Told</p>",
        summary="Short",
        date_published="2026-11-20T10:00:00+01:00",
        tags=["sea", "sea", 7],
    )
    assert (entry.guid, entry.url, entry.title) == ("1", "https://news.example/a", "Ferry & storm")
    assert (entry.content, entry.summary, entry.keywords) == ("<p>Told</p>", "Short", ("sea",))
    assert entry.published is not None
    assert entry.published.at == datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_plain_text_stays_text() -> None:
    assert item(content_text="5 < 6").content == "5 &lt; 6"


@pytest.mark.parametrize(
    ("members", "names"),
    [
        ({"authors": [{"name": "Ada Orle"}, {"url": "x"}]}, ("Ada Orle",)),
        ({"author": {"name": "Ada Orle"}}, ("Ada Orle",)),
        ({"authors": 7}, ()),
    ],
)
def test_authors_are_read_in_both_versions(members: dict[str, Any], names: tuple[str, ...]) -> None:
    assert item(**members).authors == names


def test_the_feed_s_authors_stand_for_those_of_an_item_without() -> None:
    assert feed({"id": "1"}, authors=[{"name": "Ada Orle"}]).entries[0].authors == ("Ada Orle",)


def test_an_id_that_is_a_number_counts() -> None:
    assert item(id=17).guid == "17"


def test_an_id_that_is_an_address_stands_for_one() -> None:
    assert item(id="https://news.example/17").url == "https://news.example/17"


def test_an_attachment_is_an_enclosure() -> None:
    attachments = [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 5}, {"mime_type": "audio/mpeg"}]
    (enclosure,) = item(attachments=attachments).enclosures
    assert (enclosure.url, enclosure.media_type, enclosure.length_bytes) == (
        "https://news.example/a.mp3",
        "audio/mpeg",
        5,
    )


def test_a_hub_is_noted() -> None:
    read = feed(hubs=[{"type": "WebSub", "url": "https://hub.example/"}], feed_url=URL)
    assert (read.hub, read.topic) == ("https://hub.example/", URL)


def test_a_feed_without_a_version_is_read_and_said_so() -> None:
    read = parse(b'{"items": [{"id": "1"}]}', URL)
    assert (len(read.entries), read.bozo) == (1, "no version of JSON Feed is named")


@pytest.mark.parametrize(
    "document",
    ["{", '{"items": 3}', '{"version": 1}', '{"items": [1, 2]}', '{"items": ' + "[" * 100_000],
)
def test_what_is_no_feed_is_not_parsable(document: str) -> None:
    with pytest.raises(NotParsable):
        parse(document.encode(), URL)


def test_raw_line_ends_in_a_text_are_forgiven() -> None:
    assert parse(f'{{"version": "{VERSION}", "items": [{{"id": "1", "title": "a\nb"}}]}}'.encode(), URL).entries[
        0
    ].title == ("a b")


def test_what_cannot_be_stored_is_left_out() -> None:
    assert item(title="Fer\u0000ry \ud800").title == "Ferry"


@pytest.mark.parametrize(
    ("members", "names"),
    [
        ({"authors": {"name": "Ada Orle"}}, ("Ada Orle",)),
        ({"authors": ["Ada Orle", {"name": "Li Wei"}]}, ("Ada Orle", "Li Wei")),
        ({"authors": "Zoë Müller"}, ("Zoë Müller",)),
        ({"author": "李伟"}, ("李伟",)),
        ({"author": ["Ada Orle"]}, ("Ada Orle",)),
        ({"authors": [None, 7, {"url": "https://news.example/"}]}, ()),
    ],
)
def test_authors_are_objects_or_texts(members: dict[str, Any], names: tuple[str, ...]) -> None:
    assert item(**members).authors == names


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ("puerto, mar", ("puerto", "mar")),
        ({"name": "Hafen"}, ("Hafen",)),
        ([{"name": "港口"}, {"term": "sea"}, "wind, rain"], ("港口", "sea", "wind, rain")),
        ({}, ()),
    ],
)
def test_tags_are_objects_or_texts(tags: object, words: tuple[str, ...]) -> None:
    assert item(tags=tags).keywords == words


def test_one_attachment_needs_no_list() -> None:
    assert item(attachments={"url": "/a.mp3"}).enclosures[0].url == "https://news.example/a.mp3"
