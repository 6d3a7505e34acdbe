"""Lines: text on one line, with single spaces and without invisible characters."""

import re

__all__ = ["collapse_blanks", "collapse_inner_blanks", "join_words", "put_on_one_line", "strip_invisible"]

_BLANKS = re.compile(r"\s+")
# PostgreSQL and XML refuse control characters other than tab and line ends, surrogates, and code points that are not
# characters. Soft hyphens, zero-width blanks and byte order marks are not part of a text either.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]"
)


def strip_invisible(text: str) -> str:
    """Remove NUL, control characters, lone surrogates, soft hyphens and zero-width blanks."""
    return _INVISIBLE.sub("", text)


def collapse_inner_blanks(text: str) -> str:
    """Turn every run of blanks into one space, at the ends of the text as well."""
    return _BLANKS.sub(" ", text)


def collapse_blanks(text: str) -> str:
    """Put the text on one line: every run of blanks becomes one space, none at the ends."""
    return collapse_inner_blanks(text).strip()


def join_words(text: str) -> str:
    """Put the running text of a page on one line, without invisible characters. Control characters divide words."""
    line = " ".join(text.split())
    return line if line.isprintable() else strip_invisible(line)


def put_on_one_line(text: str) -> str:
    """Put the text of an element or attribute on one line, without invisible characters.

    Most texts are on one line already, and one look shows it.
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    return collapse_blanks(strip_invisible(text))
