"""Evidence around a passage: where it stands, its neighbours, the zones it lies in, and copies of it on the page."""

import re
from functools import lru_cache

from pipeline.clean.main_content import evidence_names as name
from pipeline.clean.main_content.surroundings import Surroundings, find_label, name_parent
from pipeline.clean.page import Passage, Zone
from pipeline.clean.text import PROSE_WORDS, BlockKind

__all__ = ["add_place_evidence"]

_LETTERS = re.compile(r"[^\W\d_]+")
_DEPTHS = (name.DEPTH_SAME, name.DEPTH_ONE_MORE, name.DEPTH_TWO_MORE, name.DEPTH_DEEPER)
_FARTHEST = 10  # passages
# A heading above the text that is longer than a subhead sums it up. One that is a sentence may be the first paragraph.
_FEWEST_DECK_WORDS = 12
_MOST_SHARE_LINKED_NUMBERED = 0.8  # numbered links are a list of other stories
# A headline that leads to another story has no full stop, or fewer words.
_LEAST_SHARE_OF_LINKED_PROSE, _FEWEST_WORDS_OF_LINKED_PROSE = 0.5, 14
# Boxes beside the text, whose lists and tables are not the story's.
_APART = frozenset(
    {
        Zone.ASIDE, Zone.WIDGET, Zone.RELATED, Zone.NAVIGATION, Zone.FOOTER, Zone.FORM, Zone.BUTTON, Zone.PAYWALL,
        Zone.NEWSLETTER, Zone.AD, Zone.SHARE, Zone.COMMENTS, Zone.CONTROL, Zone.CTA, Zone.TAGS, Zone.AUTHOR,
        Zone.HIDDEN, Zone.UNSEEN,
    }
)  # fmt: skip
_COMMENTS, _UNDISPLAYED = frozenset({Zone.COMMENTS}), frozenset({Zone.UNDISPLAYED})
_FEWEST_WORDS_OF_LONG_ITEM = 6  # items of menus have fewer
_MOST_ROWS_OF_LAYOUT = 2  # pages are laid out in tables of one or two rows
_LIST_CHARACTERS_PER_LINKED, _TABLE_CHARACTERS_PER_LINKED = 10, 4  # a table of results links its names
_MOST_COPIES = 2  # one less costs 0.001 of F1 (bench.extraction.thresholds, 40 pages, 2026-11)
_QUESTION_MARKS = ("?", "？", "؟")
_QUOTATION_MARKS = " \"“”„‟«»‹›'‘’.…"
# Pull quotes are shortened and begin with a capital of their own: nearly all runs of three words stand in the text. A
# quarter less of them costs 0.001 of F1 (bench.extraction.thresholds, 40 pages, 2026-11).
_RUN_WORDS = 3
_MOST_PULL_QUOTE_WORDS = 60  # longer ones are paragraphs that quote
_LEAST_SHARE_OF_RUNS = 0.8  # a pull quote may leave out some words

# The points of a story are sentences, with or without a full stop; items of menus are labels.
_FEWEST_WORDS_OF_POINT = 6


def add_place_evidence(found: dict[str, float], passage: Passage, index: int, around: Surroundings) -> None:
    """Add what the place of a passage on its page says. `index` is its number on the page."""
    _add_depth(found, passage, index, around)
    _add_distance(found, passage, index, around)
    _add_neighbours(found, passage, index, around)
    _add_other_stories(found, passage, index, around)
    _add_zones(found, passage, index, around)
    _add_unit(found, passage, index, around)
    _add_copies(found, passage, index, around)


def _is_point(passage: Passage) -> bool:
    """Whether an item above the story may be one of its points: words enough, and no link."""
    return passage.kind is BlockKind.ITEM and passage.words >= _FEWEST_WORDS_OF_POINT and not passage.links


