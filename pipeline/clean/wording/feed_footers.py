"""Feed footers: "The post X appeared first on Y", which blog software puts below every story, in its languages."""

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["is_feed_footer"]

_HEADLINE = r"\s*\S.{1,250}?\s*"
_OUTLET = r"\s*[^\s.].{0,80}?"
_GAP = r"[\s.]*"
_LONGEST_FOOTER = 420  # a long headline with the names of blog and author
_TRAILING = " .。!…»\"'"


def is_feed_footer(line: str) -> bool:
    """Whether a whole line says where the story appeared first, as blog software puts it below a story."""
    return len(line) <= _LONGEST_FOOTER and _footer().fullmatch(line.rstrip(_TRAILING)) is not None


@cache
def _footer() -> re.Pattern[str]:
    rows = tomllib.loads((files("pipeline.clean.wording") / "feed_footers.toml").read_text("utf-8"))["footer"]
    shapes = (
        row["before"] + _HEADLINE + row["between"] + _OUTLET + (_GAP + row["behind"] if row["behind"] else "")
        for row in rows
    )
    return re.compile("|".join(shapes), re.IGNORECASE)
