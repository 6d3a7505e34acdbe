"""Clean: bytes or text in, the story alone out, with the text that was removed and why.

Pure: no network, no database, no clock. The same input gives the same output, and bad input gives an outcome.

A page is *read* into passages, page and feed *state* facts, each passage is *judged* and becomes a block of the story
or of boilerplate, the copy desk *edits* the blocks that are kept, and an article is *assembled* from story and facts.
Flattened text has no markup, so it is split into blocks at once. Each step has a room:

    text, page, wording       what everything else works on: characters, passages, phrases
    metadata                  the facts about an article
    main_content, templates   the judgement on each passage, by evidence and by what the source always prints
    copy_desk                 the edited story, and the list of removed text
    outcome                   why there is no article
    wire_copy                 agencies' items, which follow the conventions of the wire
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.characters import without_c1_controls
from pipeline.clean.assemble import (
    CLEANER_VERSION,
    assemble_article,
    assemble_nothing,
    date_article,
    date_by_head,
)
from pipeline.clean.copy_desk import Story, edit_blocks, edit_text, list_removals, revise_judgements, unwrap_text
from pipeline.clean.elsewhere import find_story_elsewhere, find_story_in_feed
from pipeline.clean.judge import Context, judge_page
from pipeline.clean.metadata import (
    FEED,
    TEXT,
    Facts,
    Provenance,
    Sureness,
    gather_facts,
    read_lines_around,
    settle_facts,
)
from pipeline.clean.outcome import (
    Refusal,
    find_page_refusal,
    has_markup,
    is_fragment,
    is_section_front,
    refuse_document,
)
from pipeline.clean.page import parse_page
from pipeline.clean.templates import (
    Position,
    Role,
    SeenStory,
    Sighting,
    TemplateLine,
    Templates,
    find_recurring_prose,
    find_template_source,
    learn_template,
    observe_story,
)
from pipeline.clean.text import (
    MOST_BLOCKS,
    WHY_UNREAD,
    Block,
    DecodedPage,
    Judged,
    decode_page,
    mark_unread,
    strip_invisible,
)
from pipeline.clean.wire_copy import clean_item
from pipeline.clean.wording import read_byline_names
from pipeline.model import CleanArticle, Entry, Outcome, Removed, RemovedKind
from pipeline.urls import host, is_front

__all__ = [
    "CLEANER_VERSION",
    "CleanArticle",
    "Examination",
    "Judged",
    "Position",
    "Refusal",
    "Role",
    "SeenStory",
    "Sighting",
    "TemplateLine",
    "Templates",
    "carries_story",
    "clean_item",
    "clean_page",
    "clean_text",
    "examine_page",
    "find_page_refusal",
    "find_recurring_prose",
    "find_template_source",
    "learn_template",
    "observe_story",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """An article, and each block of its page in order: kept or dropped, with score and reason."""

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
    """Clean a page or a fragment of HTML. Never raises: if there is no story, `outcome` says why.

    `url` is where the page came from: relative addresses are resolved against it, and canonical links to other sites
    refused. `content_type` is that of HTTP. `entry` is what the feed announced; it fills in what the page does not say.
    If the page has no story and the feed carries all of it, that is the article; its provenance says so.
    `templates` is what was learned about the page's source. Text without markup is cleaned as `clean_text` does it.
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
    """Clean a page as `clean_page` does, and give the judgement on every block too."""
    page = decode_page(body, content_type)
    refused = refuse_document(body, page.text, content_type)
    if refused:
        found = Examination(article=assemble_nothing(refused))
    elif not has_markup(page.text):
        found = Examination(article=clean_text(page.text, entry=entry))
    else:
        found = _examine_markup(page, Context(url=url, entry=entry, templates=templates))
    if entry is None:
        return found
    if found.article.outcome is Outcome.ARTICLE:
        return _of_feed(found) if page.text == entry.content else found
    announced = find_story_in_feed(entry.content, gather_facts(None, url=url, entry=entry))
    return replace(found, article=announced) if announced else found


