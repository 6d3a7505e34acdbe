"""Entries of RSS and Atom: links, texts, dates, media."""

from base64 import b64encode
from datetime import UTC, datetime

import pytest
from unit.sources.feed_documents import an_atom, an_rss, atom_entry, channel, rss_entry

from pipeline.model import Enclosure, Precision

STORY = "https://news.example/story"


def test_a_link_is_the_address_of_an_entry() -> None:
    assert rss_entry(f"<link>{STORY}</link>").url == STORY


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (f"<link>https://counter.test/1</link><feedburner:origLink>{STORY}</feedburner:origLink>", STORY),
        (f"<link>{STORY}</link><feedburner:origLink>not an address</feedburner:origLink>", STORY),
        (f"<link>{STORY}</link><guid>https://news.example/other</guid>", STORY),
        (f"<guid>{STORY}</guid>", STORY),
        (f'<guid isPermaLink="true">{STORY}</guid>', STORY),
        (f"<link/><guid>{STORY}</guid>", STORY),
        (f'<guid isPermaLink="false">{STORY}</guid>', None),
        ("<guid>story-17</guid>", None),
        (f"<link>javascript:alert(1)</link><guid>{STORY}</guid>", STORY),
        (f"<link>N/A</link><guid>{STORY}</guid>", STORY),
        ("<link>null</link><guid>null</guid>", None),
        (f"<link>https://news.example/</link><guid>{STORY}</guid>", STORY),
        (f"<guid>{STORY}</guid><link>https://news.example/?utm_source=rss</link>", STORY),
        (f'<link>https://news.example/index.html</link><guid isPermaLink="true">{STORY}</guid>', STORY),
        (f'<link>https://news.example/</link><guid isPermaLink="false">{STORY}</guid>', "https://news.example/"),
        ("<link>https://news.example/</link><guid>https://other.example/a</guid>", "https://news.example/"),
        ("<link>https:/news.example/story</link>", STORY),
        ("<link>http://https://news.example/story</link>", STORY),
        ("<link>data:text/html,x</link>", None),
        (f"<link>\n {STORY} \n</link>", STORY),
        ("<link><![CDATA[https://news.example/a?b=1&copy=2]]></link>", "https://news.example/a?b=1&copy=2"),
        ("<link>www.news.example/story</link>", "https://www.news.example/story"),
        ("<link>news.example/story</link>", STORY),
        ('<atom:link rel="self" href="https://news.example/self"/>' + f"<link>{STORY}</link>", STORY),
    ],
)
def test_the_best_link_of_an_item_is_taken(item: str, expected: str | None) -> None:
    assert rss_entry(item).url == expected


def test_a_relative_link_of_rss_starts_from_the_site() -> None:
    assert rss_entry("<link>/a</link>", head="<link>https://site.example/</link>").url == "https://site.example/a"


def test_a_relative_link_without_a_site_starts_from_the_document() -> None:
    assert rss_entry("<link>a</link>").url == "https://news.example/feeds/a"


def test_a_relative_link_of_atom_starts_from_the_document() -> None:
    assert (
        atom_entry('<link href="a"/>', head='<link href="https://site.example/"/>').url
        == "https://news.example/feeds/a"
    )


def test_a_relative_link_starts_from_its_base() -> None:
    document = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/b/"><entry><link href="c"/></entry></feed>'
    assert channel(document).entries[0].url == "https://news.example/b/c"


def test_of_several_pages_the_first_is_taken() -> None:
    links = f'<link href="{STORY}"/><link hreflang="es" href="https://news.example/es"/>'
    assert atom_entry(links).url == STORY


def test_the_guid_stays_as_it_is_written() -> None:
    assert rss_entry(' <guid isPermaLink="false"> tag:news.example,2026:1 </guid>').guid == "tag:news.example,2026:1"


def test_a_title_is_plain_text() -> None:
    assert rss_entry("<title>&lt;b&gt;Caf&amp;eacute;&lt;/b&gt; I &amp;lt;3</title>").title == "Café I <3"


