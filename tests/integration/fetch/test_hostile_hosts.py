"""Hosts that hang, drip, lie and never end."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from integration.fetch.conftest import Fetch
from integration.fetch.hostile_site import PAGE, HostileSite

from pipeline.errors import AddressRefused, FetchFailed, TooLarge, Unreachable
from pipeline.fetch import Limits, Request, fetch_all, require_document

REASONS = {
    "/hang": "no whole answer within 0.5 s, nothing of the body had come",
    "/hang-in-body": "no whole answer within 0.5 s, 104 bytes of the body had come",
    "/drip-fields": "no whole answer within 0.5 s",
    "/endless-continue": "no whole answer within 0.5 s",
    "/drip-status": "the answer is not HTTP",
    "/http-0.9": "the answer is not HTTP",
    "/absurd-chunk": "the body is not what the headers say: Chunk size overflow",
    "/chunk-without-end": "the body broke off",
    "/hang-up": "the host hung up before it had answered",
    "/half-a-head": "the host hung up before it had answered",
    "/not-http": "the answer is not HTTP",
    "/two-lengths": "the answer is not HTTP",
    "/too-short": "the body broke off",
    "/half-a-chunk": "the body broke off",
    "/bad-chunk": "the body is not what the headers say: Invalid character in chunk size",
    "/bad-chunk-then-silence": "the body is not what the headers say: Invalid character in chunk size",
    "/reset": "the body broke off",
}
TOO_LARGE = [
    "/announced-too-large",
    "/endless-body",
    "/long-field",
    "/many-fields",
    "/endless-fields",
    "/many-trailers",
]


@pytest.fixture(scope="module")
def self_signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostileSite]:
    """A site whose certificate nobody vouches for."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to make a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    make_certificate(key, certificate)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    with HostileSite(tls=tls) as running:
        yield running


def make_certificate(key: Path, certificate: Path) -> None:
    """A key and a certificate that it signed itself."""
    wish = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    subprocess.run(["openssl", *wish, "-keyout", key, "-out", certificate], check=True, capture_output=True)


def failed(answer: object) -> FetchFailed:
    """The failure, and nothing but a failure."""
    assert isinstance(answer, FetchFailed)
    return answer


@pytest.mark.parametrize(("path", "reason"), REASONS.items())
def test_a_host_that_gives_no_whole_answer_is_unreachable_for_a_reason(fetch: Fetch, path: str, reason: str) -> None:
    failure = failed(fetch(path))
    assert (type(failure), failure.heals) == (Unreachable, True)
    assert failure.reason.startswith(reason)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/length-and-chunks", b""),
        ("/negative-length", PAGE),
        ("/length-in-words", PAGE),
        ("/null-in-field", PAGE),
        ("/field-in-quotes", PAGE),
        ("/field-without-a-name", PAGE),
        ("/blank-before-the-colon", PAGE),
        ("/one-length-twice", PAGE),
        ("/one-length-in-one-field-twice", PAGE),
        ("/too-long", PAGE),
        ("/too-long-then-silence", PAGE),
        ("/chunks-and-more", b"one"),
        ("/chunks-and-more-at-once", b"one"),
        ("/line-feeds-alone", PAGE),
        ("/interim", PAGE),
    ],
)
def test_a_broken_field_does_not_cost_the_answer(fetch: Fetch, path: str, body: bytes) -> None:
    assert require_document(fetch(path)).body == body


@pytest.mark.parametrize("path", TOO_LARGE)
def test_a_host_that_sends_too_much_is_cut_off(fetch: Fetch, path: str) -> None:
    failure = failed(fetch(path))
    assert (type(failure), failure.heals) == (TooLarge, False)


@pytest.mark.parametrize("path", ["/drip", "/drip-chunks"])
def test_a_dripping_body_ends_at_the_deadline(fetch: Fetch, path: str) -> None:
    assert "bytes of the body had come" in failed(fetch(path)).reason


def test_what_follows_a_body_is_not_the_next_answer(site: HostileSite, limits: Limits) -> None:
    requests = [Request(url=site.url("/too-long")), Request(url=site.url("/page"))]
    answers = [fetch_all([request], limits=limits)[0] for request in requests]
    assert [require_document(answer).body for answer in answers] == [PAGE, PAGE]


@pytest.mark.parametrize("path", ["/to-gopher", "/to-ftp", "/to-data", "/to-mail"])
def test_a_redirect_out_of_the_web_is_refused(fetch: Fetch, path: str) -> None:
    assert isinstance(fetch(path), AddressRefused)


def test_a_token_in_an_address_is_not_told(fetch: Fetch) -> None:
    failure = failed(fetch("/to-a-token"))
    assert "s3cret" not in str(failure)
    assert "story?id=7&access_token=…" in str(failure)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "brotli", "zstd", "nested"])
def test_a_bomb_within_the_cap_is_known_by_its_ratio(site: HostileSite, limits: Limits, coding: str) -> None:
    roomy = replace(limits, decoded_bytes=20_000_000, deadline=timedelta(seconds=5))
    failure = failed(fetch_all([Request(url=site.url(f"/{coding}-ratio"))], limits=roomy)[0])
    assert isinstance(failure, TooLarge)
    assert "a bomb" in failure.reason


def test_a_certificate_that_nobody_vouches_for_is_not_believed(self_signed: HostileSite, limits: Limits) -> None:
    failure = failed(fetch_all([Request(url=self_signed.url("/page"))], limits=limits)[0])
    assert failure.reason.startswith("its certificate is not valid: self-signed certificate")


def test_a_host_that_speaks_no_tls_is_unreachable(site: HostileSite, limits: Limits) -> None:
    url = site.url("/page").replace("http:", "https:")
    assert failed(fetch_all([Request(url=url)], limits=limits)[0]).reason.startswith("no secure connection")


def test_a_closed_port_is_unreachable(limits: Limits) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
    assert failed(fetch_all([Request(url=url)], limits=limits)[0]).reason.startswith("no connection: ")


def test_a_name_that_does_not_exist_is_unreachable(limits: Limits) -> None:
    failure = failed(fetch_all([Request(url="http://no-such-host.invalid/")], limits=limits)[0])
    assert type(failure) is Unreachable
