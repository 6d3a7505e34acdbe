"""The feeds of the sample newswire: RSS 2.0, RSS 1.0 (RDF) and Atom, with the peculiarities that real feeds have."""

from collections.abc import Callable, Sequence
from email.utils import format_datetime
from html.entities import codepoint2name
from xml.sax.saxutils import escape, quoteattr

from pipeline.demo.sample import FeedKind, SampleArticle, SampleFeed, SampleOutlet
from pipeline.demo.site.pages import Press, image_path, picture

# A truncated feed ends so many characters into the description of its last item: after the item's title and link.
_LEFT_OF_LAST_ITEM = 60


def feed_document(press: Press, outlet: SampleOutlet, feed: SampleFeed) -> str:
    """The feed as text; a truncated one ends within its last item and has a bare ampersand in its head."""
    articles = press.sample.listed(outlet, feed, edition=press.edition)
    document = f'<?xml version="1.0" encoding="{outlet.charset}"?>\n' + _WRITERS[feed.kind](
        press, outlet, feed, articles
    )
    if not feed.truncated:
        return document
    document = document.replace(escape(feed.title), feed.title, 1)
    return document[: document.rindex("<description>") + len("<description>") + _LEFT_OF_LAST_ITEM]


def _address(press: Press, feed: SampleFeed, article: SampleArticle) -> str:
    path = article.canonical_path if feed.canonical_addresses else article.path
    return path if feed.relative_links else press.root + path


def _title(feed: SampleFeed, article: SampleArticle) -> str:
    """The headline for an element; html_titles are HTML within XML, so that an accent is escaped twice."""
    if not feed.html_titles:
        return escape(article.title)
    named = "".join(
        f"&{codepoint2name[ord(letter)]};" if ord(letter) in codepoint2name and ord(letter) > 34 else letter
        for letter in article.title
    )
    return escape(named)


def _rss(press: Press, outlet: SampleOutlet, feed: SampleFeed, articles: Sequence[SampleArticle]) -> str:
    built = max((article.changed_at for article in articles), default=press.sample.base)
    items = "\n".join(_rss_item(press, outlet, feed, article) for article in articles)
    return f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>{escape(feed.title)}</title>
<link>{press.root}{outlet.home_path}</link>
<description>{escape(outlet.tagline)}</description>
<language>{outlet.language}</language>
<lastBuildDate>{format_datetime(built)}</lastBuildDate>
<atom:link href="{press.root}{outlet.home_path}{feed.path}" rel="self" type="application/rss+xml"/>
{items}
</channel>
</rss>
"""


def _rss_item(press: Press, outlet: SampleOutlet, feed: SampleFeed, article: SampleArticle) -> str:
    lines = [f"<title>{_title(feed, article)}</title>", f"<link>{_address(press, feed, article)}</link>"]
    if feed.guids:
        lines.append(f'<guid isPermaLink="false">{outlet.slug}:{article.story}:{article.published:%Y%m%d}</guid>')
    lines.append(f"<pubDate>{format_datetime(article.published)}</pubDate>")
    lines += [f"<dc:creator><![CDATA[{name}]]></dc:creator>" for name in article.authors]
    lines += [f"<category><![CDATA[{word}]]></category>" for word in (article.section, *article.keywords)]
    lines.append(f"<description>{escape(_description(press, outlet, feed, article))}</description>")
    if feed.full_text:
        lines.append(f"<content:encoded><![CDATA[{_full_text(press, outlet, feed, article)}]]></content:encoded>")
    else:
        address, length = press.root + image_path(article), len(picture(article))
        lines.append(f'<enclosure url="{address}" length="{length}" type="image/svg+xml"/>')
    return "<item>\n" + "\n".join(lines) + "\n</item>"


def _description(press: Press, outlet: SampleOutlet, feed: SampleFeed, article: SampleArticle) -> str:
    if not feed.full_text:
        return article.summary
    return f"<p>{escape(article.summary)}</p>\n{_appeared_first(press, outlet, feed, article)}"


def _full_text(press: Press, outlet: SampleOutlet, feed: SampleFeed, article: SampleArticle) -> str:
    paragraphs = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    return f"{paragraphs}\n{_appeared_first(press, outlet, feed, article)}"


def _appeared_first(press: Press, outlet: SampleOutlet, feed: SampleFeed, article: SampleArticle) -> str:
    link = f'<a href="{_address(press, feed, article)}">{escape(article.title)}</a>'
    home = f'<a href="{press.root}{outlet.home_path}">{escape(outlet.name)}</a>'
    return f"<p>The post {link} appeared first on {home}.</p>"


def _atom(press: Press, outlet: SampleOutlet, feed: SampleFeed, articles: Sequence[SampleArticle]) -> str:
    built = max((article.changed_at for article in articles), default=press.sample.base)
    entries = "\n".join(_atom_entry(press, outlet, feed, article) for article in articles)
    return f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}" xml:base="{press.root}/">
<title>{escape(feed.title)}</title>
<subtitle>{escape(outlet.tagline)}</subtitle>
<id>tag:{outlet.slug}.example,2019:{feed.name}</id>
<updated>{built.isoformat()}</updated>
<link rel="self" href="{outlet.home_path}{feed.path}"/>
<link rel="alternate" type="text/html" href="{outlet.home_path}"/>
{entries}
</feed>
"""


