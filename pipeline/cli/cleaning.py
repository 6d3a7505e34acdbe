"""`newswire clean`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.printing import AsJson, print_json, say
from pipeline.cli.tables import print_facts, print_table
from pipeline.errors import NewswireError
from pipeline.model import CleanArticle, Outcome

if TYPE_CHECKING:
    from pipeline.clean import Examination, Judged


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("clean")(clean)


def clean(
    file: Annotated[
        str, typer.Argument(metavar="FILE or -", help="A page or a flattened text; - is standard input.")
    ] = "-",
    *,
    url: Annotated[str | None, typer.Option(help="The address of the page.")] = None,
    text: Annotated[bool, typer.Option("--text", help="Print only the story's text.")] = False,
    as_json: AsJson = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print every block of the page: kept or dropped, score, reason.")
    ] = False,
) -> None:
    """Clean one HTML page or flattened text. Needs no database and no broker.

    Example: `newswire clean story.html --url https://news.example/a --explain`
    """
    from pipeline.clean import examine_page

    if text and as_json:
        raise typer.BadParameter("--text and --json exclude each other")
    examination = examine_page(_read(file), url=url)
    article = examination.article
    if as_json:
        print_json(_as_object(examination, explain=explain))
    elif article.outcome is Outcome.ARTICLE:
        _print_article(article, text_only=text)
    if explain and not as_json:
        _print_blocks(examination)
    if article.outcome is not Outcome.ARTICLE:
        raise NewswireError(file, f"no article here: {article.outcome}")


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise NewswireError(file, error.strerror or str(error)) from error


def _as_object(examination: Examination, *, explain: bool) -> dict[str, object]:
    article = examination.article
    blocks = {"blocks": [_judged(one) for one in examination.blocks]} if explain else {}
    return asdict(article) | {"text": article.text, "word_count": article.word_count} | blocks


def _judged(one: Judged) -> dict[str, object]:
    return one.block._asdict() | {"kept": one.kept, "kind": one.kind, "score": one.score, "reason": one.reason}


def _print_blocks(examination: Examination) -> None:
    """Print each block of a page with its judgement; for a flattened text, the removed lines."""
    if examination.blocks:
        columns = ("line", "verdict", "score", "kind", "text", "because")
        rows = [
            (one.block.line, "keep" if one.kept else "drop", one.score, one.kind, one.block.text, one.reason)
            for one in examination.blocks
        ]
        print_table(columns, rows)
        return
    removed = examination.article.removed
    if removed:
        print_table(("line", "kind", "removed", "because"), [(r.line, r.kind, r.text, r.reason) for r in removed])


def _print_article(article: CleanArticle, *, text_only: bool) -> None:
    if not text_only:
        dateline = article.dateline
        parts = (dateline.place, dateline.date, dateline.agency) if dateline else ()
        facts = (
            ("title", article.title),
            ("byline", article.byline),
            ("published", article.published),
            ("language", article.language),
            ("dateline", " · ".join(part for part in parts if part) or None),
            ("note", article.ednote),
        )
        print_facts(facts)
        say()
    say(article.text)
