"""WebSub with a real hub: we ask, it asks back, it brings news, and the feed is due."""

import asyncio
import hmac
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode
from uuid import UUID, uuid4

import psycopg
import pytest
from builders import a_feed
from eventually import eventually

from pipeline.embedded import free_port
from pipeline.fetch import Limits
from pipeline.fetch.callback import serve_callback
from pipeline.model import FeedId
from pipeline.stages.websub import answer_hub, ask_hubs, hear_hub
from pipeline.store import Store
from pipeline.store.websub import Subscription, note_hub

LOOPBACK = Limits(allow_private_addresses=True)
TOPIC = "https://news.example/rss"


@dataclass(slots=True)
class Hub(ThreadingHTTPServer):
    """A hub that notes what it is asked; a context manager."""

    status: int = 202
    asked: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        ThreadingHTTPServer.__init__(self, ("127.0.0.1", 0), _Desk)

    @property
    def url(self) -> str:
        """Where it is asked."""
        return f"http://127.0.0.1:{self.server_port}/hub"

    def ask_back(self, **changed: str) -> tuple[int, str]:
        """Ask whether the last request was meant; what is answered."""
        asked = self.asked[-1]
        question = {
            "hub.mode": "subscribe",
            "hub.topic": asked["hub.topic"],
            "hub.challenge": "did-you?",
            "hub.lease_seconds": "864000",
        }
        query = question | {name.replace("_", ".", 1): value for name, value in changed.items()}
        return _visit(f"{asked['hub.callback']}?{urlencode(query)}")

    def bring(self, body: bytes, *, secret: str | None = None, method: str = "sha256") -> int:
        """Bring news to the callback, signed; its status."""
        key = (secret or self.asked[-1]["hub.secret"]).encode()
        signed = {"X-Hub-Signature": f"{method}={hmac.new(key, body, method).hexdigest()}"}
        return _visit(self.asked[-1]["hub.callback"], body, signed)[0]


class _Desk(BaseHTTPRequestHandler):
    server: Any

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked.append({name: values[0] for name, values in form.items()})
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


def _visit(url: str, body: bytes | None = None, fields: Mapping[str, str] | None = None) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, dict(fields or {})), timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.fixture
def hub() -> Iterator[Hub]:
    server = Hub()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def callback(store: Store) -> Iterator[str]:
    """The address of our callback, served."""
    port, ready, loop = free_port(), threading.Event(), asyncio.new_event_loop()

    def question(token: UUID, asked: Mapping[str, str]) -> tuple[int, str]:
        reply = answer_hub(store, token, asked)
        return reply.status, reply.text

    def news(token: UUID, body: bytes, signature: str | None) -> int:
        return hear_hub(store, token, body, signature=signature).status

    serving = loop.create_task(serve_callback(port, host="127.0.0.1", question=question, news=news, serving=ready.set))
    thread = threading.Thread(target=loop.run_until_complete, args=(asyncio.gather(serving, return_exceptions=True),))
    thread.start()
    eventually(ready.is_set, seconds=10, what="the callback is served")
    yield f"http://127.0.0.1:{port}/websub"
    loop.call_soon_threadsafe(serving.cancel)
    thread.join()
    loop.close()


@pytest.fixture
def feed_id(store: Store, hub: Hub) -> FeedId:
    """A feed that announces the hub, not due for an hour."""
    followed = a_feed(store, TOPIC)
    announce(store, followed, hub.url)
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.feed_state SET next_poll_at = now() + interval '1 hour'")
    return followed


def announce(store: Store, feed_id: FeedId, hub: str | None) -> None:
    with store.transaction() as connection:
        note_hub(connection, feed_id, hub=hub, topic=TOPIC)


def is_due(database: str) -> bool:
    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT bool_and(next_poll_at <= now()) FROM newswire.feed_state").fetchone()
    return bool(row and row[0])


def standing(store: Store) -> Subscription:
    (one,) = store.subscriptions.list()
    return one


