"""What stands around a headline."""

import pytest
from lxml.html import document_fromstring, fragment_fromstring

from pipeline.clean.metadata.masthead import Masthead, find_marked_bylines, is_marked, read_masthead


def _masthead(body: str) -> Masthead:
    return read_masthead(document_fromstring(f"<html><body>{body}</body></html>").find(".//h1"))


def test_markup_names_the_byline() -> None:
    found = _masthead("<h1>Wall</h1><ul class='metaInfoAuthorList'><li class='itemAuthor'>Nora Tasker</li></ul>")
    assert "Nora Tasker" in found.bylines


def test_a_link_to_the_authors_page_is_a_byline() -> None:
    assert _masthead("<h1>Wall</h1><p>von <a href='/autoren/tasker'>Nora Tasker</a></p>").bylines == ("Nora Tasker",)


def test_a_line_keeps_what_is_inline_together() -> None:
    found = _masthead("<h1>Wall</h1><p>By <b>Nora</b> <i>Tasker</i></p><p>18 January 2024</p>")
    assert found.lines == ("By Nora Tasker", "18 January 2024")


def test_captions_and_the_story_are_no_masthead() -> None:
    story = f"<p>{'The council voted on Thursday to rebuild the wall. ' * 5}</p>"
    found = _masthead(f"<h1>Wall</h1><figure><p>By Elis Venn</p></figure>{story * 2}<p>By Ida Roe</p>")
    assert found.lines == ()


def test_what_stands_before_the_headline_is_seen() -> None:
    assert _masthead("<header><p>18 January 2024</p><h1>Wall</h1></header>").before == ("18 January 2024",)


def test_times_for_machines_are_kept() -> None:
    assert _masthead("<h1>Wall</h1><time datetime='2024-01-18'>Thursday</time>").times == ("2024-01-18",)


def test_without_a_headline_there_is_none() -> None:
    assert read_masthead(None) == Masthead()


def test_an_itemprop_goes_before_a_class() -> None:
    page = "<p class='author'>Elis Venn</p><p itemprop='author'>Nora Tasker</p>"
    assert find_marked_bylines(document_fromstring(page)) == ("Nora Tasker",)


def test_the_footer_of_a_headline_holds_the_byline() -> None:
    found = _masthead("<header><h1>Wall</h1></header><footer><p class='byline'>By Nora Tasker</p></footer>")
    assert found.bylines == ("By Nora Tasker",)


def test_the_footer_of_a_page_is_no_masthead() -> None:
    menu = "".join(f"<p class='author'>Ida Roe {number}</p>" for number in range(60))
    assert _masthead(f"<h1>Wall</h1><footer>{menu}</footer>").bylines == ()


def test_an_embedded_letter_is_no_masthead() -> None:
    letter = "<blockquote><p>A boat</p><time datetime='2024-01-11'>11 January</time></blockquote>"
    assert _masthead(f"<h1>Wall</h1>{letter}").times == ()


def test_bylines_of_a_list_of_stories_are_nobodys() -> None:
    cards = "".join(
        f"<p class='author'>{name} Roe</p>" for name in ("Ida", "Elis", "Ann", "Per", "Lea", "Jo", "Al", "Bo")
    )
    assert find_marked_bylines(document_fromstring(f"<div>{cards}</div>")) == ()


@pytest.mark.parametrize(
    "box",
    [
        "<div class='box'><b>Termine</b><br>31.05.2031 Hauptversammlung</div>",
        "<div><span>Agenda</span><time datetime='2031-05-31'>31 mai 2031</time></div>",
        "<p>Lesen Sie auch</p><p>31.05.2031</p>",
    ],
)
def test_it_ends_for_dates_at_the_story(box: str) -> None:
    first = (
        "<p>Die Werft Lindal hat ihren Gewinn im ersten Quartal auf 4,2 Millionen Euro verdoppelt, teilte sie mit.</p>"
    )
    second = "<p>Der Umsatz stieg um elf Prozent auf 61 Millionen Euro, wie das Unternehmen am Montag mitteilte.</p>"
    found = _masthead(f"<div><span>20.05.2024 08:15</span><h1>Lindal verdoppelt</h1>{first}{second}</div>{box}")
    assert (found.before, [line for line in found.opening if "2031" in line], found.times) == (
        ("20.05.2024 08:15",),
        [],
        (),
    )


