"""Find the story of a page that shows none: in its JSON-LD, in the scripts that would fill it in, or in the feed."""

from dataclasses import replace

from pipeline.clean.assemble import assemble_article
from pipeline.clean.copy_desk import edit_blocks, edit_text, list_removals, revise_judgements, unwrap_text
from pipeline.clean.judge import Context, judge_page
from pipeline.clean.main_content import FEWEST_CHARACTERS_OF_STATEMENT
from pipeline.clean.metadata import FEED, Facts, Provenance, Sureness
from pipeline.clean.page import find_story_in_scripts, parse_page
from pipeline.clean.text import count_words, strip_invisible
from pipeline.model import CleanArticle, Outcome

__all__ = ["find_story_elsewhere", "find_story_in_feed"]

# With fewer words or paragraphs, or an end like these, a feed's text is a teaser.
_FEWEST_WORDS_OF_WHOLE, _FEWEST_PARAGRAPHS_OF_WHOLE = 60, 2
_CUT_OFF = ("…", "...", "[…]", "[...]", "(…)")


def find_story_elsewhere(page: str, facts: Facts, *, template_version: int | None = None) -> CleanArticle | None:
    """Find the story in the JSON-LD or the scripts of a page; None if neither has it."""
    return _find_in_json_ld(facts, template_version) or _find_in_scripts(page, facts, template_version)


def _find_in_json_ld(facts: Facts, template_version: int | None) -> CleanArticle | None:
    """The story as JSON-LD states it; None where that is a summary."""
    if facts.body is None or len(facts.body) < FEWEST_CHARACTERS_OF_STATEMENT:
        return None
    story = edit_text(unwrap_text(strip_invisible(facts.body)), titles=facts.all_titles)
    return assemble_article(story, _with_text_from(facts, "json-ld"), template_version=template_version)


def _find_in_scripts(page: str, facts: Facts, template_version: int | None) -> CleanArticle | None:
    html = find_story_in_scripts(page, facts.all_titles)
    tree = parse_page(html) if html else None
    if tree is None:
        return None
    blocks = [one.block for one in judge_page(tree, facts, Context(), whole=True) if one.kept]
    story = edit_blocks(blocks, titles=facts.all_titles, names=facts.authors)
    return assemble_article(story, _with_text_from(facts, "script"), template_version=template_version)


def find_story_in_feed(content: str | None, facts: Facts) -> CleanArticle | None:
    """Find the story in the text that a feed carries; None where that is a teaser, or no text at all.

    For pages that are gone, behind a wall, or empty.
    """
    tree = parse_page(f"<div>{content}</div>") if content else None
    if tree is None:
        return None
    judged = judge_page(tree, facts, Context(), whole=True)
    kept = [one.block for one in judged if one.kept]
    story = edit_blocks(kept, titles=facts.all_titles, names=facts.authors)
    article = assemble_article(story, _with_text_from(facts, FEED))
    if article.outcome is not Outcome.ARTICLE or not _is_whole(article):
        return None
    return replace(article, removed=list_removals(revise_judgements(judged, story), story.removed))


def _is_whole(article: CleanArticle) -> bool:
    words = sum(map(count_words, article.paragraphs))
    is_long = words >= _FEWEST_WORDS_OF_WHOLE and len(article.paragraphs) >= _FEWEST_PARAGRAPHS_OF_WHOLE
    return is_long and not article.paragraphs[-1].endswith(_CUT_OFF)


def _with_text_from(facts: Facts, source: str) -> Facts:
    provenance = Provenance(sources=(source,), sureness=Sureness.LIKELY)
    return replace(facts, provenance={**facts.provenance, "text": provenance})
