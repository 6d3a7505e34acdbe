"""Lines around a story: what headline, date and standfirst on the page tell where its metadata do not."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from pipeline.clean.main_content.quotations import keep_letters
from pipeline.clean.metadata.dating import date_by_lines
from pipeline.clean.metadata.facts import Facts
from pipeline.clean.metadata.titles import closes, opens
from pipeline.clean.text.blocks import Judged

__all__ = ["date_by_page", "sum_up_by_page", "title_by_page"]

# A standfirst is a sentence; what else stands there is a label.
_FEWEST_WORDS_OF_SUMMARY = 6
# Between headline and story stand bylines, dates, share bars, a picture; dates of other stories stand further below.
_MOST_ABOVE = 15
_MOST_BELOW = 3
_TELLING_DATES = frozenset({"byline", "author_bio", "date", "legal", "outside"})
# A shorter part is a section.
_LEAST_OF_TITLE = 0.4
_ONLY_TITLE = "html:title, guess"


def title_by_page(facts: Facts, blocks: Sequence[Judged]) -> Facts:
    """The metadata with the headline above the text for the title, where the title element alone names one.

    It names the outlet beside it: "Council votes for a wall ‹ Harbour Gazette".
    """
    title = facts.title
    if title is None or facts.provenance.get("title") != _ONLY_TITLE:
        return facts
    first = next((n for n, one in enumerate(blocks) if one.kept and one.block.is_prose), 0)
    above = [one.block.text for one in blocks[max(0, first - _MOST_ABOVE) : first + 1]]
    headlines = [line for line in above if opens(line, title) or closes(line, title)]
    headline = max(headlines, key=len, default="")
    if len(headline) < _LEAST_OF_TITLE * len(title):
        return facts
    return replace(facts, title=headline, provenance={**facts.provenance, "title": "html:title+text, likely"})


def sum_up_by_page(facts: Facts, blocks: Sequence[Judged]) -> Facts:
    """The metadata with the standfirst for a summary where nothing else sums the story up."""
    lines = (one.block for one in blocks if one.kind == "standfirst" and one.block.words >= _FEWEST_WORDS_OF_SUMMARY)
    standfirst = next((block.text for block in lines), None)
    if facts.summary or standfirst is None:
        return facts
    return replace(facts, summary=standfirst, provenance={**facts.provenance, "summary": "text, likely"})


def date_by_page(facts: Facts, blocks: Sequence[Judged]) -> Facts:
    """The metadata with a date on a line between headline and text or right below it, where nothing else names one."""
    if facts.published:
        return facts
    titles = {keep_letters(title) for title in (facts.title, *facts.titles) if title}
    languages = [tag for _, tag in facts.languages]
    found = date_by_lines(_date_lines(blocks, titles), languages=languages)
    if found is None:
        return facts
    provenance = {**facts.provenance, "published": found.provenance}
    return replace(facts, published=found.value, provenance=provenance)


def _date_lines(blocks: Sequence[Judged], titles: Set[str]) -> Iterator[str]:
    """The lines that are no text from the headline to the second paragraph, and the first of those below the last."""
    prose = [n for n, one in enumerate(blocks) if one.kept and one.block.is_prose]
    if not prose:
        return
    start = max(0, prose[0] - _MOST_ABOVE)
    headline = next((n for n in range(start, prose[0]) if keep_letters(blocks[n].block.text) in titles), None)
    above = blocks[headline + 1 : prose[:2][-1]] if headline is not None else ()
    below = blocks[prose[-1] + 1 : prose[-1] + 1 + _MOST_BELOW]
    yield from (one.block.text for one in above if not one.kept)
    yield from (one.block.text for one in below if one.kind in _TELLING_DATES)
