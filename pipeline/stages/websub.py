"""WebSub: subscribe at hubs, confirm subscriptions, and poll a feed at once when its hub has news.

What a hub sends is a hint like any other: the feed itself is fetched, under all the rules of fetching, so that a forged
or broken delivery changes nothing, and one that is lost costs the time until the next poll.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from pipeline.errors import FetchFailed
from pipeline.fetch import Letter, Limits, post_all
from pipeline.store import Store
from pipeline.store.websub import WantedSubscription

# What we ask for; the hub decides (W3C WebSub, 5.1).
_LEASE = timedelta(days=10)
_SHORTEST_LEASE = timedelta(minutes=5)
_LONGEST_LEASE = timedelta(days=30)
_HUBS_AT_ONCE = 200
# Beat's other tasks wait meanwhile.
_ANSWERED_WITHIN = timedelta(seconds=5)
# What a hub may sign with (W3C WebSub, 8); sha1 is what most do.
_METHODS = frozenset({"sha1", "sha256", "sha384", "sha512"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to a hub."""

    status: int
    text: str = ""


def ask_hubs(store: Store, *, callback: str, limits: Limits) -> int:
    """Request the subscriptions that are due, also those that expire soon. Return their number.

    `callback` is the public address that the hubs call us at, without the token.
    """
    due = store.subscriptions.take_due(most=_HUBS_AT_ONCE)
    quick = replace(limits, deadline=_ANSWERED_WITHIN)
    answers = post_all([_request(one, callback) for one in due], limits=quick)
    for subscription, answer in zip(due, answers, strict=True):
        # 202 is the hub's "I shall ask back" (W3C WebSub, 5.2); others say the same with any 2xx.
        if isinstance(answer, FetchFailed):
            store.subscriptions.trouble(subscription.feed_id, reason=f"the hub was not reached: {answer.reason}")
        elif not 200 <= answer.status < 300:
            store.subscriptions.trouble(subscription.feed_id, reason=f"the hub answered with status {answer.status}")
    return len(due)


def _request(subscription: WantedSubscription, callback: str) -> Letter:
    form = {
        "hub.mode": "subscribe",
        "hub.topic": subscription.topic,
        "hub.callback": f"{callback.rstrip('/')}/{subscription.token}",
        "hub.lease_seconds": int(_LEASE.total_seconds()),
        "hub.secret": subscription.secret,
    }
    fields = {"Content-Type": "application/x-www-form-urlencoded"}
    return Letter(url=subscription.hub, body=urlencode(form).encode(), headers=fields)


def answer_hub(store: Store, token: UUID, asked: Mapping[str, str]) -> Reply:
    """Confirm a subscription to the hub (W3C WebSub, 5.3): its challenge, or 404 if we did not request it."""
    topic, reason = asked.get("hub.topic", ""), asked.get("hub.reason") or "the hub gave no reason"
    if asked.get("hub.mode") == "denied":
        return Reply(status=200 if store.subscriptions.refuse(token, topic=topic, reason=reason) else 404)
    challenge, seconds = asked.get("hub.challenge"), asked.get("hub.lease_seconds", "")
    if asked.get("hub.mode") != "subscribe" or not challenge:
        return Reply(status=404)  # nobody here unsubscribes: a lease runs out
    if not store.subscriptions.confirm(token, topic=topic, lease=_lease(seconds)):
        return Reply(status=404)
    return Reply(status=200, text=challenge)


def _lease(seconds: str) -> timedelta:
    wish = timedelta(seconds=int(seconds)) if seconds.isdecimal() and len(seconds) < 10 else _LEASE
    return min(max(wish, _SHORTEST_LEASE), _LONGEST_LEASE)


def hear_hub(store: Store, token: UUID, body: bytes, *, signature: str | None) -> Reply:
    """Accept news from a hub: the feed is polled at once if the signature is right.

    A wrong one is answered like a right one and changes nothing (W3C WebSub, 8.1).
    """
    known = store.subscriptions.secret(token)
    if known is None:
        return Reply(status=410)  # the hub may forget this subscription
    if _is_signed(body, signature, known.secret):
        store.subscriptions.hear(known.feed_id)
    return Reply(status=202)


def _is_signed(body: bytes, signature: str | None, secret: str) -> bool:
    method, _, given = (signature or "").partition("=")
    if method not in _METHODS:
        return False
    # As bytes: text that is not ASCII, as a stranger may send it, cannot be compared. A header not in UTF-8 arrives
    # with lone surrogates, which plain UTF-8 refuses.
    right = hmac.new(secret.encode(), body, method).hexdigest().encode()
    return hmac.compare_digest(right, given.lower().encode(errors="backslashreplace"))
