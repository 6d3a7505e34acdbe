"""Which of a page's headlines is the title."""

from pipeline.clean.metadata.headlines import Headlines, find_headline_element, settle_headlines
from pipeline.clean.metadata.json_ld import Described
from pipeline.clean.metadata.page_head import read_page_head
from pipeline.clean.page import parse_page
from pipeline.model import Entry

PLAIN = "https://gazette.example/a/881"
FIRST, SECOND = "Council votes for a new breakwater", "Harbour to get its wall at last"


def _headlines(markup: str, *, ld: str | None = None, url: str = PLAIN, feed: str | None = None) -> Headlines:
    tree = parse_page(f"<html>{markup}<p>x</p></html>")
    assert tree is not None
    return settle_headlines(
        Described(headline=ld), read_page_head(tree), url=url, entry=Entry(title=feed), outlets=["Harbour Gazette"]
    )


def _title(found: Headlines) -> tuple[str, str] | None:
    return (found.title.value, str(found.title.provenance)) if found.title else None


def test_most_sources_decide() -> None:
    page = f"<meta property='og:title' content='{SECOND}'><title>{FIRST} | Harbour Gazette</title><h1>{FIRST}</h1>"
    assert _title(_headlines(page)) == (FIRST, "html:h1+html:title, sure")


def test_json_ld_decides_between_two() -> None:
    assert _title(_headlines(f"<h1>{SECOND}</h1>", ld=FIRST)) == (FIRST, "json-ld, likely")


def test_the_address_decides_before_the_number() -> None:
    page = f"<meta property='og:title' content='{SECOND}'><title>{FIRST}</title>"
    found = _headlines(page, ld=FIRST, url="https://gazette.example/harbour-to-get-its-wall-at-last")
    assert _title(found) == (SECOND, "og:title+url, likely")


def test_the_heading_over_the_story_decides_before_metadata_and_address() -> None:
    prose = "<p>The council voted on Thursday to rebuild the eastern breakwater before the winter storms come.</p>"
    page = f"<meta property='og:title' content='{FIRST}'><title>{FIRST}</title><h1>{SECOND}</h1>{prose}"
    found = _headlines(page, ld=FIRST, url="https://gazette.example/council-votes-for-a-new-breakwater")
    assert _title(found) == (SECOND, "html:h1, likely")


def test_the_longer_of_two_in_the_address_is_whole() -> None:
    url = "https://gazette.example/harbour-council-votes-for-a-new-breakwater"
    assert _title(_headlines(f"<h1>Harbour: {FIRST}</h1>", ld=FIRST, url=url)) == (
        f"Harbour: {FIRST}",
        "html:h1+url, sure",
    )


def test_a_headline_that_ends_at_a_quotation_mark_of_the_markup_gives_way_to_the_whole() -> None:
    whole = 'Council votes for a new "breakwater" and a quay'
    page = f'<meta property="og:title" content="{whole}"><title>{whole} | Harbour Gazette</title><h1>{whole}</h1>'
    assert _title(_headlines(page)) == (whole, "html:h1+html:title, sure")


def test_a_heading_that_another_goes_on_from_with_a_quotation_is_whole() -> None:
    page = f"<meta property='og:title' content='{FIRST} “at last”'><title>{FIRST}</title><h1>{FIRST}</h1>"
    assert _title(_headlines(page)) == (FIRST, "html:h1+html:title, sure")


def test_dots_at_the_end_of_a_whole_headline_are_its_own() -> None:
    whole = "他放弃百万年薪来到这里 唯一的要求竟是……"
    page = f"<meta property='og:title' content='{whole}'><title>{whole}_资讯_海港网</title>"
    assert _title(_headlines(page)) == (whole, "og:title+html:title, sure")


def test_a_headline_cut_off_gives_way_to_the_whole() -> None:
    assert _title(_headlines(f"<h1>{FIRST}</h1>", ld="Council votes for a…")) == (FIRST, "html:h1, likely")


def test_two_that_end_in_dots_are_the_same() -> None:
    found = _headlines(f"<title>{FIRST}...</title><h1>{FIRST}…</h1>")
    assert _title(found) == (f"{FIRST}…", "html:h1+html:title, sure")


def test_a_section_behind_the_headline_goes_with_the_outlet() -> None:
    found = _headlines(f"<title>{FIRST} - Coast - Harbour Gazette</title><h1>{FIRST}</h1>")
    assert _title(found) == (FIRST, "html:h1+html:title, sure")


def test_a_logo_is_no_headline() -> None:
    page = f"<h1>Harbour Gazette</h1><h1>{FIRST}</h1><meta property='og:title' content='{FIRST}'>"
    assert _title(_headlines(page)) == (FIRST, "og:title+html:h1, sure")


def test_what_the_address_repeats_is_not_taken_off() -> None:
    url = "https://gazette.example/council-votes-for-a-new-breakwater-live-from-halden"
    found = _headlines(f"<h1>{FIRST}</h1>", ld=f"{FIRST} - Live from Halden", url=url)
    assert _title(found) == (f"{FIRST} - Live from Halden", "json-ld+url, sure")


def test_the_feed_counts_where_the_page_is_silent() -> None:
    assert _title(_headlines("", feed=FIRST)) == (FIRST, "feed, guess")


def test_every_headline_is_kept() -> None:
    assert _headlines(f"<h1>{SECOND}</h1>", ld=FIRST).given == (FIRST, SECOND)


def test_a_heading_that_names_the_outlet_is_no_headline() -> None:
    found = _headlines(f"<h1>Harbour Gazette</h1><title>{FIRST}</title>")
    assert _title(found) == (FIRST, "html:title, guess")


def test_a_heading_that_names_the_section_is_no_headline() -> None:
    found = _headlines(f"<h1><a href='/harbour'>Harbour news</a></h1><title>{FIRST} : Harbour news</title>")
    assert found.title is not None
    assert found.title.value.startswith(FIRST)


def test_a_short_headline_after_the_name_of_an_unknown_outlet_is_one() -> None:
    found = _headlines("<h1>Wall falls</h1><title>The Osby Herald and Advertiser | Wall falls</title>")
    assert found.title is not None
    assert found.title.value == "Wall falls"


def test_a_heading_that_names_the_section_is_better_than_nothing() -> None:
    assert _title(_headlines("<h1>Harbour Gazette</h1>")) == ("Harbour Gazette", "html:h1, likely")


def test_the_masthead_is_that_of_the_title_that_is_believed() -> None:
    tree = parse_page(f"<html><h1>Harbour caucus this week</h1><h1>{FIRST}</h1></html>")
    assert tree is not None
    found = find_headline_element(read_page_head(tree), (FIRST, "Harbour caucus this week"))
    assert found is not None
    assert found.text == FIRST
