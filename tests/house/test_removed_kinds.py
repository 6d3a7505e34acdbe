"""Readers find every kind of removed text in the docs, and no other."""

import re
from pathlib import Path

from pipeline.clean.page import Zone
from pipeline.model import RemovedKind

ROOT = Path(__file__).parents[2]
QUERIES = (ROOT / "docs" / "queries.md").read_text("utf-8")
COMMENTS = (ROOT / "sql" / "views" / "newswire_v1_comments.sql").read_text("utf-8")


def test_the_docs_list_every_kind_of_removed_text() -> None:
    table = QUERIES.partition("The kinds:")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == sorted(RemovedKind)


def test_the_comment_of_the_column_names_kinds_that_exist() -> None:
    (comment,) = re.findall(r"removed_text\.kind IS '[^']*such as ([^;']*);", COMMENTS)
    assert set(re.findall(r"\w+", comment)) - {"or"} <= set(RemovedKind)


def test_zones_of_removed_text_are_kinds_of_it() -> None:
    telling = {Zone.AD, Zone.COMMENTS, Zone.DATUM, Zone.EMBED, Zone.GARBLED, Zone.NEWSLETTER, Zone.PAYWALL, Zone.TAGS}
    assert {zone.value for zone in telling} <= set(RemovedKind)
