"""Read the masthead of an article: the bylines and dates right after its headline and right before it.

Bylines and dates elsewhere on a page mostly belong to other stories.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from lxml import etree

from pipeline.clean.page import Zone, find_zone
from pipeline.clean.text import PROSE_WORDS, count_words, ends_sentence, fold_line, put_on_one_line

__all__ = ["Masthead", "find_marked_bylines", "read_masthead"]

# Whole words of a class, and the words of articleAuthor and authorName. "Confirmation" and "authority" are others.
_BYLINE_CLASS = re.compile(
    r"(?:^|\s)by(?:$|\s)"
    r"|(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?i:by-?lines?|(?:co|article|post|story|text)?authors?(?:by|info|line|name|profile|short)?"
    r"|autor(?:en|es|a|ka)?(?:kuerzel)?|auteurs?|autore|firma|signature|verfasser|redakteur(?:skuerzel)?|reporters?"
    r"|writers?|contributors?|journalists?|credits?-author|yazar|penulis|skribent)(?:$|[\s_-]|(?<=[a-z])(?=[A-Z]))"
)
_NO_BYLINE_CLASS = re.compile(
    r"bio|box|image|img|avatar|social|follow|related|list$|info$|about|comment|photo|icon", re.I
)
_AUTHOR_ADDRESS = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|autore|byline|people|profile?s?|staff|journalists?|reporters?|redaktion"
    r"|redacteur|skribent|yazar(?:lar)?|penulis|contributors?|columnists?|editors?|by|person|team)/[^/?#]+",
    re.IGNORECASE,
)
_UNREAD = frozenset(
    {
        "script", "style", "template", "noscript", "svg", "iframe", "select", "form", "button", "nav", "figure",
        "figcaption", "picture", "video", "aside", "footer", "blockquote",
    }
)  # fmt: skip
_INLINE = frozenset({"a", "abbr", "b", "bdi", "em", "font", "i", "small", "span", "strong", "sup", "u", "cite"})
_HEADINGS = frozenset({"h1", "figure", "figcaption"})
# Captions, galleries, other stories and comments name others than the story's authors.
_BESIDE = frozenset({Zone.CAPTION, Zone.GALLERY, Zone.RELATED, Zone.COMMENTS, Zone.EMBED})
_ATTRIBUTION = "attribution"  # of a picture, or of the story
_MOST_ELEMENTS_AROUND_BYLINE = 3  # a caption wraps its author in two or three
_MOST_MASTHEAD_ELEMENTS = 100  # share buttons and pictures stand between headline and story
_MOST_MASTHEAD_CHARACTERS = 1_500  # two paragraphs with a standfirst
_LONGEST_MASTHEAD_LINE = 160  # names with their offices; longer lines are sentences
# The story has begun after two long paragraphs.
_FEWEST_CHARACTERS_OF_PARAGRAPH = 220
_MOST_PARAGRAPHS = 2
# Sentences above the story are a standfirst and the points of a summary.
_FEWEST_CHARACTERS_OF_SENTENCE = 90
_MOST_SENTENCES = 5
# A standfirst may stand above byline and date. Below two paragraphs dates are those of boxes and other stories.
_MOST_PROSE = 2
_MOST_TEXTS_BEFORE = 40  # bounds the way through a menu above
_MOST_BLOCKS_AROUND = 3  # headers wrap a headline in two or three
_MOST_ELEMENTS_OF_SMALL_FOOTER = 40  # names, a date and share buttons
_MOST_BYLINES = 8  # more are those of lists of stories
_MOST_PIECES = 20  # bounds the texts joined for one byline
_LABELS = frozenset(
    {"author", "authors", "autor", "autora", "autoren", "auteur", "auteurs", "autore", "автор", "yazar", "作者"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """Texts around a headline, in page order: `bylines` marked as such, short `lines` of any kind, and those `before`.

    `opening` are the lines above the story's second paragraph. `times` are the dates that time elements state for
    machines.
    """

    bylines: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    times: tuple[str, ...] = ()


def read_masthead(headline: etree._Element | None) -> Masthead:
    """Read the masthead of the article under this headline. Looks at 100 elements at most."""
    if headline is None:
        return Masthead()
    reading = _Reading()
    reading.say(headline.tail)
    for element in _after(headline):
        if reading.is_full():
            break
        reading.read(element)
        reading.say(element.tail)
    reading.end_line()
    return Masthead(
        bylines=tuple(dict.fromkeys(reading.bylines)),
        lines=tuple(reading.lines),
        opening=tuple(reading.lines[: reading.opening]),
        before=tuple(_before(headline)),
        times=tuple(reading.times),
    )


def _after(element: etree._Element) -> Iterator[etree._Element]:
    """What follows an element, subtree by subtree, outwards."""
    around: etree._Element | None = element
    while around is not None and around.tag != "body":
        yield from around.itersiblings()
        around = around.getparent()


class _Reading:
    """One reading of a masthead, up to its limits."""

    def __init__(self) -> None:
        self.bylines: list[str] = []
        self.lines: list[str] = []
        self.times: list[str] = []
        self.line: list[str] = []
        self.elements = self.characters = self.long = self.sentences = self.prose = self.opening = 0

    def is_full(self) -> bool:
        has_begun = self.long >= _MOST_PARAGRAPHS or self.sentences >= _MOST_SENTENCES
        return has_begun or self.elements >= _MOST_MASTHEAD_ELEMENTS or self.characters >= _MOST_MASTHEAD_CHARACTERS

    def read(self, element: etree._Element) -> None:
        tag = element.tag
        if (tag in _UNREAD and not (tag == "footer" and _is_small(element))) or self.is_full():
            return
        if _is_beside(element):
            self.elements += sum(1 for _ in islice(element.iter(), _MOST_MASTHEAD_ELEMENTS))
            return
        self.elements += 1
        if tag not in _INLINE:
            self.end_line()
        self._note(element, tag)
        self.say(element.text)
        for child in element:
            if self.is_full():
                break
            self.read(child)
            self.say(child.tail)
        if tag not in _INLINE:
            self.end_line()

    def _note(self, element: etree._Element, tag: str) -> None:
        if tag == "time" and element.get("datetime") and self.prose < _MOST_PROSE:
            self.times.append(element.get("datetime") or "")
        elif len(self.bylines) < _MOST_BYLINES and is_marked(element):
            self.bylines += read_byline_texts(element)

    def say(self, text: str | None) -> None:
        if text and not text.isspace():
            self.line.append(text[:_MOST_MASTHEAD_CHARACTERS])
            self.characters += len(text)

    def end_line(self) -> None:
        if not self.line:
            return
        line = put_on_one_line(" ".join(self.line))
        self.line.clear()
        if len(line) >= _FEWEST_CHARACTERS_OF_PARAGRAPH:
            self.long += 1
            self.prose += 1
        elif line and len(line) <= _LONGEST_MASTHEAD_LINE:
            self.lines.append(line)
            self.opening += self.prose < _MOST_PROSE
            self.prose += ends_sentence(line) and count_words(line) >= PROSE_WORDS
            self.sentences += len(line) >= _FEWEST_CHARACTERS_OF_SENTENCE and ends_sentence(line)


def _is_beside(element: etree._Element) -> bool:
    """Whether an element is a picture's caption or a box, which names others than the story's authors."""
    name = element.get("class")
    if not name or _ATTRIBUTION in name.lower():
        return False
    return find_zone(str(element.tag), name, None, None) in _BESIDE


def _is_small(footer: etree._Element) -> bool:
    """Whether a footer belongs to a headline, with byline and date, and not to the page."""
    return next(islice(footer.iterdescendants(), _MOST_ELEMENTS_OF_SMALL_FOOTER, None), None) is None


def _before(headline: etree._Element) -> Iterator[str]:
    """Short texts before the headline, in its own block and the blocks around it, the nearest first."""
    texts = islice(_texts_before(headline), _MOST_TEXTS_BEFORE)
    lines = (put_on_one_line(text[:_MOST_MASTHEAD_CHARACTERS]) for text in texts)
    yield from (line for line in lines if line and len(line) <= _LONGEST_MASTHEAD_LINE)


def _texts_before(headline: etree._Element) -> Iterator[str]:
    around = headline
    for _ in range(_MOST_BLOCKS_AROUND):
        for sibling in around.itersiblings(preceding=True):
            yield from map(str, sibling.itertext())
        parent = around.getparent()
        if parent is None or parent.tag == "body":
            return
        around = parent


def is_marked(element: etree._Element) -> bool:
    """Whether markup marks an element as a byline: rel, itemprop, a class, a link to the author's page."""
    if "author" in (element.get("rel") or "") or "author" in (element.get("itemprop") or ""):
        return True
    if element.tag == "a" and _AUTHOR_ADDRESS.search(element.get("href") or ""):
        return True
    name = element.get("class")
    return bool(name) and _is_byline_class(name)


