"""The sample newswire as written: what the demo and the end-to-end tests rely on."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as Xml

import pytest

from pipeline.demo.sample import (
    BASE,
    EDITIONS,
    Change,
    FeedKind,
    PageAnswer,
    SampleArticle,
    SampleFeed,
    SampleInvalid,
    SampleOutlet,
    load_sample,
)
from pipeline.demo.site.feeds import feed_document
from pipeline.demo.site.pages import Press, article_page
from pipeline.model import Stage

SAMPLE = load_sample()
STORIES = [article for article in SAMPLE.articles() if article.answer is PageAnswer.ARTICLE]
EVERY_TEXT = [article for edition in EDITIONS for article in SAMPLE.articles(edition) if article.paragraphs]
FEEDS = [(outlet, feed) for outlet in SAMPLE.outlets for feed in outlet.feeds if not feed.dead]
WELL_FORMED = [(outlet, feed) for outlet, feed in FEEDS if not feed.truncated]
CHANGED = [article for article in SAMPLE.articles(2) if article.change]


def press(edition: int = 1) -> Press:
    return Press(sample=SAMPLE, edition=edition, root="http://sample.test")


def document(outlet: SampleOutlet, feed: SampleFeed, edition: int = 1) -> str:
    return feed_document(press(edition), outlet, feed)


def first_text_of(article: SampleArticle) -> SampleArticle:
    return next(one for one in SAMPLE.articles(1) if one.path == article.path)


def test_there_are_at_least_seventy_article_pages() -> None:
    assert len(STORIES) >= 70


def test_there_are_seven_outlets() -> None:
    assert len(SAMPLE.outlets) == 7


def test_the_stories_are_written_in_four_languages() -> None:
    assert min(Counter(article.language for article in STORIES)[code] for code in ("en", "es", "fr", "de")) >= 8


def test_every_syndication_format_is_spoken() -> None:
    assert {feed.kind for _, feed in FEEDS} == set(FeedKind)


@pytest.mark.parametrize("article", EVERY_TEXT, ids=lambda article: article.path)
def test_a_story_has_150_to_900_words(article: SampleArticle) -> None:
    assert 150 <= article.word_count <= 900


@pytest.mark.parametrize("article", [one for one in EVERY_TEXT if one.dateline], ids=lambda article: article.path)
def test_a_dateline_opens_its_story(article: SampleArticle) -> None:
    assert article.dateline is not None
    assert article.paragraphs[0].startswith(article.dateline.text)


def test_datelines_come_from_five_agencies() -> None:
    agencies = {article.dateline.agency for article in STORIES if article.dateline}
    assert agencies == {"AFP", "AP", "EFE", "Reuters", "dpa"}


def test_an_outlet_prints_no_headline_twice() -> None:
    headlines = Counter((article.outlet, article.title) for article in SAMPLE.articles())
    assert headlines.most_common(1)[0][1] == 1


def test_no_two_pages_share_an_address() -> None:
    assert Counter(article.path for article in SAMPLE.articles()).most_common(1)[0][1] == 1


def test_no_sentence_stands_in_two_stories() -> None:
    stories: dict[str, set[str]] = {}
    for article in STORIES:
        for sentence in re.split(r"(?<=[.!?])\s+", article.text):
            stories.setdefault(sentence, set()).add(article.story)
    assert [sentence for sentence, names in stories.items() if len(names) > 1 and len(sentence.split()) > 4] == []


def test_stories_were_published_within_three_days_before_the_base() -> None:
    assert all(timedelta(0) < BASE - article.published <= timedelta(days=3) for article in STORIES)


def test_every_feed_lists_something() -> None:
    assert all(SAMPLE.listed(outlet, feed) for outlet, feed in FEEDS)


def test_every_page_is_listed_by_a_feed_of_its_outlet() -> None:
    listed = {article.path for outlet, feed in FEEDS for article in SAMPLE.listed(outlet, feed)}
    assert listed == {article.path for article in SAMPLE.articles()}


@pytest.mark.parametrize(("outlet", "feed"), WELL_FORMED, ids=lambda part: getattr(part, "slug", None) or part.name)
def test_a_feed_is_well_formed(outlet: SampleOutlet, feed: SampleFeed) -> None:
    root = Xml.fromstring(document(outlet, feed).encode(outlet.charset))  # noqa: S314 - our own document
    items = [element for element in root.iter() if element.tag.rpartition("}")[2] in {"item", "entry"}]
    assert len(items) == len(SAMPLE.listed(outlet, feed))


def test_the_truncated_feed_is_not_well_formed() -> None:
    broken = next((outlet, feed) for outlet, feed in FEEDS if feed.truncated)
    with pytest.raises(Xml.ParseError):
        Xml.fromstring(document(*broken))  # noqa: S314 - our own document


def test_the_truncated_feed_still_names_every_address() -> None:
    outlet, feed = next((outlet, feed) for outlet, feed in FEEDS if feed.truncated)
    assert document(outlet, feed).count("</link>") == 1 + len(SAMPLE.listed(outlet, feed))


def test_one_feed_has_no_guids() -> None:
    outlet, feed = next((outlet, feed) for outlet, feed in FEEDS if not feed.guids)
    assert "<guid" not in document(outlet, feed)


@pytest.mark.parametrize("article", STORIES, ids=lambda article: article.path)
def test_a_page_can_be_written_in_its_charset(article: SampleArticle) -> None:
    assert article_page(press(), article).encode(SAMPLE.outlet(article.outlet).charset)


def test_one_text_is_updated_and_one_corrected() -> None:
    assert sorted(article.change for article in CHANGED if article.change) == [Change.CORRECTED, Change.UPDATED]


def test_only_the_corrected_text_has_a_note() -> None:
    assert [article.change for article in CHANGED if article.note] == [Change.CORRECTED]


@pytest.mark.parametrize("article", CHANGED, ids=lambda article: article.story)
def test_a_changed_text_shows_in_its_feed(article: SampleArticle) -> None:
    before = first_text_of(article)
    assert article.paragraphs != before.paragraphs
    assert (article.title, article.summary) != (before.title, before.summary)


def test_unchanged_feeds_stay_as_they_were() -> None:
    outlets = {article.outlet for article in CHANGED}
    quiet = [(outlet, feed) for outlet, feed in FEEDS if outlet.slug not in outlets]
    assert [document(*one) for one in quiet] == [document(*one, edition=2) for one in quiet]


def test_related_articles_stand_in_the_middle_of_the_treaty_story() -> None:
    treaty = next(article for article in STORIES if article.story == "strait-treaty-signed")
    assert any("related articles" in paragraph for paragraph in treaty.paragraphs[2:-2])


def test_agency_copies_with_local_edits_are_texts_of_their_own() -> None:
    stories = Counter(article.story for articles in SAMPLE.texts().values() for article in articles[:1])
    assert sum(times > 1 for times in stories.values()) == 8


def test_four_texts_are_printed_word_for_word_by_two_outlets() -> None:
    assert sorted(len(articles) for articles in SAMPLE.texts().values())[-5:] == [1, 2, 2, 2, 2]


def test_the_ledger_expects_every_listing_once() -> None:
    listings = sum(len(SAMPLE.listed(outlet, feed)) for outlet, feed in FEEDS)
    assert SAMPLE.expected_ledger().total() == listings


def test_the_ledger_expects_two_dead_entries_and_eight_duplicates() -> None:
    ends = SAMPLE.expected_ledger()
    assert (ends[Stage.DEAD], ends[Stage.DUPLICATE]) == (2, 8)


def test_another_base_moves_every_date_with_it() -> None:
    later = load_sample(BASE + timedelta(days=365))
    assert [one.published - timedelta(days=365) for one in later.articles()] == [
        one.published for one in SAMPLE.articles()
    ]


def test_a_base_without_a_zone_is_refused() -> None:
    with pytest.raises(SampleInvalid, match="time zone"):
        load_sample(datetime(2026, 11, 20, 8))  # noqa: DTZ001 - that is the point


def test_a_byline_joins_its_authors_in_their_language() -> None:
    trial = next(article for article in STORIES if article.story == "marigold-captain-trial")
    assert trial.byline == "Nora Tasker and Idris Penhallow"


def test_dates_are_in_utc() -> None:
    assert {article.published.tzinfo for article in STORIES} == {UTC}