@pytest.fixture
def subscribed(store: Store, hub: Hub, callback: str, feed_id: FeedId) -> Hub:
    """The hub, after it was asked and has asked back."""
    ask_hubs(store, callback=callback, limits=LOOPBACK)
    hub.ask_back()
    return hub


def test_a_hub_is_asked_for_the_feed_that_announces_it(store: Store, hub: Hub, callback: str, feed_id: FeedId) -> None:
    assert ask_hubs(store, callback=callback, limits=LOOPBACK) == 1
    assert (hub.asked[0]["hub.mode"], hub.asked[0]["hub.topic"]) == ("subscribe", TOPIC)
    assert hub.asked[0]["hub.callback"].startswith(f"{callback}/")


def test_a_hub_that_asks_back_hears_its_own_challenge(subscribed: Hub, store: Store) -> None:
    assert subscribed.ask_back() == (200, "did-you?")
    assert standing(store).state == "active"


def test_a_hub_that_asks_for_something_else_is_told_no(subscribed: Hub) -> None:
    assert subscribed.ask_back(hub_topic="https://evil.example/rss")[0] == 404


def test_a_lease_is_renewed_before_it_ends(subscribed: Hub, store: Store, callback: str) -> None:
    assert ask_hubs(store, callback=callback, limits=LOOPBACK) == 0
    with store.transaction() as connection:
        connection.execute("UPDATE newswire.websub SET ask_at = ask_at - interval '8 days'")
    assert ask_hubs(store, callback=callback, limits=LOOPBACK) == 1
    assert standing(store).state == "active"


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha512"])
def test_news_make_the_feed_due(subscribed: Hub, database: str, method: str) -> None:
    assert not is_due(database)
    assert subscribed.bring(b"<rss/>", method=method) == 202
    assert is_due(database)


@pytest.mark.parametrize("forged", [{"secret": "guessed"}, {"method": "md5"}])
def test_news_that_are_forged_change_nothing(subscribed: Hub, database: str, forged: dict[str, str]) -> None:
    assert subscribed.bring(b"<rss/>", **forged) == 202
    assert not is_due(database)


@pytest.mark.parametrize(
    "given", ["größer", b"gr\xf6\xdfer".decode("utf-8", "surrogateescape")], ids=["utf-8", "latin-1"]
)
def test_a_signature_that_is_not_ascii_is_a_wrong_one(subscribed: Hub, store: Store, given: str) -> None:
    token = UUID(subscribed.asked[-1]["hub.callback"].rpartition("/")[2])
    assert hear_hub(store, token, b"news", signature=f"sha256={given}").status == 202


def test_news_under_an_unknown_token_are_gone(callback: str) -> None:
    assert _visit(f"{callback}/{uuid4()}", b"<rss/>")[0] == 410
    assert _visit(f"{callback}/not-a-token", b"<rss/>")[0] == 404


def test_a_hub_may_refuse(subscribed: Hub, store: Store) -> None:
    assert subscribed.ask_back(hub_mode="denied", hub_reason="no room")[0] == 200
    assert (standing(store).state, standing(store).reason) == ("refused", "no room")


def test_a_hub_that_fails_is_asked_again_later(store: Store, hub: Hub, callback: str, feed_id: FeedId) -> None:
    hub.status = 500
    ask_hubs(store, callback=callback, limits=LOOPBACK)
    assert standing(store).reason == "the hub answered with status 500"
    assert ask_hubs(store, callback=callback, limits=LOOPBACK) == 0


def test_a_hub_on_a_private_address_is_not_asked(store: Store, hub: Hub, callback: str, feed_id: FeedId) -> None:
    ask_hubs(store, callback=callback, limits=Limits())
    assert hub.asked == []
    assert "loopback" in (standing(store).reason or "")


def test_a_feed_without_a_hub_any_more_is_only_polled(subscribed: Hub, store: Store, feed_id: FeedId) -> None:
    announce(store, feed_id, None)
    assert store.subscriptions.list() == []
