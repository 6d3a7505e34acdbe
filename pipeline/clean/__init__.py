"""Clean: bytes or text in, the story alone out, with what was taken out of it and why.

Pure: no network, no database, no clock; the same input gives the same output, and bad input gives an outcome.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lxml.html import HtmlElement

from pipeline.characters import without_c1_controls
from pipeline.clean.blocks import Judged
from pipeline.clean.bylines import byline_names
from pipeline.clean.decode import decoded, visible
from pipeline.clean.flattened import flattened
from pipeline.clean.headline_flags import without_flags
from pipeline.clean.judgement import judged
from pipeline.clean.known import SHORTEST_STATEMENT, known
from pipeline.clean.language import settled_language
from pipeline.clean.lines_around import dated_by_page, summed_up, titled_by_page
from pipeline.clean.lone_datelines import joined
from pipeline.clean.metadata import Metadata, metadata
from pipeline.clean.outcome import (
    has_markup,
    is_fragment,
    is_section_front,
    outcome_of_document,
    outcome_of_story,
)
from pipeline.clean.page import parsed
from pipeline.clean.page_state import story_in_scripts
from pipeline.clean.passages import read
from pipeline.clean.removals import removals, revised
from pipeline.clean.story import Story, edited, edited_text
from pipeline.clean.templates import Templates, without_templates
from pipeline.clean.wire_copy import CREDIT
from pipeline.model import CleanArticle, Entry, Outcome, Precision, PubStatus, Removed
from pipeline.urls import host, is_front

__all__ = ["CLEANER_VERSION", "Examination", "Judged", "clean_page", "clean_text", "examine_page"]

CLEANER_VERSION = "8"
"""Raised with every change of what the cleaner gives; articles keep the version that made them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """An article and every block of its page in order, kept or dropped, each with its score and the reason."""

    article: CleanArticle
    blocks: tuple[Judged, ...] = ()


def clean_page(
    body: bytes | str,
    *,
    url: str | None = None,
    content_type: str | None = None,
    entry: Entry | None = None,
    templates: Templates | None = None,
) -> CleanArticle:
    """The story of a page or of a fragment of HTML. Never raises: where there is no story, `outcome` says why.

    `url` is where the page came from: relative addresses are resolved against it and foreign canonical links refused.
    `content_type` is that of HTTP. `entry` is what the feed announced; it fills in what the page does not say.
    `templates` is what was learned of the page's source. Text without any markup is cleaned as `clean_text` would.
    """
    return examine_page(body, url=url, content_type=content_type, entry=entry, templates=templates).article


def examine_page(
    body: bytes | str,
    *,
    url: str | None = None,
    content_type: str | None = None,
    entry: Entry | None = None,
    templates: Templates | None = None,
) -> Examination:
    """What `clean_page` gives, with the judgement on every block of the page."""
    page = decoded(body, content_type)
    outcome = outcome_of_document(body, page.text, content_type)
    if outcome:
        return Examination(article=_nothing(outcome))
    if not has_markup(page.text):
        return Examination(article=clean_text(page.text, entry=entry))
    tree = parsed(page.utf8)
    if tree is None:
        return Examination(article=_nothing(Outcome.NO_STORY))
    facts = metadata(tree, url=url, entry=entry)
    whole = is_fragment(page.text)
    blocks = joined(_judged(tree, facts, entry, whole=whole))
    if templates:
        blocks = _without_template(blocks, templates)
        facts = replace(facts, provenance={**facts.provenance, "templates": f"v{templates.version}"})
    facts = titled_by_page(facts, blocks)
    story = edited([one.block for one in blocks if one.kept], titles=(facts.title, *facts.titles), names=facts.authors)
    final = revised(blocks, story)
    # A fragment comes from a feed, which may link to the front of its site.
    is_root = not whole and url is not None and host(url) != "" and is_front(url)
    if is_root or (not facts.is_article and is_section_front(final)):
        return Examination(article=replace(_nothing(Outcome.SECTION_FRONT), title=facts.title), blocks=final)
    article = _article(_signed(story, blocks), dated_by_page(summed_up(facts, blocks), blocks))
    if article.outcome is Outcome.ARTICLE:
        article = replace(article, removed=removals(final, story.removed))
    elif article.outcome is Outcome.NO_STORY and facts.is_article:
        article = _as_stated(facts) or _as_carried(page.text, facts) or article
    return Examination(article=article, blocks=final)


def _as_stated(facts: Metadata) -> CleanArticle | None:
    """The story as JSON-LD states it, where a page that scripts would fill has none; None where it is a summary."""
    if facts.body is None or len(facts.body) < SHORTEST_STATEMENT:
        return None
    story = edited_text(flattened(visible(facts.body)).blocks, titles=(facts.title, *facts.titles))
    return _article(story, replace(facts, provenance={**facts.provenance, "text": "json-ld, likely"}))


