"""Authors in the forms that feeds use."""

import pytest
from unit.sources.feed_documents import atom_entry, rss_entry


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("jane@news.example (Jane Doe)", ("Jane Doe",)),
        ("Jane Doe &lt;jane@news.example&gt;", ("Jane Doe",)),
        ("Jane Doe (jane@news.example)", ("Jane Doe",)),
        ("Jane Doe (mailto:jane@news.example)", ("Jane Doe",)),
        ("Jane Doe, jane@news.example", ("Jane Doe",)),
        ("Jane Doe", ("Jane Doe",)),
        ("jane@news.example", ("jane@news.example",)),
        ("&lt;mailto:jane@news.example&gt;", ("jane@news.example",)),
        ("no-reply@news.example", ()),
        ("donotreply@news.example", ()),
        ("Jane Doe; Juan Pérez", ("Jane Doe", "Juan Pérez")),
        ("Jane Doe, Juan Pérez and Li Wei", ("Jane Doe", "Juan Pérez", "Li Wei")),
        ("Jane Doe y Juan Pérez", ("Jane Doe", "Juan Pérez")),
        ("Doe, Jane", ("Doe, Jane",)),
        ("Smith and Sons", ("Smith and Sons",)),
        ("&lt;b&gt;Jane&lt;/b&gt; Do&amp;eacute;", ("Jane Doé",)),
    ],
)
def test_an_author_of_rss_is_a_name(author: str, names: tuple[str, ...]) -> None:
    assert rss_entry(f"<author>{author}</author>").authors == names


def test_every_creator_is_an_author_once() -> None:
    creators = "".join(f"<dc:creator>{name}</dc:creator>" for name in ("Jane Doe", "Juan Pérez", "Jane Doe"))
    assert rss_entry(creators).authors == ("Jane Doe", "Juan Pérez")


def test_persons_of_atom_are_names() -> None:
    people = "<author><name>Jane Doe</name><email>j@news.example</email></author><author><name>Li Wei</name></author>"
    assert atom_entry(people).authors == ("Jane Doe", "Li Wei")


def test_an_atom_entry_inherits_the_authors_of_its_feed() -> None:
    assert atom_entry("<id>a</id>", head="<author><name>Jane Doe</name></author>").authors == ("Jane Doe",)


def test_the_authors_of_a_source_come_before_those_of_the_feed() -> None:
    source = "<source><author><name>Li Wei</name></author></source>"
    assert atom_entry(source, head="<author><name>Jane Doe</name></author>").authors == ("Li Wei",)


def test_the_managing_editor_wrote_no_item() -> None:
    assert rss_entry("<title>a</title>", head="<managingEditor>j@news.example (Jane)</managingEditor>").authors == ()


def test_an_author_without_a_name_goes_by_the_address() -> None:
    assert atom_entry("<author><email>j@news.example</email></author>").authors == ("j@news.example",)


def test_a_name_comes_before_the_address_of_another() -> None:
    people = "<author><email>j@news.example</email></author><author><name>Li Wei</name></author>"
    assert atom_entry(people).authors == ("Li Wei",)
