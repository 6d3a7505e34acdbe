"""Labelled wire files: what stands in each, read mechanically, and what the tests of its source assert of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A wire file and what is known of it. `format` is the label's, without its root element."""

    path: Path
    data: bytes = field(repr=False)
    format: str
    expected: Mapping[str, Any] = field(repr=False)
    asserts: Sequence[Mapping[str, Any]] = field(repr=False)
    well_formed: bool

    @property
    def name(self) -> str:
        """Source folder and file name."""
        return "/".join(self.path.parts[-3:])


def labelled(folder: Path) -> Iterator[Labelled]:
    """The documents of a folder with an `expectations.json`."""
    for known in json.loads((folder / "expectations.json").read_text("utf-8"))["docs"]:
        path = folder / known["file"]
        yield Labelled(
            path=path,
            data=path.read_bytes(),
            format=known["format"].partition(":")[0],
            expected=known.get("expect") or {},
            asserts=known.get("asserts") or (),
            well_formed=known.get("xml_wellformed") is not False,
        )
