"""Assemble a CleanArticle from a story and the facts about it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pipeline.clean.copy_desk import CREDIT, Story
from pipeline.clean.metadata import TEXT, Facts, Provenance, Sureness, settle_language
from pipeline.clean.outcome import find_story_outcome
from pipeline.clean.wording import cut_flags, find_written_dates, is_agency
from pipeline.model import CleanArticle, Outcome, Precision, PubStatus, Removed, RemovedKind

__all__ = ["CLEANER_VERSION", "assemble_article", "assemble_nothing", "date_article", "date_by_head"]

CLEANER_VERSION = "10"
"""Raised with every change of the cleaner's output. Articles keep the version that made them."""

_FROM_TEXT = Provenance(sources=(TEXT,), sureness=Sureness.LIKELY)
_FROM_DATELINE = Provenance(sources=("dateline",), sureness=Sureness.LIKELY)
_DAY_OF_DATELINE = Provenance(sources=("dateline",), sureness=Sureness.GUESS)
_GIVEN = Provenance(sources=("given",), sureness=Sureness.SURE)


def assemble_nothing(outcome: Outcome, *, title: str | None = None) -> CleanArticle:
    """Assemble the result for a page without an article: the outcome says why."""
    return CleanArticle(outcome=outcome, title=title, cleaner_version=CLEANER_VERSION)


def assemble_article(story: Story, facts: Facts, *, template_version: int | None = None) -> CleanArticle:
    """Assemble an article, or the outcome if the story is none. `template_version` is that of the template applied."""
    authors = facts.authors or _people(story.authors)
    outcome = find_story_outcome(
        story.paragraphs if story.has_text else (),
        titles=facts.all_titles,
        authors=authors,
        is_article=facts.is_article,
    )
    if outcome is not Outcome.ARTICLE:
        return assemble_nothing(outcome, title=facts.title)
    flagged = cut_flags(facts.title) if facts.title else None
    statuses = (story.status, flagged.status) if flagged else (story.status,)
    language = settle_language("\n".join(story.paragraphs), facts.languages)
    credits = [one.text for one in story.removed if one.kind == CREDIT]
    templates = {} if template_version is None else {"templates": f"v{template_version}"}
    return CleanArticle(
        title=flagged.title if flagged else None,
        paragraphs=story.paragraphs,
        summary=facts.summary,
        byline=story.byline or (", ".join(facts.authors) or None),
        authors=authors,
        dateline=story.dateline,
        agency=story.dateline.agency if story.dateline else None,
        language=language.code if language else None,
        published=facts.published.at if facts.published else None,
        published_precision=facts.published.precision if facts.published else None,
        modified=facts.modified.at if facts.modified else None,
        canonical_url=facts.canonical_url,
        outlet=facts.outlet,
        section=facts.section,
        keywords=facts.keywords,
        image_url=facts.image_url,
        ednote=story.ednote,
        flags=flagged.flags if flagged else (),
        credits="\n".join(credits) or None,
        pubstatus=max(statuses, key=list(PubStatus).index),
        removed=story.removed,
        provenance={
            **_as_texts(facts.provenance),
            **templates,
            **_as_texts(_provenance_of_story(story, facts)),
            **_as_texts({"language": language.provenance} if language else {}),
        },
        cleaner_version=CLEANER_VERSION,
    )


def _people(names: Sequence[str]) -> tuple[str, ...]:
    """The people among those that a byline names; the agencies if it names no person."""
    return tuple(name for name in names if not is_agency(name)) or tuple(names)


def _provenance_of_story(story: Story, facts: Facts) -> Mapping[str, Provenance]:
    """Where the fields come from that the copy desk found in the text."""
    found = {
        "byline": _FROM_TEXT if story.byline else None,
        "authors": _FROM_TEXT if story.authors and not facts.authors else None,
        "dateline": _FROM_TEXT if story.dateline else None,
        "agency": _FROM_DATELINE if story.dateline and story.dateline.agency else None,
        "ednote": _FROM_TEXT if story.ednote else None,
    }
    return {name: provenance for name, provenance in found.items() if provenance}


def _as_texts(provenance: Mapping[str, Provenance]) -> Mapping[str, str]:
    return {name: str(one) for name, one in provenance.items()}


def date_article(article: CleanArticle, published: datetime | None) -> CleanArticle:
    """Date an article by the moment given, else by its own, else by the day of a dateline that names its year."""
    if article.outcome is not Outcome.ARTICLE:
        return article
    if published:
        return _date(article, published, Precision.SECOND, _GIVEN)
    day = article.dateline.on(None) if article.dateline else None
    if article.published or day is None:
        return article
    return _date(article, datetime(day.year, day.month, day.day, tzinfo=UTC), Precision.DAY, _DAY_OF_DATELINE)


def date_by_head(article: CleanArticle, head: Sequence[Removed]) -> CleanArticle:
    """Date an undated article by the first day among the lines above its story; their times name no zone mostly."""
    lines = (one.text for one in head if one.kind is RemovedKind.DATE)
    days = [written.instant.at.date() for line in lines for written in find_written_dates(line)]
    if article.outcome is not Outcome.ARTICLE or article.published or not days:
        return article
    day = min(days)
    return _date(article, datetime(day.year, day.month, day.day, tzinfo=UTC), Precision.DAY, _FROM_TEXT)


def _date(article: CleanArticle, at: datetime, precision: Precision, source: Provenance) -> CleanArticle:
    provenance = {**article.provenance, "published": str(source)}
    return replace(article, published=at, published_precision=precision, provenance=provenance)