def test_the_title_of_a_picture_is_not_the_title() -> None:
    assert (
        rss_entry("<title>Story</title><media:content><media:title>Picture</media:title></media:content>").title
        == "Story"
    )


def test_a_description_is_the_summary_as_text() -> None:
    assert rss_entry("<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description>").summary == "One. Two."


def test_a_lone_description_is_the_content_as_html() -> None:
    assert rss_entry("<description>&lt;p&gt;One.&lt;/p&gt;</description>").content == "<p>One.</p>"


def test_encoded_content_comes_before_the_description() -> None:
    item = "<description>Short</description><content:encoded><![CDATA[<p>The whole story.</p>]]></content:encoded>"
    assert rss_entry(item).content == "<p>The whole story.</p>"


def test_a_copy_of_the_content_is_no_summary() -> None:
    assert rss_entry("<content:encoded><![CDATA[<p>The whole story.</p>]]></content:encoded>").summary is None


def test_the_longest_content_is_taken() -> None:
    assert (
        atom_entry('<content type="text">a</content><content type="html">&lt;p&gt;abc</content>').content
        == "<p>abc</p>"
    )


def test_content_that_stands_elsewhere_is_none() -> None:
    assert atom_entry('<content type="text/html" src="https://news.example/x"/>').content is None


def test_plain_content_is_escaped_to_html() -> None:
    assert atom_entry('<content type="text">a &lt; b</content>').content == "a &lt; b"


def test_a_summary_of_atom_is_no_content() -> None:
    assert atom_entry("<summary>Short</summary>").content is None


def test_a_date_of_rss_is_when_it_was_published() -> None:
    published = rss_entry("<pubDate>Thu, 18 Jan 2018 10:00:00 BST</pubDate>").published
    assert published is not None
    assert published.at == datetime(2018, 1, 18, 9, tzinfo=UTC)


def test_a_lone_dublin_core_date_is_when_it_was_published() -> None:
    entry = rss_entry("<dc:date>2018-01-18</dc:date>")
    assert (entry.published and entry.published.precision, entry.updated) == (Precision.DAY, None)


def test_atom_tells_published_from_updated() -> None:
    entry = atom_entry("<published>2018-01-18T10:00:00Z</published><updated>2018-01-19T10:00:00Z</updated>")
    assert (entry.published and entry.published.at.day, entry.updated and entry.updated.at.day) == (18, 19)


def test_an_update_of_atom_is_not_taken_for_the_publication() -> None:
    assert atom_entry("<updated>2018-01-19T10:00:00Z</updated>").published is None


def test_a_refused_date_is_recorded() -> None:
    assert rss_entry("<pubDate>Tue, 31 Feb 2018 10:00:00 GMT</pubDate>").absurd_dates == (
        "Tue, 31 Feb 2018 10:00:00 GMT",
    )


def test_a_date_before_the_web_gives_way_to_another() -> None:
    entry = rss_entry("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate><dc:date>2018-01-18</dc:date>")
    assert entry.published is not None
    assert (entry.published.at.year, entry.absurd_dates) == (2018, ("Thu, 01 Jan 1970 00:00:00 GMT",))


def test_a_date_before_the_web_alone_is_told_as_it_stands() -> None:
    entry = rss_entry("<pubDate>Thu, 04 Jul 1776 18:30:02 GMT</pubDate>")
    assert entry.published is not None
    assert (entry.published.at.year, entry.absurd_dates) == (1776, ())


def test_a_refused_date_is_no_date() -> None:
    assert rss_entry("<pubDate>Tue, 31 Feb 2018 10:00:00 GMT</pubDate>").published is None


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("<dc:language>es</dc:language>", "es"),
        ("<dc:language>pt_BR</dc:language>", "pt-BR"),
        ("<dc:language>English language</dc:language>", "de"),
        ("<title>a</title>", "de"),
    ],
)
def test_an_entry_has_its_own_language_or_that_of_the_feed(item: str, expected: str) -> None:
    assert rss_entry(item, head="<language>de</language>").language == expected


