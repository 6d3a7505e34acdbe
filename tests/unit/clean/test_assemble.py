"""An article from its parts."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from pipeline.clean.assemble import CLEANER_VERSION, assemble_article, assemble_nothing, date_article
from pipeline.clean.copy_desk import CREDIT, Story
from pipeline.clean.metadata import Facts, Provenance, Sureness
from pipeline.clean.text import Block, BlockKind
from pipeline.model import CleanArticle, Dateline, Instant, Outcome, Precision, PubStatus, Removed, RemovedKind

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LIKELY = Provenance(sources=("og:title",), sureness=Sureness.LIKELY)


def _story(
    paragraphs: Sequence[str],
    *,
    byline: str | None = None,
    authors: tuple[str, ...] = (),
    dateline: Dateline | None = None,
    ednote: str | None = None,
    status: PubStatus = PubStatus.USABLE,
    removed: tuple[Removed, ...] = (),
) -> Story:
    blocks = tuple(Block(text=text, line=number) for number, text in enumerate(paragraphs))
    return Story(
        blocks=blocks,
        byline=byline,
        authors=authors,
        dateline=dateline,
        ednote=ednote,
        status=status,
        removed=removed,
    )


def test_an_article_has_the_paragraphs_of_its_story(story: Sequence[str]) -> None:
    article = assemble_article(_story(story), Facts())
    assert (article.outcome, article.paragraphs) == (Outcome.ARTICLE, tuple(story))


def test_an_article_names_the_cleaner_that_made_it(story: Sequence[str]) -> None:
    assert assemble_article(_story(story), Facts()).cleaner_version == CLEANER_VERSION


def test_too_few_words_are_no_article() -> None:
    article = assemble_article(_story(["Gate shut."]), Facts(title="Gate"))
    assert (article.outcome, article.title, article.paragraphs) == (Outcome.NO_STORY, "Gate", ())


def test_headings_alone_are_no_article(story: Sequence[str]) -> None:
    headings = tuple(Block(text=f"Heading {n} of a wall", line=n, kind=BlockKind.HEADING) for n in range(20))
    assert assemble_article(Story(blocks=headings), Facts()).outcome is Outcome.NO_STORY


def test_nothing_has_an_outcome_and_perhaps_a_title() -> None:
    nothing = assemble_nothing(Outcome.SECTION_FRONT, title="Coast")
    assert (nothing.outcome, nothing.title, nothing.text) == (Outcome.SECTION_FRONT, "Coast", "")


@pytest.mark.parametrize(
    ("title", "bare", "flags", "status"),
    [
        ("Council votes", "Council votes", (), PubStatus.USABLE),
        ("UPDATE 1-Council votes", "Council votes", ("update",), PubStatus.USABLE),
        ("CORRECTED-Council votes", "Council votes", ("corrected",), PubStatus.CORRECTED),
        ("WITHDRAWN: Council votes", "Council votes", ("withdrawn",), PubStatus.WITHHELD),
    ],
)
def test_flags_go_from_the_title(
    story: Sequence[str], title: str, bare: str, flags: tuple[str, ...], status: PubStatus
) -> None:
    article = assemble_article(_story(story), Facts(title=title))
    assert (article.title, article.flags, article.pubstatus) == (bare, flags, status)


def test_the_graver_status_counts(story: Sequence[str]) -> None:
    corrected = _story(story, status=PubStatus.CORRECTED)
    assert assemble_article(corrected, Facts(title="UPDATE 1-Council votes")).pubstatus is PubStatus.CORRECTED


def test_stated_authors_come_before_those_of_the_text(story: Sequence[str]) -> None:
    article = assemble_article(_story(story, authors=("Olav Brekke",)), Facts(authors=("Nora Tasker",)))
    assert (article.authors, article.byline) == (("Nora Tasker",), "Nora Tasker")


def test_authors_of_the_text_fill_in(story: Sequence[str]) -> None:
    article = assemble_article(_story(story, byline="By Olav Brekke", authors=("Olav Brekke",)), Facts())
    assert (article.authors, article.byline, article.provenance["authors"]) == (
        ("Olav Brekke",),
        "By Olav Brekke",
        "text, likely",
    )


def test_the_dateline_names_the_agency(story: Sequence[str]) -> None:
    dateline = Dateline(place="Halden", agency="Reuters", text="HALDEN (Reuters) - ")
    article = assemble_article(_story(story, dateline=dateline), Facts())
    assert (article.agency, article.provenance["agency"], article.provenance["dateline"]) == (
        "Reuters",
        "dateline, likely",
        "text, likely",
    )


def test_credits_are_those_that_were_removed(story: Sequence[str]) -> None:
    removed = (
        Removed(text="(Reporting by Nora Tasker)", kind=CREDIT, reason="", line=9),
        Removed(text="Share", kind=RemovedKind.SHARE, reason="", line=10),
    )
    assert assemble_article(_story(story, removed=removed), Facts()).credits == "(Reporting by Nora Tasker)"


def test_provenance_leaves_as_text(story: Sequence[str]) -> None:
    article = assemble_article(_story(story), Facts(title="Council votes", provenance={"title": LIKELY}))
    assert article.provenance["title"] == "og:title, likely"


def test_the_language_is_that_of_the_text(story: Sequence[str]) -> None:
    article = assemble_article(_story(story), Facts(languages=(("html:lang", "en"),)))
    assert (article.language, article.provenance["language"]) == ("en", "html:lang+text, sure")


def test_the_template_that_was_applied_is_named(story: Sequence[str]) -> None:
    assert assemble_article(_story(story), Facts(), template_version=3).provenance["templates"] == "v3"


def test_without_a_template_none_is_named(story: Sequence[str]) -> None:
    assert "templates" not in assemble_article(_story(story), Facts()).provenance


def test_a_note_is_kept_apart(story: Sequence[str]) -> None:
    article = assemble_article(_story(story, ednote="Corrects the year."), Facts())
    assert (article.ednote, article.provenance["ednote"]) == ("Corrects the year.", "text, likely")


def _article(*, dateline: Dateline | None = None, published: datetime | None = None) -> CleanArticle:
    return CleanArticle(paragraphs=("Wall.",), dateline=dateline, published=published, cleaner_version=CLEANER_VERSION)


def test_a_given_moment_dates_an_article() -> None:
    article = date_article(_article(), NOON)
    assert (article.published, article.published_precision, article.provenance["published"]) == (
        NOON,
        Precision.SECOND,
        "given, sure",
    )


def test_a_given_moment_comes_before_its_own() -> None:
    assert date_article(_article(published=datetime(2026, 1, 1, tzinfo=UTC)), NOON).published == NOON


def test_a_dateline_with_its_year_dates_an_article() -> None:
    dateline = Dateline(day=20, month=11, year=2026, text="HALDEN, Nov 20, 2026 - ")
    article = date_article(_article(dateline=dateline), None)
    assert (article.published, article.published_precision, article.provenance["published"]) == (
        datetime(2026, 11, 20, tzinfo=UTC),
        Precision.DAY,
        "dateline, guess",
    )


def test_a_dateline_without_its_year_does_not() -> None:
    dateline = Dateline(day=20, month=11, text="HALDEN, Nov 20 - ")
    assert date_article(_article(dateline=dateline), None).published is None


def test_what_is_no_article_has_no_date() -> None:
    assert date_article(assemble_nothing(Outcome.EMPTY), NOON).published is None


def test_facts_are_carried_over(story: Sequence[str]) -> None:
    facts = Facts(
        summary="A wall.",
        published=Instant(at=NOON, text="2026-11-20T12:00Z"),
        canonical_url="https://gazette.example/wall",
        image_url="https://gazette.example/wall.jpg",
        section="Coast",
        keywords=("wall", "harbour"),
        outlet="Harbour Gazette",
    )
    article = assemble_article(_story(story), facts)
    assert (article.summary, article.published, article.canonical_url, article.image_url) == (
        facts.summary,
        NOON,
        facts.canonical_url,
        facts.image_url,
    )
    assert (article.section, article.keywords, article.outlet) == ("Coast", ("wall", "harbour"), "Harbour Gazette")
