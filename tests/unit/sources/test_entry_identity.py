"""Which entry is which."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.sources.feed_documents import an_rss, channel

from pipeline.model import Entry, Instant
from pipeline.sources import identified
from pipeline.sources.identity import guid_fault
from pipeline.urls import url_key

PAGE = "https://news.example/a"
STORY = Entry(guid="1", url=PAGE, title="Council votes", summary="It did.")


def moment(day: int) -> Instant:
    """A day of January 2026."""
    return Instant(at=datetime(2026, 1, day, tzinfo=UTC), text=f"2026-01-{day:02}")


def keys(*entries: Entry) -> list[object]:
    """The keys of these entries in one document."""
    return [one.key for one in identified(entries)]


def test_the_guid_is_the_identity_whatever_the_link() -> None:
    assert keys(STORY) == keys(Entry(guid="1", url="https://news.example/moved"))


def test_without_a_guid_the_canonical_link_is_the_identity() -> None:
    assert keys(Entry(url=PAGE)) == keys(Entry(url=f"{PAGE}?utm_source=rss#top"))


def test_without_guid_and_link_title_and_date_are_the_identity() -> None:
    assert keys(Entry(title="a", published=moment(1))) != keys(Entry(title="a", published=moment(2)))


def test_a_guid_is_no_link() -> None:
    assert keys(Entry(guid=PAGE)) != keys(Entry(url=PAGE))


def test_a_guid_for_several_pages_gives_way_to_the_links() -> None:
    other = Entry(guid="1", url="https://news.example/b")
    assert keys(STORY, other) == keys(Entry(url=PAGE), Entry(url=other.url))


def test_a_guid_for_two_spellings_of_a_page_stays() -> None:
    assert keys(STORY, Entry(guid="1", url=f"{PAGE}#x")) == keys(STORY)


def test_exact_repeats_are_dropped() -> None:
    assert [one.entry for one in identified([STORY, STORY])] == [STORY]


def test_of_two_versions_the_newer_stays() -> None:
    old, new = Entry(guid="1", title="old", updated=moment(1)), Entry(guid="1", title="new", updated=moment(2))
    assert [one.entry.title for one in identified([old, new, old])] == ["new"]


def test_the_order_of_the_document_is_kept() -> None:
    assert [one.entry.guid for one in identified([Entry(guid=name) for name in "cab"])] == ["c", "a", "b"]


def test_the_page_has_the_same_key_in_every_feed() -> None:
    assert identified([STORY])[0].url_key == url_key(PAGE)


def test_an_entry_without_a_link_has_no_page() -> None:
    assert identified([Entry(guid="1")])[0].url_key is None


def fingerprint(entry: Entry) -> object:
    """The fingerprint of an entry alone in its document."""
    return identified([entry])[0].fingerprint


def test_another_text_is_another_fingerprint() -> None:
    assert fingerprint(STORY) != fingerprint(Entry(guid="1", url=PAGE, title="Council votes", summary="It did not."))


def test_text_that_moves_to_another_field_is_another_fingerprint() -> None:
    assert fingerprint(Entry(title="a", summary="bc")) != fingerprint(Entry(title="ab", summary="c"))


def test_a_stated_update_is_a_change() -> None:
    assert fingerprint(Entry(guid="1", updated=moment(1))) != fingerprint(Entry(guid="1", updated=moment(2)))


def test_a_new_date_of_publication_is_no_change() -> None:
    assert fingerprint(Entry(guid="1", published=moment(1))) == fingerprint(Entry(guid="1", published=moment(2)))


@given(
    st.lists(
        st.builds(
            Entry,
            guid=st.none() | st.text(max_size=2),
            url=st.none() | st.text(max_size=2),
            title=st.none() | st.text(max_size=2),
        )
    )
)
def test_every_key_occurs_once(entries: list[Entry]) -> None:
    found = [one.key for one in identified(entries)]
    assert len(found) == len(set(found))


def test_another_counter_in_the_content_is_no_change() -> None:
    one, other = (replace(STORY, content=f'<p>Text</p><img src="https://count.example/{n}">') for n in (1, 2))
    assert identified([one])[0].fingerprint == identified([other])[0].fingerprint


def written_at(day: int, *, entries: int) -> list[Entry]:
    """Entries that say they were updated when the feed was written."""
    return [replace(STORY, guid=str(n), url=f"{PAGE}/{n}", updated=moment(day)) for n in range(entries)]


def test_an_update_that_all_entries_share_is_no_change() -> None:
    one, other = (identified(written_at(day, entries=3)) for day in (1, 2))
    assert [entry.fingerprint for entry in one] == [entry.fingerprint for entry in other]


def test_an_update_of_one_entry_is_a_change() -> None:
    one, other = (identified(written_at(day, entries=1)) for day in (1, 2))
    assert one[0].fingerprint != other[0].fingerprint


@pytest.mark.parametrize(
    "guid", ["https://news.example/a?id=1&utm_source=rss", "https://news.example/a;jsessionid=F?id=1"]
)
def test_a_guid_that_is_an_address_is_known_without_its_session(guid: str) -> None:
    plain = replace(STORY, guid="https://news.example/a?id=1")
    assert identified([replace(STORY, guid=guid)])[0].key == identified([plain])[0].key


def test_a_fragment_makes_another_guid() -> None:
    one, other = (replace(STORY, guid=f"https://news.example/live#{n}") for n in (1, 2))
    assert identified([one])[0].key != identified([other])[0].key


def warnings(*, guid: str | None = None, url: str | None = None) -> list[Entry]:
    """Three items that differ in title and text alone."""
    texts = ("Marea de 1,1 m", "Marea de 2,2 m", "Marea de 3,3 m")
    return [
        Entry(guid=guid, url=url, title=f"Aviso {n}", summary=text, published=moment(1)) for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize("guid", ["N/A", "null", "-", "undefined", "17", "https://news.example/", None])
@pytest.mark.parametrize("url", [None, "https://news.example/", "https://news.example/tides"])
def test_items_that_differ_are_different_whatever_they_share(guid: str | None, url: str | None) -> None:
    assert len(set(keys(*warnings(guid=guid, url=url)))) == 3


def test_items_that_differ_in_their_text_alone_are_different() -> None:
    entries = [replace(one, title="Gezeiten") for one in warnings(guid="n/a", url="https://news.example/tides")]
    assert len(set(keys(*entries))) == 3


def test_items_under_one_link_keep_their_text_and_lose_the_link() -> None:
    found = identified(warnings(url="https://news.example/tides"))
    assert [(one.url_key, one.entry.url) for one in found] == [(None, None)] * 3


def test_two_titles_of_one_page_among_others_keep_the_page() -> None:
    others = [Entry(guid=str(n), url=f"{PAGE}/{n}", title=str(n), summary=str(n)) for n in range(5)]
    one, other = (
        Entry(guid="a", url=PAGE, title="Wahl", summary="1"),
        Entry(guid="b", url=PAGE, title="Sieg", summary="2"),
    )
    assert [found.url_key for found in identified([one, other, *others])][:2] == [url_key(PAGE)] * 2


def test_a_key_without_a_guid_is_the_same_at_the_next_poll() -> None:
    first, later = warnings(guid="N/A"), [Entry(title="Aviso 9", guid="N/A"), *warnings(guid="N/A")]
    assert set(keys(*first)) < set(keys(*later))


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        (warnings(guid="N/A"), "guids unusable: 3 of 3 (a placeholder: 'N/A')"),
        (warnings(guid="17"), "guids unusable: 3 of 3 (several items share one: '17')"),
        (warnings(guid=None), None),
        ([STORY, STORY], None),
    ],
)
def test_guids_that_identify_nothing_are_told(entries: list[Entry], fault: str | None) -> None:
    assert guid_fault(entries) == fault


def test_the_channel_tells_of_its_guids() -> None:
    items = "".join(f"<item><guid>0</guid><title>{title}</title></item>" for title in ("港口", "码头"))
    assert "guids unusable: 2 of 2" in (channel(an_rss(items)).bozo or "")
