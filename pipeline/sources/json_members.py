"""JSON as publishers write it: read within bounds, its members read by type."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.errors import NotParsable
from pipeline.sources.plain_text import unwrapped, visible

__all__ = ["JsonObject", "read_json"]

# ninjs nests seven levels deep, the AP's answers eight.
_MOST_LEVELS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonObject:
    """A JSON object, read by type: a member that is something else than it should be counts as absent."""

    members: Mapping[str, object]

    @classmethod
    def of(cls, value: object) -> "JsonObject":
        """The object that a value is; one without members where it is none."""
        return cls(members=value if isinstance(value, dict) else {})

    @classmethod
    def folded(cls, value: object) -> "JsonObject":
        """The same with the names of its members in small letters: "versionCreated" is "versioncreated"."""
        return cls(members={name.lower(): one for name, one in value.items()} if isinstance(value, dict) else {})

    def text(self, *names: str) -> str | None:
        """The first of these members that is a text; a number counts as one, as ids often are."""
        for name in names:
            value = self.members.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                return str(value)
            if isinstance(value, str) and (shown := unwrapped(visible(value)).strip()):
                return shown
        return None

    def number(self, *names: str) -> int | None:
        """The first of these members that is a positive whole number, or a text of one."""
        for name in names:
            text = self.text(name)
            if text and text.isascii() and text.isdigit() and len(text) < _LONGEST_NUMBER and int(text) > 0:
                return int(text)
        return None

    def listed(self, name: str) -> list[object]:
        """The members of a list."""
        value = self.members.get(name)
        return value if isinstance(value, list) else []

    def named(self, member: str, *names: str) -> Iterator[str]:
        """The texts of a member that is a text, an object with one under one of the names, or a list of those."""
        value = self.members.get(member)
        for one in value if isinstance(value, list) else [value]:
            member_of = {names[0]: one} if isinstance(one, str) else one
            if (found := JsonObject.of(member_of).text(*names)) is not None:
                yield found

    def objects(self, name: str) -> Iterator["JsonObject"]:
        """The objects in a list, or the only one."""
        only = self.members.get(name)
        listed = [only] if isinstance(only, dict) else self.listed(name)
        return (JsonObject.of(one) for one in listed if isinstance(one, dict))


# A bigint of PostgreSQL has 19 digits.
_LONGEST_NUMBER = 18


def read_json(text: str, subject: str) -> object:
    """The value that a text of JSON holds. Raises NotParsable where it is none, or nests deeper than 64 levels.

    Line ends and other controls within texts are common, and taken. What is no number ("NaN") is None.
    """
    try:
        value = json.loads(text, strict=False, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        where = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else None
        raise NotParsable(subject, "not JSON", where=where) from error
    if _levels(value) > _MOST_LEVELS:
        raise NotParsable(subject, f"JSON that nests deeper than {_MOST_LEVELS} levels")
    return value


def _levels(value: object) -> int:
    """How deep a value nests, counted no further than one level beyond the most."""
    level = 0
    below: list[object] = [value]
    while below and level <= _MOST_LEVELS:
        containers = (one.values() if isinstance(one, dict) else one for one in below if isinstance(one, dict | list))
        below = [inner for one in containers for inner in one]
        level += 1
    return level
