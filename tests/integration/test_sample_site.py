"""The sample site over real HTTP."""

import gzip
import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from lxml import html

from pipeline.demo.sample import PageAnswer, SampleArticle, SampleInvalid
from pipeline.demo.site import SampleSite

FEED = "/harbour-gazette/rss/front.xml"
QUIET_FEED = "/courrier-vaulnay/rss.xml"


class Reply:
    """An answer, read to its end."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self.body = answer.read()


def ask(site: SampleSite, path: str, *, method: str = "GET", **headers: str) -> Reply:
    connection = http.client.HTTPConnection(site.url.removeprefix("http://"), timeout=10)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return Reply(connection.getresponse())
    finally:
        connection.close()


def page_of(site: SampleSite, story: str) -> SampleArticle:
    return next(article for article in site.sample.articles() if article.story == story)


def text_of(page: bytes) -> str:
    return "".join(str(part) for part in html.fromstring(page).itertext())


def links_of(page: bytes, path: str) -> list[str]:
    found = html.fromstring(page).xpath(path)
    assert isinstance(found, list)
    return [str(link) for link in found]


@pytest.fixture
def site() -> Iterator[SampleSite]:
    with SampleSite() as site:
        yield site


def test_every_story_stands_at_its_address_with_all_its_paragraphs(site: SampleSite) -> None:
    stories = [article for article in site.sample.articles() if article.paragraphs]
    pages = {article.path: text_of(ask(site, article.path).body) for article in stories}
    lost = [
        (one.path, paragraph) for one in stories for paragraph in one.paragraphs if paragraph not in pages[one.path]
    ]
    assert lost == []


def test_an_amp_page_also_stands_at_its_canonical_address(site: SampleSite) -> None:
    article = page_of(site, "frost-eiswein-lese")
    assert ask(site, article.path).body == ask(site, article.canonical_path).body


def test_an_amp_page_names_its_canonical_address(site: SampleSite) -> None:
    article = page_of(site, "frost-eiswein-lese")
    page = ask(site, article.path).body
    assert links_of(page, "//link[@rel='canonical']/@href") == [site.url + article.canonical_path]


def test_a_home_page_announces_its_feeds(site: SampleSite) -> None:
    announced = links_of(ask(site, "/haldener-tagblatt/").body, "//link[@rel='alternate']/@href")
    assert announced == ["/haldener-tagblatt/feeds/aktuell.atom", "/haldener-tagblatt/feeds/region.xml"]


def test_the_list_of_outlets_stands_at_the_root(site: SampleSite) -> None:
    links = links_of(ask(site, "/").body, "//a/@href")
    assert [site.url + link for link in links] == site.home_urls


def test_a_client_that_holds_the_page_is_told_so_by_its_tag(site: SampleSite) -> None:
    tag = ask(site, FEED).headers["ETag"]
    assert ask(site, FEED, If_None_Match=tag).status == 304


def test_a_client_that_holds_the_page_is_told_so_by_its_date(site: SampleSite) -> None:
    date = ask(site, FEED).headers["Last-Modified"]
    assert ask(site, FEED, If_Modified_Since=date).status == 304


def test_a_304_has_no_body_and_keeps_the_connection(site: SampleSite) -> None:
    tag = ask(site, FEED).headers["ETag"]
    connection = http.client.HTTPConnection(site.url.removeprefix("http://"), timeout=10)
    connection.request("GET", FEED, headers={"If-None-Match": tag})
    empty = Reply(connection.getresponse())
    connection.request("GET", FEED)
    assert (empty.body, connection.getresponse().status) == (b"", 200)
    connection.close()


def test_a_wrong_tag_outweighs_a_right_date(site: SampleSite) -> None:
    date = ask(site, FEED).headers["Last-Modified"]
    assert ask(site, FEED, If_None_Match='"other"', If_Modified_Since=date).status == 200


def test_a_date_that_is_none_is_passed_over(site: SampleSite) -> None:
    assert ask(site, FEED, If_Modified_Since="yesterday").status == 200


def test_a_client_that_accepts_gzip_gets_the_same_bytes_compressed(site: SampleSite) -> None:
    packed = ask(site, FEED, Accept_Encoding="gzip, deflate")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == ask(site, FEED).body


def test_head_gives_the_length_without_the_body(site: SampleSite) -> None:
    head = ask(site, FEED, method="HEAD")
    assert (head.body, head.headers["Content-Length"]) == (b"", str(len(ask(site, FEED).body)))


def test_the_next_edition_changes_the_tag_of_a_changed_feed(site: SampleSite) -> None:
    before = ask(site, FEED).headers["ETag"]
    site.advance()
    assert ask(site, FEED, If_None_Match=before).status == 200


def test_the_next_edition_makes_a_changed_feed_newer(site: SampleSite) -> None:
    before = ask(site, FEED).headers["Last-Modified"]
    site.advance()
    assert (before, ask(site, FEED).headers["Last-Modified"]) == (
        "Fri, 20 Nov 2026 08:00:00 GMT",
        "Fri, 20 Nov 2026 11:00:00 GMT",
    )


def test_the_next_edition_leaves_an_unchanged_feed_alone(site: SampleSite) -> None:
    before = ask(site, QUIET_FEED).headers["ETag"]
    site.advance()
    assert ask(site, QUIET_FEED, If_None_Match=before).status == 304


def test_a_corrected_page_shows_its_note(site: SampleSite) -> None:
    site.advance()
    page = ask(site, page_of(site, "presupuesto-hospital-comarcal").path).body.decode()
    assert "Corrección: una versión anterior" in page


def test_a_post_turns_to_the_next_edition(site: SampleSite) -> None:
    assert json.loads(ask(site, "/edition", method="POST").body) == {"edition": 2}


def test_the_last_edition_stays(site: SampleSite) -> None:
    assert [site.advance(), site.advance()] == [2, 2]


def test_a_site_can_begin_with_the_second_edition() -> None:
    with SampleSite(edition=2) as site:
        assert "second attempt" in ask(site, page_of(site, "breakwater-gate-fails-test").path).body.decode()


def test_an_edition_that_was_never_written_is_refused() -> None:
    with pytest.raises(SampleInvalid, match="edition 3"):
        SampleSite(edition=3)


def test_other_addresses_take_no_post(site: SampleSite) -> None:
    assert ask(site, FEED, method="POST").status == 405


def test_a_missing_page_answers_404(site: SampleSite) -> None:
    assert ask(site, page_of(site, "parish-notices-november").path).status == 404


def test_the_shell_has_no_text(site: SampleSite) -> None:
    article = next(one for one in site.sample.articles() if one.answer is PageAnswer.SHELL)
    body = html.fromstring(ask(site, article.path).body).find("body")
    assert body is not None
    assert "".join(str(part) for part in body.itertext()).strip() == ""


def test_the_dead_feed_answers_500(site: SampleSite) -> None:
    assert ask(site, "/diario-montalera/comunidad/feed/").status == 500


def test_the_french_pages_say_that_they_are_windows_1252(site: SampleSite) -> None:
    answer = ask(site, page_of(site, "fermeture-ecole-ormel").path)
    assert answer.headers["Content-Type"] == "text/html; charset=windows-1252"
    assert "l’école" in answer.body.decode("windows-1252")


def test_requests_are_counted_by_path(site: SampleSite) -> None:
    ask(site, FEED)
    ask(site, f"{FEED}?page=2")
    assert site.requests[FEED] == 2


def test_a_client_that_vanishes_disturbs_nobody(site: SampleSite, capfd: pytest.CaptureFixture[str]) -> None:
    address = ("127.0.0.1", int(site.url.rpartition(":")[2]))
    with socket.create_connection(address) as hasty:
        hasty.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        hasty.sendall(f"GET {FEED} HTTP/1.1\r\nHost: site\r\n\r\n".encode())
    assert ask(site, FEED).status == 200
    site.stop()
    assert capfd.readouterr().err == ""


def test_stopping_ends_connections_that_clients_keep_open() -> None:
    site = SampleSite().start()
    with socket.create_connection(("127.0.0.1", int(site.url.rpartition(":")[2]))) as idle:
        idle.sendall(f"HEAD {FEED} HTTP/1.1\r\nHost: site\r\n\r\n".encode())
        assert idle.recv(4096).startswith(b"HTTP/1.1 200")
        site.stop()
        assert idle.recv(4096) == b""


def test_stopping_leaves_no_thread() -> None:
    before = threading.active_count()
    with SampleSite() as site:
        ask(site, FEED)
    assert threading.active_count() == before


def test_stopping_twice_is_harmless() -> None:
    site = SampleSite().start()
    site.stop()
    site.stop()


def test_a_site_serves_the_same_bytes_at_the_same_port() -> None:
    with SampleSite() as site:
        port, first = int(site.url.rpartition(":")[2]), ask(site, FEED).body
    with SampleSite(port=port) as again:
        assert ask(again, FEED).body == first


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_site_runs_alone_until_it_is_told_to_stop(number: signal.Signals) -> None:
    command = [sys.executable, "-W", "error", "-m", "pipeline.demo.site", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        running.stdout.readline()
        first_feed = running.stdout.readline()
        running.send_signal(number)
        _, complaints = running.communicate(timeout=20)
    assert (first_feed.startswith("http://127.0.0.1:"), complaints, running.returncode) == (True, "", 0)
