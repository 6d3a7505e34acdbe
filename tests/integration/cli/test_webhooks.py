"""`newswire webhooks` as an operator types it."""

import hashlib
import hmac
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import an_article, loaded
from receiver import Receiver

from pipeline.fetch import Limits
from pipeline.stages.deliver import deliver_events
from pipeline.store import Store

SECRET = "sixteen letters and more"


def webhooks(database: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    settings = {"NEWSWIRE_DATABASE_URL": database, "NEWSWIRE_ALLOW_PRIVATE_ADDRESSES": "true"}
    command = [sys.executable, "-m", "pipeline.cli", "webhooks", *arguments]
    return subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False)


def test_what_is_added_is_told_what_comes_signed_with_the_secret(store: Store, database: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    with Receiver() as desk:
        loaded(store, an_article(store))
        webhooks(database, "add", desk.url, "--secret-file", str(tmp_path / "secret"), "--from", "")
        deliver_events(store, limits=Limits(allow_private_addresses=True))
        (message,) = desk.messages
    moment, _, signature = message.fields["Newswire-Signature"].partition(",v1=")
    signed = moment.removeprefix("t=").encode() + b"." + message.body
    assert hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest() == signature


def test_by_default_only_what_comes_is_told(store: Store, database: str) -> None:
    loaded(store, an_article(store))
    webhooks(database, "add", "https://desk.example/")
    assert store.webhooks.list()[0].behind == 0


def test_events_of_stories_are_told_to_those_who_ask_for_them(store: Store, database: str) -> None:
    webhooks(database, "add", "https://desk.example/")
    webhooks(database, "add", "https://desk.example/", "--kind", "story")
    kinds = [one.kinds for one in store.webhooks.list()]
    assert kinds == [["new", "updated", "corrected", "withdrawn", "metadata"], ["story"]]


def test_a_secret_is_made_up_printed_once_and_never_listed(store: Store, database: str) -> None:
    added = json.loads(webhooks(database, "add", "https://desk.example/", "--json").stdout)
    subscriber = store.webhooks.get(added["id"])
    assert subscriber is not None
    assert (subscriber.secret, len(added["secret"])) == (added["secret"], 43)
    assert added["secret"] not in webhooks(database, "list", "--json").stdout


def test_a_subscriber_is_listed_paused_resumed_and_removed(store: Store, database: str) -> None:
    webhooks(database, "add", "https://desk.example/", "--kind", "corrected", "--kind", "withdrawn")
    webhooks(database, "pause", "1")
    (listed,) = json.loads(webhooks(database, "list", "--json").stdout)
    assert (listed["kinds"], listed["paused_because"]) == (["corrected", "withdrawn"], "by hand")
    assert webhooks(database, "resume", "1").stdout == "webhook 1 is resumed\n"
    assert webhooks(database, "remove", "1").stdout == "webhook 1 is removed\n"
    assert webhooks(database, "remove", "1").returncode == 1


def test_a_test_says_what_the_subscriber_answers(store: Store, database: str) -> None:
    with Receiver(204, 500) as desk:
        webhooks(database, "add", desk.url)
        assert webhooks(database, "test", "1").stdout == f"{desk.url} took it: HTTP status 204\n"
        refused = webhooks(database, "test", "1")
        assert (refused.returncode, refused.stderr) == (1, f"newswire: {desk.url}: answered with HTTP status 500\n")
        assert desk.told() == [("test", 0), ("test", 0)]


@pytest.mark.parametrize("url", ["desk.example", "ftp://desk.example/", "https://user:secret@desk.example/"])
def test_what_cannot_be_posted_to_is_refused(database: str, url: str) -> None:
    refused = webhooks(database, "add", url)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)


def test_a_secret_that_can_be_guessed_is_refused(database: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("short")
    refused = webhooks(database, "add", "https://desk.example/", "--secret-file", str(tmp_path / "secret"))
    assert "16 characters or more" in refused.stderr


def test_the_schema_can_be_printed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "webhooks", "schema"], capture_output=True, text=True, check=False
    )
    assert json.loads(done.stdout)["title"].startswith("What newswire posts")
