"""Addresses: resolved, made comparable, turned into keys (RFC 3986, RFC 3987, UTS 46).

Nothing here raises: what is no address of a web page is None or comes back as it was, as each function says.
"""

import hashlib
import re
from ipaddress import AddressValueError, IPv6Address
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit
from uuid import UUID

import idna

from pipeline.address_mending import with_one_address, with_one_scheme
from pipeline.tracking import untracked

__all__ = [
    "authority",
    "canonical",
    "host",
    "is_front",
    "one_page",
    "origin",
    "resolve",
    "same_site",
    "stands_for",
    "url_key",
]


# First labels of hosts that hold the pages of the main host, laid out for other screens.
_EDITIONS = frozenset({"www", "www2", "www3", "m", "mobile", "mobil", "amp", "wap", "touch"})
# .../amp · .../amp.html · /amp/... · ....amp.html · ...-amp.html: what is left is the address of the full page.
_AMP_PATH = re.compile(r"/amp(?=/(?!$))|/amp(?:\.html?|/)?$|[.-]amp(\.html?)$", re.IGNORECASE)
_AMP_QUERIES = frozenset({"amp", "amp=1", "amp=true", "amp=y", "_amp=true", "_amp=1", "outputtype=amp", "output=amp"})
# Google's viewer and the AMP cache hold the page's own address: /c/s/HOST/PATH, s for https.
_AMP_CACHE = re.compile(
    r"https?://(?:[\w-]+\.cdn\.ampproject\.org/(?:[cviwr]/)(?:s/)?|(?:www\.)?google\.[a-z.]{2,6}/amp/(?:s/)?)([^/?#]+\.[^?#]*(?:\?.*)?)"
)
# Under these, domains of a country are registered one level further down (news.co.uk, news.com.au).
_SECOND_LEVELS = frozenset({"ac", "co", "com", "edu", "gob", "gov", "gv", "go", "mil", "ne", "net", "nom", "or", "org"})
# Hosts of other people's sites, each with a subdomain.
_SHARED = frozenset(
    {"blogspot.com", "github.io", "hatenablog.com", "livejournal.com", "medium.com", "netlify.app", "over-blog.com"}
    | {"pages.dev", "substack.com", "tumblr.com", "typepad.com", "vercel.app", "wixsite.com", "wordpress.com"}
)
# Paths of fronts, without slashes.
_FRONTS = frozenset({"", "index", "index.html", "index.htm", "index.php", "home", "home.html", "default.aspx"})
# What a section is not called: a long number, a file, or as many words as in `_STORY_WORDS`.
_LONG_NUMBER = re.compile(r"\d{5}")
_FILE_ENDINGS = (".html", ".htm", ".shtml", ".shtm")
_WORD_BORDER = re.compile(r"[-_]")
_STORY_WORDS = 3

# A Java server's session, put into the path of a reader without cookies.
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HIGHEST_PORT = 65_535
_LONGEST_HOST = 253  # RFC 1035, 2.3.4
_LONGEST_ADDRESS = 8_000  # what RFC 9110, 4.1, asks of everyone; no server need answer more

_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_NAMED_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_-])?")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
# What a path or query may hold as it stands (RFC 3986, 3.3 and 3.4); a percent sign only before two hex digits.
_ILLEGAL = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%]")


class _Parts(NamedTuple):
    scheme: str
    authority: str
    path: str
    query: str
    fragment: str

    def address(self) -> str:
        query = f"?{self.query}" if self.query else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.scheme}://{self.authority}{self.path}{query}{fragment}"


def resolve(base: str, reference: str) -> str | None:
    """The absolute http or https address that a reference names, seen from `base` (RFC 3986, 5).

    The host comes back in lower case and ASCII, the rest escaped and without dot segments. Schemes that are doubled or
    lack a mark (http://https://h/a, https:/h/a) are mended. None for a blank reference, for another scheme
    (javascript:, data:, mailto:), for an address with user information, for what is broken and for what is longer than
    8,000 characters.
    """
    wanted = _visible(reference)
    if not wanted or len(wanted) > _LONGEST_ADDRESS:
        return None
    start = _visible(base)
    try:
        joined = with_one_address(urljoin(start, with_one_scheme(wanted, near=host(start))))
    except ValueError:
        return None
    parts = _parts(joined)
    if parts is None:
        return None
    return parts._replace(path=_without_dots(parts.path)).address() if "/." in parts.path else parts.address()


def canonical(url: str) -> str:
    """The address in the one spelling under which equal addresses are equal (RFC 3986, 6.2).

    Default port, fragment, tracking parameters, dot segments and needless escapes are gone, the order of the query is
    kept. What `resolve` would refuse comes back stripped of blanks and control characters, otherwise as it was.
    """
    visible = _visible(url)
    parts = _parts(visible)
    if parts is None:
        return visible
    path = _SESSION.sub("", _without_dots(_normal_escapes(parts.path))) or "/"
    query = "&".join(untracked(_normal_escapes(parts.query).split("&")))
    return parts._replace(path=path, query=query, fragment="").address()


def one_page(url: str) -> str:
    """What the addresses of one page have in common, for comparing only: it need not lead anywhere.

    Scheme, www., the marks of mobile and AMP editions, the caches of AMP pages and a final slash are gone.
    """
    return _without_edition(canonical(url))