def _add_depth(found: dict[str, float], passage: Passage, index: int, around: Surroundings) -> None:
    alike = _is_alike(passage, around.name or "")
    if index < around.region.start:
        found[name.ABOVE_HOME] = 1.0
        if alike:
            found[name.PARAGRAPH_ABOVE_HOME] = 1.0
        if passage.kind is not BlockKind.PARAGRAPH and not _is_point(passage):
            found[name.NO_PARAGRAPH_ABOVE_HOME] = 1.0
    else:
        depth = around.depths[passage.within.number] - around.depth
        found[_DEPTHS[min(max(depth, 0), len(_DEPTHS) - 1)]] = 1.0
        if depth < 0:
            found[name.DEPTH_LESS] = 1.0
    if alike:
        found[name.NAME_OF_PARAGRAPHS] = 1.0
    if name_parent(passage) == around.parent_name:
        found[name.PARENT_OF_PARAGRAPHS] = 1.0
    if passage.within.tag == "p":
        found[name.IN_P] = 1.0


def _is_alike(passage: Passage, paragraph_name: str) -> bool:
    """Whether it stands in an element of this name, or is prose in one of another tag with the same class."""
    own = passage.within.name
    if own == paragraph_name:
        return True
    classes = own.partition(".")[2]
    return bool(classes) and passage.is_prose and classes == paragraph_name.partition(".")[2]


def _add_distance(found: dict[str, float], passage: Passage, index: int, around: Surroundings) -> None:
    if index < around.first:
        found[name.ABOVE_FIRST] = 1.0
        found[name.FAR_ABOVE_FIRST] = min(around.first - index, _FARTHEST) / _FARTHEST
    elif index > around.last:
        found[name.BELOW_LAST] = 1.0
        found[name.FAR_BELOW_LAST] = min(index - around.last, _FARTHEST) / _FARTHEST


def _add_neighbours(found: dict[str, float], passage: Passage, index: int, around: Surroundings) -> None:
    is_label = passage.words < PROSE_WORDS and not passage.ends and not passage.linked
    if is_label and index - 1 in around.paragraphs and index + 1 in around.paragraphs:
        found[name.LABEL_BETWEEN_PARAGRAPHS] = 1.0
    if index in around.numbered and passage.link_share <= _MOST_SHARE_LINKED_NUMBERED:
        found[name.NUMBERED] = 1.0
    if around.first < index < around.last and _is_linked_prose(passage, around) and name.PHRASE not in found:
        found[name.LINKED_PROSE] = 1.0
    if passage.kind is BlockKind.HEADING and not passage.linked:
        if index < around.first and passage.words >= _FEWEST_DECK_WORDS and not passage.ends:
            found[name.DECK] = 1.0
        if around.first < index < around.last and name.PHRASE not in found:
            found[name.HEADING_AMONG_PARAGRAPHS] = 1.0


def _is_linked_prose(passage: Passage, around: Surroundings) -> bool:
    """Whether a linked passage is a sentence that stands as the story's paragraphs do."""
    if passage.kind is not BlockKind.PARAGRAPH or passage.link_share <= _LEAST_SHARE_OF_LINKED_PROSE:
        return False
    is_alike = passage.within.name == around.name and name_parent(passage) == around.parent_name
    return is_alike and passage.ends and passage.words >= _FEWEST_WORDS_OF_LINKED_PROSE


def _add_other_stories(found: dict[str, float], passage: Passage, index: int, around: Surroundings) -> None:
    if around.headed is not None and index > around.headed:
        found[name.BELOW_OTHER_STORIES] = 1.0
    if index in around.others:
        found[name.IN_OTHER_STORY] = 1.0
    label = find_label(passage)
    if label and around.labels[label] > _MOST_COPIES:
        found[name.LABEL_OF_SEVERAL] = 1.0


def _add_zones(found: dict[str, float], passage: Passage, index: int, around: Surroundings) -> None:
    zones = around.zones[passage.within.number]
    if index < around.begins:
        zones -= _COMMENTS  # above a story "comment" is a genre
    if Zone.UNDISPLAYED in zones:
        zones -= _UNDISPLAYED
        if not passage.is_prose:  # a script may unfold the rest of a story
            found[name.LABEL_UNDISPLAYED] = 1.0
    for zone in sorted(zones | {passage.inner} if passage.inner else zones):
        found[name.IN_ZONE[zone]] = 1.0
        if passage.words < PROSE_WORDS:
            found[name.SHORT_IN_ZONE[zone]] = 1.0


