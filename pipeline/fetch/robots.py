"""robots.txt: what a site lets robots fetch (RFC 9309), read by protego and kept for a day."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import cast

from protego import Protego
from redis import Redis

from pipeline.errors import FetchFailed, Postponed
from pipeline.fetch.limits import Request
from pipeline.fetch.shared_store import SharedStore
from pipeline.model import Answer

__all__ = ["Ask", "Rules", "RulesKept", "robots_rules", "rules_for"]

Ask = Callable[[Sequence[Request]], Sequence[Answer | FetchFailed]]
"""Makes requests; answer i belongs to request i."""

# RFC 9309, 2.4: no longer than a day; and 2.5: at least 500 kibibytes are read.
_KEPT = timedelta(hours=24)
_MOST_ROBOTS_BYTES = 512 * 1024
# What could not be had is asked for again soon: until then nothing is fetched there.
_UNKNOWN_FOR = timedelta(minutes=10)
# Sites ask for hours between two requests that mean never; that is said with Disallow.
_LONGEST_CRAWL_DELAY = timedelta(seconds=30)
_UNREACHABLE = b"\0"
# Other lines (Sitemap, Host) stand between groups and within them, and mean nothing there.
_RULES = frozenset({"allow", "disallow", "crawl-delay"})
_PRODUCT = re.compile(r"[A-Za-z_-]+")


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What an origin lets us fetch: `text` are the rules for us alone, as `rules_for` finds them.

    `unknown` says why they are not known: then nothing may be fetched (RFC 9309, 2.3.1.4).
    """

    text: str = ""
    unknown: str | None = None

    @cached_property
    def _parsed(self) -> Protego:
        return Protego.parse(self.text)

    def allows(self, url: str) -> bool:
        """Whether an address of the origin may be fetched."""
        if self.unknown is not None:
            return False
        return not self.text or bool(self._parsed.can_fetch(url, "*"))

    def delay(self) -> timedelta | None:
        """The time between two requests that the origin asks for, half a minute at the most; None for no wish."""
        wish = self._parsed.crawl_delay("*") if self.text else None
        return min(timedelta(seconds=float(wish)), _LONGEST_CRAWL_DELAY) if wish and wish > 0 else None


def rules_for(text: str, *, robot: str) -> str:
    """The rules that count for a robot, in one group for all: those of its own groups, else those for everybody.

    RFC 9309, 2.2.1. protego copies each rule of a group to each of its robots: 5,000 of both, in 167 kB, take it 45 s
    and 1.8 GB.
    """
    own: list[str] | None = None
    everybodys: list[str] = []
    naming = is_own = is_everybodys = False
    for line in text.removeprefix("\ufeff").splitlines():
        name, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        if name.lower() == "user-agent":
            # A name after a rule begins another group.
            is_own = (naming and is_own) or _product(value) == robot.lower()
            is_everybodys = (naming and is_everybodys) or value == "*"
            own = own or [] if is_own else own
            naming = True
        elif name.lower() in _RULES:
            naming = False
            if is_own and own is not None:
                own.append(f"{name}: {value}")
            if is_everybodys:
                everybodys.append(f"{name}: {value}")
    rules = everybodys if own is None else own
    return "\n".join(["User-agent: *", *rules]) if rules else ""


def _product(value: str) -> str:
    """The product token of a User-agent line, in small letters: letters, underscores and hyphens alone."""
    found = _PRODUCT.match(value)
    return found[0].lower() if found else ""


class RulesKept:
    """The rules of origins, kept in the broker's store for all workers that go by the same name."""

    def __init__(self, url: str, *, robot: str) -> None:
        self._store = SharedStore(url)
        self._robot = robot

    def get(self, origins: Sequence[str]) -> Mapping[str, Rules]:
        """Those that are kept; none where the store is away."""
        if not origins:
            return {}
        keys = [self._key(one) for one in origins]
        kept = self._store.ask(lambda store: cast("list[bytes | None]", store.mget(keys)))
        if kept is None:
            return {}
        return {one: _read(text) for one, text in zip(origins, kept, strict=True) if text is not None}

    def keep(self, rules: Mapping[str, Rules]) -> None:
        """Keep rules for a day, and for minutes that they are unknown."""

        def keep(store: Redis) -> None:
            with store.pipeline(transaction=False) as pipeline:
                for one, found in rules.items():
                    text = _UNREACHABLE + found.unknown.encode() if found.unknown else found.text.encode()
                    pipeline.set(self._key(one), text, ex=_UNKNOWN_FOR if found.unknown else _KEPT)
                pipeline.execute()

        self._store.ask(keep)

    def close(self) -> None:
        """Close the connections."""
        self._store.close()

    def _key(self, one: str) -> str:
        return f"newswire:robots:{self._robot}:{one}"


def _read(text: bytes) -> Rules:
    if text.startswith(_UNREACHABLE):
        return Rules(unknown=text[1:].decode("utf-8", "replace"))
    return Rules(text=text.decode("utf-8", "replace"))


def robots_rules(origins: Sequence[str], *, kept: RulesKept | None, ask: Ask, robot: str) -> Mapping[str, Rules]:
    """The rules of origins, from what is kept or from the origins themselves; none of those whose turn did not come."""
    wanted = list(dict.fromkeys(origins))
    known = dict(kept.get(wanted)) if kept else {}
    missing = [one for one in wanted if one not in known]
    answers = ask([Request(url=f"{one}/robots.txt", accept="text/plain, */*;q=0.1") for one in missing])
    found = {
        one: _rules(answer, robot=robot)
        for one, answer in zip(missing, answers, strict=True)
        if not isinstance(answer, Postponed)
    }
    if kept and found:
        kept.keep(found)
    return known | found


def _rules(answer: Answer | FetchFailed, *, robot: str) -> Rules:
    """RFC 9309, 2.3.1: a 4xx lets everything be fetched, what cannot be reached or answers 5xx nothing for now."""
    if isinstance(answer, FetchFailed):
        return Rules(unknown=f"robots.txt could not be had: {answer.reason}")
    if answer.status >= 500 or answer.status == 429:
        return Rules(unknown=f"robots.txt was answered with status {answer.status}")
    if not 200 <= answer.status < 300:
        return Rules()
    text = answer.body[:_MOST_ROBOTS_BYTES].decode("utf-8", "replace").replace("\0", "")
    return Rules(text=rules_for(text, robot=robot))
