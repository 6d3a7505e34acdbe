"""Find the story in the scripts of a page, for pages whose text a browser would have to fill in.

Frameworks send a page's data in a script, with the body of the story as a string of HTML in it. Other stories may be
there too: one is taken only if it shares words with the headline.
"""

import json
import re
from collections.abc import Iterator, Sequence, Set

from pipeline.clean.text import UNSPACED_RUN, fold_line

__all__ = ["find_story_in_scripts"]

_OPENS, _CLOSES = re.compile(r"<script\b", re.IGNORECASE), re.compile(r"</script", re.IGNORECASE)
# Shorter strings are teasers.
_FEWEST_CHARACTERS_OF_BODY = 400
# It never begins at an escaped quotation mark, so the time grows in proportion to the page.
_STRING = re.compile(rf'(?<!\\)"(?:[^"\\\n]|\\.){{{_FEWEST_CHARACTERS_OF_BODY},}}+"')
_PARAGRAPH = re.compile(r"<(?:p|br)\b|</p>", re.IGNORECASE)
_FEWEST_PARAGRAPHS = 2  # one is a teaser
_NO_STORY = re.compile(r"<(?:style|link|script|meta|html|head)\b", re.IGNORECASE)
# "{sd-embed id=7}": tags of the site's own, which its scripts replace.
_PLACEHOLDER = re.compile(r"\{/?[a-z][a-z-]*(?:\s[^{}<>]{0,200})?\}")
# Words of a headline that say what it is about. Scripts without blanks are compared by pairs of characters.
_WORD = re.compile(r"[^\W\d_]{4,}")
# Characters of a word that are compared: "killed" and "killing" begin alike.
_STEM_CHARACTERS = 5
# Share of the headline's words: a third, since headlines are written in other words than their stories.
_LEAST_SHARE_OF_HEADLINE = 0.34


def find_story_in_scripts(page: str, titles: Sequence[str]) -> str | None:
    """Find the HTML of the story with one of these headlines in the scripts of a page; or None."""
    wanted = set().union(*map(_words, titles))
    if not wanted:
        return None
    found = {html: len(wanted & _words(html)) / len(wanted) for html in _carried(page)}
    likeliest = max(found, key=lambda html: (found[html], len(html)), default=None)
    return likeliest if likeliest is not None and found[likeliest] >= _LEAST_SHARE_OF_HEADLINE else None


def _carried(page: str) -> Iterator[str]:
    """The strings of HTML in the scripts of a page that have several paragraphs."""
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
    """Read a string of JavaScript; empty if it is written in a way that JSON does not allow."""
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return ""


def _words(text: str) -> Set[str]:
    plain = fold_line(text)
    pairs = (run[at : at + 2] for run in UNSPACED_RUN.findall(plain) for at in range(len(run) - 1))
    return {word[:_STEM_CHARACTERS] for word in _WORD.findall(plain) if not UNSPACED_RUN.match(word)} | set(pairs)
