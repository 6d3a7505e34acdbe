"""Who is believed to have written an article."""

import pytest

from pipeline.clean.metadata.authors import settle_authors
from pipeline.clean.metadata.json_ld import Described
from pipeline.clean.metadata.masthead import Masthead, read_masthead
from pipeline.clean.metadata.page_head import PageHead, read_page_head
from pipeline.clean.page import parse_page
from pipeline.model import Entry

OUTLETS = ["Harbour Gazette", "gazette.example"]


def _authors(*ld: str, markup: str = "", feed: tuple[str, ...] = ()) -> tuple[tuple[str, ...], str] | None:
    tree = parse_page(f"<html>{markup}<p>x</p></html>")
    head = read_page_head(tree) if tree is not None else PageHead(meta={})
    near = read_masthead(head.headings[0].element) if head.headings else Masthead()
    found = settle_authors(Described(authors=ld), head, near, tree=tree, entry=Entry(authors=feed), outlets=OUTLETS)
    return (found.value, str(found.provenance)) if found else None


def test_people_go_before_the_outlet() -> None:
    page = "<meta name='author' content='Nora Tasker'>"
    assert _authors("Harbour Gazette", markup=page) == (("Nora Tasker",), "meta:author, likely")


def test_two_sources_are_sure() -> None:
    page = "<h1>Wall</h1><p>By Nora Tasker</p>"
    assert _authors("Nora Tasker", markup=page) == (("Nora Tasker",), "json-ld+html:text, sure")


def test_the_fuller_byline_beside_the_headline_wins() -> None:
    page = "<h1>Wall</h1><p><a rel='author'>Elis Venn</a>, <a rel='author'>Nora Tasker</a></p>"
    assert _authors("Nora Tasker", markup=page) == (("Elis Venn", "Nora Tasker"), "html:byline, likely")


def test_an_outlet_that_signs_is_kept_as_a_guess() -> None:
    assert _authors("Harbour Gazette") == (("Harbour Gazette",), "json-ld, guess")


def test_a_desk_keeps_its_name() -> None:
    assert _authors("Redaktion gazette.example") == (("Redaktion gazette.example",), "json-ld, guess")


def test_the_outlet_and_its_place_are_no_people() -> None:
    page = "<meta name='author' content='gazette.example, Halden, Osby'>"
    assert _authors(markup=page) == (("gazette.example, Halden, Osby",), "meta:author, guess")


def test_bylines_of_other_stories_do_not_outdo_a_desk() -> None:
    page = "<h1>Wall</h1>" + "<p>words</p>" * 200 + "<div class='card author'>Ida Roe</div>"
    assert _authors("Harbour Gazette", markup=page) == (("Harbour Gazette",), "json-ld, guess")


def test_a_marked_byline_anywhere_is_better_than_none() -> None:
    page = "<p>words</p>" * 200 + "<div itemprop='author'>Ida Roe</div>"
    assert _authors(markup=page) == (("Ida Roe",), "html:byline, likely")


@pytest.mark.parametrize("name", ["n.tasker@gazette.example", "Super User", "gazette_x4v6"])
def test_an_address_or_an_account_is_nobody(name: str) -> None:
    assert _authors(markup=f"<meta name='author' content='{name}'>") is None


def test_the_feed_comes_last() -> None:
    assert _authors(feed=("Nora Tasker",)) == (("Nora Tasker",), "feed, likely")


def test_libraries_write_the_family_name_first() -> None:
    page = "<meta name='dcterms.creator' content='Tasker, Nora'>"
    assert _authors(markup=page) == (("Nora Tasker",), "meta:dcterms.creator, likely")


def test_strokes_and_pictures_before_a_byline_are_none_of_it() -> None:
    assert _authors(markup="<h1>Wall</h1><div>18 January <span>| by Nora Tasker</span></div><p>| by Ida Roe</p>") == (
        ("Ida Roe",),
        "html:text, likely",
    )


def test_an_agency_gives_way_to_a_person() -> None:
    page = "<h1>Mauer</h1><p>Von Nora Tasker</p>"
    assert _authors("Reuters", markup=page) == (("Nora Tasker",), "html:text, likely")


def test_an_agency_beside_a_person_is_no_author() -> None:
    assert _authors("Nora Tasker", "AFP") == (("Nora Tasker",), "json-ld, likely")


def test_an_agency_alone_signs() -> None:
    assert _authors("AFP") == (("AFP",), "json-ld, likely")


@pytest.mark.parametrize("login", ["ntasker12", "web_editor", "publisher"])
def test_a_login_is_no_author(login: str) -> None:
    assert _authors(markup=f"<meta name='author' content='{login}'>") is None


@pytest.mark.parametrize("group", ["Fjord Mediengruppe", "Halden Media", "Grupo Faro", "Strand Publishing"])
def test_a_publishers_group_gives_way_to_a_person(group: str) -> None:
    page = f"<meta name='author' content='{group}'><h1>Wall</h1><p>By Nora Tasker</p>"
    assert _authors(markup=page) == (("Nora Tasker",), "html:text, likely")


def test_an_organization_gives_way_to_a_byline_anywhere() -> None:
    described = Described(authors=("Halden Ekspress",), desks=("Halden Ekspress",))
    tree = parse_page("<html><p>x</p><div itemprop='author'>Ida Roe</div></html>")
    found = settle_authors(described, PageHead(meta={}), Masthead(), tree=tree, entry=Entry(), outlets=OUTLETS)
    assert found is not None
    assert found.value == ("Ida Roe",)


def test_the_writer_on_a_card_is_an_author() -> None:
    assert _authors(markup="<meta name='twitter:misc:Written by' content='Nora Tasker'>") == (
        ("Nora Tasker",),
        "twitter:misc:written by, likely",
    )


@pytest.mark.parametrize(
    "picture",
    [
        "<div class='wp-caption'><span class='author'>Ida Roe</span></div>",
        "<figure><span class='byline'>Foto: Ida Roe</span></figure>",
        "<div class='related-articles'><span class='author'>Ida Roe</span></div>",
    ],
)
def test_names_in_captions_and_boxes_are_no_authors(picture: str) -> None:
    assert _authors(markup=f"<h1>Wall</h1>{picture}<p>The council met.</p>") is None


def test_a_place_beside_an_agency_is_no_author() -> None:
    page = "<p>x</p><div itemprop='author'>Washington</div>"
    assert _authors("PTI", markup=page) == (("PTI",), "json-ld, likely")
