"""Page words: what templates call the front page, counts and newsrooms, as `page_words.toml` lists them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pipeline.clean.text import fold_line

__all__ = ["read_page_words"]


@cache
def read_page_words(kind: str) -> frozenset[str]:
    """Read the words of one kind ("home", "counts", "newsrooms", "stamps") in all languages, in lower case."""
    return frozenset(fold_line(word) for row in _file().values() for word in row[kind].split("|"))


@cache
def _file() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("pipeline.clean.wording") / "page_words.toml").read_text("utf-8"))
