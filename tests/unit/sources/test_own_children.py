"""Elements of other things within an item never replace the item's own."""

import pytest
from unit.sources.feed_documents import FEED_URL, atom_entry, channel, rss_entry

from pipeline.sources.own_children import with_own_children

STORY = "https://news.example/story"
CAPTION = "A crane lifts granite blocks on to a barge beside the northern mole on Wednesday."
TEXT = "The council voted."


@pytest.mark.parametrize(
    "picture",
    [
        f"<media:content><media:description>{CAPTION}</media:description></media:content>",
        f"<media:group><media:content/><media:description>{CAPTION}</media:description></media:group>",
        f"<media:description>{CAPTION}</media:description>",
        f"<image><url>/a.jpg</url><description>{CAPTION}</description><title>x</title></image>",
        f'<itunes:summary xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">{CAPTION}</itunes:summary>',
        f'<m:description xmlns:m="http://search.yahoo.com/mrss/">{CAPTION}</m:description>',
        f"<dc:description>{CAPTION}</dc:description>",
        f"<photo><description>{CAPTION}</description><title>Foto</title></photo>",
    ],
)
@pytest.mark.parametrize("order", [0, 1])
def test_a_caption_is_not_the_text(picture: str, order: int) -> None:
    parts = [picture, f"<title>Muelle</title><description>{TEXT}</description>"]
    found = rss_entry("".join(parts if order else reversed(parts)))
    assert (found.title, found.summary, found.content) == ("Muelle", TEXT, TEXT)


@pytest.mark.parametrize(
    "block",
    [
        "<related><link>https://news.example/old</link><title>Old</title></related>",
        '<related><item><guid>9</guid><link href="https://news.example/old"/><title>Old</title></item></related>',
        '<r:links xmlns:r="urn:r"><r:story><link>https://news.example/old</link></r:story></r:links>',
        "<verwandt><id>9</id><link>https://news.example/old</link><pubDate>2006-01-02T10:00:00Z</pubDate></verwandt>",
    ],
)
def test_a_link_of_another_story_is_not_the_address(block: str) -> None:
    found = rss_entry(f"{block}<guid>7</guid><title>New</title><link>{STORY}</link>")
    assert (found.url, found.guid, found.title, found.published) == (STORY, "7", "New", None)


def test_a_block_of_another_story_in_atom_leaves_the_entry_alone() -> None:
    other = '<x:previous xmlns:x="urn:x"><id>0</id><title>Vorher</title><link href="/old"/></x:previous>'
    found = atom_entry(f'<id>1</id><title>Jetzt</title><link href="{STORY}"/>{other}')
    assert (found.guid, found.title, found.url) == ("1", "Jetzt", STORY)


def test_a_module_serves_where_the_item_has_nothing_of_its_own() -> None:
    group = f"<media:group><media:title>Video</media:title><media:description>{TEXT}</media:description></media:group>"
    found = atom_entry(group, head="").summary, rss_entry(f"<link>{STORY}</link>{group}").summary
    assert found[1] == TEXT


def test_an_empty_element_of_its_own_gives_way_to_a_module() -> None:
    assert rss_entry(f"<description><![CDATA[]]></description><dc:description>{TEXT}</dc:description>").summary == TEXT


def test_pictures_within_a_wrapper_are_the_items() -> None:
    picture = '<images><media:content medium="image" url="https://news.example/a.jpg"/></images>'
    assert rss_entry(f"<title>a</title>{picture}").image_url == "https://news.example/a.jpg"


@pytest.mark.parametrize(
    ("item", "guid"),
    [
        ("<guid>1</guid><guid>2</guid>", "1"),
        ("<guid/><guid>2</guid>", "2"),
        ("<guid>1</guid><id>2</id>", "1"),
        ('<guid><a href="https://news.example/1">https://news.example/1</a></guid>', "https://news.example/1"),
        ("<guid><![CDATA[<b>17</b>]]></guid>", "17"),
    ],
)
def test_the_first_guid_is_the_guid(item: str, guid: str) -> None:
    assert rss_entry(f"<title>a</title>{item}").guid == guid


def test_the_first_language_is_the_language() -> None:
    heads = ("<language>es</language><language>en</language>", "<dc:language>en</dc:language><language>es</language>")
    assert [rss_entry("<title>a</title>", head=head).language for head in heads] == ["es", "es"]


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("<author><b>Jane</b> Doe</author>", "Jane Doe"),
        ('<dc:creator><a href="/jd">Jane Doe</a></dc:creator>', "Jane Doe"),
        ("<author><name><i>Jane Doe</i></name><title>Editor</title></author>", "Jane Doe"),
        ("<author>Jane Doe</author><itunes:author>The Gazette</itunes:author>", "Jane Doe"),
    ],
)
def test_markup_within_an_author_is_no_name(author: str, name: str) -> None:
    assert rss_entry(f"<title>a</title>{author}").authors == (name,)


def test_markup_within_a_category_is_no_word() -> None:
    assert rss_entry("<category><b>Hafen</b> und Meer</category><category>Stadt</category>").keywords == (
        "Hafen und Meer",
        "Stadt",
    )


def test_a_picture_of_the_channel_does_not_name_it() -> None:
    head = "<sponsor><title>Ad</title><link>https://ad.example/</link></sponsor><title>News</title>"
    assert channel(f'<rss version="2.0"><channel>{head}<item><title>a</title></item></channel></rss>').title == "News"


@pytest.mark.parametrize(
    "document",
    [
        "<rss><channel><item><link>https://news.example/<title>a</title></item></channel></rss>",
        "<rss><channel><item><description><p>a<br>b</p></description><title>c</title></item></channel></rss>",
        "<item><title>a", "", "<", "</item></item>", "<item><a><b></item></a>",
    ],
)  # fmt: skip
def test_a_malformed_document_stays_as_it_is(document: str) -> None:
    assert with_own_children(document, FEED_URL) == document
