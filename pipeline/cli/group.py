"""`newswire group`: group a file of articles into stories, without a database."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from pipeline.cli.printing import AsJson, complain, say, stop_printing
from pipeline.errors import NewswireError

if TYPE_CHECKING:
    from pipeline.stories import Article, Settled

# The date of undated articles before the first dated one.
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
# A repeated id is found among this many earlier ones: a day of the world's news.
_IDS_KEPT = 200_000
_COLUMNS = "{:<24} {:<24} {:<9} {:<24} {:>5}"
_WIDEST = 24
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("group")(group)


def group(
    file: Annotated[
        str, typer.Argument(metavar="[FILE.jsonl or -]", help="Articles, one JSON object a line; - is standard input.")
    ] = "-",
    *,
    as_json: AsJson = False,
) -> None:
    """Group articles into stories: what is the same, shortened, updated. Needs no database and no broker.

    Lines come in order of arrival and have `id`, `title`, `text`, and if known `source`, `published_at`, `language`,
    `agency`.
    Each article is printed once its window of 72 hours has passed, or at the end of the file. Where nothing is dated,
    the whole file is one window.

    Example: `newswire group articles.jsonl --json`
    """
    from pipeline.stories import settle

    reading = _Reading(file=file)
    with ExitStack() as stack:
        stream = _opened(file, stack)
        try:
            _print(settle(reading.articles(stream)), as_json=as_json)
        except BrokenPipeError:
            stop_printing()
            return
    if reading.bad:
        raise NewswireError(file, f"{reading.bad} of {reading.lines} lines could not be read; the others were grouped")


def _opened(file: str, stack: ExitStack) -> IO[bytes]:
    if file == "-":
        return sys.stdin.buffer
    try:
        return stack.enter_context(Path(file).open("rb"))
    except OSError as error:
        raise NewswireError(file, error.strerror or str(error)) from error


@dataclass(slots=True, kw_only=True)
class _Reading:
    """Read the lines of a file as articles. Unreadable lines are reported by number and left out."""

    file: str
    lines: int = 0
    bad: int = 0
    latest: datetime = _BEGINNING
    seen: dict[str, int] = field(default_factory=dict)

    def articles(self, stream: Iterable[bytes]) -> Iterator[Article]:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            self.lines += 1
            try:
                article = self._article(line.strip())
                if article.id in self.seen:
                    raise ValueError(f"id {article.id} is that of line {self.seen[article.id]}")
            except ValueError as error:
                self.bad += 1
                complain(f"{self.file}, line {number}: {error}")
                continue
            self.seen[article.id] = number
            if len(self.seen) > _IDS_KEPT:
                del self.seen[next(iter(self.seen))]
            yield article

    def _article(self, line: bytes) -> Article:
        """Read a line. An undated article counts as of the time of the one before. Raises ValueError."""
        from pipeline.stories import Article, Claim, sketch

        stated = _parsed(line)
        title, text = _string(stated, "title"), _string(stated, "text")
        if not title and not text:
            raise ValueError("neither title nor text")
        at = self.latest = _moment(stated) or self.latest
        claim = Claim(article=_id(stated), at=at, source=_string(stated, "source"), agency=_string(stated, "agency"))
        return Article(sketch=sketch(text or "", _string(stated, "language"), title=title), claim=claim)


def _parsed(line: bytes) -> dict[str, object]:
    try:
        stated = json.loads(line)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from None
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    if not isinstance(stated, dict):
        raise ValueError("not a JSON object")
    return stated


def _id(stated: dict[str, object]) -> str:
    """Read the id and keep it as JSON: what is printed has the type of what was read."""
    value = stated.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise ValueError("no id (a string or a whole number)")
    if isinstance(value, str) and _HALF_A_CHARACTER.search(value):
        raise ValueError("id has half a character (a lone surrogate)")
    return json.dumps(value)


def _string(stated: dict[str, object], name: str) -> str | None:
    value = stated.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name} is no string")
    return value or None


def _moment(stated: dict[str, object]) -> datetime | None:
    """Read when the article appeared; without a zone it is UTC."""
    written = _string(stated, "published_at")
    if written is None:
        return None
    try:
        at = datetime.fromisoformat(written)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"published_at is no moment of ISO 8601: {written[:40]}") from None


def _print(settled: Iterable[Settled], *, as_json: bool) -> None:
    if not as_json:
        say(_COLUMNS.format("id", "story", "relation", "to", "share"))
    for one in settled:
        if as_json:
            sys.stdout.write(json.dumps(_as_object(one), ensure_ascii=False) + "\n")
        else:
            say(_row(one))


def _as_object(one: Settled) -> dict[str, object]:
    told: dict[str, object] = {
        "id": json.loads(one.id),
        "story": json.loads(one.story),
        "relation": one.relation,
        "to": json.loads(one.to) if one.to else None,
        "containment": None if one.containment is None else round(one.containment, 3),
    }
    return told | ({"merged": [json.loads(story) for story in one.merged]} if one.merged else {})


def _row(one: Settled) -> str:
    share = "" if one.containment is None else f"{one.containment:.2f}"
    return _COLUMNS.format(_cut(one.id), _cut(one.story), one.relation or "", _cut(one.to or ""), share).rstrip()


def _cut(written: str) -> str:
    value = str(json.loads(written)) if written else ""
    return value if len(value) <= _WIDEST else value[: _WIDEST - 1] + "…"
