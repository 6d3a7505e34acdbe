"""Lines around a story: what headline, date and standfirst on the page say where its metadata say nothing."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from pipeline.clean.metadata.claims import TEXT, TITLE_ELEMENT, Provenance, Settled, Sureness, settle_on
from pipeline.clean.metadata.dating import date_by_lines
from pipeline.clean.metadata.facts import Facts
from pipeline.clean.metadata.titles import closes, opens
from pipeline.clean.text import Judged, keep_letters
from pipeline.model import Instant, RemovedKind

__all__ = ["LinesAround", "read_lines_around", "settle_facts"]

# A standfirst is a sentence. Shorter lines there are labels.
_FEWEST_WORDS_OF_SUMMARY = 6
# Bylines, dates, share bars and a picture stand between headline and story; dates further below are other stories'.
_MOST_LINES_ABOVE = 15
_MOST_LINES_BELOW = 3  # a date further below is that of another story
_TELLING_DATES = frozenset(
    {RemovedKind.BYLINE, RemovedKind.AUTHOR_BIO, RemovedKind.DATE, RemovedKind.LEGAL, RemovedKind.OUTSIDE}
)
# A smaller part of the title element is a section.
_LEAST_SHARE_OF_TITLE = 0.4
_ONLY_TITLE_ELEMENT = Provenance(sources=(TITLE_ELEMENT,), sureness=Sureness.GUESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesAround:
    """What the lines around a story say: a title, a summary, a date. None where facts do not need them."""

    title: Settled[str] | None = None
    summary: Settled[str] | None = None
    published: Settled[Instant] | None = None

    @property
    def headline(self) -> "LinesAround":
        """What they say about the title alone."""
        return LinesAround(title=self.title)


def settle_facts(stated: Facts, around: LinesAround) -> Facts:
    """Complete what page and feed state with what the lines around the story say."""
    lines = {"title": around.title, "summary": around.summary, "published": around.published}
    found: Mapping[str, Settled[str] | Settled[Instant]] = {name: one for name, one in lines.items() if one}
    return replace(
        stated,
        title=around.title.value if around.title else stated.title,
        summary=around.summary.value if around.summary else stated.summary,
        published=around.published.value if around.published else stated.published,
        provenance={**stated.provenance, **{name: one.provenance for name, one in found.items()}},
    )


def read_lines_around(stated: Facts, blocks: Sequence[Judged]) -> LinesAround:
    """Read the lines around a story for what page and feed leave open."""
    title = _find_title(stated, blocks)
    titles = (title.value if title else stated.title, *stated.titles)
    return LinesAround(
        title=title,
        summary=None if stated.summary else _find_standfirst(blocks),
        published=None if stated.published else _find_date(blocks, titles, stated.languages),
    )


def _find_title(stated: Facts, blocks: Sequence[Judged]) -> Settled[str] | None:
    """The headline above the text, where the title element alone gives one.

    It names the outlet beside the headline: "Council votes for a wall ‹ Harbour Gazette".
    """
    title = stated.title
    if title is None or stated.provenance.get("title") != _ONLY_TITLE_ELEMENT:
        return None
    first = next((n for n, one in enumerate(blocks) if one.kept and one.block.is_prose), 0)
    above = [one.block.text for one in blocks[max(0, first - _MOST_LINES_ABOVE) : first + 1]]
    headlines = [line for line in above if opens(line, title) or closes(line, title)]
    headline = max(headlines, key=len, default="")
    if len(headline) < _LEAST_SHARE_OF_TITLE * len(title):
        return None
    return Settled(value=headline, sources=(TITLE_ELEMENT, TEXT), sureness=Sureness.LIKELY)


def _find_standfirst(blocks: Sequence[Judged]) -> Settled[str] | None:
    lines = (
        one.block
        for one in blocks
        if one.kind is RemovedKind.STANDFIRST and one.block.words >= _FEWEST_WORDS_OF_SUMMARY
    )
    standfirst = next((block.text for block in lines), None)
    return settle_on(standfirst, [TEXT]) if standfirst else None


def _find_date(
    blocks: Sequence[Judged], titles: Sequence[str | None], languages: Sequence[tuple[str, str]]
) -> Settled[Instant] | None:
    """The date on a line between headline and text or right below the text."""
    keys = {keep_letters(title) for title in titles if title}
    return date_by_lines(_date_lines(blocks, keys), languages=[tag for _, tag in languages])


def _date_lines(blocks: Sequence[Judged], titles: Set[str]) -> Iterator[str]:
    """The lines from the headline to the second paragraph that are not text, and the first lines below the last one."""
    prose = [n for n, one in enumerate(blocks) if one.kept and one.block.is_prose]
    if not prose:
        return
    start = max(0, prose[0] - _MOST_LINES_ABOVE)
    headline = next((n for n in range(start, prose[0]) if keep_letters(blocks[n].block.text) in titles), None)
    above = blocks[headline + 1 : prose[:2][-1]] if headline is not None else ()
    below = blocks[prose[-1] + 1 : prose[-1] + 1 + _MOST_LINES_BELOW]
    yield from (one.block.text for one in above if not one.kept)
    yield from (one.block.text for one in below if one.kind in _TELLING_DATES)
