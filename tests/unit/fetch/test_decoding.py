"""Content-Encoding undone within its cap."""

import gzip
import zlib
from collections.abc import Callable
from contextlib import suppress

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import BadEncoding, FetchFailed, TooLarge
from pipeline.fetch.decoding import decoded

CAP = 1_000_000
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda body: brotli.compress(body, quality=5),
    "zstd": zstandard.compress,
}
# Long enough for more than one step of each decoder.
STORY = b"".join(b"<p>Line %d: %x barrels landed.</p>" % (line, line * 7919 % 65537) for line in range(8_000))

every_coding = pytest.mark.parametrize("coding", ENCODERS)


def undone(body: bytes, coding: str | None, *, most_bytes: int = CAP) -> bytes:
    """The body decoded, in the name of an example."""
    return decoded(body, coding, most_bytes=most_bytes, subject="https://news.example/")


@every_coding
def test_a_long_body_comes_back_whole(coding: str) -> None:
    assert undone(ENCODERS[coding](STORY), coding) == STORY


@every_coding
def test_a_body_as_long_as_the_cap_is_not_too_large(coding: str) -> None:
    assert undone(ENCODERS[coding](STORY), coding, most_bytes=len(STORY)) == STORY


@every_coding
def test_a_body_one_byte_longer_than_the_cap_is(coding: str) -> None:
    with pytest.raises(TooLarge):
        undone(ENCODERS[coding](STORY), coding, most_bytes=len(STORY) - 1)


@every_coding
@pytest.mark.parametrize("share", [0.001, 0.5, 0.999])
def test_a_body_that_breaks_off_is_noticed(coding: str, share: float) -> None:
    body = ENCODERS[coding](STORY)
    with pytest.raises(BadEncoding, match="breaks off"):
        undone(body[: int(len(body) * share)], coding)


@every_coding
@given(body=st.binary(max_size=300))
def test_rubbish_is_a_failure_or_short(coding: str, body: bytes) -> None:
    with suppress(FetchFailed):
        assert len(undone(body, coding, most_bytes=1000)) <= 1000


@pytest.mark.parametrize("coding", [None, "", "identity", "UTF-8", "none, identity"])
def test_what_is_no_coding_changes_nothing(coding: str | None) -> None:
    assert undone(STORY, coding) == STORY


@pytest.mark.parametrize("coding", ["GZIP", "x-gzip", " gzip ,", "identity, gzip"])
def test_the_name_of_a_coding_is_read_as_the_rfc_says(coding: str) -> None:
    assert undone(gzip.compress(STORY), coding) == STORY


def test_zlib_under_the_name_of_gzip_is_understood() -> None:
    assert undone(zlib.compress(STORY), "gzip") == STORY


def test_padding_after_gzip_is_ignored() -> None:
    assert undone(gzip.compress(STORY) + bytes(512), "gzip") == STORY


def test_frames_of_zstd_are_joined() -> None:
    assert undone(zstandard.compress(b"one ") + zstandard.compress(b"story"), "zstd") == b"one story"


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_body_of_empty_members_is_too_large(coding: str) -> None:
    with pytest.raises(TooLarge, match="members"):
        undone(ENCODERS[coding](b"") * 2_000, coding)


def test_the_last_coding_is_undone_first() -> None:
    assert undone(brotli.compress(gzip.compress(STORY)), "gzip, br") == STORY


def test_three_layers_are_too_many() -> None:
    with pytest.raises(TooLarge, match="3 layers"):
        undone(STORY, "gzip, br, gzip")


def test_a_coding_that_we_did_not_ask_for_is_named() -> None:
    with pytest.raises(BadEncoding, match="compress"):
        undone(STORY, "compress")


@pytest.mark.parametrize(
    "body", [STORY, b"\xef\xbb\xbf<?xml version='1.0'?><rss/>", b'\n{"items": []}', b"\r\n <feed/>"]
)
@pytest.mark.parametrize("coding", [*ENCODERS, "x-gzip"])
def test_a_body_that_was_not_encoded_after_all_is_read(body: bytes, coding: str) -> None:
    assert undone(body, coding) == body


@pytest.mark.parametrize("coding", [*ENCODERS, "compress"])
def test_gzip_is_known_under_any_name(coding: str) -> None:
    assert undone(gzip.compress(STORY), coding) == STORY


@pytest.mark.parametrize("window", [15, -15])
def test_deflate_is_read_wrapped_and_bare(window: int) -> None:
    deflater = zlib.compressobj(wbits=window)
    assert undone(deflater.compress(STORY) + deflater.flush(), "deflate") == STORY


def test_a_feed_that_was_padded_with_blanks_is_no_bomb() -> None:
    feed = STORY + b" " * 13_000_000
    assert undone(gzip.compress(feed), "gzip", most_bytes=20_000_000) == feed
