"""The names of authors in the forms that feeds use: Atom persons, "address (Name)", "Name <address>", lists."""

import re
from collections.abc import Iterator

from pipeline.sources.parsed_element import Element
from pipeline.sources.plain_text import title_text

__all__ = ["author_names", "with_names_marked"]

# The budget shortens longer ones.
_MERE_TEXT = re.compile(
    r"<((?:[^\s<>/:]{1,50}:)?(?:author|creator))(\s[^<>]*)?>((?>(?:<!\[CDATA\[.{0,400}?\]\]>|[^<]){1,400}))</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"[<(]?(?:mailto:)?[^\s@<>()\"',;:]{1,64}@[^\s@<>()\"',;:]{1,255}[>)]?", re.IGNORECASE)
_MACHINE = re.compile(r"(?:do[._-]?)?no(?:t)?[._-]?reply\b|mailer-daemon|postmaster@", re.IGNORECASE)
_WRAPPED = re.compile(r"[(\"]\s*(.*?)\s*[)\"]")
_FIRM_DIVIDER = re.compile(r"\s*[;|]\s*")
# "and" in six languages: it divides names only where each side has two words ("Smith and Sons" stays).
_SOFT_DIVIDER = re.compile(r"\s*,\s*|\s+(?:and|y|e|et|und|en|&)\s+", re.IGNORECASE)


def with_names_marked(document: str) -> str:
    """Put a name element into every author that is only text.

    feedparser takes addresses out of such text itself, and of a top-level domain leaves all but four letters behind.
    """
    return _MERE_TEXT.sub(r"<\1\2><name>\3</name></\1>", document)


def author_names(element: Element) -> tuple[str, ...]:
    """List the authors of an entry or a channel, each once, in order.

    An e-mail address is used only if there is no name, and never if it is a machine's.
    """
    people = element.elements("authors")
    stated = [name for person in people if (name := person.text("name"))]
    mails = [mail for person in people if (mail := person.text("email"))]
    if not stated and (author := element.text("author")):
        stated = [author]
    names = dict.fromkeys(name for text in stated for name in _names(text))
    return tuple(names) or tuple(dict.fromkeys(mail for text in (*stated, *mails) for mail in _mails(text)))


def _mails(text: str) -> Iterator[str]:
    for found in _ADDRESS.finditer(title_text(text) or ""):
        address = found[0].strip("<>()").removeprefix("mailto:")
        if not _MACHINE.match(address):
            yield address


def _names(text: str) -> Iterator[str]:
    for part in _FIRM_DIVIDER.split(title_text(text) or ""):
        name = _without_address(part)
        if name is not None:
            yield from _divided(name)


def _without_address(text: str) -> str | None:
    name = _ADDRESS.sub(" ", text).strip(" ,:")
    wrapped = _WRAPPED.fullmatch(name)
    return (wrapped[1] if wrapped else name) or None


def _divided(names: str) -> list[str]:
    parts = _SOFT_DIVIDER.split(names)
    return parts if all(" " in part for part in parts) else [names]
