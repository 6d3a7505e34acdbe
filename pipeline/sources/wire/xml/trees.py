"""Elements of wire XML by local name: agencies use wrong namespaces, none at all, and capitals."""

from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.sources.wire.xml.body_elements import BLOCKS, has_text_beside

__all__ = [
    "XML_LANG",
    "Names",
    "attributes",
    "by_name",
    "child",
    "children",
    "first_text",
    "local_name",
    "named",
    "text_of",
]

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Names = dict[str, list[etree._Element]]
"""Elements by their local name, each list in the order of the document."""


class _LocalNames(dict[object, str]):
    """Local names by tag, kept: a wire has some hundreds of tags, and a document a thousand elements."""

    def __missing__(self, tag: object) -> str:
        if not isinstance(tag, str):  # the tag of a reference to an entity is a function
            return ""
        name = tag.rpartition("}")[2].lower()
        if len(self) < _MOST_TAG_NAMES:
            self[tag] = name
        return name


# What a hostile document invents is not kept.
_MOST_TAG_NAMES = 4_096
_LOCAL_NAMES = _LocalNames()


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace, in small letters; "" for what is no element."""
    return _LOCAL_NAMES[element.tag]


def attributes(element: etree._Element) -> dict[str, str]:
    """The attributes that hold something, by local name in small letters."""
    items = ((str(name), str(value).strip()) for name, value in element.attrib.items())
    return {name.rpartition("}")[2].lower(): value for name, value in items if value}


def by_name(*parents: etree._Element | None) -> Names:
    """The children of these elements by local name."""
    found: Names = {}
    for parent in parents:
        if parent is not None:
            for element in parent:
                found.setdefault(local_name(element), []).append(element)
    return found


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of this local name."""
    return (one for one in element if local_name(one) == name)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element at the end of a path of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def named(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The descendants of these local names, in order."""
    return (one for one in element.iterdescendants() if local_name(one) in names)


def text_of(element: etree._Element | None) -> str | None:
    """All text of an element with blanks collapsed, or None where it holds none."""
    if element is None:
        return None
    text = element.text or "" if len(element) == 0 else "".join(_texts(element))
    return " ".join(text.split()) or None


def _texts(element: etree._Element) -> Iterator[str]:
    """The text nodes below an element; blocks, and children without text beside them, are divided by a blank."""
    if element.text:
        yield element.text
    divided = not has_text_beside(element)
    for one in element:
        name = local_name(one)
        if not name:  # a reference to an entity that nobody declared
            yield one.text or ""
        elif divided or name in BLOCKS:
            yield " "
            yield from _texts(one)
            yield " "
        else:
            yield from _texts(one)
        if one.tail:
            yield one.tail


def first_text(elements: Iterable[etree._Element]) -> str | None:
    """The text of the first element that has one, or None."""
    return next((text for one in elements if (text := text_of(one))), None)
