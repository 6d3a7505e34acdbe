"""`newswire stories` and `newswire story`: who had a story first, and how the others differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.differences import differences, show_pieces
from pipeline.cli.moments import duration, moment, shown_moment
from pipeline.cli.printing import AsJson, print_json, say
from pipeline.cli.session import opened
from pipeline.cli.tables import on_one_line, print_facts, print_table
from pipeline.errors import NewswireError

if TYPE_CHECKING:
    from pipeline.store.stories import Linked, StoryArticle, StoryHead

_MOST_LINKED = 20
# Deeper levels (a copy of a copy of a copy) would be unreadable as a tree.
_DEEPEST_SHOWN = 12


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("stories")(stories)
    app.command("story")(story)


def stories(
    *,
    since: Annotated[str | None, typer.Option(help="With an article since: a date, a date and time, an age.")] = "3d",
    language: Annotated[str | None, typer.Option(help="Only stories led by an article in this language.")] = None,
    least: Annotated[int, typer.Option(min=1, metavar="N", help="Only stories with at least this many articles.")] = 2,
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="Print at most this many.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List stories, those with the most articles first.

    Example: `newswire stories --since 24h --language es --least 3`
    """
    with opened() as newswire:
        now = newswire.store.operations.clock()
        begin = moment(since, now=now) if since else None
        found = newswire.store.stories.list(since=begin, language=language, least=least, most=limit)
    if as_json:
        print_json(found)
        return
    rows = [(one.id, one.articles, one.outlets, one.agency, one.last_seen_at, one.headline) for one in found]
    columns = ("id", "articles", "outlets", "agency", "last seen", "headline")
    print_table(columns, rows, none="no story fits; --least 1 lists articles that stand alone, too")


def story(
    story_id: Annotated[int, typer.Argument(metavar="ID", help="The story's id, as in `article.story_id`.")],
    *,
    diff: Annotated[bool, typer.Option("--diff", help="Print each article's changes against the first.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show one story as a tree: who had it when, and how each article relates to the nearest one.

    Example: `newswire story 42 --diff`
    """
    if diff and as_json:
        raise typer.BadParameter("--diff is for people; give it alone")
    with opened() as newswire:
        found = newswire.store.stories.get(story_id)
        if found is None:
            raise NewswireError(f"story {story_id}", "there is no such story; `newswire stories` lists stories")
        articles = newswire.store.stories.articles(found.id)
        linked = newswire.store.stories.linked(found.id, most=_MOST_LINKED)
    if as_json:
        print_json(asdict(found) | {"article_list": [_without_text(one) for one in articles], "linked": linked})
    elif diff:
        _print_differences(found, articles)
    else:
        _print_story(story_id, found, articles, linked)


def _without_text(article: StoryArticle) -> Mapping[str, object]:
    return {name: value for name, value in asdict(article).items() if name != "text"}


def _print_story(asked: int, found: StoryHead, articles: Sequence[StoryArticle], linked: Sequence[Linked]) -> None:
    origin = f"{found.agency or 'no agency'} ({found.known_by}, {found.sureness})"
    print_facts(
        (
            ("story", found.id if found.id == asked else f"{found.id}, which story {asked} went into"),
            ("headline", found.headline),
            ("origin", origin),
            ("articles", found.articles),
            ("outlets", found.outlets),
            ("countries", ", ".join(found.countries or ()) or None),
            ("first seen", shown_moment(found.first_seen_at)),
            ("last seen", shown_moment(found.last_seen_at)),
        )
    )
    say()
    for depth, article in _tree(found.first_article, articles):
        say(f"{'  ' * min(depth, _DEEPEST_SHOWN)}{_line(article)}")
    if linked:
        say()
        rows = [(one.relation, one.story_id, one.id, one.source, one.title) for one in linked]
        print_table(("relation", "story", "article", "source", "title"), rows, title="in other stories")


def _tree(lead: int, articles: Sequence[StoryArticle]) -> Sequence[tuple[int, StoryArticle]]:
    """Yield the articles with their depth: the lead first, and below each article its nearest ones."""
    below: dict[int | None, list[StoryArticle]] = defaultdict(list)
    known = {one.id for one in articles}
    for one in articles:
        below[one.to_article if one.to_article in known and one.id != lead else None].append(one)
    roots = sorted(below[None], key=lambda one: (one.id != lead, one.appeared_at, one.id))
    found: list[tuple[int, StoryArticle]] = []
    pending = [(0, one) for one in reversed(roots)]
    placed: set[int] = set()
    while pending or len(placed) < len(articles):
        if not pending:  # articles that name each other: the lead came late
            pending.append((1, next(one for one in articles if one.id not in placed)))
        depth, one = pending.pop()
        if one.id in placed:
            continue
        placed.add(one.id)
        found.append((depth, one))
        pending += [(depth + 1, other) for other in reversed(below[one.id])]
    return found


def _line(article: StoryArticle) -> str:
    seconds = article.lag.total_seconds()
    when = f"{'+' if seconds >= 0 else '-'}{duration(abs(article.lag))}"
    relation = ""
    if article.relation is not None:
        relation = f"{article.relation} {article.to_article} ({article.containment or 0:.0%})  "
    return f"{article.id}  {when}  {relation}{on_one_line(article.source)}: {on_one_line(article.title or 'untitled')}"


def _print_differences(found: StoryHead, articles: Sequence[StoryArticle]) -> None:
    """Print the leading article's headline, then how each other article differs."""
    lead = next((one for one in articles if one.id == found.first_article), None)
    if lead is None:
        raise NewswireError(f"story {found.id}", "its leading article has just gone; try again in some seconds")
    say(_line(lead))
    for article in articles:
        if article.id == lead.id:
            continue
        say(f"\n{_line(article)}")
        changed = [
            pieces for pieces in differences(_text(lead), _text(article)) if any(one.sign != " " for one in pieces)
        ]
        for pieces in changed:
            show_pieces(pieces)
        if not changed:
            say("the same words")


def _text(article: StoryArticle) -> str:
    return "\n\n".join(part for part in (article.title, article.text) if part)
