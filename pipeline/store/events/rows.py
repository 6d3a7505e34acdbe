"""Events and articles as flat rows."""

from collections.abc import Mapping

BEGINNING = ""

Row = Mapping[str, object]
"""One record by column name."""


def event_row(row: Mapping[str, object]) -> Row:
    """The row of an event with its article's id in the one column `id`, whether the article is live or not."""
    flat = dict(row)
    flat["id"] = flat.pop("event_id")
    return flat