def _of_feed(found: Examination) -> Examination:
    """Note that the text is the feed's own, given in place of a page."""
    provenance = {**found.article.provenance, "text": str(Provenance(sources=(FEED,), sureness=Sureness.LIKELY))}
    return replace(found, article=replace(found.article, provenance=provenance))


def carries_story(entry: Entry) -> bool:
    """Whether a feed carries the whole story of an entry, not a teaser."""
    facts = gather_facts(None, url=entry.url, entry=entry)
    return find_story_in_feed(entry.content, facts) is not None


def _examine_markup(page: DecodedPage, context: Context) -> Examination:
    tree = parse_page(page.utf8)
    if tree is None:
        return Examination(article=assemble_nothing(Outcome.NO_STORY))
    whole = is_fragment(page.text)
    stated = gather_facts(tree, url=context.url, entry=context.entry)
    judged = judge_page(tree, stated, context, whole=whole)
    around = read_lines_around(stated, judged)
    facts = settle_facts(stated, around)
    story = edit_blocks(_kept(judged), titles=facts.all_titles, names=facts.authors)
    blocks = revise_judgements(judged, story)
    # A fragment comes from a feed, which may link to the front of its site.
    if (not whole and _is_root(context.url)) or (not facts.is_article and is_section_front(blocks)):
        return Examination(article=assemble_nothing(Outcome.SECTION_FRONT, title=facts.title), blocks=blocks)
    version = context.templates.version if context.templates else None
    article = assemble_article(_sign(story, judged), facts, template_version=version)
    if article.outcome is Outcome.ARTICLE:
        article = replace(article, removed=list_removals(blocks, story.removed))
    elif article.outcome is Outcome.NO_STORY and facts.is_article:
        # Without a story there are no lines around it: only its headline holds.
        headed = settle_facts(stated, around.headline)
        article = find_story_elsewhere(page.text, headed, template_version=version) or article
    return Examination(article=article, blocks=blocks)


def _kept(judged: Sequence[Judged]) -> Sequence[Block]:
    return [one.block for one in judged if one.kept]


def _is_root(url: str | None) -> bool:
    """Whether an address is the front of a site."""
    return url is not None and host(url) != "" and is_front(url)


def _sign(story: Story, judged: Sequence[Judged]) -> Story:
    """Add the byline that stands on the page but not among the story's paragraphs."""
    line = next((one.block.text for one in judged if one.kind is RemovedKind.BYLINE), None)
    return story if story.byline or line is None else replace(story, byline=line, authors=read_byline_names(line))


def clean_text(text: str, *, entry: Entry | None = None, published: datetime | None = None) -> CleanArticle:
    """Clean a text that lost its markup: title, blank line, paragraphs, residue. Never raises.

    `published` is when the text appeared, if known: it gives a year to a dateline without one.
    """
    readable = strip_invisible(without_c1_controls(text))
    if not readable.strip():
        return assemble_nothing(Outcome.EMPTY)
    lines = unwrap_text(readable)
    facts = gather_facts(None, url=entry.url if entry else None, entry=entry)
    if lines.title:
        facts = _with_title(facts, lines.title)
    story = edit_text(replace(lines, blocks=lines.blocks[:MOST_BLOCKS]), titles=facts.all_titles[:1])
    article = date_by_head(date_article(assemble_article(story, facts), published), lines.removed)
    return _note_unread(article, lines.blocks[MOST_BLOCKS:])


def _note_unread(article: CleanArticle, unread: Sequence[Block]) -> CleanArticle:
    """Record the blocks beyond a text's budget as one removal."""
    if not unread or article.outcome is not Outcome.ARTICLE:
        return article
    rest = Removed(
        text=mark_unread(unread[0].line).text, kind=RemovedKind.UNREAD, reason=WHY_UNREAD, line=unread[0].line
    )
    return replace(article, removed=(*article.removed, rest))


def _with_title(facts: Facts, title: str) -> Facts:
    provenance = Provenance(sources=(TEXT,), sureness=Sureness.LIKELY)
    return replace(facts, title=title, provenance={**facts.provenance, "title": provenance})
