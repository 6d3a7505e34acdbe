"""Whatever an item holds, an article comes out, and no letter of its text is lost without a record."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean_item
from pipeline.model import Outcome
from pipeline.wire_item import WireItem

PIECES = [
    "HALDEN, Nov 24 (Reuters) - The last ferry of the season returned to Halden on Friday, its owner said.",
    "It had sailed every day since March, in all weathers, between the harbours of Halden and Osby.",
    "It rained.", "(Adds quotes)", "* Point one", "* Point two", "By Nora Tasker", "AP Business Writer", "___", "-30-",
    "BC-EU--Halden Ferry, 1st Ld-Writethru,416", "MANDATORY KILL",
    "Please kill the story BC-EU--Halden Ferry.", "MORE",
    "EMBARGOED UNTIL 0001 GMT NOV 25", "# dpa NOTEBOOK", "Media contact:", "Nora, +47 555 0101, nora@gale.example",
    "(Reporting by Nora Tasker;", "Editing by Per Holm)", "dpa nt ph", "a\tb\tc", "Halden\t7\t3",
    "Shares <HLDN.OL> fell.",
    "\x00", "\ud800", " ", "=2",
    "(", "))", "港の再建。", "(ANSA).", "Correction: no", "© EFE 2026", "FOR IMMEDIATE RELEASE",
]  # fmt: skip
HEADLINES = [None, "Ferry returns", "UPDATE 2-Ferry returns =2", "(LEAD) ", "+++", "KILL", "REFILE-", "\x00", "=", "()"]


def _letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(HEADLINES))
def test_any_item_is_cleaned_without_loss(pieces: Sequence[str], headline: str | None) -> None:
    article = clean_item(WireItem(headline=headline, paragraphs=tuple(pieces)))
    told = "".join((*article.paragraphs, *(one.text for one in article.removed)))
    assert not _letters("".join(pieces)) - _letters(told)
    assert (article.outcome is Outcome.ARTICLE) == bool(article.paragraphs)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60), st.text(max_size=200))
def test_any_field_is_taken(headline: str, slugline: str, byline: str, text: str) -> None:
    item = WireItem(
        headline=headline, slugline=slugline, byline=byline, dateline=byline, ednotes=(text,), paragraphs=(text,)
    )
    article = clean_item(item)
    assert "" not in {article.title, article.byline, article.slug, article.ednote, article.credits, article.summary}