def url_key(url: str) -> UUID:
    """The first 16 bytes of the SHA-256 of what the addresses of one page have in common."""
    return UUID(bytes=hashlib.sha256(one_page(url).encode()).digest()[:16])


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one registered domain, as far as its name tells; False for what is no address."""
    domains = {_domain(host(one)), _domain(host(other))}
    return len(domains) == 1 and "" not in domains


def stands_for(address: str, page: str) -> bool:
    """Whether to believe a page at `page` that says its address is `address` (rel=canonical, og:url).

    It must be of the same site, not its root, and not a folder that the page is in, unless that is named like a story:
    templates name a section's front on each of its stories.
    """
    ours, theirs = one_page(page), one_page(address)
    if ours == theirs:
        return True
    stated, own = urlsplit(theirs), urlsplit(ours)
    if is_front(theirs) or not same_site(address, page):
        return False
    return not own.path.startswith(f"{stated.path}/") or _named_like_a_story(stated.path)


def is_front(url: str) -> bool:
    """Whether an address is that of a site's front page: its root or an index there, with no query."""
    parts = urlsplit(url)
    return not parts.query and parts.path.strip("/").lower() in _FRONTS


def _named_like_a_story(path: str) -> bool:
    name = path.rstrip("/").rsplit("/", 1)[-1]
    words = list(filter(None, _WORD_BORDER.split(name)))
    return len(words) >= _STORY_WORDS or _LONG_NUMBER.search(name) is not None or name.endswith(_FILE_ENDINGS)


def authority(url: str) -> str:
    """Host and port of an address, the port where it is not the scheme's own; "" for no http or https address."""
    parts = _parts(_visible(url))
    return parts.authority if parts else ""


def origin(url: str) -> str:
    """Scheme, host and port of an address (RFC 6454, 4); "" for what is no http or https address."""
    parts = _parts(_visible(url))
    return f"{parts.scheme}://{parts.authority}" if parts else ""


def host(url: str) -> str:
    """The host of an address, in lower case and ASCII, without port; "" for what is no http or https address."""
    name = authority(url)
    return name if name.endswith("]") else name.rsplit(":", 1)[0]


def _without_edition(address: str) -> str:
    cached = _AMP_CACHE.fullmatch(address)
    parts = _parts(f"https://{cached[1]}" if cached else address)
    if parts is None:
        return address
    name = parts.authority
    while name.count(".") > 1 and name.split(".", 1)[0] in _EDITIONS:
        name = name.split(".", 1)[1]
    path = _AMP_PATH.sub(r"\1", parts.path).rstrip("/") or "/"
    query = "&".join(one for one in parts.query.split("&") if one.lower() not in _AMP_QUERIES)
    return f"//{name}{path}{f'?{query}' if query else ''}"


def _domain(name: str) -> str:
    """The registered domain, by a rule of thumb: two labels, three under a country's co., com., org. and the like."""
    labels = name.removesuffix(".").split(".")
    if name.endswith("]") or labels[-1].isdigit():
        return name
    is_second_level = len(labels[-1]) == 2 and len(labels) > 2 and labels[-2] in _SECOND_LEVELS
    is_shared = ".".join(labels[-2:]) in _SHARED
    return ".".join(labels[-3 if is_second_level or is_shared else -2 :])


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", text).strip()


def _parts(url: str) -> _Parts | None:
    if len(url) > _LONGEST_ADDRESS:
        return None
    try:
        split = urlsplit(url)
        authority = _authority(split)
    except (ValueError, UnicodeError):  # brackets without an IPv6 address, a port that is no number
        return None
    if authority is None:
        return None
    path = split.path if not split.path or split.path.startswith("/") else f"/{split.path}"
    return _Parts(split.scheme, authority, _legal(path), _legal(split.query), _legal(split.fragment))


def _authority(split: SplitResult) -> str | None:
    if split.scheme not in _DEFAULT_PORTS or "@" in split.netloc:
        return None
    name = _host_name(split.hostname or "")
    if name is None:
        return None
    port = split.port
    return name if port in {None, _DEFAULT_PORTS[split.scheme]} else f"{name}:{port}"


def _host_name(name: str) -> str | None:
    if ":" in name:
        return _bracketed(name)
    if len(name) > _LONGEST_HOST:  # before IDNA, whose cost grows with the square of the length
        return None
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode("ascii")
        except idna.IDNAError:
            return None
    name = name.lower().removesuffix(".")
    return name if _NAMED_HOST.fullmatch(name) and ".." not in name else None


def _bracketed(name: str) -> str | None:
    try:
        return f"[{IPv6Address(name)}]"
    except AddressValueError:
        return None


def _legal(text: str) -> str:
    return _ILLEGAL.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)


def _normal_escapes(text: str) -> str:
    return _ESCAPED.sub(_normal_escape, text)


def _normal_escape(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4, for a path that begins with a slash."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == ".." and kept:
            kept.pop()
        elif segment not in {".", ".."}:
            kept.append(segment)
    if segments and segments[-1] in {".", ".."}:
        kept.append("")
    return "".join(f"/{segment}" for segment in kept)
