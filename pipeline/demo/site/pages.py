"""The pages of the sample newswire: what is written, dressed in its outlet's template."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib.resources import files
from string import Template

from pipeline.demo.sample import FeedKind, PageAnswer, Sample, SampleArticle, SampleOutlet

FEED_MEDIA_TYPES = {
    FeedKind.RSS: "application/rss+xml",
    FeedKind.ATOM: "application/atom+xml",
    FeedKind.RDF: "application/rdf+xml",
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
_RELATED = 4
_MOST_READ_STORIES = 5

# Publishers who truncate articleBody do so near this length.
_TRUNCATED_BODY = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One edition on its way to paper: the sample, the edition's number and the address that the site stands at."""

    sample: Sample
    edition: int
    root: str

    def neighbours(self, article: SampleArticle) -> Sequence[SampleArticle]:
        """The other stories of the same outlet in the same language, from the article on, around to the newest."""
        shelf = [
            one
            for one in self.sample.articles(self.edition)
            if (one.outlet, one.language, one.answer) == (article.outlet, article.language, PageAnswer.ARTICLE)
        ]
        place = shelf.index(article) if article in shelf else 0
        return [one for one in shelf[place + 1 :] + shelf[:place] if one is not article]


def article_page(press: Press, article: SampleArticle) -> str:
    """The page of an article, or the empty shell that stands in its place."""
    outlet = press.sample.outlet(article.outlet)
    fields = _fields(press, outlet, article)
    if article.answer is PageAnswer.SHELL:
        return Template((files("pipeline.demo.sample") / "shell.html").read_text("utf-8")).substitute(fields)
    return Template(outlet.page).substitute(fields)


def home_page(press: Press, outlet: SampleOutlet) -> str:
    """The home page of an outlet: its feeds announced in the head, its headlines below."""
    articles = [article for article in press.sample.articles(press.edition) if article.outlet == outlet.slug]
    headlines = "\n".join(
        f'<li lang="{one.language}"><a href="{one.path}">{escape(one.title)}</a></li>' for one in articles
    )
    page = Template((files("pipeline.demo.sample") / "home.html").read_text("utf-8"))
    return page.substitute(_outlet_fields(press, outlet), headlines=headlines)


def _outlet_fields(press: Press, outlet: SampleOutlet) -> dict[str, str]:
    announced = [
        f'<link rel="alternate" type="{FEED_MEDIA_TYPES[feed.kind]}" title="{escape(feed.title)}" '
        f'href="{outlet.home_path}{feed.path}">'
        for feed in outlet.feeds
    ]
    return {
        "root": press.root,
        "outlet": escape(outlet.name),
        "tagline": escape(outlet.tagline),
        "town": escape(outlet.town),
        "home": outlet.home_path,
        "home_url": press.root + outlet.home_path,
        "outlet_language": outlet.language,
        "charset": outlet.charset,
        "feed_links": "\n".join(announced),
        "year": f"{press.sample.base:%Y}",
    }


def _fields(press: Press, outlet: SampleOutlet, article: SampleArticle) -> Mapping[str, str]:
    others = press.neighbours(article)
    other = others[0] if others else article
    fields = _outlet_fields(press, outlet) | _article_fields(press, outlet, article)
    fields |= {"other_title": escape(other.title), "other_href": other.path}
    fields |= {
        "byline": _part(outlet, "byline", fields) if article.authors else "",
        "updated": _part(outlet, "updated", fields) if article.updated else "",
        "note": _part(outlet, "note", fields) if article.note else "",
        "tags": "".join(_part(outlet, "tag", {"tag": escape(word)}) for word in article.keywords),
        "related": _links(outlet, "related", others[:_RELATED]),
        "most_read": _links(outlet, "most_read", others[-_MOST_READ_STORIES:]),
    }
    return fields | {"body": _body(outlet, article, fields)}


