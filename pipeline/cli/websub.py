"""`newswire websub`: the public callback and the state of the subscriptions."""

import asyncio
from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

import typer

from pipeline.cli.moments import ago
from pipeline.cli.printing import AsJson, print_json, say
from pipeline.cli.session import opened
from pipeline.cli.stack import ending_with_the_signal
from pipeline.cli.tables import print_table
from pipeline.errors import SettingsInvalid

app = typer.Typer(help="Receive news from hubs at once: serve the callback, list subscriptions.", no_args_is_help=True)


@app.command()
def serve(
    *,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen on.")] = 8585,
) -> None:
    """Serve the callback for hubs. NEWSWIRE_WEBSUB_CALLBACK is its public address, usually that of a proxy.

    Example: `newswire websub serve --port 8585`
    """
    from pipeline.fetch.callback import serve_callback
    from pipeline.settings import Settings
    from pipeline.stages.websub import answer_hub, hear_hub

    if Settings.read().websub_callback is None:
        raise SettingsInvalid("NEWSWIRE_WEBSUB_CALLBACK", "is not set; hubs need a public address to call")
    with ending_with_the_signal(), opened() as newswire:
        store = newswire.store

        def question(token: UUID, asked: Mapping[str, str]) -> tuple[int, str]:
            reply = answer_hub(store, token, asked)
            return reply.status, reply.text

        def news(token: UUID, body: bytes, signature: str | None) -> int:
            return hear_hub(store, token, body, signature=signature).status

        def serving() -> None:
            say(f"hubs are answered at http://{host}:{port}; Ctrl-C stops")

        asyncio.run(serve_callback(port, host=host, question=question, news=news, serving=serving))


@app.command("list")
def list_subscriptions(*, as_json: AsJson = False) -> None:
    """List the hubs that feeds announce, with the state of each subscription.

    Example: `newswire websub list --json`
    """
    with opened() as newswire:
        subscriptions = newswire.store.subscriptions.list()
        now = newswire.store.operations.clock()
    if as_json:
        print_json(subscriptions)
        return
    rows = [(s.state, s.feed, s.hub, ago(s.lease_until, now), ago(s.told_at, now), s.reason) for s in subscriptions]
    print_table(
        ("state", "feed", "hub", "until", "last news", "reason"), rows, none="no feed that is followed announces a hub"
    )
