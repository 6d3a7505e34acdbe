"""What a format states and WireItem has no field for, kept under its own name."""

from collections.abc import Collection, Iterable

from lxml import etree

from pipeline.sources.wire.xml.trees import Names, attributes, text_of
from pipeline.wire_item import Extra

__all__ = ["grouped", "leftovers", "stated"]

# A name may repeat without end in a hostile document.
_MOST_VALUES = 200


def leftovers(found: Names, *, handled: Collection[str]) -> dict[str, Extra]:
    """The elements that no field has taken, by the name that they have in the document."""
    kept: dict[str, Extra] = {}
    for name, elements in found.items():
        if name and name not in handled:
            value = stated(elements)
            if value is not None:
                kept[_as_written(elements[0])] = value
    return kept


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, Extra]:
    """Values by name: one value as it is, several as a tuple."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        values = found.setdefault(name, [])
        if len(values) < _MOST_VALUES:
            values.append(value)
    return {name: values[0] if len(values) == 1 else tuple(values) for name, values in found.items()}


def stated(elements: Iterable[etree._Element]) -> Extra:
    """The values of elements of one name: one value as it is, several as a tuple; None where they state nothing."""
    values = [value for one in elements if (value := _value(one)) is not None]
    if not values:
        return None
    return values[0] if len(values) == 1 else tuple(values[:_MOST_VALUES])


def _value(element: etree._Element) -> Extra:
    text = text_of(element)
    said: dict[str, Extra] = {**attributes(element)}
    if not said:
        return text
    return said if text is None else {**said, "text": text}


def _as_written(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]
