"""The address guard at work: nothing private is ever connected to, whatever it is called."""

import asyncio
import socket

import pytest
from integration.fetch.hostile_site import PAGE, HostileSite

from pipeline.errors import AddressRefused, FetchFailed
from pipeline.fetch import Limits, Request, fetch_all, require_document
from pipeline.fetch.address_guard import AddressInfo, guarded_socket, socket_to_anywhere
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


def guarded_fetch(site: HostileSite, path: str, limits: Limits) -> Answer | FetchFailed:
    """Fetch a path of the site with the guard on, to which the site alone is an exception."""

    def open_socket(address_info: AddressInfo) -> socket.socket:
        known = address_info[4] == ("127.0.0.1", site.port)
        return socket_to_anywhere(address_info) if known else guarded_socket(address_info)

    batch = fetch_batch([Request(url=site.url(path))], limits=limits, open_socket=open_socket)
    return asyncio.run(batch)[0]


@pytest.mark.parametrize("host", LOOPBACK_BY_OTHER_NAMES)
def test_loopback_is_refused_under_every_name(site: HostileSite, host: str) -> None:
    failure = fetch_all([Request(url=f"http://{host}:{site.port}/page")], limits=Limits())[0]
    assert isinstance(failure, AddressRefused)
    assert site.visits == []


@pytest.mark.parametrize("path", ["/to-metadata", "/to-loopback-6", "/to-a-private-name"])
def test_a_redirect_does_not_get_past_the_guard(site: HostileSite, limits: Limits, path: str) -> None:
    failure = guarded_fetch(site, path, limits)
    assert isinstance(failure, AddressRefused)
    assert failure.reason.startswith("redirected to http://")


def test_the_guard_lets_others_through(site: HostileSite, limits: Limits) -> None:
    assert require_document(guarded_fetch(site, "/relative", limits)).body == PAGE


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://news.example/", "//news.example/", "news.example", "http://", "http://a b/", ""],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    assert isinstance(fetch_all([Request(url=url)], limits=Limits())[0], AddressRefused)


def test_an_address_with_a_password_is_refused_and_the_password_not_told() -> None:
    failure = fetch_all([Request(url="http://editor:secret@news.example/")], limits=Limits())[0]
    assert isinstance(failure, AddressRefused)
    assert "secret" not in str(failure)
