"""Which addresses are never connected to, judged on the very address that a socket is opened for.

A name that is looked up twice can lead to two places (DNS rebinding), and 2130706433, 0x7f.1 and ::ffff:127.0.0.1 are
all 127.0.0.1: so nothing is judged by how an address is written, and nothing before the last moment.
"""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["PrivateAddress", "SocketFactory", "guarded_socket", "refusal", "socket_to_anywhere"]

# An address as getaddrinfo gives it: family, type, protocol, canonical name, socket address.
AddressInfo = tuple[Any, ...]
SocketFactory = Callable[[AddressInfo], socket.socket]

_IPv4 = ipaddress.IPv4Address
_IPv6 = ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class _Closed:
    """A network that no news comes from."""

    network: str
    why: str


# The special-purpose registries of IANA. The standard library knows them too, but differently in each minor release.
_CLOSED = (
    _Closed(network="0.0.0.0/8", why="unspecified, which many systems take for themselves"),
    _Closed(network="10.0.0.0/8", why="private"),
    _Closed(network="100.64.0.0/10", why="private, shared behind a provider's address"),
    _Closed(network="127.0.0.0/8", why="loopback"),
    _Closed(network="168.63.129.16/32", why="the metadata service of Azure"),
    _Closed(network="169.254.0.0/16", why="link-local, where clouds keep their metadata services"),
    _Closed(network="172.16.0.0/12", why="private"),
    _Closed(network="192.0.0.0/24", why="reserved for protocols"),
    _Closed(network="192.0.2.0/24", why="reserved for documentation"),
    _Closed(network="192.88.99.0/24", why="reserved, once a 6to4 relay"),
    _Closed(network="192.168.0.0/16", why="private"),
    _Closed(network="198.18.0.0/15", why="reserved for benchmarks"),
    _Closed(network="198.51.100.0/24", why="reserved for documentation"),
    _Closed(network="203.0.113.0/24", why="reserved for documentation"),
    _Closed(network="224.0.0.0/4", why="multicast"),
    _Closed(network="240.0.0.0/4", why="reserved"),
    _Closed(network="::/128", why="unspecified, which many systems take for themselves"),
    _Closed(network="::1/128", why="loopback"),
    _Closed(network="64:ff9b:1::/48", why="private, a network's own NAT64"),
    _Closed(network="2001::/23", why="reserved for protocols"),
    _Closed(network="2001:db8::/32", why="reserved for documentation"),
    _Closed(network="3fff::/20", why="reserved for documentation"),
    _Closed(network="fc00::/7", why="private"),
    _Closed(network="fe80::/10", why="link-local"),
    _Closed(network="fec0::/10", why="private, site-local"),
    _Closed(network="ff00::/8", why="multicast"),
)
_CLOSED_NETWORKS = tuple((ipaddress.ip_network(rule.network), rule.why) for rule in _CLOSED)
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Embedding:
    """An IPv6 network whose addresses carry an IPv4 address, `shift` bits from the right."""

    network: ipaddress.IPv6Network
    shift: int = 0
    inverted: bool = False
    why: str


_EMBEDDINGS = (
    _Embedding(network=ipaddress.IPv6Network("::ffff:0:0/96"), why="IPv4-mapped (RFC 4291)"),
    _Embedding(network=ipaddress.IPv6Network("::ffff:0:0:0/96"), why="IPv4-translated (RFC 2765)"),
    _Embedding(network=ipaddress.IPv6Network("64:ff9b::/96"), why="NAT64 (RFC 6052)"),
    _Embedding(network=ipaddress.IPv6Network("2002::/16"), shift=80, why="6to4 (RFC 3056)"),
    _Embedding(network=ipaddress.IPv6Network("2001::/32"), inverted=True, why="Teredo, the client (RFC 4380)"),
    _Embedding(network=ipaddress.IPv6Network("::/96"), why="IPv4-compatible (RFC 4291)"),
)
# :: and ::1 lie in the IPv4-compatible network and are addresses of their own.
_OWN_IPV6 = frozenset({_IPv6("::"), _IPv6("::1")})


class PrivateAddress(OSError):
    """The guard's refusal of an address.

    An OSError, and the same text for each address of a name: aiohappyeyeballs passes on nothing else, and of several
    failures keeps the first one whole only where all read alike.
    """

    def __init__(self, why: str) -> None:
        super().__init__("the address is not public")
        self.why = why


def refusal(address: str) -> str | None:
    """Why an IP address must not be connected to, or None. An IPv4 address inside an IPv6 one is judged as itself."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return f"{address} is no IP address"
    judged = _embedded(ip) or ip
    why = _why_closed(judged)
    if why is None:
        return None
    return f"{address} is {why}" if judged == ip else f"{address} is {judged}, {why}"


def _embedded(ip: _IPv4 | _IPv6) -> _IPv4 | None:
    if isinstance(ip, _IPv4) or ip in _OWN_IPV6:
        return None
    form = next((form for form in _EMBEDDINGS if ip in form.network), None)
    if form is None:
        return None
    bits = int(ip) >> form.shift & 0xFFFFFFFF
    return _IPv4(bits ^ 0xFFFFFFFF if form.inverted else bits)


def _why_closed(ip: _IPv4 | _IPv6) -> str | None:
    known = next((why for network, why in _CLOSED_NETWORKS if ip in network), None)
    if known is None and isinstance(ip, _IPv6) and ip not in _GLOBAL_UNICAST:
        return "reserved"
    return known


def guarded_socket(address_info: AddressInfo) -> socket.socket:
    """A socket for this one address; PrivateAddress where nothing may connect to it."""
    why = refusal(str(address_info[4][0]))
    if why is not None:
        raise PrivateAddress(why)
    return socket_to_anywhere(address_info)


def socket_to_anywhere(address_info: AddressInfo) -> socket.socket:
    """A socket for this one address, whatever it is."""
    family, kind, protocol, _, _ = address_info
    return socket.socket(family, kind, protocol)
