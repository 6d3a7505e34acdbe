"""Evidence: what speaks for a passage being a part of the story, and what against it, by name and measure.

Each piece of evidence is a name with a value, mostly 0 or 1. Nothing here decides: `judgement` knows what it is worth.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.clean.asides import LONGEST, find_aside
from pipeline.clean.blocks import PROSE_WORDS, BlockKind
from pipeline.clean.bylines import is_byline, is_timestamp
from pipeline.clean.destinations import leads_to
from pipeline.clean.known import Known, letters
from pipeline.clean.passages import Passage, Reading
from pipeline.clean.phrasebook import find_phrase
from pipeline.clean.region import Region
from pipeline.clean.surroundings import Surroundings, label_of, parent_name, surroundings

__all__ = ["Signals", "gathered"]

Signals = Mapping[str, float]


def gathered(reading: Reading, region: Region, known: Known) -> Sequence[Signals]:
    """The evidence on each passage from `region.first` to `region.end`."""
    around = surroundings(reading, region)
    return [dict(_signals(reading.passages[index], index, around, known)) for index in range(region.first, region.end)]


_MARKED_CREDIT = re.compile(
    r"©|\((?:c|ap|afp|reuters|epa|dpa|efe)\b|\A(?:quelle|source|fuente|fonte|bron|källa|kilde|lähde|źródło|zdroj|forrás|"
    r"sursa|πηγή|kaynak|sumber|nguồn|источник|джерело|източник|المصدر|מקור|来源|來源|出典|출처|स्रोत) ?[:：]",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
# Words of lines below pictures.
_CREDITS = frozenset(
    {
        "getty", "shutterstock", "istock", "alamy", "imago", "handout", "courtesy", "photo", "photos", "photograph",
        "photographs", "photographer", "foto", "fotos", "fotografía", "image", "images", "bild", "bilder", "imagem",
        "imagen", "archiv", "archivo", "arquivo", "screenshot", "фото", "写真", "사진", "صورة",
    }
)  # fmt: skip
_ORNAMENT = re.compile(r"[•●▪◦■□►▶▸»«>‹›→←↑↓▲△▼|¦*+#\[(【]")
_ADDRESS = re.compile(r"@\w|https?://|www\.")
# Words: longer than a label, as long as sentences go in the fit, short.
_LABEL = 45
_LONG = 60
_FEW, _FEWER = 8, 5
_FEW_CHARACTERS = 8
_WHOLE = 0.8


def _signals(passage: Passage, index: int, around: Surroundings, known: Known) -> Iterator[tuple[str, float]]:
    yield "any", 1.0
    yield from _of_text(passage)
    yield from _of_links(passage)
    yield from _of_place(passage, index, around)
    yield from _of_other_stories(passage, index, around)
    yield from _of_zones(passage, around)
    yield from _of_unit(passage, index, around)
    yield from _of_copies(passage, around)
    yield from _of_knowledge(passage, index, around, known)


def _of_text(passage: Passage) -> Iterator[tuple[str, float]]:
    text, words = passage.text, passage.words
    yield "words", min(words, _LONG) / 20
    yield from ((name, 1.0) for name, holds in _text_signs(passage) if holds)
    if passage.kind is not BlockKind.PARAGRAPH:
        yield passage.kind.value, 1.0
        if words >= _FEW and passage.ends:
            yield f"{passage.kind.value} sentence", 1.0
    if words < _LABEL:
        digits = sum(map(str.isdigit, text))
        if digits:
            yield "digits", digits / len(text)
        yield from _of_label(text)
    if len(text) > _FEW_CHARACTERS and words < LONGEST and find_aside(text) is not None:
        yield "aside", 1.0


def _text_signs(passage: Passage) -> Iterator[tuple[str, bool]]:
    text, words = passage.text, passage.words
    ends = passage.ends
    yield "prose", passage.is_prose
    yield "sentence", ends
    yield "long without end", words >= PROSE_WORDS and not ends
    yield "short", words < _FEWER
    yield "tiny", words < 2
    yield "bold", passage.bold > _WHOLE * len(text)
    yield "below picture", passage.pictured
    yield "label below picture", passage.pictured and words < _LABEL
    yield "capitals", text.isupper()
    yield "colon", text.endswith(":")
    yield "ellipsis", text.endswith(("…", "..."))
    yield "ornament", _ORNAMENT.match(text) is not None


def _of_label(text: str) -> Iterator[tuple[str, float]]:
    if find_phrase(text) is not None:
        yield "phrase", 1.0
    if is_byline(text):
        yield "byline", 1.0
    if is_timestamp(text):
        yield "timestamp", 1.0
    if not _CREDITS.isdisjoint(_LETTERS.findall(text.lower())) or _MARKED_CREDIT.search(text):
        yield "credit", 1.0
    if _ADDRESS.search(text):
        yield "address", 1.0


def _of_links(passage: Passage) -> Iterator[tuple[str, float]]:
    share = passage.link_share
    if share:
        yield "linked share", share
        if share > 0.8:
            yield "one link", 1.0
            if passage.kind is BlockKind.PARAGRAPH:
                yield "paragraph of one link", 1.0
            if passage.words >= PROSE_WORDS:
                yield "long link", 1.0
        elif share > 0.3:
            yield "half linked", 1.0
        if passage.words < PROSE_WORDS:
            yield "short with link", 1.0
        if passage.bold > _WHOLE * len(passage.text):
            yield "bold link", 1.0
        if passage.closes_in_link and share < 0.9 and not passage.ends:
            yield "label and link", 1.0
        for kind in sorted({kind for address in passage.links if (kind := leads_to(address))}):
            yield f"leads to {kind}", 1.0
            if passage.words < 30:
                yield f"label leads to {kind}", 1.0


def _of_place(passage: Passage, index: int, around: Surroundings) -> Iterator[tuple[str, float]]:
    alike = passage.within.name == around.name
    if index < around.region.start:
        yield "above home", 1.0
        if alike:
            yield "paragraph above home", 1.0
        if passage.kind is not BlockKind.PARAGRAPH:
            yield "no paragraph above home", 1.0
    else:
        depth = around.depths[passage.within.number] - around.depth
        yield _DEPTHS[min(max(depth, 0), len(_DEPTHS) - 1)], 1.0
        if depth < 0:
            yield "depth less", 1.0
    if alike:
        yield "name of paragraphs", 1.0
    if parent_name(passage) == around.parent_name:
        yield "parent of paragraphs", 1.0
    if passage.within.tag == "p":
        yield "<p>", 1.0
    if index < around.first:
        yield "above first", 1.0
        yield "far above first", min(around.first - index, _FAR) / _FAR
    elif index > around.last:
        yield "below last", 1.0
        yield "far below last", min(index - around.last, _FAR) / _FAR


_DEPTHS = ("depth same", "depth one more", "depth two more", "depth deeper")
_FAR = 10


def _of_other_stories(passage: Passage, index: int, around: Surroundings) -> Iterator[tuple[str, float]]:
    if around.headed is not None and index > around.headed:
        yield "below other stories", 1.0
    if index in around.others:
        yield "in other story", 1.0
    label = label_of(passage)
    if label and around.labels[label] > _OFTEN:
        yield "label of several", 1.0


def _of_zones(passage: Passage, around: Surroundings) -> Iterator[tuple[str, float]]:
    kinds = around.kinds[passage.within.number]
    for kind in sorted(kinds | {passage.inner.kind} if passage.inner.kind else kinds):
        yield f"in {kind}", 1.0
        if passage.words < PROSE_WORDS:
            yield f"short in {kind}", 1.0


def _of_unit(passage: Passage, index: int, around: Surroundings) -> Iterator[tuple[str, float]]:
    unit = around.units[index]
    yield "unit links", min(1.0, unit.linked / unit.characters)
    yield "unit prose", unit.prose / max(1, unit.words)
    if unit.passages > 1:
        yield "unit of several", 1.0
    if unit.pictured:
        yield "unit with picture", 1.0
    plain = around.kinds[passage.within.number].isdisjoint(_APART)
    if passage.kind is BlockKind.ITEM and unit.linked * 10 < unit.characters and plain:
        yield "list without links", 1.0
        if unit.words >= _LONG_ITEM * unit.passages:
            yield "list of long items", 1.0
        if unit.below_colon:
            yield "list below colon", 1.0
    if passage.kind is BlockKind.ROW and unit.linked * 4 < unit.characters and unit.passages > _FEW_ROWS and plain:
        yield "table without links", 1.0


# Boxes beside the text.
_APART = frozenset({"aside", "widget", "related", "navigation", "footer", "form", "button"})
_LONG_ITEM = 6
_FEW_ROWS = 2


def _of_copies(passage: Passage, around: Surroundings) -> Iterator[tuple[str, float]]:
    if passage.kind is BlockKind.QUOTE and _repeats(passage.text, around.prose):
        yield "pull quote", 1.0
    copies = around.copies.get(passage.text, 1)
    if copies > 1:
        yield "repeated", 1.0
        if passage.words >= PROSE_WORDS:
            yield "prose repeated", 1.0
        if copies > _OFTEN:
            yield "repeated often", 1.0


_OFTEN = 2
_QUOTES = " \"“”„‟«»‹›'‘’.…"
# Pull quotes are shortened and begin with a capital of their own: of a run of so many words nearly all stand there.
_RUN = 3
_LONGEST_PULL_QUOTE = 60
_NEARLY = 0.8


def _repeats(quote: str, prose: str) -> bool:
    """Whether a quotation stands in the text as well, word by word or nearly so."""
    if quote.strip(_QUOTES) in prose:
        return True
    words = _worded(quote).split()
    if not _RUN < len(words) <= _LONGEST_PULL_QUOTE:
        return False
    runs = [" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)]
    text = _worded(prose)
    return sum(run in text for run in runs) >= _NEARLY * len(runs)


@lru_cache(maxsize=4)  # the text of a page, for each of its quotations
def _worded(text: str) -> str:
    return " ".join(_LETTERS.findall(text.casefold()))


def _of_knowledge(passage: Passage, index: int, around: Surroundings, known: Known) -> Iterator[tuple[str, float]]:
    if index <= around.first + _HEAD and passage.words < 2 * _LABEL:
        key = letters(passage.text)
        if key in known.titles:
            yield "headline", 1.0
        if len(known.description) > _TELLING and key.startswith(known.description[:_COMPARED]):
            yield "description", 1.0
    if known.stated:
        if known.stated[index] > 0:
            yield "stated", 1.0
        elif known.stated[index] < 0:
            yield "not stated", 1.0


# Passages that headline and standfirst may precede; characters of a description that tell, and that are compared.
_HEAD = 3
_TELLING, _COMPARED = 20, 60
