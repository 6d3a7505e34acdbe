"""`newswire show --diff`: what each revision changed."""

import os
import subprocess
import sys
from datetime import timedelta

from builders import NOON, PARAGRAPHS, a_clean_article, an_article, loaded

from pipeline.model import PubStatus
from pipeline.store import Store

EDITED = (*PARAGRAPHS[:1], PARAGRAPHS[1].replace("48", "52"), *PARAGRAPHS[2:])


def show(database: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    settings = os.environ | {"NEWSWIRE_DATABASE_URL": database}
    command = [sys.executable, "-m", "pipeline.cli", "show", *arguments]
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False)


def revised(store: Store) -> None:
    """An article that was edited and then withdrawn."""
    loaded(store, an_article(store))
    loaded(store, an_article(store, clean=a_clean_article(paragraphs=EDITED), fetched_at=NOON + timedelta(hours=1)))
    gone = a_clean_article(paragraphs=EDITED, pubstatus=PubStatus.CANCELED)
    loaded(store, an_article(store, clean=gone, fetched_at=NOON + timedelta(hours=2)))


def test_each_revision_shows_the_paragraphs_that_it_changed(store: Store, database: str) -> None:
    revised(store)
    told = show(database, "1", "--diff").stdout
    assert "at a cost of [-48-]{+52+} million crowns." in told
    assert PARAGRAPHS[0] not in told


def test_a_revision_that_changed_no_word_says_what_it_is(store: Store, database: str) -> None:
    revised(store)
    assert show(database, "1", "--diff").stdout.endswith("the text is the same; it is canceled now\n")


def test_a_diff_of_nothing_fails_in_a_line(database: str) -> None:
    shown = show(database, "1", "--diff")
    assert (shown.returncode, shown.stderr.count("\n")) == (1, 1)


def test_a_diff_is_given_alone(database: str) -> None:
    assert show(database, "1", "--diff", "--json").returncode == 2