def test_the_language_of_an_atom_entry_is_that_of_its_element() -> None:
    document = an_atom('<entry xml:lang="fr"><title>a</title></entry>')
    assert channel(document).entries[0].language == "fr"


def test_categories_are_keywords_once() -> None:
    item = "<category>World</category><category>R&amp;amp;D</category><category>World</category>"
    assert rss_entry(item).keywords == ("World", "R&D")


def test_the_label_of_a_category_comes_before_its_term() -> None:
    assert atom_entry('<category term="w1" label="World"/>').keywords == ("World",)


def test_enclosures_are_absolute() -> None:
    item = '<enclosure url="/a.mp3" type="audio/mpeg" length="99"/><enclosure url="javascript:x"/>'
    assert rss_entry(item).enclosures == (
        Enclosure(url="https://news.example/a.mp3", media_type="audio/mpeg", length_bytes=99),
    )


@pytest.mark.parametrize("length", ["0", "", "unknown", "-5", "9" * 40])
def test_a_length_that_is_none_is_unknown(length: str) -> None:
    assert rss_entry(f'<enclosure url="/a.mp3" length="{length}"/>').enclosures[0].length_bytes is None


@pytest.mark.parametrize(
    "item",
    [
        '<media:content url="/a.jpg" medium="image"/>',
        '<media:group><media:content url="/a.jpg" type="image/jpeg"/></media:group>',
        '<enclosure url="/a.jpg" type="image/jpeg" length="0"/>',
        '<media:content url="/v.mp4" type="video/mp4"/><media:thumbnail url="/a.jpg"/>',
    ],
)
def test_a_picture_of_an_entry_is_found(item: str) -> None:
    assert rss_entry(item).image_url == "https://news.example/a.jpg"


def test_no_control_character_comes_out() -> None:
    entry = rss_entry("<guid>a\x00b&#27;c</guid><description>d\x01&#x1;e</description>")
    assert (entry.guid, entry.summary, entry.content) == ("abc", "de", "de")


def test_elements_named_like_feedparsers_keys_do_no_harm() -> None:
    item = "<links>x</links><authors>y</authors><tags>z</tags><content>c</content><updated_parsed>p</updated_parsed>"
    assert len(channel(an_rss(f"<item>{item}</item>")).entries) == 1


@pytest.mark.parametrize(
    "attributes",
    ['mode="base64" type="text/html"', 'type="application/octet-stream"', 'type="text"', 'mode="base64"'],
)
@pytest.mark.parametrize("story", ["<p>El puerto — cerrado</p>", "<p>Гавань закрыта до утра</p>"])
def test_content_in_base64_is_read(attributes: str, story: str) -> None:
    coded = b64encode(story.encode()).decode()
    assert atom_entry(f"<content {attributes}>\n{coded}\n</content>").content == story


def test_one_long_word_is_no_base64() -> None:
    word = "Donaudampfschifffahrtsgesellschaften"
    assert atom_entry(f'<content type="text">{word}</content>').content == word


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("b/", "", "https://news.example/feeds/b/c"),
        ("../b/", "", "https://news.example/b/c"),
        ("b/", "2026/", "https://news.example/feeds/b/2026/c"),
        ("/b/", "../x/", "https://news.example/x/c"),
        ("//cdn.example/x/", "y/?a=1&amp;b=2", "https://cdn.example/x/y/c"),
        ("https://a.example/", "b/", "https://a.example/b/c"),
    ],
)
def test_a_relative_base_starts_from_the_one_around_it(outer: str, inner: str, expected: str) -> None:
    entry = f'<entry xml:base="{inner}"><link href="c"/></entry>'
    document = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{outer}">{entry}</feed>'
    assert channel(document).entries[0].url == expected


def test_a_relative_base_of_rss_starts_from_the_document() -> None:
    item = "<link>https://site.example/</link><item><link>c</link></item>"
    assert channel(f'<rss version="2.0" xml:base="b/"><channel>{item}</channel></rss>').entries[0].url == (
        "https://news.example/feeds/b/c"
    )
