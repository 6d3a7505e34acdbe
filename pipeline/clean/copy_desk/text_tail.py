"""The tail of a text that lost its markup: everything from the first line of the template below the last sentence.

Boilerplate comes in company. Below the last sentence of a story, the lines between two labels are headlines of other
stories, names of sections, buttons. A single line says too little: the rules for residue judge it.
"""

import re
from collections.abc import Sequence

from pipeline.clean.copy_desk.division import Division, remove
from pipeline.clean.copy_desk.signatures import find_own_mark, is_initials, signs_for
from pipeline.clean.copy_desk.template_lines import find_template_line
from pipeline.clean.copy_desk.wire_copy import CREDIT, END_REASONS, SIGNATURE, find_tail_mark
from pipeline.clean.text import PROSE_WORDS, Block, ends_sentence, is_unstopped
from pipeline.clean.wording import find_aside, introduces_author, is_byline, is_desk_credit
from pipeline.model import Removed, RemovedKind

__all__ = ["cut_text_tail"]

# Below fewer words than these stands no tail, but the text itself.
_FEWEST_WORDS_ABOVE = 12
_FEWEST_LINES = 2
# Shorter lines in scripts without full stops are names and labels.
_SHORTEST_UNSTOPPED_SENTENCE = 40
_COLONS = (":", "：")
_FEWEST_WORDS_OF_SENTENCE = 3
_MOST_BIO_WORDS = 60
_BIO = RemovedKind.AUTHOR_BIO
# Headings of lists of other stories: lines follow them until the text ends.
_LISTS = frozenset(
    {RemovedKind.RELATED, RemovedKind.MOST_READ, RemovedKind.COMMENTS, RemovedKind.NAVIGATION, RemovedKind.INLINE_LINK}
)
# Lines of these kinds may stand above a story's own results and tables.
_OPEN_NO_TAIL = frozenset({RemovedKind.AD, RemovedKind.CREDIT, RemovedKind.TECHNICAL, CREDIT})
# Among the lines of the template, a short line below the last sentence or below all of them is one too.
_MOST_LOOSE_LINES, _MOST_LOOSE_WORDS = 3, 8
_BELOW = RemovedKind.OUTSIDE
# More sentences below a signature are a second item of the copy; so few lines below it need no label among them.
_MOST_SENTENCES_BELOW, _MOST_LINES_WITHOUT_COMPANY = 3, 4
# So few sentences among so many lines of the template, of more than one kind, are no part of the story.
_MOST_STRANGERS, _MOST_WORDS_OF_STRANGER, _FEWEST_OURS, _FEWEST_KINDS = 2, 25, 4, 2
_SHOUTS = ("?", "!", "？", "！", "؟")
_INNER_END = re.compile(r"[.!?…。！？؟।۔](?:\s|[\"'”’»」』]\s)")


def cut_text_tail(blocks: Sequence[Block], names: Sequence[str] = ()) -> Division:
    """Cut the lines of the template below the last sentence, and what stands between them.

    `names` are the authors: a last sentence below such lines that says who one of them is goes too. Everything below
    an agency's signature or end mark goes.
    """
    known = _find_known(blocks, names)
    _mark_below_signature(blocks, known)
    _mark_sandwiched(blocks, known)
    bio = _find_bio(blocks, known, names)
    if bio:
        known[_find_end(blocks, known) - 1] = bio
    below = _find_end(blocks, known)
    start = next((n for n, one in enumerate(known) if n >= below and one and _opens_tail(one)), None)
    if not below or start is None:
        return Division(kept=tuple(blocks))
    if not any(one and one.reason in END_REASONS for one in known[start:]) and len(blocks) - start < _FEWEST_LINES:
        return Division(kept=tuple(blocks))
    if sum(block.words for block in blocks[:start]) < _FEWEST_WORDS_ABOVE:
        return Division(kept=tuple(blocks))
    loose = [block for block, one in zip(blocks[below:start], known[below:start], strict=True) if one is None]
    if not blocks[below - 1].text.endswith(_COLONS) and _is_loose(loose, known[below:]):
        start = below
    removed = {block.line: one for block, one in _judge(blocks[start:], known[start:])}
    return Division(kept=tuple(block for block in blocks if block.line not in removed), removed=tuple(removed.values()))


def _find_known(blocks: Sequence[Block], names: Sequence[str]) -> list[Removed | None]:
    """What each line is if the template or the agency printed it."""
    mark = find_own_mark(blocks)
    known = [find_template_line(block) or _find_mark(block) for block in blocks]
    for number, block in enumerate(blocks[1:], start=1):
        if known[number] is None and (signs_for(block, mark) or is_initials(block)):
            known[number] = remove(block, kind=CREDIT, reason=SIGNATURE)
        elif known[number] is None and (is_byline(block.text) or block.text in names):
            known[number] = remove(block, kind=RemovedKind.BYLINE, reason="names the authors")
        elif known[number] is None and is_desk_credit(block.text):
            known[number] = remove(block, kind=CREDIT, reason="names who drew, translated, checked or edited")
        elif known[number] is None and block.words <= _MOST_WORDS_OF_STRANGER and (aside := find_aside(block.text)):
            known[number] = remove(block, kind=aside.kind, reason=aside.reason)
    return known


