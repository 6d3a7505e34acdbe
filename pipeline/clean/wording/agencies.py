"""News agencies, and the cities and regions of datelines, as `agencies.toml` lists them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["Agency", "agency_marks", "dateline_cities", "dateline_regions", "find_agency", "read_agencies"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A news agency and the spellings with which it signs.

    `unbracketed`: it may follow place and date without brackets ("Dec. 9 Kyodo - "). `blank`: a blank alone may
    follow it.
    """

    name: str
    marks: tuple[str, ...]
    unbracketed: bool = False
    blank: bool = False


def find_agency(mark: str) -> Agency | None:
    """Find the agency that signs so, in capitals or not."""
    return _agencies_by_mark().get(mark.casefold())


@cache
def read_agencies() -> tuple[Agency, ...]:
    """Read the agencies in the order of the file."""
    return tuple(Agency(**entry | {"marks": tuple(entry["marks"])}) for entry in _file()["agency"])


@cache
def agency_marks() -> frozenset[str]:
    """Every spelling of every agency."""
    return frozenset(mark for agency in read_agencies() for mark in agency.marks)


@cache
def dateline_cities() -> frozenset[str]:
    """Cities that stand in datelines without their country, in capitals."""
    return frozenset(_file()["cities"])


@cache
def dateline_regions() -> frozenset[str]:
    """Regions that follow a city in datelines, as the press abbreviates them."""
    return frozenset(_file()["regions"])


@cache
def _agencies_by_mark() -> Mapping[str, Agency]:
    """The agencies by their spellings, case folded. Of a spelling that two share, the first in the file has it."""
    return {mark.casefold(): agency for agency in reversed(read_agencies()) for mark in agency.marks}


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads((files("pipeline.clean.wording") / "agencies.toml").read_text("utf-8"))
