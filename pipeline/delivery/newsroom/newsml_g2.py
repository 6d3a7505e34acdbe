"""NewsML-G2 2.35: the newsItem that an article is, with its body as XHTML."""

from collections.abc import Mapping, Sequence

from lxml import etree

from pipeline.delivery.newsroom.news_item import Concept, File, NewsItem, news_item
from pipeline.delivery.newsroom.xhtml import XHTML, printable, story_body
from pipeline.delivery.sink import Row

__all__ = ["written_item"]

_NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
_OURS = "urn:newswire:"


def written_item(row: Row) -> bytes:
    """A row of articles as a newsItem, on a line."""
    return etree.tostring(_newsml_g2(news_item(row)), encoding="utf-8") + b"\n"


def _newsml_g2(item: NewsItem) -> etree._Element:
    """Write the newsItem that an article is; schemes of its subjects and genres are in a catalog of its own."""
    aliases = _aliases([*item.subjects, *item.genres])
    root = etree.fromstring(f'<newsItem xmlns="{_NAMESPACE}" standard="NewsML-G2" standardversion="2.35"/>')
    root.set("guid", printable(item.uri))
    root.set("version", item.version)
    root.set("conformance", "power")
    if item.language:
        root.set(_XML_LANG, item.language)
    _add(root, "catalogRef", href=_CATALOG)
    catalog = _add(root, "catalog")
    for scheme, alias in {_OURS: "newswire", **aliases}.items():
        _add(catalog, "scheme", alias=alias, uri=scheme)
    if item.rights:
        _add(_add(root, "rightsInfo"), "copyrightNotice", item.rights)
    _add_item_meta(root, item)
    _add_content_meta(root, item, aliases)
    _add_body(_add(root, "contentSet"), item)
    return root


def _aliases(concepts: Sequence[Concept]) -> Mapping[str, str]:
    schemes = dict.fromkeys(one.scheme for one in concepts if one.scheme)
    return {scheme: f"s{number}" for number, scheme in enumerate(schemes, 1)}


def _add_item_meta(root: etree._Element, item: NewsItem) -> None:
    meta = _add(root, "itemMeta")
    _add(meta, "itemClass", qcode="ninat:text")
    _add(_add(meta, "provider", literal=item.provider), "name", item.provider)
    _add(meta, "versionCreated", item.version_created.isoformat())
    _add(meta, "firstCreated", item.first_created.isoformat())
    if item.embargoed_until:
        _add(meta, "embargoed", item.embargoed_until.isoformat())
    _add(meta, "pubStatus", qcode="stat:usable")
    if item.ednote:
        _add(meta, "edNote", item.ednote)
    if item.is_corrected:
        _add(meta, "signal", qcode="sig:correction")
    if item.expires:
        _add(meta, "expires", item.expires)
    for file in item.files:
        _add_file(meta, file)


def _add_file(meta: etree._Element, file: File) -> None:
    link = _add(meta, "link", rel="irel:hasPart", href=file.href)
    if file.media_type:
        link.set("contenttype", printable(file.media_type))
    if file.size_bytes is not None:
        link.set("size", str(file.size_bytes))
    if file.caption:
        _add(link, "title", file.caption)


def _add_content_meta(root: etree._Element, item: NewsItem, aliases: Mapping[str, str]) -> None:
    meta = _add(root, "contentMeta")
    if item.urgency:
        _add(meta, "urgency", str(item.urgency))
    if item.place:
        _add(_add(meta, "located", literal=item.place), "name", item.place)
    for role, name in (("publisher", item.source), ("agency", item.agency)):
        if name:
            _add(_add(meta, "infoSource", literal=name, role=f"newswire:{role}"), "name", name)
    for author in item.authors:
        _add(_add(meta, "creator", literal=author, type="cpnat:person"), "name", author)
    for kind, value in item.other_names.items():
        _add(meta, "altId", value, type=f"newswire:{kind}")
    _add_description(meta, item, aliases)


def _add_description(meta: etree._Element, item: NewsItem, aliases: Mapping[str, str]) -> None:
    if item.language:
        _add(meta, "language", tag=item.language)
    for genre in item.genres:
        _add_concept(meta, "genre", genre, aliases)
    for keyword in item.keywords:
        _add(meta, "keyword", keyword)
    for subject in item.subjects:
        _add_concept(meta, "subject", subject, aliases)
    for name, text, role in (
        ("slugline", item.slugline, None),
        ("headline", item.headline, "hld:main"),
        *(("headline", subhead, "hld:subHeadline") for subhead in item.subheads),
        ("by", item.byline, None),
        ("creditline", item.credit, None),
        ("description", item.summary, "drol:summary"),
    ):
        if text:
            _add(meta, name, text, **({"role": role} if role else {}))


def _add_concept(meta: etree._Element, tag: str, concept: Concept, aliases: Mapping[str, str]) -> None:
    if concept.scheme and concept.code:
        element = _add(meta, tag, qcode=f"{aliases[concept.scheme]}:{concept.code}")
    elif concept.code:
        element = _add(meta, tag, literal=concept.code)
    else:
        element = _add(meta, tag)
    if concept.name:
        _add(element, "name", concept.name)


def _add_body(content: etree._Element, item: NewsItem) -> None:
    inline = _add(content, "inlineXML", contenttype="application/xhtml+xml", wordcount=str(item.word_count))
    html = etree.fromstring(f'<html xmlns="{XHTML}"/>')
    inline.append(html)
    title = etree.SubElement(etree.SubElement(html, f"{{{XHTML}}}head"), f"{{{XHTML}}}title")
    title.text = printable(item.headline or "")
    html.append(story_body(item.paragraphs))


def _add(parent: etree._Element, name: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}")
    for attribute, value in attributes.items():
        element.set(attribute, printable(value))
    if text is not None:
        element.text = printable(text)
    return element
