"""Wire XML as trees: charset, control characters and entities mended, items apart, nothing ever fetched.

A document is read strictly first. Where that fails, its items are read one by one, and only the one that is malformed
is read with libxml2's recovery, which drops what it cannot read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from pipeline.characters import without_c1_controls
from pipeline.errors import NotParsable
from pipeline.sources.charset import decoded
from pipeline.sources.markup import mended, root_element
from pipeline.sources.wire.wire_format import WireDocument
from pipeline.sources.wire.xml.trees import local_name

__all__ = ["XmlItem", "fragment", "root_name", "whole_tree", "xml_items"]

# Trees of documents above it are built item by item: libxml2 takes about ten times the bytes of a document.
_LARGE = 1_000_000
_SUBJECT = "wire file"
# Where items may be: newsMessage/itemSet/newsItem is the deepest of the standards; vendors wrap it once or twice more.
_DEEPEST_ITEM = 5
_SAMPLE = 65_536
# Byte order mark, blanks, and the controls of old transmissions (SYN, SOH, STX).
_LEADING = "\ufeff " + "".join(map(chr, range(0x20)))
_XML_TEXT = re.compile(r"\s*<(?:\?xml\b|!DOCTYPE|nitf\b|(?:\w+:)?html\b[^<>]*xmlns)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlItem:
    """An item's element, or None with the `fault` that made it unreadable.

    An element with a fault was read with recovery, so that some of it may be missing. `root` is the document's element,
    for what a message says of all its items.
    """

    element: etree._Element | None
    root: etree._Element | None = None
    fault: str | None = None


def root_name(head: str) -> str:
    """The local name of the first element in small letters; "" where the document is no XML."""
    if not head.lstrip(_LEADING).startswith("<"):
        return ""
    return (root_element(head) or "").rpartition(":")[2].lower()


def xml_items(document: WireDocument, names: frozenset[str]) -> Iterator[XmlItem]:
    """The elements of these local names, none within another, in order.

    Each is valid until the next one is asked for. Raises NotParsable where there is none at all.
    """
    text = _text(document)
    read = 0
    try:
        for read, item in enumerate(_strictly(text, names), start=1):  # noqa: B007 - how far it came
            yield item
    except etree.XMLSyntaxError as error:
        yield from _one_by_one(text, names, start=read, fault=str(error))
        return
    if not read:
        raise NotParsable(_SUBJECT, f"no item in it: {', '.join(sorted(names))}")


def whole_tree(document: WireDocument) -> XmlItem:
    """The root element. Raises NotParsable where there is none."""
    text = _text(document)
    try:
        root = etree.fromstring(text.encode(), _parser())
        return XmlItem(element=root, root=root)
    except etree.XMLSyntaxError as error:
        return _recovered(mended(text).text, fault=str(error))


def fragment(text: str) -> etree._Element | None:
    """The root of XML that stands as text within another document, or None where it is none."""
    if not _XML_TEXT.match(text):
        return None
    try:
        return etree.fromstring(mended(text).text.encode("utf-8", "replace"), _parser())
    except etree.XMLSyntaxError:
        return None


def _text(document: WireDocument) -> str:
    text = document.text
    if text is None:
        content_type = f"text/xml; charset={document.charset}" if document.charset else None
        text = decoded(document.data, content_type).text
    text = without_c1_controls(text.lstrip(_LEADING))
    # Entities of a doctype are written out, since the parser resolves none.
    return mended(text).text if "<!DOCTYPE" in text[:_SAMPLE] else text


def _parser(*, recover: bool = False) -> etree.XMLParser:
    """A parser of its own for each document, so that threads share none."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def _strictly(text: str, names: frozenset[str]) -> Iterator[XmlItem]:
    if len(text) > _LARGE:
        yield from _as_they_come(text, names)
        return
    root = etree.fromstring(text.encode(), _parser())
    for element in _items_below(root, names, 0):
        yield XmlItem(element=element, root=root)


def _items_below(element: etree._Element, names: frozenset[str], depth: int) -> Iterator[etree._Element]:
    if local_name(element) in names:
        yield element
    elif depth < _DEEPEST_ITEM:
        for one in element:
            yield from _items_below(one, names, depth + 1)


def _as_they_come(text: str, names: frozenset[str]) -> Iterator[XmlItem]:
    """The items of a large document, each forgotten when the next is asked for."""
    tags = {f"{{*}}{name}" for name in re.findall(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)", text) if name.lower() in names}
    if not tags:
        return
    events = etree.iterparse(
        BytesIO(text.encode()),
        tag=sorted(tags),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    last: etree._Element | None = None
    for _, element in events:
        ancestors = list(element.iterancestors())
        if any(local_name(one) in names for one in ancestors):
            continue
        _forget(last)
        last = element
        yield XmlItem(element=element, root=ancestors[-1] if ancestors else element)


def _forget(element: etree._Element | None) -> None:
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)


def _one_by_one(text: str, names: frozenset[str], *, start: int, fault: str) -> Iterator[XmlItem]:
    """The items from number `start` on of a document that is not well-formed, each within the document's root tag."""
    text = mended(text).text
    sources = list(_sources(text, names))
    if not sources:
        raise NotParsable(_SUBJECT, f"no XML: {fault}")
    if len(sources) == 1:
        yield _item_of(text, names, fault)
        return
    opening, closing = _root_tags(text, names)
    for source in sources[start:]:
        yield _item_of(f"{opening}{source}{closing}", names, fault)


def _item_of(source: str, names: frozenset[str], fault: str) -> XmlItem:
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), _parser())
        own = None
    except etree.XMLSyntaxError as error:
        read, own = _root_if_any(source), str(error)
        if read is None:
            return XmlItem(element=None, fault=own)
        root = read
    element = next(_items_below(root, names, 0), None)
    return XmlItem(element=element, root=root, fault=own if element is not None else own or fault)


def _sources(text: str, names: frozenset[str]) -> Iterator[str]:
    """The text of each item, from its start tag to its end tag, or to the next item where it has none."""
    listed = "|".join(sorted(names))
    starts = list(re.finditer(rf"<((?:[\w.-]+:)?(?:{listed}))(?=[\s/>])", text, re.IGNORECASE))
    for found, follower in zip(starts, [*starts[1:], None], strict=False):
        end = len(text) if follower is None else follower.start()
        closed = text.rfind(f"</{found[1]}", found.start(), end)
        yield text[found.start() : end if closed < 0 else text.find(">", closed) + 1 or end]


def _root_tags(text: str, names: frozenset[str]) -> tuple[str, str]:
    """The start tag of the root with its namespaces, and its end tag; nothing where the root is an item itself."""
    found = re.match(r"\s*<([A-Za-z_][^\s<>/]*)[^<>]{0,10000}>", text)
    if found is None or found[1].rpartition(":")[2].lower() in names or found[0].endswith("/>"):
        return "", ""
    return found[0], f"</{found[1]}>"


def _recovered(text: str, *, fault: str) -> XmlItem:
    root = _root_if_any(text)
    if root is None:
        raise NotParsable(_SUBJECT, f"no XML: {fault}")
    return XmlItem(element=root, root=root, fault=fault)


def _root_if_any(text: str) -> etree._Element | None:
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), _parser(recover=True))
    except etree.XMLSyntaxError:
        return None
