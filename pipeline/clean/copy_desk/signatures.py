"""Signatures below a text without markup: the mark of its agency, as its dateline spells it, and the desk's initials.

No list has every agency, but the copy itself names its own: "Halden, 18 nov (ANV).-" above, "ANV rt/jl" below.
"""

import re
from collections.abc import Sequence

from pipeline.clean.text import Block, ends_sentence

__all__ = ["find_own_mark", "is_initials", "signs_for"]

# Letters of all scripts, with the vowel signs of those of India, which Python does not count as letters.
_LETTER = r"(?:[^\W\d_]|[\u0900-\u0d7f])"
# Place, date, agency and reporter; brackets further on are of the story.
_LONGEST_OPENING_WITH_MARK = 100
_MARK = re.compile(
    rf"\((?:[^()=]{{1,40}}=\s?)?(?P<round>{_LETTER}[\w\u0900-\u0d7f .-]{{0,20}})\)"
    rf"|/(?P<strokes>{_LETTER}{{2,16}})/|[【\[][^】\]=]{{1,30}}=(?P<square>{_LETTER}{{2,12}})[】\]]"
)
# "ntr/jco", "AB/ASG", "jo/ mark/", "ABC // XYZ", "/ПК/".
_INITIALS = re.compile(
    rf"/?\s?{_LETTER}{{1,5}}(?:\s?//?\s?{_LETTER}{{1,5}}){{1,4}}\s?/?|/\s?{_LETTER}{{1,5}}\s?/|{_LETTER}{{2,8}}/"
)
_MOST_DESK_WORDS = 5  # the agency, its desk and the initials of three editors
_DIVIDERS = " -–—/()[]*.:◎"


def find_own_mark(blocks: Sequence[Block]) -> str | None:
    """Find the mark of the agency in the dateline that opens a text, known or not; None without one."""
    lead = next((block.text for block in blocks if block.is_prose), "")
    found = _MARK.search(lead[:_LONGEST_OPENING_WITH_MARK])
    return next(filter(None, found.groups()), None) if found else None


def signs_for(block: Block, mark: str | None) -> bool:
    """Whether a line is an agency's mark and little more: "(ANV)", "ANV rt/jl", "भाखा नेत्र"."""
    if mark is None or ends_sentence(block.text) or block.words > _MOST_DESK_WORDS:
        return False
    bare = block.text.strip(_DIVIDERS)
    rest = bare[len(mark) :]
    return bare.casefold().startswith(mark.casefold()) and (not rest or rest[0] in _DIVIDERS)


def is_initials(block: Block) -> bool:
    """Whether a line is nothing but the initials of a desk with strokes between them."""
    return _INITIALS.fullmatch(block.text) is not None
