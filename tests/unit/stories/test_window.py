"""Stories of a stream."""

from datetime import UTC, datetime, timedelta
from itertools import count, permutations

import pytest
from unit.stories import news

from pipeline.stories import Article, Candidate, Claim, Kind, Placed, StoryWindow, decide, settle, sketch

NOON = datetime(2026, 11, 19, 12, tzinfo=UTC)
STORM = news.STORM.split("\n\n")
DAM = news.DAM.split("\n\n")
_ids = count()


def an_article(
    text: str,
    *,
    title: str = "",
    hours: float = 0,
    source: str = "a.example",
    name: str | None = None,
    wire: bool = False,
) -> Article:
    """An article some hours after noon."""
    at = NOON + timedelta(hours=hours)
    claim = Claim(article=name or f"article-{next(_ids)}", at=at, source=source, wire_item_held=wire)
    return Article(sketch=sketch(text, title=title), claim=claim)


def placed(*articles: Article) -> tuple[StoryWindow, list[Placed]]:
    """Articles in their order of arrival."""
    window = StoryWindow()
    return window, [window.add(article) for article in articles]


def stories(*articles: Article) -> list[str]:
    """The story of each article in the end."""
    window, found = placed(*articles)
    return [window.current(one.story) for one in found]


def text(*paragraphs: str) -> str:
    """Paragraphs as a text."""
    return "\n\n".join(paragraphs)


def test_a_copy_joins_the_story_and_another_text_begins_one() -> None:
    first, copy, other = stories(an_article(news.STORM), an_article(news.STORM, hours=1), an_article(news.DAM, hours=2))
    assert first == copy != other


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_any_order_of_arrival_gives_one_story(order: tuple[int, ...]) -> None:
    versions = [news.STORM, text(*STORM[:2]), text(news.LOCAL, *STORM), text(*STORM[:3], news.LOCAL)]
    assert len(set(stories(*(an_article(versions[n], hours=n / 10) for n in order)))) == 1


def test_a_late_original_takes_the_lead() -> None:
    copy, original = an_article(text(*STORM[:3]), hours=1), an_article(news.STORM, hours=2, source="AP", wire=True)
    window, found = placed(copy, original)
    assert found[1].took_lead
    assert window.lead(found[0].story) == original.id


def test_a_late_original_merges_two_cuts_under_different_local_leads() -> None:
    one, other = text(news.LOCAL, *STORM[:2]), text(*DAM[:2], *STORM[2:])
    window, found = placed(an_article(one), an_article(other, hours=1), an_article(news.STORM, hours=2))
    assert found[2].merged in ((found[1].story,), ())
    assert window.current(found[0].story) == found[2].story


def test_background_alone_merges_nothing() -> None:
    storm, dam = an_article(text(*STORM[:2], news.BACKGROUND)), an_article(text(*DAM[:2], news.BACKGROUND), hours=1)
    _, found = placed(storm, dam, an_article(news.BACKGROUND, hours=2))
    assert found[0].story != found[1].story
    assert [one.merged for one in found] == [(), (), ()]


def test_background_in_many_stories_joins_none() -> None:
    leads = [" ".join(f"word{n}x{k}" for k in range(25)) for n in range(12)]
    found = stories(*(an_article(text(lead, news.BACKGROUND), hours=n / 10) for n, lead in enumerate(leads)))
    assert len(set(found)) == 12


def test_a_digest_is_linked_to_its_stories_and_joins_none() -> None:
    digest = an_article(text(STORM[0], DAM[0], news.GERMAN.split("\n\n")[0]), title="Morning briefing", hours=3)
    articles = an_article(news.STORM), an_article(news.DAM, hours=1), an_article(news.GERMAN, hours=2)
    _, found = placed(*articles, digest)
    decision = found[3].decision
    assert found[3].story == digest.id
    assert decision.link is not None
    assert {decision.link.to, *(link.to for link in decision.others)} == {article.id for article in articles}
    assert {decision.link.relation.kind, *(link.relation.kind for link in decision.others)} == {Kind.RELATED}