def _add_unit(found: dict[str, float], passage: Passage, index: int, around: Surroundings) -> None:
    unit = around.units[index]
    found[name.UNIT_LINKS] = min(1.0, unit.linked / unit.characters)
    found[name.UNIT_PROSE] = unit.prose / max(1, unit.words)
    if unit.passages > 1:
        found[name.UNIT_OF_SEVERAL] = 1.0
    if unit.pictured:
        found[name.UNIT_WITH_PICTURE] = 1.0
    if passage.kind is BlockKind.ITEM or passage.kind is BlockKind.ROW:
        _add_list(found, passage, index, around)


def _add_list(found: dict[str, float], passage: Passage, index: int, around: Surroundings) -> None:
    unit = around.units[index]
    plain = around.zones[passage.within.number].isdisjoint(_APART)
    # Lists that stand there twice are the template's: what a subscription gives, in each of its forms.
    once = _count_copies(passage, index, around) == 1
    is_item = passage.kind is BlockKind.ITEM
    if is_item and unit.linked * _LIST_CHARACTERS_PER_LINKED < unit.characters and plain and once:
        found[name.LIST_WITHOUT_LINKS] = 1.0
        if unit.words >= _FEWEST_WORDS_OF_LONG_ITEM * unit.passages:
            found[name.LIST_OF_LONG_ITEMS] = 1.0
        if unit.below_colon:
            found[name.LIST_BELOW_COLON] = 1.0
    is_table = not is_item and unit.passages > _MOST_ROWS_OF_LAYOUT
    if is_table and unit.linked * _TABLE_CHARACTERS_PER_LINKED < unit.characters and plain:
        found[name.TABLE_WITHOUT_LINKS] = 1.0


def _count_copies(passage: Passage, index: int, around: Surroundings) -> int:
    """How often a line stands there. A list or table of results may have it several times."""
    copies = around.copies.get(passage.text, 1)
    unit = around.units[index]
    # A list of pictures has the same caption in each of its sizes.
    is_short = passage.words < PROSE_WORDS and not passage.linked and not unit.pictured
    is_listed = is_short and passage.kind in {BlockKind.ITEM, BlockKind.ROW}
    return copies - unit.lines[passage.text] + 1 if is_listed and copies > 1 else copies


def _add_copies(found: dict[str, float], passage: Passage, index: int, around: Surroundings) -> None:
    if passage.kind is BlockKind.QUOTE and _repeats(passage.text, around.prose):
        found[name.PULL_QUOTE] = 1.0
    copies = _count_copies(passage, index, around)
    if copies > 1:
        found[name.REPEATED] = 1.0
        if passage.words >= PROSE_WORDS:
            found[name.PROSE_REPEATED] = 1.0
        if copies > _MOST_COPIES and not _may_recur(passage):
            found[name.REPEATED_OFTEN] = 1.0


def _may_recur(passage: Passage) -> bool:
    """Whether a story may have a line several times: the question of a series of interviews, the head of a table."""
    return passage.kind is BlockKind.ROW or (passage.text.endswith(_QUESTION_MARKS) and not passage.linked)


def _repeats(quote: str, prose: str) -> bool:
    """Whether a quotation stands in the text as well, word by word or nearly so."""
    if quote.strip(_QUOTATION_MARKS) in prose:
        return True
    words = _join_letters(quote).split()
    if not _RUN_WORDS < len(words) <= _MOST_PULL_QUOTE_WORDS:
        return False
    runs = [" ".join(words[start : start + _RUN_WORDS]) for start in range(len(words) - _RUN_WORDS + 1)]
    text = _join_letters(prose)
    return sum(run in text for run in runs) >= _LEAST_SHARE_OF_RUNS * len(runs)


@lru_cache(maxsize=4)  # the text of a page, for each of its quotations
def _join_letters(text: str) -> str:
    return " ".join(_LETTERS.findall(text.casefold()))
