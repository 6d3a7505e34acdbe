"""Scenarios: what stands between a feed's entry and its page. Each feed announces one story."""

from collections.abc import Sequence
from typing import Any

from integration.fetch.hostile_site import BEHAVIOURS, LAST_WORDS, ZEROS, reply
from integration.hostile.newsstand import Scenario
from integration.hostile.press import feed, items, moved, page, refusal, rss, story_page

_FEED = feed(rss(*items(1)))
_STORY = "/story/1"


def _scenario(name: str, **others: Any) -> Scenario:
    paths = {f"/{path.replace('__', '/').replace('_txt', '.txt')}": answer for path, answer in others.items()}
    return Scenario(name=name, answers=[_FEED], others=paths, state="ok", entries=1)


def _robots(text: str) -> bytes:
    return reply(text.encode(), "Content-Type: text/plain")


_NO = _robots("User-agent: *\nDisallow: /")

# 5,000 robots and 5,000 rules for all of them: each rule once is little, each for each is gigabytes.
_CROWD = _robots(
    "".join(f"User-agent: grabber{n}\n" for n in range(5_000)) + "".join(f"Disallow: /{n}/\n" for n in range(5_000))
)

# Name, what stands where, the stage that the entry must be in, and what its error must say.
PAGES: Sequence[tuple[Scenario, str, str]] = (
    (_scenario("page-there"), "clean", ""),
    (_scenario("page-moved", story__1=moved("/elsewhere"), elsewhere=story_page(1)), "clean", ""),
    (_scenario("page-not-found", story__1=refusal("404 Not Found")), "dead", "404"),
    (_scenario("page-gone", story__1=refusal("410 Gone")), "dead", "410"),
    (_scenario("page-server-error", story__1=refusal("500 Oops")), "fetch", "500"),
    (_scenario("page-forbidden", story__1=refusal("403 Forbidden")), "fetch", "403"),
    (_scenario("page-busy", story__1=refusal("429 Too Many Requests", "Retry-After: 600")), "fetch", "429"),
    (_scenario("page-hangs", story__1=BEHAVIOURS["/hang-in-body"]), "fetch", "Unreachable|no whole answer"),
    (_scenario("page-not-http", story__1=LAST_WORDS["/not-http"]), "fetch", "HTTP"),
    (_scenario("page-in-a-circle", story__1=moved(_STORY)), "dead", "circle"),
    (_scenario("page-too-large", story__1=reply(ZEROS * 3)), "dead", "bytes"),
    (_scenario("page-to-a-file", story__1=moved("file:///etc/passwd")), "dead", "http and https"),
    (_scenario("robots-no", robots_txt=_robots("User-agent: *\nDisallow: /story/")), "dead", "robots.txt"),
    (_scenario("robots-no-to-us", robots_txt=_robots("User-agent: newswire\nDisallow: /")), "dead", "robots.txt"),
    (_scenario("robots-no-to-others", robots_txt=_robots("User-agent: grabber\nDisallow: /")), "clean", ""),
    (_scenario("robots-for-a-crowd", robots_txt=_CROWD), "clean", ""),
    (_scenario("robots-missing", robots_txt=refusal("404 Not Found")), "clean", ""),
    (_scenario("robots-forbidden", robots_txt=refusal("403 Forbidden")), "clean", ""),
    (_scenario("robots-broken", robots_txt=refusal("503 Service Unavailable")), "fetch", "robots.txt"),
    (_scenario("robots-hangs", robots_txt=BEHAVIOURS["/hang"]), "fetch", "robots.txt"),
    (_scenario("robots-is-a-page", robots_txt=page("<p>Welcome</p>")), "clean", ""),
    (
        _scenario("robots-moved", robots_txt=moved("/rules.txt"), rules_txt=_robots("User-agent: *\nDisallow: /")),
        "dead",
        "robots",
    ),
)