def test_a_copy_of_a_story_does_not_join_a_digest_of_it() -> None:
    digest = an_article(text(STORM[0], DAM[0]), title="Morning briefing", hours=2)
    storm, _, _, copy = stories(an_article(news.STORM), an_article(news.DAM), digest, an_article(STORM[0], hours=3))
    assert copy == storm


@pytest.mark.parametrize("length", [180, 240])
def test_a_digest_that_comes_before_its_stories_brings_none_of_them_together(length: int) -> None:
    """It has the opening of each, under a headline of its own."""
    bodies = [[f"{name}{n}" for n in range(length)] for name in ("storm", "dam", "vote")]
    heads = ["Storm closes the strait", "Dam watched by night", "Senate sends budget back"]
    digest = " ".join(word for body in bodies for word in body[:75])
    found = stories(
        an_article(digest, title="What you must know this morning"),
        *(an_article(" ".join(body), hours=n, title=heads[n - 1]) for n, body in enumerate(bodies, 1)),
    )
    assert len(set(found)) == 4


@pytest.mark.parametrize("form", sorted(news.FORMS))
def test_issues_of_a_form_are_stories_of_their_own(form: str) -> None:
    issues = [news.FORMS[form].issue(n) for n in range(3)]
    found = stories(*(an_article(body, title=title, hours=24 * n) for n, (title, body) in enumerate(issues)))
    assert len(set(found)) == 3


def test_the_same_text_after_the_window_is_another_story() -> None:
    first, again = stories(an_article(news.STORM), an_article(news.STORM, hours=73))
    assert first != again


def test_a_feature_may_be_reprinted_for_a_week() -> None:
    feature = Article(sketch=sketch(news.STORM), claim=Claim(article="feature", at=NOON), feature=True)
    first, again = stories(feature, an_article(news.STORM, hours=6 * 24))
    assert first == again


def test_an_update_of_an_update_is_the_same_story() -> None:
    leads = [
        f"By {n} o'clock the harbour office counted {n * 7} vessels outside, it told reporters." for n in range(1, 5)
    ]
    versions = [text(lead, *STORM[: 5 - n]) for n, lead in enumerate(leads)]
    found = stories(*(an_article(one, title="Strait closed by storm", hours=n) for n, one in enumerate(versions)))
    assert len(set(found)) == 1


def test_the_order_of_candidates_does_not_matter() -> None:
    one = Candidate(story="x", article=an_article(news.STORM, name="x"))
    other = Candidate(story="y", article=an_article(text(*STORM[:3]), name="y", hours=1))
    article = an_article(text(*STORM[:4]), hours=2)
    assert str(decide(article, [one, other]).story) == str(decide(article, [other, one]).story)


def test_one_absurd_date_forgets_nothing() -> None:
    absurd = an_article(news.DAM, hours=24 * 365 * 60)
    first, _, copy = stories(an_article(news.STORM), absurd, an_article(news.STORM, hours=1))
    assert first == copy


def test_memory_is_bounded_by_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.stories.window.HELD_ANYWAY", 0)
    window = StoryWindow()
    for n in range(200):
        window.add(an_article(" ".join(f"w{n}x{k}" for k in range(30)), hours=n))
    assert len(window) < 110


def test_articles_are_told_in_order_with_the_story_of_the_end() -> None:
    cut, other, original = text(news.LOCAL, *STORM[:2]), text(*STORM[:1]), news.STORM
    articles = [an_article(one, hours=n, name=f"n{n}") for n, one in enumerate((cut, other, original))]
    told = list(settle(articles))
    assert [one.id for one in told] == ["n0", "n1", "n2"]
    assert {one.story for one in told} == {"n0"}


def test_a_stream_is_told_before_it_ends() -> None:
    told = settle(an_article(f"{' '.join(f'w{n}x{k}' for k in range(30))}", hours=24 * n) for n in range(1_000_000))
    assert next(told).relation is None
