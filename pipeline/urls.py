"""Addresses: resolved, made comparable, turned into keys (RFC 3986, RFC 3987, UTS 46).

Nothing here raises: what is no address of a web page is None or comes back as it was, as each function says.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit
from uuid import UUID

import idna

__all__ = ["TRACKING", "Tracking", "authority", "canonical", "host", "origin", "resolve", "url_key"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """A query parameter that says where a reader came from, never which page is meant; a final * is for any ending."""

    name: str
    why: str


TRACKING = (
    Tracking(name="utm_*", why="campaign tags of Google Analytics, taken over by most other analytics"),
    Tracking(name="fbclid", why="click number of Facebook"),
    Tracking(name="gclid", why="click number of Google Ads"),
    Tracking(name="gclsrc", why="source of a Google Ads click"),
    Tracking(name="dclid", why="click number of Google display ads"),
    Tracking(name="gbraid", why="Google Ads click from an app"),
    Tracking(name="wbraid", why="Google Ads click from the web to an app"),
    Tracking(name="_ga", why="Google Analytics visitor handed from one domain to another"),
    Tracking(name="_gl", why="Google Analytics visitor handed from one domain to another"),
    Tracking(name="msclkid", why="click number of Microsoft Advertising"),
    Tracking(name="yclid", why="click number of Yandex"),
    Tracking(name="ysclid", why="click number of Yandex search"),
    Tracking(name="twclid", why="click number of Twitter"),
    Tracking(name="ttclid", why="click number of TikTok"),
    Tracking(name="igshid", why="share number of Instagram"),
    Tracking(name="li_fat_id", why="click number of LinkedIn"),
    Tracking(name="mc_cid", why="campaign of a Mailchimp newsletter"),
    Tracking(name="mc_eid", why="reader of a Mailchimp newsletter"),
    Tracking(name="mkt_tok", why="reader of a Marketo newsletter"),
    Tracking(name="_hsenc", why="reader of a HubSpot newsletter"),
    Tracking(name="_hsmi", why="campaign of a HubSpot newsletter"),
    Tracking(name="vero_id", why="reader of a Vero newsletter"),
    Tracking(name="oly_anon_id", why="reader known to Omeda"),
    Tracking(name="oly_enc_id", why="reader known to Omeda"),
    Tracking(name="wickedid", why="click number of Wicked Reports"),
    Tracking(name="dicbo", why="click number of Outbrain"),
    Tracking(name="tblci", why="click number of Taboola"),
    Tracking(name="at_medium", why="campaign of Piano Analytics"),
    Tracking(name="at_campaign", why="campaign of Piano Analytics"),
    Tracking(name="at_campaign_type", why="campaign of Piano Analytics"),
    Tracking(name="at_custom*", why="campaign of Piano Analytics"),
    Tracking(name="xtor", why="campaign of AT Internet, in the feeds of French papers"),
    Tracking(name="ns_campaign", why="campaign of Comscore"),
    Tracking(name="ns_mchannel", why="channel of a Comscore campaign"),
    Tracking(name="ns_source", why="source of a Comscore campaign"),
    Tracking(name="ns_linkname", why="link of a Comscore campaign"),
    Tracking(name="pk_*", why="campaign of Piwik"),
    Tracking(name="mtm_*", why="campaign of Matomo"),
    Tracking(name="wt_mc", why="campaign of Webtrekk, in the feeds of German papers"),
    Tracking(name="wt.mc_id", why="campaign of Webtrends"),
    Tracking(name="s_cid", why="campaign of Adobe Analytics"),
    Tracking(name="guccounter", why="consent counter of Yahoo"),
    Tracking(name="guce_referrer", why="page that a reader came from, by Yahoo's consent page"),
    Tracking(name="guce_referrer_sig", why="signature of guce_referrer"),
    Tracking(name="__twitter_impression", why="marks a page seen within Twitter"),
)

_TRACKED = frozenset(rule.name for rule in TRACKING if not rule.name.endswith("*"))
_TRACKED_PREFIXES = tuple(rule.name[:-1] for rule in TRACKING if rule.name.endswith("*"))

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

    The host comes back in lower case and ASCII, the rest escaped. None for a blank reference, for another scheme
    (javascript:, data:, mailto:), for an address with user information, for what is broken and for what is longer than
    8,000 characters.
    """
    wanted = _visible(reference)
    if not wanted or len(wanted) > _LONGEST_ADDRESS:
        return None
    try:
        joined = urljoin(_visible(base), wanted)
    except ValueError:
        return None
    parts = _parts(joined)
    return parts.address() if parts else None


def canonical(url: str) -> str:
    """The address in the one spelling under which equal addresses are equal (RFC 3986, 6.2).

    Default port, fragment, tracking parameters, dot segments and needless escapes are gone, the order of the query is
    kept. What `resolve` would refuse comes back stripped of blanks and control characters, otherwise as it was.
    """
    visible = _visible(url)
    parts = _parts(visible)
    if parts is None:
        return visible
    path = _without_dots(_normal_escapes(parts.path)) or "/"
    query = "&".join(_untracked(_normal_escapes(parts.query).split("&")))
    return parts._replace(path=path, query=query, fragment="").address()


def url_key(url: str) -> UUID:
    """The first 16 bytes of the SHA-256 of the canonical address: equal for equal addresses."""
    return UUID(bytes=hashlib.sha256(canonical(url).encode()).digest()[:16])


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


def _untracked(parameters: Iterable[str]) -> list[str]:
    return [parameter for parameter in parameters if parameter and not _tracks(parameter)]


def _tracks(parameter: str) -> bool:
    name = parameter.split("=", 1)[0].lower()
    return name in _TRACKED or name.startswith(_TRACKED_PREFIXES)