@pytest.mark.parametrize(
    "name",
    [
        "byline",
        "c-meta__bylines",
        "articleAuthor",
        "authorName",
        "AUTHOR_NAME",
        "authorname-txt",
        "coauthor-link",
        "autorenkuerzel",
    ],
)
def test_a_class_may_mark_a_byline(name: str) -> None:
    assert is_marked(fragment_fromstring(f'<p class="{name}">Nora Tasker</p>'))


@pytest.mark.parametrize(
    "name",
    ["share__confirmation", "authority", "harbourAuthority", "authorized", "autorisation", "firmament", "AUTHORITY"],
)
def test_a_class_that_only_begins_like_one_marks_none(name: str) -> None:
    assert not is_marked(fragment_fromstring(f'<p class="{name}">Osby Harbour</p>'))


@pytest.mark.parametrize(
    "address",
    ["/author/nora", "/autoren/nora-tasker", "/auteur/nora", "/yazarlar/elif-kaya", "/penulis/budi", "/by/nora",
     "https://gazette.example/staff/nora/", "/profile/nora?ref=top", "/Author/Nora",
     "/profil/%D0%BD%D0%BE%D1%80%D0%B0"],
)  # fmt: skip
def test_the_address_of_an_authors_page_marks_a_byline(address: str) -> None:
    assert is_marked(fragment_fromstring(f'<a href="{address}">Nora Tasker</a>'))


@pytest.mark.parametrize(
    "address", ["/author/", "/authority/nora", "/standby/nora", "/news/the-author-of-osby", "/tag/staff", "#author", ""]
)
def test_other_addresses_mark_none(address: str) -> None:
    assert not is_marked(fragment_fromstring(f'<a href="{address}">Osby Harbour</a>'))


@pytest.mark.parametrize("name", ["author-bio", "author-image", "authorList", "author_social", "byline-icon"])
def test_a_box_about_the_author_marks_none(name: str) -> None:
    assert not is_marked(fragment_fromstring(f'<p class="{name}">Nora Tasker has two dogs.</p>'))


@pytest.mark.parametrize(
    ("label", "author"),
    [
        ("Автор", "Анна Лунёва"),
        ("作者", "林一"),
        ("Yazar", "Elif Kaya"),
        ("Autora", "Ana Lunez"),
        ("Auteur", "Jo Morel"),
    ],
)
def test_the_label_of_a_field_is_no_name(label: str, author: str) -> None:
    found = _masthead(f"<h1>Mill</h1><div class='author'><b>{label}</b> <span>{author}</span></div>")
    assert found.bylines[0] == author


@pytest.mark.parametrize(
    "lines",
    [
        ("Анна Лунёва", "20 ноября 2026"),
        ("رنا حداد", "٢٠ نوفمبر ٢٠٢٦"),
        ("林一", "2026年11月20日"),
        ("รวี ใจดี", "20 พ.ย. 2569"),
    ],
)
def test_short_lines_below_the_headline_are_read_in_order(lines: tuple[str, str]) -> None:
    assert _masthead(f"<h1>Mill</h1><p>{lines[0]}</p><div><p>{lines[1]}</p></div>").lines == lines


def test_neither_the_line_nor_the_byline_of_a_sidebar_is_read() -> None:
    found = _masthead("<h1>Mill</h1><aside><p class='author'>Ida Roe</p></aside><p>By Nora Tasker</p>")
    assert (found.bylines, found.lines) == ((), ("By Nora Tasker",))