def _as_carried(page: str, facts: Metadata) -> CleanArticle | None:
    """The story as the scripts of the page carry it; None where they carry none."""
    html = story_in_scripts(page, [title for title in (facts.title, *facts.titles) if title])
    tree = parsed(html) if html else None
    if tree is None:
        return None
    blocks = [one.block for one in _judged(tree, facts, None, whole=True) if one.kept]
    story = edited(blocks, titles=(facts.title, *facts.titles), names=facts.authors)
    return _article(story, replace(facts, provenance={**facts.provenance, "text": "script, likely"}))


def _without_template(blocks: Sequence[Judged], templates: Templates) -> Sequence[Judged]:
    """The judgements, lines of the source's template dropped; of those in doubt the reason says so."""
    cleared = without_templates([one.block for one in blocks if one.kept], templates)
    gone = {one.line: one for one in cleared.removed}
    return [_by_template(one, gone.get(one.block.line), cleared.doubts.get(one.block.line)) for one in blocks]


def _by_template(one: Judged, gone: Removed | None, doubt: str | None) -> Judged:
    if gone:
        return one._replace(kept=False, kind=gone.kind, reason=gone.reason)
    return one._replace(reason=f"{one.reason}; {doubt}") if doubt else one


def _signed(story: Story, blocks: Sequence[Judged]) -> Story:
    """The story with the byline that stands on the page but not among its paragraphs."""
    line = next((one.block.text for one in blocks if one.kind == "byline"), None)
    return story if story.byline or line is None else replace(story, byline=line, authors=byline_names(line))


def _judged(tree: HtmlElement, facts: Metadata, entry: Entry | None, *, whole: bool) -> Sequence[Judged]:
    reading = read(tree)
    announced = entry.content if entry else None
    return judged(
        reading,
        known(
            reading.passages,
            titles=(facts.title, *facts.titles),
            description=facts.summary,
            statements=(facts.body, announced),
        ),
        whole=whole,
    )


def clean_text(text: str, *, entry: Entry | None = None, published: datetime | None = None) -> CleanArticle:
    """The story of a text that lost its markup: title, blank line, paragraphs, residue. Never raises.

    `published` is when the text appeared, if known: it gives a dateline without a year its year.
    """
    readable = visible(without_c1_controls(text))
    if not readable.strip():
        return _nothing(Outcome.EMPTY)
    lines = flattened(readable)
    facts = metadata(None, url=entry.url if entry else None, entry=entry)
    if lines.title:
        facts = replace(facts, title=lines.title, provenance={**facts.provenance, "title": "text, likely"})
    story = edited_text(lines.blocks, titles=(facts.title,))
    return _dated(_article(story, facts), published)


def _nothing(outcome: Outcome) -> CleanArticle:
    return CleanArticle(outcome=outcome, cleaner_version=CLEANER_VERSION)


def _article(story: Story, facts: Metadata) -> CleanArticle:
    titles = tuple(title for title in (facts.title, *facts.titles) if title)
    authors = facts.authors or story.authors
    told = story.paragraphs if story.is_told else ()
    outcome = outcome_of_story(told, titles=titles, authors=authors, is_article=facts.is_article)
    if outcome is not Outcome.ARTICLE:
        return replace(_nothing(outcome), title=facts.title)
    flagged = without_flags(facts.title) if facts.title else None
    credits = [one.text for one in story.removed if one.kind == CREDIT]
    status = max(story.status, flagged.status if flagged else story.status, key=list(PubStatus).index)
    language = settled_language("\n".join(story.paragraphs), facts.languages)
    in_text = {
        "byline": "text, likely" if story.byline else None,
        "authors": "text, likely" if story.authors and not facts.authors else None,
        "dateline": "text, likely" if story.dateline else None,
        "agency": "dateline, likely" if story.dateline and story.dateline.agency else None,
        "ednote": "text, likely" if story.ednote else None,
        "language": language.source if language else None,
    }
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
        pubstatus=status,
        removed=story.removed,
        provenance={**facts.provenance, **{name: source for name, source in in_text.items() if source}},
        cleaner_version=CLEANER_VERSION,
    )


def _dated(article: CleanArticle, published: datetime | None) -> CleanArticle:
    """The article with the moment given, else the feed's, else the day of a dateline that names its year."""
    if article.outcome is not Outcome.ARTICLE:
        return article
    if published:
        given = {**article.provenance, "published": "given, sure"}
        return replace(article, published=published, published_precision=Precision.SECOND, provenance=given)
    day = article.dateline.on(None) if article.dateline else None
    if article.published or day is None:
        return article
    return replace(
        article,
        published=datetime(day.year, day.month, day.day, tzinfo=UTC),
        published_precision=Precision.DAY,
        provenance={**article.provenance, "published": "dateline, guess"},
    )
