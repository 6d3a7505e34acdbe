"""`newswire webhooks …`: subscribers that receive events by HTTP POST."""

import secrets
import shlex
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from pipeline.cli.counting import counted
from pipeline.cli.moments import due
from pipeline.cli.printing import AsJson, print_json, say
from pipeline.cli.session import opened
from pipeline.cli.tables import print_table
from pipeline.delivery.webhook import schema
from pipeline.errors import NewswireError
from pipeline.masking import masked
from pipeline.model import EventKind

app = typer.Typer(help="Subscribers that receive each event by a signed HTTP POST.", no_args_is_help=True)

# A shorter secret could be guessed.
_SHORTEST_SECRET = 16
# That an article joined a story says nothing new of the article.
_USUAL_KINDS = tuple(one for one in EventKind if one is not EventKind.STORY)
Id = Annotated[int, typer.Argument(metavar="ID", help="The subscriber's id, as `webhooks list` prints it.")]


@app.command("add")
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where to post to; https outside your own network.")],
    *,
    kind: Annotated[
        list[EventKind] | None, typer.Option(help="Only events of this kind, repeatable; by default all but `story`.")
    ] = None,
    secret_file: Annotated[
        Path | None,
        typer.Option(help="A file with the signing secret; where it is missing, a new secret is written to it."),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", help="Start after this cursor; by default with the next event.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Post events to an address from now on, one by one, in order.

    Without `--secret-file`, a secret is generated and printed once.

    Example: `newswire webhooks add https://desk.example/news --kind corrected --kind withdrawn`
    """
    from pipeline.urls import host

    if not host(url) or urlsplit(url).username is not None:
        raise NewswireError(url, "is no http or https address without a user name")
    secret = _read_secret(secret_file) if secret_file else secrets.token_urlsafe(32)
    with opened() as newswire:
        store = newswire.store
        cursor = store.events.newest() if start is None else store.events.place(start)
        webhook_id = store.webhooks.add(url, secret=secret, kinds=kind or _USUAL_KINDS, cursor=cursor)
    if as_json:
        print_json({"id": webhook_id, "url": masked(url), "secret": None if secret_file else secret, "cursor": cursor})
        return
    say(f"webhook {webhook_id} gets the events after cursor {shlex.quote(cursor)}")
    if not secret_file:
        say(f"they are signed with the secret {secret}, which is not shown again")


def _read_secret(path: Path) -> str:
    from pipeline.embedded.credentials import keep_secret

    try:
        if not path.exists():
            return keep_secret(path)
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NewswireError(str(path), f"no secret can be read from it: {error}") from error
    if len(secret) < _SHORTEST_SECRET:
        raise NewswireError(str(path), f"a secret has {_SHORTEST_SECRET} characters or more")
    return secret


@app.command("list")
def list_webhooks(*, as_json: AsJson = False) -> None:
    """List the subscribers: deliveries, events still to deliver, and why one is paused or failing.

    Example: `newswire webhooks list`
    """
    with opened() as newswire:
        webhooks = newswire.store.webhooks.list()
        now = newswire.store.operations.clock()
    if as_json:
        print_json(webhooks)
        return
    rows = []
    for one in webhooks:
        state = "paused" if one.paused_at else "failing" if one.failures else "ok"
        failing = one.last_error and f"{one.last_error}; {counted(one.failures, 'time')}, again {due(one.due_at, now)}"
        why = one.paused_because or failing
        rows.append((one.webhook_id, state, one.url, ", ".join(one.kinds), one.delivered, one.behind, why))
    print_table(
        ("id", "state", "address", "kinds", "taken", "behind", "because"),
        rows,
        none="there is no subscriber; `newswire webhooks add URL` adds one",
    )


@app.command("pause")
def pause(webhook_id: Id) -> None:
    """Stop posting to a subscriber for now; its position is kept.

    Example: `newswire webhooks pause 1`
    """
    with opened() as newswire:
        if not newswire.store.webhooks.pause(webhook_id, reason="by hand"):
            raise NewswireError(f"webhook {webhook_id}", "is not there, or paused already")
    say(f"webhook {webhook_id} is paused")


@app.command("resume")
def resume(webhook_id: Id) -> None:
    """Post to a paused subscriber again, at once, from its position.

    Example: `newswire webhooks resume 1`
    """
    with opened() as newswire:
        if not newswire.store.webhooks.resume(webhook_id):
            raise _unknown(webhook_id)
    say(f"webhook {webhook_id} is resumed")


@app.command("remove")
def remove(webhook_id: Id) -> None:
    """Remove a subscriber and its position.

    Example: `newswire webhooks remove 1`
    """
    with opened() as newswire:
        if not newswire.store.webhooks.remove(webhook_id):
            raise _unknown(webhook_id)
    say(f"webhook {webhook_id} is removed")


@app.command("test")
def test(webhook_id: Id) -> None:
    """Post a message of kind `test` to a subscriber now and print its answer; exit 1 unless it succeeds.

    Example: `newswire webhooks test 1`
    """
    from pipeline.stages.deliver import send_test

    with opened() as newswire:
        subscriber = newswire.store.webhooks.get(webhook_id)
        if subscriber is None:
            raise _unknown(webhook_id)
        receipt = send_test(subscriber, limits=newswire.limits)
    if not 200 <= receipt.status < 300:
        raise NewswireError(subscriber.url, f"answered with HTTP status {receipt.status}")
    say(f"{masked(subscriber.url)} took it: HTTP status {receipt.status}")


@app.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of what is posted.

    Example: `newswire webhooks schema > webhook.schema.json`
    """
    say(schema().decode().rstrip())


def _unknown(webhook_id: int) -> NewswireError:
    return NewswireError(f"webhook {webhook_id}", "is not there; `newswire webhooks list` lists those that are")
