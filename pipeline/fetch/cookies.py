"""Cookies of one exchange: set on the way through its redirects, sent back there, and forgotten with its answer."""

from collections.abc import Sequence
from http.cookies import CookieError, SimpleCookie

import aiohttp
import yarl

__all__ = ["Cookies"]

# An honest gate sets one or two.
_LONGEST_COOKIE = 4_096


class Cookies:
    """The cookies that hosts have set; each goes back to where it belongs (RFC 6265, 5.4)."""

    def __init__(self) -> None:
        self._jar: aiohttp.CookieJar | None = None

    def take(self, fields: Sequence[str], *, of: str) -> None:
        """Keep what the Set-Cookie fields of an answer say; what cannot be read is passed over. `of` is its address."""
        for field in fields:
            if len(field) > _LONGEST_COOKIE:
                continue
            try:
                stated = SimpleCookie(field)
            except CookieError:
                continue
            # Unsafe are cookies of hosts without a name to aiohttp; they end with the exchange as all do.
            self._jar = self._jar or aiohttp.CookieJar(unsafe=True, quote_cookie=False)
            self._jar.update_cookies(stated, yarl.URL(of, encoded=True))

    def sent_to(self, address: str) -> str | None:
        """The Cookie field of a request to this address; None if it has no cookies."""
        if self._jar is None:
            return None
        found = self._jar.filter_cookies(yarl.URL(address, encoded=True))
        return "; ".join(f"{name}={cookie.value}" for name, cookie in sorted(found.items())) or None
