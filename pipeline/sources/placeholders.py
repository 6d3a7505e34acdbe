"""Recognise placeholders, which software writes into a feed in place of a missing value."""

__all__ = ["is_placeholder"]

_WORDS = frozenset(
    {"n/a", "na", "n.a.", "none", "null", "(null)", "nil", "undefined", "unknown", "not available", "no guid", "nan"}
    | {"true", "false", "0", "-1", "-", "--", "#", "[object object]"}
    | {"http://", "https://", "tbd", "todo", "empty", "no link", "not applicable", "about:blank"}
)


def is_placeholder(text: str) -> bool:
    """Whether a guid or a link stands for nothing ("N/A", "null")."""
    return text.strip().lower() in _WORDS
