"""Scenarios: what stands around the body, and how it changes from visit to visit."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

from integration.fetch.hostile_site import BEHAVIOURS, LAST_WORDS, ZEROS, Visit, reply
from integration.hostile.newsstand import Scenario
from integration.hostile.press import NOW, RSS_TYPE, feed, items, moved, page, refusal, rss, unchanged

_NEWS = feed(rss(*items(3, 2, 1)))
_MORE = feed(rss(*items(4, 3, 2, 1)))
_CHALLENGE = page(
    "<h1>Checking your browser before accessing the site.</h1><noscript>Please enable JavaScript and cookies to "
    "continue.</noscript><script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script>",
    title="Just a moment...",
)
_CONSENT = page(
    "<h1>We value your privacy</h1><p>We and our partners store and access information on a device, such as cookies."
    " Before you continue, please choose.</p><form action='/consent'><button>Accept all</button>"
    "<button>Reject all</button></form>",
    title="Your privacy choices",
)
_PARKED = page(
    "<p>This domain is for sale. Buy this domain today.</p><a href='/buy'>Inquire now</a>",
    title="newsstand.example is for sale",
)
_LOGIN = page(
    "<h1>Log in</h1><form method='post' action='/login'><input name='user'><input type='password' name='password'>"
    "<button>Log in</button></form>",
    title="Log in",
)
_INDEX = (
    "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
    "<sitemap><loc>/gone.xml?access_token=s3cret</loc></sitemap></sitemapindex>"
)
_PAGE = page("<h1>Welcome to our new site</h1><p>We have moved house. Have a look around.</p>")
_HTTP_DATE = format_datetime(NOW, usegmt=True)
_IN_AN_HOUR = format_datetime(NOW + timedelta(hours=1), usegmt=True)


def _with_etag(body: bytes) -> Callable[[Visit], bytes]:
    """304 to who holds the version, as a careful server does."""

    def answer(visit: Visit) -> bytes:
        return unchanged('"v1"') if visit.fields.get("if-none-match") == '"v1"' else body

    return answer


def _versioned(etag: str, *numbers: int) -> bytes:
    return feed(rss(*items(*numbers)), f"ETag: {etag}")


ANSWERS = (
    Scenario(name="conditional", answers=[_with_etag(_versioned('"v1"', 2, 1))], rounds=3, state="ok", entries=2),
    Scenario(
        name="constant-etag",
        answers=[_versioned('"same"', 1), _versioned('"same"', 2, 1)],
        rounds=2,
        state="ok",
        entries=2,
    ),
    Scenario(name="challenge", answers=[_CHALLENGE], state="failing", reason="(?i)challenge", entries=0),
    Scenario(
        name="challenge-403",
        answers=[_CHALLENGE.replace(b"200 OK", b"403 Forbidden")],
        state="failing",
        reason="403 with a challenge page",
        entries=0,
    ),
    Scenario(
        name="refused-with-a-broken-page",
        answers=[b"HTTP/1.1 403 Forbidden\r\nContent-Encoding: gzip\r\nContent-Length: 900\r\n\r\nnot gzip"],
        state="failing",
        reason="HTTP status 403$",
        entries=0,
    ),
    Scenario(name="consent", answers=[_CONSENT], state="failing", reason="(?i)consent", entries=0),
    Scenario(name="parked", answers=[_PARKED], state="failing", reason="(?i)parked", entries=0),
    Scenario(name="login", answers=[_LOGIN], state="failing", reason="(?i)login|log-in|page", entries=0),
    Scenario(name="page", answers=[_PAGE], state="failing", reason="(?i)page", entries=0),
    Scenario(
        name="once-a-feed", answers=[_NEWS, _CHALLENGE], rounds=2, state="failing", reason="(?i)challenge", entries=3
    ),
    Scenario(name="not-found", answers=[refusal("404 Not Found")], rounds=3, state="failing", reason="404"),
    Scenario(name="gone", answers=[refusal("410 Gone")], state="gone", reason="410"),
    Scenario(name="unauthorized", answers=[refusal("401 Unauthorized")], state="failing", reason="401"),
    Scenario(name="forbidden", answers=[refusal("403 Forbidden")], state="failing", reason="403"),
    Scenario(name="server-error", answers=[refusal("500 Internal Server Error")], state="failing", reason="500"),
    Scenario(
        name="busy", answers=[refusal("503 Service Unavailable", "Retry-After: 3600")], state="failing", reason="503"
    ),
    Scenario(
        name="too-many-requests",
        answers=[refusal("429 Too Many Requests", f"Date: {_HTTP_DATE}", f"Retry-After: {_IN_AN_HOUR}")],
        state="failing",
        reason="429",
    ),
    Scenario(name="mended", answers=[refusal("500 Oops"), _NEWS], rounds=2, state="ok", entries=3),
    Scenario(name="no-content", answers=[refusal("204 No Content")], state="failing", reason="204"),
    Scenario(name="teapot", answers=[refusal("418 I'm a teapot")], state="failing", reason="418"),
    Scenario(
        name="moved-for-now",
        answers=[moved("/new", "302 Found")],
        others={"/new": _NEWS},
        rounds=5,
        days=2,
        state="ok",
        entries=3,
    ),
    Scenario(
        name="moved-for-now-307",
        answers=[moved("/new", "307 Temporary Redirect")],
        others={"/new": _NEWS},
        rounds=5,
        days=2,
        state="ok",
        entries=3,
    ),
    Scenario(
        name="moved-for-good", answers=[moved("/new")], others={"/new": _NEWS}, rounds=6, days=2, state="ok", entries=3
    ),
    Scenario(
        name="moved-for-good-308",
        answers=[moved("/new", "308 Permanent Redirect")],
        others={"/new": _NEWS},
        rounds=6,
        days=2,
        state="ok",
        entries=3,
    ),
    Scenario(name="moved-once", answers=[moved("/new")], others={"/new": _NEWS}, state="ok", entries=3),
    Scenario(
        name="moved-about",
        answers=[moved("/new"), moved("/newer"), moved("/new"), moved("/newer"), moved("/new"), moved("/newer")],
        others={"/new": _NEWS, "/newer": _NEWS},
        rounds=6,
        days=2,
        state="ok",
        entries=3,
    ),
    Scenario(
        name="moved-to-a-page",
        answers=[moved("/")],
        others={"/": _PARKED},
        rounds=5,
        days=2,
        state="failing",
        reason="(?i)parked",
    ),
    Scenario(name="in-a-circle", answers=[moved("/feed")], state="failing", reason="RedirectCircle"),
    Scenario(name="to-a-file", answers=[moved("file:///etc/passwd")], state="failing", reason="AddressRefused"),
    Scenario(
        name="to-a-user",
        answers=[moved("http://editor:secret@127.0.0.1/feed")],
        state="failing",
        reason="^((?!secret).)*$",
    ),
    Scenario(name="to-mail", answers=[moved("http://127.0.0.1:25/")], state="failing", reason="not the web"),
    Scenario(
        name="to-a-token",
        answers=[moved("http://127.0.0.1:25/feed?id=7&access_token=s3cret")],
        state="failing",
        reason="^((?!s3cret).)*$",
    ),
    Scenario(
        name="to-a-terminal",
        answers=[moved("http://127.0.0.1:25/\x1b[31m\x1b]0;owned\x07")],
        state="failing",
        reason="^[^\x00-\x1f\x7f-\x9f]*$",
    ),
    Scenario(name="escape-in-fields", answers=[feed(rss(*items(1)), 'ETag: "\x9b2J"')], state="ok", entries=1),
    Scenario(name="hang", answers=[BEHAVIOURS["/hang"]], state="failing", reason="Unreachable"),
    Scenario(name="hang-in-body", answers=[BEHAVIOURS["/hang-in-body"]], state="failing", reason="Unreachable"),
    Scenario(name="reset", answers=[BEHAVIOURS["/reset"]], state="failing", reason="Unreachable"),
    Scenario(name="hang-up", answers=[LAST_WORDS["/hang-up"]], state="failing"),
    Scenario(name="not-http", answers=[LAST_WORDS["/not-http"]], state="failing", reason="Unreachable"),
    Scenario(name="bad-chunk", answers=[LAST_WORDS["/bad-chunk"]], state="failing", reason="Unreachable"),
    Scenario(name="many-fields", answers=[LAST_WORDS["/many-fields"]], state="failing", reason="TooLarge"),
    Scenario(
        name="zip-bomb",
        answers=[reply(gzip.compress(ZEROS * 10), RSS_TYPE, "Content-Encoding: gzip")],
        state="failing",
        reason="TooLarge",
    ),
    Scenario(
        name="zip-bomb-by-its-ratio",
        answers=[reply(gzip.compress(ZEROS), RSS_TYPE, "Content-Encoding: gzip")],
        state="failing",
        reason="times its size",
    ),
    Scenario(
        name="sitemap-of-a-token",
        answers=[feed(_INDEX)],
        state="failing",
        reason="^((?!s3cret).)*$",
    ),
    Scenario(
        name="guids-that-change",
        answers=[feed(rss(*(replace(one, guid=f"{n}-{one.number}") for one in items(2, 1)))) for n in range(3)],
        rounds=3,
        state="ok",
        entries=2,
    ),
    *(
        Scenario(
            name=f"one-guid-for-all-{guid}",
            answers=[feed(rss(*(replace(one, guid=guid) for one in items(3, 2, 1))))],
            rounds=2,
            state="ok",
            reason="guids unusable: 3 of 3",
            entries=3,
        )
        for guid in ("N-A", "17", "null")
    ),
    Scenario(
        name="re-dated",
        answers=[
            feed(rss(*(replace(one, published=NOW - timedelta(minutes=n)) for one in items(2, 1)))) for n in range(3)
        ],
        rounds=3,
        state="ok",
        entries=2,
    ),
    Scenario(
        name="retitled",
        answers=[_NEWS, feed(rss(replace(items(1)[0], title="Another title")))],
        rounds=2,
        state="ok",
        entries=3,
    ),
    Scenario(name="news-lost", answers=[_NEWS, feed(rss(*items(9, 8, 7)))], rounds=2, state="ok", entries=6),
    Scenario(name="ttl", answers=[feed(rss(*items(1), extra="<ttl>180</ttl>"))], state="ok", entries=1),
    Scenario(name="more", answers=[_NEWS, _MORE], rounds=2, state="ok", entries=4),
)
