"""`newswire takedown`, `hold` and `retention`: remove articles, or protect them from removal."""

from typing import Annotated

import typer

from pipeline.cli.counting import counted
from pipeline.cli.printing import AsJson, print_json, say
from pipeline.cli.session import opened
from pipeline.cli.tables import print_table

ArticleId = Annotated[int, typer.Argument(metavar="ID", help="The article's id.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("takedown")(take_down)
    app.command("hold")(hold)
    app.command("retention")(retention)


def take_down(
    article_id: ArticleId, *, reason: Annotated[str, typer.Option(help="The reason; consumers can read it.")]
) -> None:
    """Remove an article's text permanently from revisions, search index and raw pages. It cannot come back.

    Example: `newswire takedown 42 --reason "court order of 2026-11-20"`
    """
    with opened() as newswire:
        done = newswire.store.retention.take_down(article_id, reason=_said(reason))
    say(f"article {article_id} {'is taken down' if done else 'was taken down before'}")


def hold(
    article_id: Annotated[
        int | None, typer.Argument(metavar="ID", help="The article's id; without one, list all holds.")
    ] = None,
    *,
    reason: Annotated[str | None, typer.Option(help="Why the article must be kept.")] = None,
    release: Annotated[bool, typer.Option("--release", help="End the hold.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put an article under a legal hold, which retention and takedowns respect. Without an id, list all holds.

    Example: `newswire hold 42 --reason "case 17/2026"`
    """
    if article_id is not None and (reason is None) is not release:
        raise typer.BadParameter("give --reason to hold the article, or --release to let it go")
    with opened() as newswire:
        store = newswire.store.retention
        if article_id is None:
            held = store.holds()
        elif reason is not None:
            store.hold(article_id, reason=_said(reason))
        else:
            released = store.release(article_id)
    if article_id is not None:
        said = "is held" if reason is not None else "is held no longer" if released else "was not held"
        say(f"article {article_id} {said}")
    elif as_json:
        print_json(held)
    else:
        rows = [(h.id, h.at, h.reason, h.title) for h in held]
        print_table(("id", "since", "reason", "title"), rows, none="no article is on hold")


def retention(
    *,
    source: Annotated[
        str | None, typer.Option(help="The rule for this source, by its slug; by default the rule for all others.")
    ] = None,
    articles: Annotated[
        str | None, typer.Option(metavar="MONTHS", help="Keep articles for this many months, or `forever`.")
    ] = None,
    documents: Annotated[
        str | None, typer.Option(metavar="DAYS", help="Keep raw pages for this many days, or `forever`.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show or set how long articles and raw pages are kept. Options that are not given stay unchanged.

    Example: `newswire retention --source news.example --articles 24 --documents 7`
    """
    from pipeline.store.retention import Rule

    with opened() as newswire:
        store = newswire.store.retention
        rules = {rule.source: rule for rule in store.rules()}
        if articles is not None or documents is not None:
            known = rules.get(source) or rules.get(None) or Rule(source=None, article_months=None, document_days=None)
            months = known.article_months if articles is None else _length(articles)
            days = known.document_days if documents is None else _length(documents)
            store.set_rule(Rule(source=source, article_months=months, document_days=days))
        shown = store.rules()
    if as_json:
        print_json(shown)
        return
    rows = [
        (
            r.source or "all others",
            _span(r.article_months, "month"),
            _span(r.document_days, "day"),
        )
        for r in shown
    ]
    print_table(("source", "articles", "raw pages"), rows)


def _span(count: int | None, unit: str) -> str:
    return counted(count, unit) if count else "forever"


def _length(typed: str) -> int | None:
    if typed == "forever":
        return None
    if not (typed.isascii() and typed.isdecimal() and 0 < int(typed) < 10_000):
        raise typer.BadParameter(f"{typed!r} is neither a number from 1 to 9999 nor `forever`")
    return int(typed)


def _said(reason: str) -> str:
    if not reason.strip():
        raise typer.BadParameter("the reason is empty")
    return reason.strip()
