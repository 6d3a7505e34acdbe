"""Page state: the story as the scripts of a page carry it, for pages whose text a browser would have to fill in.

Frameworks send the data of a page along in a script, the body of the story as a string of HTML among it. Other stories
may stand there as well: only one that speaks of what the headline says is taken.
"""

import json
import re
from collections.abc import Iterator, Sequence, Set

from pipeline.clean.text.blocks import fold_line

__all__ = ["find_story_in_scripts"]

_OPENS, _CLOSES = re.compile(r"<script\b", re.IGNORECASE), re.compile(r"</script", re.IGNORECASE)
# Characters: shorter strings are teasers.
_SHORTEST = 400
# It begins at no escaped quotation mark: time grows in proportion to the page, whatever stands there.
_STRING = re.compile(rf'(?<!\\)"(?:[^"\\\n]|\\.){{{_SHORTEST},}}+"')
_PARAGRAPH = re.compile(r"<(?:p|br)\b|</p>", re.IGNORECASE)
_FEWEST_PARAGRAPHS = 2
_NO_STORY = re.compile(r"<(?:style|link|script|meta|html|head)\b", re.IGNORECASE)
# "{sd-embed id=7}": tags of the site's own that its scripts replace.
_PLACEHOLDER = re.compile(r"\{/?[a-z][a-z-]*(?:\s[^{}<>]{0,200})?\}")
# Words of a headline that say what it is about; scripts without blanks are compared by pairs of characters.
_WORD = re.compile(r"[^\W\d_]{4,}")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2,}")
# Endings differ: "killed" and "killing" begin alike.
_STEM = 5
_LEAST_SHARED = 0.34


def find_story_in_scripts(page: str, titles: Sequence[str]) -> str | None:
    """The HTML of the story with one of these headlines in the scripts of a page; None where there is none."""
    wanted = set().union(*map(_words, titles))
    if not wanted:
        return None
    found = {html: len(wanted & _words(html)) / len(wanted) for html in _carried(page)}
    likeliest = max(found, key=lambda html: (found[html], len(html)), default=None)
    return likeliest if likeliest is not None and found[likeliest] >= _LEAST_SHARED else None


def _carried(page: str) -> Iterator[str]:
    """The strings of HTML with several paragraphs in the scripts of a page."""
    for script in _scripts(page):
        for literal in _STRING.finditer(script):
            html = _PLACEHOLDER.sub("", _read(literal[0]))
            if len(_PARAGRAPH.findall(html)) >= _FEWEST_PARAGRAPHS and not _NO_STORY.search(html):
                yield html


def _scripts(page: str) -> Iterator[str]:
    end = 0
    while (opens := _OPENS.search(page, end)) and (closes := _CLOSES.search(page, opens.end())):
        end = closes.end()
        yield page[opens.end() : closes.start()]


def _read(literal: str) -> str:
    """A string of JavaScript as text; empty where it is written in ways that JSON does not know."""
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return ""


def _words(text: str) -> Set[str]:
    plain = fold_line(text)
    pairs = (run[at : at + 2] for run in _UNSPACED.findall(plain) for at in range(len(run) - 1))
    return {word[:_STEM] for word in _WORD.findall(plain) if not _UNSPACED.match(word)} | set(pairs)