def _atom_entry(press: Press, outlet: SampleOutlet, feed: SampleFeed, article: SampleArticle) -> str:
    authors = "".join(f"<author><name>{escape(name)}</name></author>\n" for name in article.authors)
    words = "".join(f"<category term={quoteattr(word)}/>\n" for word in (article.section, *article.keywords))
    return f"""<entry>
<title type="html">{escape(escape(article.title, {'"': "&quot;"}))}</title>
<id>tag:{outlet.slug}.example,{article.published:%Y-%m-%d}:{article.story}</id>
<link rel="alternate" type="text/html" href="{_address(press, feed, article)}"/>
<link rel="enclosure" type="image/svg+xml" href="{image_path(article)}"/>
<published>{article.published.isoformat()}</published>
<updated>{article.changed_at.isoformat()}</updated>
{authors}{words}<summary type="html">{escape(f"<p>{escape(article.summary)}</p>")}</summary>
</entry>"""


def _rdf(press: Press, outlet: SampleOutlet, feed: SampleFeed, articles: Sequence[SampleArticle]) -> str:
    order = "\n".join(f'<rdf:li rdf:resource="{_address(press, feed, article)}"/>' for article in articles)
    items = "\n".join(_rdf_item(press, feed, article) for article in articles)
    return f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="{press.root}{outlet.home_path}{feed.path}">
<title>{escape(feed.title)}</title>
<link>{press.root}{outlet.home_path}</link>
<description>{escape(outlet.tagline)}</description>
<sy:updatePeriod>hourly</sy:updatePeriod>
<sy:updateFrequency>2</sy:updateFrequency>
<items><rdf:Seq>
{order}
</rdf:Seq></items>
</channel>
{items}
</rdf:RDF>
"""


def _rdf_item(press: Press, feed: SampleFeed, article: SampleArticle) -> str:
    subjects = "".join(f"<dc:subject>{escape(word)}</dc:subject>\n" for word in (article.section, *article.keywords))
    address = _address(press, feed, article)
    return f"""<item rdf:about="{address}">
<title>{_title(feed, article)}</title>
<link>{address}</link>
<description>{escape(article.summary)}</description>
<dc:date>{article.changed_at.isoformat()}</dc:date>
<dc:language>{article.language}</dc:language>
{subjects}</item>"""


_WRITERS: dict[FeedKind, Callable[[Press, SampleOutlet, SampleFeed, Sequence[SampleArticle]], str]] = {
    FeedKind.RSS: _rss,
    FeedKind.ATOM: _atom,
    FeedKind.RDF: _rdf,
}
