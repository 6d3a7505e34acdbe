"""Show articles that readers cannot see yet: embargoed and withheld ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cli.printing import print_json, say
from pipeline.cli.session import opened
from pipeline.cli.tables import print_table
from pipeline.errors import NewswireError

if TYPE_CHECKING:
    from pipeline.store.articles import WaitingRow


def show_waiting(article_id: int | None = None, *, as_json: bool = False) -> None:
    """Print the articles under an embargo and those withheld, or the one with this id.

    NewswireError if no waiting article has this id.
    """
    with opened() as newswire:
        waiting = newswire.store.articles.waiting(article_id)
    if article_id is not None and not waiting:
        raise NewswireError(f"article {article_id}", "there is no live article with this id, and none that waits")
    if as_json:
        print_json(waiting if article_id is None else waiting[0])
    elif article_id is None:
        rows = [(one.id, _why(one), one.source, one.title, one.url) for one in waiting]
        print_table(("id", "waits for", "source", "title", "url"), rows)
    else:
        _print(waiting[0])


def _why(one: WaitingRow) -> str:
    return f"{one.until:%Y-%m-%d %H:%M:%S} UTC" if one.until else "a usable version"


def _print(one: WaitingRow) -> None:
    say(f"waits for   {_why(one)}; readers do not see it")
    for name, value in (("title", one.title), ("source", one.source), ("url", one.url), ("revision", one.revision)):
        say(f"{name:10}  {'' if value is None else value}")
    say(f"\n{one.body}")
