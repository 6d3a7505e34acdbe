"""Evidence: what speaks for a passage being a part of the story, and what against it, by name and measure.

Each piece of evidence is a name with a value, mostly 0 or 1. Nothing here decides: `judgement` knows what it is worth.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.clean.copy_desk.asides import LONGEST, find_aside
from pipeline.clean.main_content.destinations import find_destination
from pipeline.clean.main_content.quotations import Known, keep_letters
from pipeline.clean.main_content.region import COMMENTS, Region
from pipeline.clean.main_content.surroundings import Surroundings, find_label, name_parent, survey_surroundings
from pipeline.clean.page.passages import Passage, Reading
from pipeline.clean.page.zones import UNDISPLAYED
from pipeline.clean.text.blocks import PROSE_WORDS, BlockKind
from pipeline.clean.wording.bylines import is_byline, is_timestamp
from pipeline.clean.wording.phrasebook import find_phrase
from pipeline.clean.wording.picture_credits import is_picture_credit

__all__ = ["Signals", "gather_evidence"]

Signals = Mapping[str, float]
_Told = dict[str, float]


def gather_evidence(reading: Reading, region: Region, known: Known) -> Sequence[Signals]:
    """The evidence on each passage from `region.first` to `region.end`."""
    around = survey_surroundings(reading, region)
    return [_signals(reading.passages[index], index, around, known) for index in range(region.first, region.end)]


_DIGIT = re.compile(r"[0-9]")
_SAYING = re.compile(r"\w")
_LETTERS = re.compile(r"[^\W\d_]+")
_ORNAMENT = re.compile(r"[•●▪◦■□►▶▸»«>‹›→←↑↓▲△▼|¦*+#\[(【]")
_ADDRESS = re.compile(r"@\w|https?://|www\.")
# Words: longer than a label, as long as sentences go in the fit, short.
_LABEL = 45
_LONG = 60
_FEW, _FEWER = 8, 5
_FEW_CHARACTERS = 8
_DECK = 12  # a line above the text that is longer than a subhead sums it up; in sentences it may be the first paragraph
_WHOLE = 0.8


def _signals(passage: Passage, index: int, around: Surroundings, known: Known) -> Signals:
    told = {"any": 1.0}
    if around.region.is_whole:
        told["fragment"] = 1.0
    _of_text(told, passage)
    _of_links(told, passage)
    _of_place(told, passage, index, around)
    _of_neighbours(told, passage, index, around)
    _of_other_stories(told, passage, index, around)
    _of_zones(told, passage, index, around)
    _of_unit(told, passage, index, around)
    _of_copies(told, passage, around)
    _of_knowledge(told, passage, index, around, known)
    return told


def _of_text(told: _Told, passage: Passage) -> None:
    text, words = passage.text, passage.words
    told["words"] = min(words, _LONG) / 20
    _of_type(told, passage)
    if passage.kind is not BlockKind.PARAGRAPH:
        told[passage.kind.value] = 1.0
        if words >= _FEW and passage.ends:
            told[f"{passage.kind.value} sentence"] = 1.0
    if words < _LABEL:
        digits = len(_DIGIT.findall(text)) if text.isascii() else sum(map(str.isdigit, text))
        if digits:
            told["digits"] = digits / len(text)
        _of_label(told, text)
    if len(text) > _FEW_CHARACTERS and words < LONGEST and find_aside(text) is not None:
        told["aside"] = 1.0


def _of_type(told: _Told, passage: Passage) -> None:
    text, words, ends = passage.text, passage.words, passage.ends
    if passage.is_prose:
        told["prose"] = 1.0
    if ends:
        told["sentence"] = 1.0
    elif words >= PROSE_WORDS:
        told["long without end"] = 1.0
    if words < _FEWER:
        told["short"] = 1.0
    if words < 2:
        told["tiny"] = 1.0
    if passage.pictured:
        told["below picture"] = 1.0
        if words < _LABEL:
            told["label below picture"] = 1.0
    _of_characters(told, text)
    if passage.bold > _WHOLE * len(text):
        told["bold"] = 1.0


def _of_characters(told: _Told, text: str) -> None:
    if text.isupper() and _is_mostly_cased(text):
        told["capitals"] = 1.0
    if text.endswith(":"):
        told["colon"] = 1.0
    elif text.endswith(("…", "...")):
        told["ellipsis"] = 1.0
    if _ORNAMENT.match(text):
        told["ornament"] = 1.0
    if not _SAYING.search(text):
        told["no letters"] = 1.0


def _is_mostly_cased(text: str) -> bool:
    """Whether most letters have a case: "5G" alone does not make capitals of a Chinese sentence."""
    return text.isascii() or 2 * sum(map(str.isupper, text)) > sum(map(str.isalpha, text))


def _of_label(told: _Told, text: str) -> None:
    if find_phrase(text) is not None:
        told["phrase"] = 1.0
    if is_byline(text):
        told["byline"] = 1.0
    if is_timestamp(text):
        told["timestamp"] = 1.0
    if is_picture_credit(text):
        told["credit"] = 1.0
    if _ADDRESS.search(text):
        told["address"] = 1.0


def _of_links(told: _Told, passage: Passage) -> None:
    share = passage.link_share
    if share:
        told["linked share"] = share
        if share > 0.8:
            told["one link"] = 1.0
            # An address printed in full is information, whatever it links to.
            if passage.kind is BlockKind.PARAGRAPH and not _ADDRESS.search(passage.text):
                told["paragraph of one link"] = 1.0
            if passage.words >= PROSE_WORDS:
                told["long link"] = 1.0
        elif share > 0.3:
            told["half linked"] = 1.0
        if passage.words < PROSE_WORDS:
            told["short with link"] = 1.0
        if passage.bold > _WHOLE * len(passage.text):
            told["bold link"] = 1.0
        if passage.closes_in_link and share < 0.9 and not passage.ends:
            told["label and link"] = 1.0
        for kind in sorted({kind for address in passage.links if (kind := find_destination(address))}):
            told[f"leads to {kind}"] = 1.0
            if passage.words < 30:
                told[f"label leads to {kind}"] = 1.0


def _of_place(told: _Told, passage: Passage, index: int, around: Surroundings) -> None:
    alike = _is_alike(passage, around.name or "")
    if index < around.region.start:
        told["above home"] = 1.0
        if alike:
            told["paragraph above home"] = 1.0
        if passage.kind is not BlockKind.PARAGRAPH:
            told["no paragraph above home"] = 1.0
    else:
        depth = around.depths[passage.within.number] - around.depth
        told[_DEPTHS[min(max(depth, 0), len(_DEPTHS) - 1)]] = 1.0
        if depth < 0:
            told["depth less"] = 1.0
    if alike:
        told["name of paragraphs"] = 1.0
    if name_parent(passage) == around.parent_name:
        told["parent of paragraphs"] = 1.0
    if passage.within.tag == "p":
        told["<p>"] = 1.0
    if index < around.first:
        told["above first"] = 1.0
        told["far above first"] = min(around.first - index, _FAR) / _FAR
    elif index > around.last:
        told["below last"] = 1.0
        told["far below last"] = min(index - around.last, _FAR) / _FAR


def _is_alike(passage: Passage, name: str) -> bool:
    """Whether it stands in an element of this name, or is prose in one of another tag with the same class."""
    own = passage.within.name
    if own == name:
        return True
    classes = own.partition(".")[2]
    return bool(classes) and passage.is_prose and classes == name.partition(".")[2]


_DEPTHS = ("depth same", "depth one more", "depth two more", "depth deeper")
_FAR = 10


def _of_neighbours(told: _Told, passage: Passage, index: int, around: Surroundings) -> None:
    is_label = passage.words < PROSE_WORDS and not passage.ends and not passage.linked
    if is_label and index - 1 in around.paragraphs and index + 1 in around.paragraphs:
        told["label between paragraphs"] = 1.0
    if index in around.numbered and passage.link_share <= _WHOLE:
        told["numbered"] = 1.0
    if passage.kind is BlockKind.HEADING and not passage.linked:
        if index < around.first and passage.words >= _DECK and not passage.ends:
            told["deck"] = 1.0
        if around.first < index < around.last and "phrase" not in told:
            told["heading among paragraphs"] = 1.0


def _of_other_stories(told: _Told, passage: Passage, index: int, around: Surroundings) -> None:
    if around.headed is not None and index > around.headed:
        told["below other stories"] = 1.0
    if index in around.others:
        told["in other story"] = 1.0
    label = find_label(passage)
    if label and around.labels[label] > _OFTEN:
        told["label of several"] = 1.0


def _of_zones(told: _Told, passage: Passage, index: int, around: Surroundings) -> None:
    kinds = around.kinds[passage.within.number]
    if index < around.begins:
        kinds -= {COMMENTS}  # above a story "comment" is what kind of story it is
    if UNDISPLAYED.kind in kinds:
        kinds -= {UNDISPLAYED.kind}
        if not passage.is_prose:  # the rest of a story may be unfolded by a script
            told["label undisplayed"] = 1.0
    for kind in sorted(kinds | {passage.inner.kind} if passage.inner.kind else kinds):
        told[f"in {kind}"] = 1.0
        if passage.words < PROSE_WORDS:
            told[f"short in {kind}"] = 1.0


def _of_unit(told: _Told, passage: Passage, index: int, around: Surroundings) -> None:
    unit = around.units[index]
    told["unit links"] = min(1.0, unit.linked / unit.characters)
    told["unit prose"] = unit.prose / max(1, unit.words)
    if unit.passages > 1:
        told["unit of several"] = 1.0
    if unit.pictured:
        told["unit with picture"] = 1.0
    plain = around.kinds[passage.within.number].isdisjoint(_APART)
    # Lists that stand there twice are the template's: what a subscription gives, in each of its forms.
    once = around.copies.get(passage.text, 1) == 1
    if passage.kind is BlockKind.ITEM and unit.linked * 10 < unit.characters and plain and once:
        told["list without links"] = 1.0
        if unit.words >= _LONG_ITEM * unit.passages:
            told["list of long items"] = 1.0
        if unit.below_colon:
            told["list below colon"] = 1.0
    if passage.kind is BlockKind.ROW and unit.linked * 4 < unit.characters and unit.passages > _FEW_ROWS and plain:
        told["table without links"] = 1.0


# Boxes beside the text.
_APART = frozenset(
    {
        "aside", "widget", "related", "navigation", "footer", "form", "button", "paywall", "newsletter", "ad", "share",
        "comments", "control", "cta", "tags", "author", "hidden", "unseen",
    }
)  # fmt: skip
_LONG_ITEM = 6
_FEW_ROWS = 2


def _of_copies(told: _Told, passage: Passage, around: Surroundings) -> None:
    if passage.kind is BlockKind.QUOTE and _repeats(passage.text, around.prose):
        told["pull quote"] = 1.0
    copies = around.copies.get(passage.text, 1)
    if copies > 1:
        told["repeated"] = 1.0
        if passage.words >= PROSE_WORDS:
            told["prose repeated"] = 1.0
        if copies > _OFTEN and not _recurs(passage):
            told["repeated often"] = 1.0


def _recurs(passage: Passage) -> bool:
    """Whether a story may well have a line several times: the question of a series of interviews, a table's head."""
    return passage.kind is BlockKind.ROW or (passage.text.endswith(_QUESTION) and not passage.linked)


_OFTEN = 2
_QUESTION = ("?", "？", "؟")
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


def _of_knowledge(told: _Told, passage: Passage, index: int, around: Surroundings, known: Known) -> None:
    if index <= around.first + _HEAD and passage.words < 2 * _LABEL:
        key = keep_letters(passage.text)
        if key in known.titles:
            told["headline"] = 1.0
        if len(known.description) > _TELLING and key.startswith(known.description[:_COMPARED]):
            told["description"] = 1.0
    if known.stated:
        if known.stated[index] > 0:
            told["stated"] = 1.0
        elif known.stated[index] < 0:
            told["not stated"] = 1.0


# Passages that headline and standfirst may precede; characters of a description that tell, and that are compared.
_HEAD = 3
_TELLING, _COMPARED = 20, 60