def _mark_below_signature(blocks: Sequence[Block], known: list[Removed | None]) -> None:
    """Mark what stands below the agency's signature or end mark, if it is less than the story above."""
    prose = [number for number, block in enumerate(blocks) if known[number] is None and _is_sentence(block)]
    signed = next(
        (n for n, one in enumerate(known) if one and one.reason in END_REASONS and n > (prose or [n])[0]), None
    )
    if signed is None or len([n for n in prose if n > signed]) > _MOST_SENTENCES_BELOW:
        return
    above, below = (sum(block.words for block in part) for part in (blocks[:signed], blocks[signed + 1 :]))
    in_company = any(known[signed + 1 :]) or len(blocks) - signed <= _MOST_LINES_WITHOUT_COMPANY
    if above < _FEWEST_WORDS_ABOVE or below > above or not in_company:
        return
    for number in range(signed + 1, len(blocks)):
        known[number] = known[number] or remove(blocks[number], kind=_BELOW, reason="stands below the end of the copy")


def _mark_sandwiched(blocks: Sequence[Block], known: list[Removed | None]) -> None:
    """Mark the few sentences among many lines of the template below a story: invitations, who the author is.

    A short question that closes a text below such lines asks the reader.
    """
    above = [one for one in known[-1 - _MOST_LOOSE_LINES : -1] if one and _opens_tail(one)]
    if known[-1] is None and len(above) >= _FEWEST_LINES and _asks(blocks[-1]):
        known[-1] = remove(blocks[-1], kind=above[-1].kind, reason="asks the reader")
    for start, one in enumerate(known):
        if one is None or not _opens_tail(one):
            continue
        strangers = [n for n in range(start, len(blocks)) if known[n] is None and _is_sentence(blocks[n])]
        if not strangers:
            return
        if _is_sandwich(blocks, known, start, strangers):
            for number in strangers:
                known[number] = remove(blocks[number], kind=one.kind, reason="stands among the lines below the story")
            return


def _asks(block: Block) -> bool:
    return block.words <= _MOST_LOOSE_WORDS and block.text.endswith(_SHOUTS)


def _is_sandwich(
    blocks: Sequence[Block], known: Sequence[Removed | None], start: int, strangers: Sequence[int]
) -> bool:
    ours = [one.kind for one in known[start:] if one]
    if len(strangers) > _MOST_STRANGERS or len(ours) < _FEWEST_OURS or len(set(ours)) < _FEWEST_KINDS:
        return False
    if 2 * len(ours) < len(known) - start or any(blocks[n].words > _MOST_WORDS_OF_STRANGER for n in strangers):
        return False
    return known[-1] is not None and sum(block.words for block in blocks[:start]) >= _FEWEST_WORDS_ABOVE


def _opens_tail(one: Removed) -> bool:
    return one.kind not in _OPEN_NO_TAIL or one.reason in END_REASONS


def _is_loose(lines: Sequence[Block], known: Sequence[Removed | None]) -> bool:
    """Whether short lines between the last sentence and the lines of the template are the template's.

    Results and other lists of the story have figures, or a sentence with a colon above them.
    """
    company = sum(one is not None for one in known)
    return len(lines) <= _MOST_LOOSE_LINES and company >= _FEWEST_LINES and all(map(_is_short, lines))


def _is_short(block: Block) -> bool:
    """Whether a line is neither a sentence nor a result."""
    if block.words > _MOST_LOOSE_WORDS or any(map(str.isdigit, block.text)):
        return False
    if ends_sentence(block.text) or block.text.endswith(_COLONS):
        return False
    return _INNER_END.search(block.text) is None


def _find_mark(block: Block) -> Removed | None:
    """What an agency puts below a story, as a removal."""
    mark = find_tail_mark(block)
    return remove(block, kind=mark.kind, reason=mark.why) if mark else None


def _is_sentence(block: Block) -> bool:
    """Whether a line is a sentence, or ends in a signature behind one: "… the mayor said. DHA-Osby"."""
    if block.words >= _FEWEST_WORDS_OF_SENTENCE and ends_sentence(block.text):
        return True
    if is_unstopped(block.text, _SHORTEST_UNSTOPPED_SENTENCE):
        return True
    return block.words >= PROSE_WORDS // 2 and _INNER_END.search(block.text) is not None


def _find_end(blocks: Sequence[Block], known: Sequence[Removed | None]) -> int:
    """The index below the last sentence that no template printed; 0 without one."""
    return 1 + max((n for n, block in enumerate(blocks) if known[n] is None and _is_sentence(block)), default=-1)


def _find_bio(blocks: Sequence[Block], known: Sequence[Removed | None], names: Sequence[str]) -> Removed | None:
    """The last sentence of a text if it stands below a line of the template and says who the author is."""
    last = _find_end(blocks, known) - 1
    above = known[last - 1] if last > 1 else None
    if above is None or blocks[last].words > _MOST_BIO_WORDS:
        return None
    is_bio = above.kind == _BIO or introduces_author(blocks[last].text, names) or above.text in names
    return remove(blocks[last], kind=_BIO, reason="says who the author is") if is_bio else None


def _is_last_of_many(rest: Sequence[Block], known: Sequence[Removed | None]) -> bool:
    """Whether a few short lines below the lines of the template are the template's as well."""
    company = sum(one is not None and one.kind not in _OPEN_NO_TAIL for one in known)
    return len(rest) <= _MOST_LOOSE_LINES * company and all(map(_is_short, rest))


def _judge(blocks: Sequence[Block], known: Sequence[Removed | None]) -> list[tuple[Block, Removed]]:
    """The lines of the tail with their removals: labels, and what stands between them or in the list below one."""
    last = max(number for number, one in enumerate(known) if one)
    judged: list[tuple[Block, Removed]] = []
    label = RemovedKind.OUTSIDE
    for number, (block, one) in enumerate(zip(blocks, known, strict=True)):
        label = one.kind if one else label
        if one:
            judged.append((block, one))
        elif number < last or label in _LISTS or _is_last_of_many(blocks[last + 1 :], known):
            judged.append((block, remove(block, kind=label, reason="stands among the lines below the story")))
    return judged
