"""Which addresses are never connected to."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetch.address_guard import refusal

REFUSED = {
    "0.0.0.0": "unspecified",
    "0.1.2.3": "unspecified",
    "10.0.0.1": "private",
    "100.64.0.1": "private",
    "100.100.100.200": "private",
    "127.0.0.1": "loopback",
    "127.255.255.254": "loopback",
    "168.63.129.16": "metadata",
    "169.254.169.254": "metadata",
    "172.16.0.1": "private",
    "172.31.255.255": "private",
    "192.0.0.192": "reserved",
    "192.0.2.1": "documentation",
    "192.88.99.1": "reserved",
    "192.168.1.1": "private",
    "198.19.255.255": "benchmarks",
    "198.51.100.7": "documentation",
    "203.0.113.7": "documentation",
    "224.0.0.251": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "reserved",
    "::": "unspecified",
    "::1": "loopback",
    "::127.0.0.1": "127.0.0.1, loopback",
    "::ffff:127.0.0.1": "127.0.0.1, loopback",
    "::ffff:0:127.0.0.1": "127.0.0.1, loopback",
    "::ffff:169.254.169.254": "169.254.169.254, link-local",
    "64:ff9b::10.0.0.1": "10.0.0.1, private",
    "64:ff9b:1::1": "private",
    "100::1": "reserved",
    "2001:0:4136:e378:8000:63bf:f5ff:fffe": "10.0.0.1, private",
    "2001:20::1": "reserved",
    "2001:db8::1": "documentation",
    "2002:7f00:1::1": "127.0.0.1, loopback",
    "2002:a9fe:a9fe::": "169.254.169.254, link-local",
    "3fff::1": "documentation",
    "4000::1": "reserved",
    "fc00::1": "private",
    "fd00:ec2::254": "private",
    "fe80::1%eth0": "link-local",
    "fec0::1": "private",
    "ff02::1": "multicast",
    "localhost": "no IP address",
    "": "no IP address",
}
PUBLIC = [
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "223.255.255.255",
    "2606:4700::1111",
    "2a00:1450:4001::2003",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "2002:808:808::1",
]


@pytest.mark.parametrize(("address", "why"), REFUSED.items())
def test_an_address_that_no_news_comes_from_is_refused(address: str, why: str) -> None:
    assert why in str(refusal(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_not(address: str) -> None:
    assert refusal(address) is None


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_however_it_is_wrapped(address: ipaddress.IPv4Address) -> None:
    judged = refusal(str(address)) is None
    assert (refusal(f"::ffff:{address}") is None) == judged
    assert (refusal(f"64:ff9b::{address}") is None) == judged


@given(st.ip_addresses())
def test_what_the_standard_library_calls_private_is_never_let_through(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    closed = address.is_loopback or address.is_link_local or address.is_multicast or address.is_unspecified
    assert not closed or refusal(str(address)) is not None