def _article_fields(press: Press, outlet: SampleOutlet, article: SampleArticle) -> dict[str, str]:
    updated = article.changed_at
    return {
        "language": article.language,
        "title": escape(article.title),
        "summary": escape(article.summary),
        "section": escape(article.section),
        "keywords": escape(", ".join(article.keywords)),
        "author": escape(article.byline or outlet.name),
        "url": press.root + article.path,
        "canonical": press.root + article.canonical_path,
        "path": article.path,
        "image": press.root + image_path(article),
        "story": article.story,
        "published_iso": article.published.isoformat(),
        "published_text": _dated(article.published, article.language, outlet.date_format),
        "updated_iso": updated.isoformat(),
        "updated_text": _dated(updated, article.language, outlet.date_format),
        "note_text": escape(article.note or ""),
        "json_ld": _json_ld(press, outlet, article),
    }


def image_path(article: SampleArticle) -> str:
    """Where the picture of an article stands."""
    return f"/{article.outlet}/pictures/{article.story}.svg"


def picture(article: SampleArticle) -> str:
    """A picture for a story: a plain field of the outlet's colour."""
    hue = sum(map(ord, article.outlet)) % 360
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="540">'
        f'<rect width="960" height="540" fill="hsl({hue} 30% 45%)"/></svg>'
    )


def _part(outlet: SampleOutlet, name: str, fields: Mapping[str, str]) -> str:
    return Template(outlet.parts.get(name, "")).substitute(fields)


def _links(outlet: SampleOutlet, name: str, articles: Sequence[SampleArticle]) -> str:
    return "\n".join(_part(outlet, name, {"href": one.path, "title": escape(one.title)}) for one in articles)


def _body(outlet: SampleOutlet, article: SampleArticle, fields: Mapping[str, str]) -> str:
    """The paragraphs, with the template's furniture between them; never after the last one."""
    insets = {inset.after: Template(inset.html).substitute(fields) for inset in outlet.insets}
    blocks: list[str] = []
    for number, paragraph in enumerate(article.paragraphs, start=1):
        blocks.append(_part(outlet, "paragraph", {"text": escape(paragraph, quote=False)}))
        if number in insets and number < len(article.paragraphs):
            blocks.append(insets[number])
    return "\n".join(blocks)


def _dated(moment: datetime, language: str, pattern: str) -> str:
    month = _MONTHS[language].split()[moment.month - 1]
    return Template(pattern).substitute(
        day=moment.day, month=month, number=f"{moment:%m}", year=moment.year, time=f"{moment:%H:%M}"
    )


def _json_ld(press: Press, outlet: SampleOutlet, article: SampleArticle) -> str:
    if outlet.json_ld is None:
        return ""
    address = press.root + article.canonical_path
    story: dict[str, object] = {
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.summary,
        "datePublished": article.published.isoformat(),
        "dateModified": article.changed_at.isoformat(),
        "inLanguage": article.language,
        "articleSection": article.section,
        "keywords": list(article.keywords),
        "author": [{"@type": "Person", "name": name} for name in article.authors]
        or {"@type": "Organization", "name": outlet.name},
        "image": [press.root + image_path(article)],
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
    }
    shape = _graph(press, outlet, article, story) if outlet.json_ld == "graph" else _single(outlet, story)
    # "<" is escaped so that no text can end the script element.
    written = json.dumps(shape, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return f'<script type="application/ld+json">\n{written}\n</script>'


def _single(outlet: SampleOutlet, story: dict[str, object]) -> object:
    publisher = {"@type": "NewsMediaOrganization", "name": outlet.name}
    return {"@context": "https://schema.org"} | story | {"publisher": publisher}


def _graph(press: Press, outlet: SampleOutlet, article: SampleArticle, story: dict[str, object]) -> object:
    home = press.root + outlet.home_path
    address = press.root + article.canonical_path
    named = {
        "@id": f"{address}#article",
        "articleBody": article.text[:_TRUNCATED_BODY] + "…",
        "wordCount": article.word_count,
        "publisher": {"@id": f"{home}#organization"},
        "isPartOf": {"@id": address},
    }
    return {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "@id": f"{home}#organization", "name": outlet.name, "url": home},
            {"@type": "WebSite", "@id": f"{home}#website", "name": outlet.name, "inLanguage": outlet.language},
            {"@type": "WebPage", "@id": address, "url": address, "name": f"{article.title} - {outlet.name}"},
            {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": home}]},
            story | named,
        ],
    }
