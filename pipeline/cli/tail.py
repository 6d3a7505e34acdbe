"""`newswire tail` and `newswire cursors`: print the change feed and follow it."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.moments import ago, moment, shown_moment
from pipeline.cli.printing import AsJson, complain, print_json, say, stop_printing, tell
from pipeline.cli.session import opened
from pipeline.cli.tables import on_one_line, print_table
from pipeline.errors import NewswireError

if TYPE_CHECKING:
    from pipeline.store import Store
    from pipeline.store.events import Event, Events

# Events that are printed if no start is given.
_LAST = 10
_EVENTS_A_PAGE = 500
# A notification may be missed: look for new events at least this often.
_LOOK_AGAIN_AFTER = timedelta(seconds=3)

app = typer.Typer(help="Consumers whose position in the change feed newswire keeps.", no_args_is_help=True)


def register(root: typer.Typer) -> None:
    """Add the commands."""
    root.command("tail")(tail)
    root.add_typer(app, name="cursors")


def tail(
    *,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Keep printing new events until interrupted.")] = False,
    start: Annotated[str | None, typer.Option("--from", help="Start after this cursor; '' is the beginning.")] = None,
    since: Annotated[
        str | None, typer.Option(help="Start at this time: a date, a date and time, or an age like 3d.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="Keep the position under this name and continue from it next time.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print the events of articles: new, updated, corrected, withdrawn. By default, print the last ten events.

    Example: `newswire tail --follow --name desk --json`
    """
    if start is not None and since is not None:
        raise typer.BadParameter("--from and --since both say where to begin; give one")
    if follow:
        # A shell that starts a command in the background ignores SIGINT for it, so it could not be stopped.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    with opened() as newswire:
        store = newswire.store
        first = cursor = _first_cursor(store, start=start, since=since, name=name)
        try:
            for batch in _following(store.events, cursor) if follow else _batches(store.events, cursor):
                for event in batch:
                    sys.stdout.write((_json_line(event) if as_json else _line(event)) + "\n")
                sys.stdout.flush()
                if name is not None:
                    _keep_place(store.events, name, seen=cursor, to=batch[-1].cursor)
                cursor = batch[-1].cursor
            if cursor == first:
                tell("no event to show" + (f" after {cursor}" if cursor else ""))
        except BrokenPipeError:
            stop_printing()
        except KeyboardInterrupt:
            if not follow:
                raise


def _first_cursor(store: Store, *, start: str | None, since: str | None, name: str | None) -> str:
    from pipeline.store.events import BEGINNING

    events = store.events
    asked = None
    if start is not None:
        asked = events.place(start)
    elif since is not None:
        asked = events.since(moment(since, now=store.operations.clock()))
    if name is None:
        return events.before_the_last(_LAST) if asked is None else asked
    if asked is not None and events.cursor_of(name) is not None:
        raise NewswireError(f"consumer {name}", f"has a place already; `newswire cursors reset {name}` moves it")
    return events.open_cursor(name, at=asked or BEGINNING)


def _keep_place(events: Events, name: str, *, seen: str, to: str) -> None:
    if not events.move(name, seen=seen, to=to):
        raise NewswireError(f"consumer {name}", "somebody else reads under this name, or has just moved its cursor")


def _batches(events: Events, cursor: str) -> Iterator[Sequence[Event]]:
    while batch := events.after(cursor, most=_EVENTS_A_PAGE):
        yield batch
        cursor = batch[-1].cursor


def _following(events: Events, cursor: str) -> Iterator[Sequence[Event]]:
    """Yield batches as they arrive; wait for the database if it is down."""
    from pipeline.store.pool import DatabaseError

    away = False
    with events.listening() as listener:
        while True:
            try:
                batch = events.after(cursor, most=_EVENTS_A_PAGE)
                away = False
            except DatabaseError as error:
                if not away:
                    complain(f"database: {str(error).strip().partition(chr(10))[0]}; waiting for it")
                away, batch = True, ()
            if batch:
                yield batch
                cursor = batch[-1].cursor
            else:
                listener.wait(_LOOK_AGAIN_AFTER)


def _json_line(event: Event) -> str:
    fields = {
        "cursor": event.cursor,
        "kind": event.kind,
        "id": event.id,
        "revision": event.revision,
        "at": event.at.isoformat(),
        "title": event.title,
        "url": event.url,
    }
    return json.dumps(fields, ensure_ascii=False)


def _line(event: Event) -> str:
    article = f"{event.id:>7} r{event.revision}  {on_one_line(event.title or '-')}  {on_one_line(event.url or '')}"
    return f"{shown_moment(event.at)}  {event.kind:<9}  {article}".rstrip()


@app.command("list")
def list_cursors(*, as_json: AsJson = False) -> None:
    """List the consumers with their position and the number of events they have not read yet.

    Example: `newswire cursors list`
    """
    with opened() as newswire:
        cursors = newswire.store.events.cursors()
        now = newswire.store.operations.clock()
    if as_json:
        print_json(cursors)
        return
    rows = [(one.consumer, one.cursor, one.behind, ago(one.updated_at, now)) for one in cursors]
    print_table(
        ("consumer", "cursor", "behind", "moved"),
        rows,
        none="no consumer keeps its place here; `newswire tail --name NAME` makes one",
    )


@app.command("reset")
def reset(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The consumer, as `cursors list` prints it.")],
    *,
    to: Annotated[str, typer.Option(help="The cursor to continue from; by default the beginning.")] = "",
) -> None:
    """Move a consumer's cursor to the beginning or to another position.

    Example: `newswire cursors reset desk --to 0001.000000000000042`
    """
    with opened() as newswire:
        cursor = newswire.store.events.place(to)
        if not newswire.store.events.reset(name, to=cursor):
            raise NewswireError(f"consumer {name}", "keeps no cursor here; `newswire cursors list` lists those that do")
    say(f"{name} goes on from {cursor}")


@app.command("forget")
def forget(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The consumer, as `cursors list` prints it.")],
) -> None:
    """Forget a consumer and its cursor.

    Example: `newswire cursors forget desk`
    """
    with opened() as newswire:
        if not newswire.store.events.forget(name):
            raise NewswireError(f"consumer {name}", "keeps no cursor here; `newswire cursors list` lists those that do")
    say(f"{name} is forgotten")
