"""The address guard at work: nothing private is ever connected to, whatever it is called."""

import asyncio
import socket
from collections.abc import Sequence

import pytest
from integration.fetch.hostile_site import PAGE, HostileSite

from pipeline.errors import AddressRefused, FetchFailed
from pipeline.fetch import Limits, Request, fetch_all, require_document
from pipeline.fetch.address_guard import AddressInfo, SocketFactory, guarded_socket, socket_to_anywhere
from pipeline.fetch.client import fetch_batch
from pipeline.model import Answer

LOOPBACK_BY_OTHER_NAMES = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "0x7f000001",
    "0x7f.1",
    "0",
    "0.0.0.0",
    "localhost",
    "LOCALHOST.",
    "１２７。0。0。1",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
]


def open_for(site: HostileSite) -> SocketFactory:
    """The guard, to which the site alone is an exception."""

    def open_socket(address_info: AddressInfo) -> socket.socket:
        known = address_info[4] == ("127.0.0.1", site.port)
        return socket_to_anywhere(address_info) if known else guarded_socket(address_info)

    return open_socket


def guarded_fetch(site: HostileSite, path: str, limits: Limits) -> Answer | FetchFailed:
    """Fetch a path of the site with the guard on."""
    batch = fetch_batch([Request(url=site.url(path))], limits=limits, open_socket=open_for(site))
    return asyncio.run(batch)[0]


@pytest.mark.parametrize("host", LOOPBACK_BY_OTHER_NAMES)
def test_loopback_is_refused_under_every_name(site: HostileSite, host: str) -> None:
    failure = fetch_all([Request(url=f"http://{host}:{site.port}/page")], limits=Limits())[0]
    assert isinstance(failure, AddressRefused)
    assert site.visits == []


@pytest.mark.parametrize("port", [22, 25, 6000, 10080])
def test_a_port_of_another_service_is_refused(port: int) -> None:
    failure = fetch_all([Request(url=f"http://news.example:{port}/")], limits=Limits())[0]
    assert isinstance(failure, AddressRefused)
    assert "is not the web" in failure.reason


def hostile_names(monkeypatch: pytest.MonkeyPatch, *answers: Sequence[str]) -> None:
    """A name server in hostile hands: the addresses of each look-up in turn, the last for ever."""
    left = list(answers)

    def look_up(host: bytes, port: int, **_: object) -> list[tuple[object, ...]]:
        addresses = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (one, port)) for one in addresses]

    monkeypatch.setattr("pipeline.fetch.names.socket.getaddrinfo", look_up)


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["10.0.0.1", "127.0.0.1"], ["169.254.169.254"]])
def test_a_name_for_a_private_address_is_refused(
    site: HostileSite, monkeypatch: pytest.MonkeyPatch, addresses: list[str]
) -> None:
    hostile_names(monkeypatch, addresses)
    failure = fetch_all([Request(url=f"http://news.example:{site.port}/page")], limits=Limits())[0]
    assert isinstance(failure, AddressRefused)
    assert site.visits == []


def test_a_name_that_moves_to_a_private_address_is_refused_then(
    site: HostileSite, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile_names(monkeypatch, ["127.0.0.1"], ["127.0.0.9"])
    asked = [Request(url=f"http://news.example:{site.port}/page")]
    first, second = (asyncio.run(fetch_batch(asked, limits=limits, open_socket=open_for(site)))[0] for _ in range(2))
    assert (type(first), type(second)) == (Answer, AddressRefused)


@pytest.mark.parametrize("path", ["/to-metadata", "/to-loopback-6", "/to-a-private-name"])
def test_a_redirect_does_not_get_past_the_guard(site: HostileSite, limits: Limits, path: str) -> None:
    failure = guarded_fetch(site, path, limits)
    assert isinstance(failure, AddressRefused)
    assert failure.reason.startswith("redirected to http://")


def test_the_guard_lets_others_through(site: HostileSite, limits: Limits) -> None:
    assert require_document(guarded_fetch(site, "/relative", limits)).body == PAGE


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.example/",
        "gopher://news.example/",
        "data:text/html,a",
        "javascript:alert(1)",
        "http://[fe80::1%25eth0]/",
        "http://news.example:99999/",
        "//news.example/",
        "news.example",
        "http://",
        "http://a b/",
        "",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    assert isinstance(fetch_all([Request(url=url)], limits=Limits())[0], AddressRefused)


def test_an_address_with_a_password_is_refused_and_the_password_not_told() -> None:
    failure = fetch_all([Request(url="http://editor:secret@news.example/")], limits=Limits())[0]
    assert isinstance(failure, AddressRefused)
    assert "secret" not in str(failure)


def test_an_address_cannot_smuggle_a_field(site: HostileSite, limits: Limits) -> None:
    fetch_all([Request(url=site.url("/page\r\nX-Evil: 1\r\n"))], limits=limits)
    assert [("x-evil" in visit.fields, " " in visit.path) for visit in site.visits] == [(False, False)]