@lru_cache(maxsize=4_096)  # a template has few classes
def _is_byline_class(name: str) -> bool:
    return _BYLINE_CLASS.search(name) is not None and _NO_BYLINE_CLASS.search(name) is None


def read_byline_texts(element: etree._Element) -> list[str]:
    """Read the text of a byline; nothing if it is too long."""
    pieces = [str(piece) for piece in islice(element.itertext(), _MOST_PIECES) if not str(piece).isspace()]
    # A field with its label: "Author", "Nora Tasker".
    if len(pieces) > 1 and fold_line(pieces[0]) in _LABELS:
        del pieces[0]
    text = put_on_one_line(" ".join(pieces))
    return [text] if text and len(text) <= _LONGEST_MASTHEAD_LINE else []


def _stands_beside(element: etree._Element) -> bool:
    around = islice(element.iterancestors(), _MOST_ELEMENTS_AROUND_BYLINE)
    return any(one.tag in _HEADINGS or _is_beside(one) for one in (element, *around))


# Found in C: elements whose markup may call them a byline.
_MARKED = etree.XPath(
    "//@rel[contains(., 'author')]/.. | //@itemprop[contains(., 'author')]/.."
    " | //@class[contains(., 'byline') or contains(., 'author') or contains(., 'autor') or contains(., 'auteur')]/.."
)
_NO_BYLINES = frozenset({"html", "body", "article", "main", "script", "meta", "link"})


def find_marked_bylines(tree: etree._Element) -> tuple[str, ...]:
    """Find bylines anywhere on the page: those that rel or itemprop mark, else those whose class does."""
    matches = _MARKED(tree)
    elements = (one for one in matches if isinstance(one, etree._Element)) if isinstance(matches, list) else iter(())
    near = (one for one in elements if one.tag not in _NO_BYLINES and not _stands_beside(one))
    found = list(islice(near, 4 * _MOST_BYLINES))
    strict = [one for one in found if "author" in f"{one.get('rel')} {one.get('itemprop')}"]
    loose = [one for one in found if is_marked(one)]
    texts = tuple(dict.fromkeys(text for one in strict or loose for text in read_byline_texts(one)))
    # More bylines than this belong to lists of other stories.
    return texts if len(texts) < _MOST_BYLINES else ()
