"""Qcodes to scheme and code: by the catalogs in a document, then by the IPTC's own aliases. Nothing is ever fetched."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from lxml import etree

from pipeline.sources.wire.spellings import is_other_language
from pipeline.sources.wire.xml import XML_LANG, children, local_name, text_of
from pipeline.wire_item import Subject

__all__ = ["Catalog", "catalog_of"]

_NEWSCODES = "http://cv.iptc.org/newscodes/"


class Catalog:
    """The schemes that the qcodes of a document name, and the aliases that no catalog explained."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self._own = own
        self.unknown: dict[str, None] = {}

    def scheme(self, alias: str) -> str:
        """The address of a scheme; the alias itself where no catalog names it."""
        found = self._own.get(alias) or _iptc_schemes().get(alias)
        if found is None:
            self.unknown[alias] = None
        return found or alias

    def concept(self, element: etree._Element, *, language: str | None = None) -> Subject | None:
        """What an element names by qcode, address or literal, with its name in `language` where it has one."""
        name = _name_of(element, language)
        qcode = (element.get("qcode") or "").strip()
        if qcode:
            alias, colon, code = qcode.partition(":")
            return Subject(
                scheme=self.scheme(alias) if colon else None, code=(code if colon else alias) or None, name=name
            )
        uri = (element.get("uri") or "").strip()
        if uri:
            return _by_address(uri, name)
        literal = (element.get("literal") or "").strip() or None
        return Subject(code=literal, name=name) if literal or name else None


def catalog_of(elements: Iterable[etree._Element]) -> dict[str, str]:
    """The schemes by alias that the `catalog` elements among these define."""
    found: dict[str, str] = {}
    for catalog in elements:
        for scheme in children(catalog, "scheme"):
            alias, uri = scheme.get("alias"), scheme.get("uri")
            if alias and uri:
                found[alias] = uri
    return found


def _by_address(uri: str, name: str | None) -> Subject:
    if uri.startswith(_NEWSCODES):
        scheme, _, code = uri.rpartition("/")
        return Subject(scheme=f"{scheme}/", code=code or None, name=name)
    return Subject(code=uri, name=name)


def _name_of(element: etree._Element, language: str | None) -> str | None:
    """The name in `language`, else the first one for display or without a role."""
    if len(element) == 0:
        return None
    names = [one for one in element if local_name(one) == "name"]
    if len(names) > 1:
        names.sort(key=lambda one: (is_other_language(one.get(XML_LANG), language), _is_short_form(one)))
    return next((text for one in names if (text := text_of(one))), None)


def _is_short_form(name: etree._Element) -> bool:
    return (name.get("role") or "").rpartition(":")[2].lower() in {"short", "mnemonic", "adjectival", "abbreviated"}


@cache
def _iptc_schemes() -> Mapping[str, str]:
    rows = tomllib.loads(files(__package__).joinpath("iptc_schemes.toml").read_text("utf-8"))
    return {alias: address if "//" in address else f"{_NEWSCODES}{address}" for alias, address in rows.items()}
