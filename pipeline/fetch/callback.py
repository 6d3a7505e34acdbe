"""The callback for hubs: a small HTTP server for their questions and their news."""

import asyncio
from collections.abc import Callable, Mapping
from uuid import UUID

from aiohttp import web

__all__ = ["serve_callback"]

Question = Callable[[UUID, Mapping[str, str]], tuple[int, str]]
News = Callable[[UUID, bytes, str | None], int]

# A feed's worth. More is read by nobody: the feed itself is fetched.
_MOST_NOTICE_BYTES = 10 * 1024 * 1024


async def serve_callback(
    port: int, *, host: str, question: Question, news: News, serving: Callable[[], object] = lambda: None
) -> None:
    """Serve `/TOKEN` below any path until cancelled; `question` and `news` may wait for a database.

    `question` gets the query of a GET and gives status and text, `news` the body and X-Hub-Signature of a POST and
    gives a status. `serving` is called when the port is open.
    """

    async def ask(request: web.Request) -> web.Response:
        status, text = await asyncio.to_thread(question, _token(request), dict(request.query))
        return web.Response(status=status, text=text)

    async def bring(request: web.Request) -> web.Response:
        signature = request.headers.get("X-Hub-Signature")
        return web.Response(status=await asyncio.to_thread(news, _token(request), await request.read(), signature))

    application = web.Application(client_max_size=_MOST_NOTICE_BYTES)
    application.add_routes([web.get("/{path:.*}", ask, allow_head=False), web.post("/{path:.*}", bring)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        serving()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def _token(request: web.Request) -> UUID:
    try:
        return UUID(request.path.rpartition("/")[2])
    except ValueError:
        raise web.HTTPNotFound from None
