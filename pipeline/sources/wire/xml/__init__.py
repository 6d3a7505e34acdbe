"""XML: documents as trees, elements by local name, bodies as paragraphs.

Takes a wire document in XML. Gives its items as trees, mended where they are malformed, the name of its format, the
texts, attributes and paragraphs of elements, and what no field has taken. Knows no standard's fields. Nothing is ever
fetched.
"""

from pipeline.sources.wire.xml.bodies import is_to_editors, paragraphs_of, text_paragraphs
from pipeline.sources.wire.xml.body_elements import words
from pipeline.sources.wire.xml.documents import XmlItem, fragment, root_name, whole_tree, xml_items
from pipeline.sources.wire.xml.extras import grouped, leftovers, stated
from pipeline.sources.wire.xml.inline_data import from_base64
from pipeline.sources.wire.xml.kinds import G2_ITEMS, NEWSML_1, NEWSML_G2, NITF, VENDOR_XML, xml_kind
from pipeline.sources.wire.xml.trees import (
    XML_LANG,
    Names,
    attributes,
    by_name,
    child,
    children,
    first_text,
    local_name,
    named,
    text_of,
)

__all__ = [
    "G2_ITEMS",
    "NEWSML_1",
    "NEWSML_G2",
    "NITF",
    "VENDOR_XML",
    "XML_LANG",
    "Names",
    "XmlItem",
    "attributes",
    "by_name",
    "child",
    "children",
    "first_text",
    "fragment",
    "from_base64",
    "grouped",
    "is_to_editors",
    "leftovers",
    "local_name",
    "named",
    "paragraphs_of",
    "root_name",
    "stated",
    "text_of",
    "text_paragraphs",
    "whole_tree",
    "words",
    "xml_items",
    "xml_kind",
]
