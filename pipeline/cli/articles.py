"""`newswire search` and `newswire show`: the database as a consumer reads it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.differences import differences, show_pieces
from pipeline.cli.moments import moment, shown_day, shown_moment
from pipeline.cli.printing import AsJson, print_json, say
from pipeline.cli.session import opened
from pipeline.cli.tables import on_one_line, print_facts
from pipeline.cli.waiting_articles import show_waiting
from pipeline.model import Span

if TYPE_CHECKING:
    from pipeline.store.articles import ArticleRow, RevisionRow
    from pipeline.store.search import Count

Since = Annotated[str | None, typer.Option(help="Published at or after: a date, a date and time, an age like 3d.")]
Until = Annotated[str | None, typer.Option(help="Published before: a date, a date and time, an age.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("search")(search)
    app.command("show")(show)


def search(
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY", help='Words; AND OR NOT ( ); "a phrase"; -without; hosp*; agency:EFE, title:… and so on.'
        ),
    ],
    *,
    language: Annotated[str | None, typer.Option(help="Only articles in this language, as in `es`.")] = None,
    since: Since = None,
    until: Until = None,
    source: Annotated[str | None, typer.Option(help="Only from this outlet, by its name or slug.")] = None,
    agency: Annotated[str | None, typer.Option(help="Only what names this agency as its origin, as in `EFE`.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="Print at most this many.")] = 20,
    one_per_story: Annotated[bool, typer.Option("--one-per-story", help="Only the best hit of each story.")] = False,
    counts: Annotated[Span | None, typer.Option(help="Count the articles of each day, week or month instead.")] = None,
    as_json: AsJson = False,
) -> None:
    """Search the full text of all articles, best first.

    Example: `newswire search '"harbour works" -strike' --language en --limit 5`
    """
    from pipeline.store.search import Question

    with opened() as newswire:
        now = newswire.store.operations.clock()
        question = Question(
            words=query,
            language=language,
            since=moment(since, now=now) if since else None,
            until=moment(until, now=now) if until else None,
            source=source,
            agency=agency,
            one_per_story=one_per_story,
        )
        if counts is not None:
            _print_counts(newswire.store.search.counts(question, by=counts), as_json=as_json)
            return
        hits = newswire.store.search.find(question, most=limit)
    if as_json:
        print_json(hits)
        return
    for hit in hits:
        day = shown_day(hit.published_at) if hit.published_at else "undated"
        say(f"{hit.id:>6}  {day:<10}  {on_one_line(hit.source)}: {on_one_line(hit.title or 'untitled')}")
        say(f"        {on_one_line(starred(hit.snippet_text, hit.snippet_marks))}".rstrip())
    if not hits:
        say("nothing found")


def starred(text: str, marks: Sequence[tuple[int, int]]) -> str:
    """Return the text with the marked words between stars."""
    edges = [0, *(edge for mark in marks for edge in mark), len(text)]
    return "*".join(text[before:after] for before, after in pairwise(edges))


def _print_counts(counts: Sequence[Count], *, as_json: bool) -> None:
    if as_json:
        print_json(counts)
        return
    for one in counts:
        say(f"{shown_day(one.bucket)}  {one.articles:>9,}")
    say(f"{sum(one.articles for one in counts):>21,}  in all")
    if not all(one.complete for one in counts):
        say("older articles were not counted because time ran out; narrow the query or give --since and --until")


def show(
    article_id: Annotated[
        int | None, typer.Argument(metavar="[ID]", help="The article's id; without it, what waits is listed.")
    ] = None,
    *,
    revisions: Annotated[bool, typer.Option("--revisions", help="Every revision with its reason and time.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what each revision changed, word by word.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show one article, its revisions, or what each of them changed; without an id, the articles that readers do not
    see yet: those under an embargo and those withheld.

    Example: `newswire show 42 --diff`
    """
    if diff and (revisions or as_json):
        raise typer.BadParameter("--diff is for people; give it alone")
    if article_id is None:
        show_waiting(as_json=as_json)
        return
    with opened() as newswire:
        article = newswire.store.articles.get(article_id)
        history = newswire.store.articles.revisions(article_id) if revisions or diff else ()
    if diff and history:
        _print_changes(history)
        return
    if revisions and history:
        if as_json:
            print_json(history)
            return
        for one in history:
            until = shown_moment(one.current_until) if one.current_until else "now"
            say(f"revision {one.revision}, {one.reason}, {shown_moment(one.current_from)} to {until}")
            say(f"{one.title or 'untitled'}\n\n{one.body}\n" + (f"\n{one.ednote}\n" if one.ednote else ""))
        return
    if article is None:
        show_waiting(article_id, as_json=as_json)
        return
    if as_json:
        print_json(article)
    else:
        _print(article)


def _print_changes(history: Sequence[RevisionRow]) -> None:
    """Print the first revision's title, then the changes of each later revision."""
    say(f"revision {history[0].revision}, {_heading(history[0])}")
    for before, after in pairwise(history):
        say(f"\nrevision {after.revision}, {_heading(after)}")
        changed = [
            pieces for pieces in differences(_text(before), _text(after)) if any(one.sign != " " for one in pieces)
        ]
        for pieces in changed:
            show_pieces(pieces)
        if not changed:
            say(f"the text is the same; it is {after.status} now")


def _heading(one: RevisionRow) -> str:
    return f"{one.reason}, {shown_moment(one.current_from)}: {one.title or 'untitled'}"


def _text(one: RevisionRow) -> str:
    return "\n\n".join(part for part in (one.title, one.body, one.ednote) if part)


def _print(article: ArticleRow) -> None:
    dateline = (article.dateline_place, article.dateline_date and article.dateline_date.isoformat(), article.agency)
    facts = (
        ("title", article.title),
        ("source", article.source),
        ("url", article.url),
        ("published", article.published_at),
        ("byline", article.byline),
        ("dateline", " · ".join(part for part in dateline if part) or None),
        ("language", article.language),
        ("revision", f"{article.revision} ({article.status})"),
        ("note", article.ednote),
    )
    print_facts(facts)
    say(f"\n{article.body}")
