"""What a person types and reads holds no secret: lists that are taken in and handed out, errors, subscribers."""

import json
from pathlib import Path

import pytest
from command_line import newswire

from pipeline.store import Store
from pipeline.store.feeds import NewFeed

FEED = "https://news.example/rss?token=S3cr3t"
LIST = '<opml version="2.0"><body>{}</body></opml>'


def a_list(folder: Path, *addresses: str) -> str:
    outlines = "".join(f'<outline text="{address}" xmlUrl="{address}"/>' for address in addresses)
    (folder / "list.opml").write_text(LIST.format(outlines))
    return str(folder / "list.opml")


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["plain", "json"])
def test_a_refused_address_is_told_without_its_password(
    store: Store, database: str, tmp_path: Path, options: tuple[str, ...]
) -> None:
    refused = ("https://editor:S3cr3t@a.example/rss", "editor:S3cr3t@b.example/rss", "https://c:x/S3cr3t@c.example/")
    done = newswire("feeds", "import", a_list(tmp_path, *refused), *options, database=database)
    assert "S3cr3t" not in done.stdout + done.stderr
    assert [name for name in ("a.example", "b.example", "c.example") if name not in done.stdout] == []
    assert store.feeds.list() == []


def test_a_title_that_is_an_address_is_no_way_round(store: Store, database: str, tmp_path: Path) -> None:
    newswire("feeds", "import", a_list(tmp_path, FEED), database=database)
    (feed,) = store.feeds.list()
    assert (feed.title, feed.source) == ("https://news.example/rss?token=…", "news.example")


def test_a_list_is_handed_out_without_tokens_and_says_so(store: Store, database: str) -> None:
    store.feeds.add(NewFeed(url=FEED, source_slug="news.example", source_name="The News"))
    done = newswire("feeds", "export", database=database)
    assert ("token=…" in done.stdout, "S3cr3t" in done.stdout) == (True, False)
    assert done.stderr == "newswire: 1 address has a token that is masked; --secrets writes it\n"
    assert FEED in newswire("feeds", "export", "--secrets", database=database).stdout


def test_a_masked_list_is_not_taken_in(store: Store, database: str, tmp_path: Path) -> None:
    done = newswire("feeds", "import", a_list(tmp_path, "https://news.example/rss?token=…"), database=database)
    assert "its password or token is masked" in done.stdout
    assert store.feeds.list() == []


@pytest.mark.parametrize(
    "command",
    [
        "feeds add https://editor:S3cr3t@news.example/",
        "feeds test https://127.0.0.1:1/rss?key=S3cr3t --json",
        "ingest https://editor:S3cr3t@news.example/",
        "webhooks add https://editor:S3cr3t@news.example/",
        "replay --feed https://news.example/rss?key=S3cr3t",
    ],
)
def test_an_error_names_no_secret(database: str, command: str) -> None:
    done = newswire(*command.split(), database=database)
    assert done.returncode == 1
    assert "S3cr3t" not in done.stdout + done.stderr


@pytest.mark.parametrize("password", ["S3/cr3t", "S3@cr3t", "S3#cr3t", "S3?cr3t", "S3:cr3t/cr3t"])
def test_a_password_that_ends_its_address_is_not_told(password: str) -> None:
    done = newswire("status", database=f"postgresql://newswire:{password}@127.0.0.1:1/newswire")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "cr3t" not in done.stderr
    assert "NEWSWIRE_DATABASE_URL: " in done.stderr


def test_a_subscribers_token_is_not_listed(database: str) -> None:
    added = newswire("webhooks", "add", "https://desk.example/?token=S3cr3t", "--json", database=database)
    listed = newswire("webhooks", "list", "--json", database=database)
    assert "S3cr3t" not in added.stdout + listed.stdout


def test_a_secret_can_be_made_up_without_being_printed(store: Store, database: str, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    done = newswire("webhooks", "add", "https://desk.example/", "--secret-file", str(file), "--json", database=database)
    subscriber = store.webhooks.get(json.loads(done.stdout)["id"])
    assert subscriber is not None
    assert (subscriber.secret, file.stat().st_mode & 0o777) == (file.read_text(), 0o600)
    assert subscriber.secret not in done.stdout
