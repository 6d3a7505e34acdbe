"""Page lines: what templates print above and below a story, told by shape and by the words of `page_words.toml`.

Breadcrumbs, counts, hashtags, dates, addresses and bylines of newsrooms. They hold for text that lost its markup: on a
page the markup says more.
"""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.clean.text import fold_line
from pipeline.clean.wording.months import WEEKDAYS, find_month, month_words
from pipeline.clean.wording.names import BYLINE_OPENERS
from pipeline.clean.wording.page_words import read_page_words
from pipeline.clean.wording.timestamps import is_timestamp
from pipeline.model import RemovedKind

__all__ = ["MEDIA_NOTE", "PageLine", "find_page_line"]

MEDIA_NOTE = re.compile(
    r"(?:\(\s*(?:(?:with|con|com|avec|mit|med|met|z)\s+)?(?:photos?|pictures?|images?|fotos?|fotky|fotó|foto's|zdjęcia|bilder?|bild"
    r"|imagen|imágenes|imagens|immagini|vid[eé]os?|v[ií]deos?|film|audios?|graphics?|gráficos?|infográficos?|infografías?"
    r"|infografika|grafik|grafica|фото|видео|відео|写真|動画|图片|视频|사진|영상|صور|صورة|فيديو)\s*\)[\s,;.]*)+",
    re.IGNORECASE,
)
"""A line that says which pictures and films an agency sends with a story: "(foto) (video)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """What a line is instead of a part of the story, and why."""

    kind: RemovedKind
    reason: str


_BREADCRUMB = PageLine(kind=RemovedKind.NAVIGATION, reason="the path to the page within its site")
_COUNT = PageLine(kind=RemovedKind.SHARE, reason="counts readers, shares or comments")
_HASHTAGS = PageLine(kind=RemovedKind.TAGS, reason="the story's hashtags on one line")
_DATE = PageLine(kind=RemovedKind.DATE, reason="a date on a line of its own")
_MEDIA = PageLine(kind=RemovedKind.TECHNICAL, reason="says which pictures and films the agency sends")
_ADDRESS = PageLine(kind=RemovedKind.BYLINE, reason="the address of an author")
_NEWSROOM = PageLine(kind=RemovedKind.BYLINE, reason="signs for the newsroom and names no person")

_LONGEST_PAGE_LINE = 120  # a path to a page with its headline
_STEPS = re.compile(r"\s*[»›>→/|\\«‹<·•]\s*|\s+[-–—]\s+")
_ARROWS = re.compile(r"[»›→]|\s[>|]\s")
# The path to a page: sites are six deep at most, and sections have short names.
_MOST_STEPS, _MOST_WORDS_OF_STEP, _MOST_WORDS_OF_SECTION = 6, 5, 2
_NUMBER = r"\d[\d.,'’\s\u00a0\u202f]{0,12}\s?[kKmMтк万만]{0,3}\.?"
_ONLY_HASHTAGS = re.compile(r"(?:[#＃][\w\u0900-\u0d7f\u200c-]{2,40}[\s,;、]*)+")
_ONLY_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_DIGIT = re.compile(r"\d")
_STAMP_TOKEN = re.compile(r"[^\s\d.,،:;/|()\[\]·•–—-]+")
_ZONE = re.compile(r"[A-Z]{2,5}|[+-]\d+")
_MOST_STAMP_WORDS = 12  # day, date, time and zone twice, with "updated"
_NUMERIC_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2}")
_CLOCK = re.compile(r"\d{1,2}(?:[:.h時时]\d{2}|\s?[hH](?!\w))")
_YEAR = re.compile(r"\d{4}")
_MOST_NEWSROOM_WORDS = 6  # an opener and the name of a desk
_LABEL = re.compile(r"[^\s:：/]{1,14}(?: [^\s:：/]{1,14}){0,2}\s?[:：]\s*")
_EDGES = " \t.,;:：|/–—-*()[]【】"


def find_page_line(line: str) -> PageLine | None:
    """Find what a line is if it is the template's own, or None; the story's lines are hardly ever of these shapes."""
    if len(line) > _LONGEST_PAGE_LINE:
        return None
    tests = (
        (_ONLY_HASHTAGS.fullmatch(line), _HASHTAGS),
        (_ONLY_ADDRESS.fullmatch(line), _ADDRESS),
        (MEDIA_NOTE.fullmatch(line), _MEDIA),
        (_is_date(line), _DATE),
        (_counts().fullmatch(line), _COUNT),
        (_is_breadcrumb(line), _BREADCRUMB),
        (_is_newsroom_byline(line), _NEWSROOM),
    )
    return next((found for test, found in tests if test), None)


def _is_breadcrumb(line: str) -> bool:
    """`Home » News » Local`: a path that begins at the front page, or one of short names with arrows between them."""
    steps = [step for step in _STEPS.split(_LABEL.sub("", line, count=1)) if step]
    if not 2 <= len(steps) <= _MOST_STEPS:
        return False
    words = [len(step.split()) for step in steps]
    if steps[0].strip(_EDGES).casefold() in read_page_words("home"):
        # The last step may be the headline, but "Home / away: how the league …" is one.
        is_path = len(steps) > 2 or _ARROWS.search(line) is not None
        return max(words[:-1] if is_path else words) <= _MOST_WORDS_OF_STEP
    return _ARROWS.search(line) is not None and max(words) <= _MOST_WORDS_OF_SECTION and not _DIGIT.search(line)


def _is_date(line: str) -> bool:
    """A date with nothing beside it but the day of the week, the time, its zone and a label."""
    if not _DIGIT.search(line):
        return False
    if is_timestamp(line) or _NUMERIC_DATE.fullmatch(line):
        return True
    # Some months are written with full stops inside ("ม.ค.").
    tokens = _STAMP_TOKEN.findall(" ".join(word for word in line.split() if not find_month(word)))
    if len(tokens) > _MOST_STAMP_WORDS or not (_YEAR.search(line) or _CLOCK.search(line)):
        return False
    return all(_is_stamp_word(token) for token in tokens)


def _is_stamp_word(token: str) -> bool:
    return token.casefold() in _stamps() or _ZONE.fullmatch(token) is not None


def _is_newsroom_byline(line: str) -> bool:
    """`Por Redacción`, `Автор: Редакция`, `Haber Merkezi`: an opener or a label or nothing, then the newsroom."""
    if len(line.split()) > _MOST_NEWSROOM_WORDS:
        return False
    name = fold_line(line).strip(_EDGES)
    bare = fold_line(_opener().sub("", _LABEL.sub("", line, count=1), count=1)).strip(_EDGES)
    return bool({name, bare} & read_page_words("newsrooms"))


@cache
def _counts() -> re.Pattern[str]:
    """`312 Shares`, `Просмотры: 1 204`, `조회수 1,204`, `Bu haber 12 kez okundu`."""
    words = "|".join(re.escape(word) for word in sorted(read_page_words("counts"), key=len, reverse=True))
    return re.compile(
        rf"\W*(?:(?:[^\W\d_]{{1,12}}\s){{0,2}}{_NUMBER}\s*(?:{words})|(?:{words})\s?[:：(]?\s*{_NUMBER})\W*",
        re.IGNORECASE,
    )


@cache
def _opener() -> re.Pattern[str]:
    openers = (*BYLINE_OPENERS, "theo", "bởi", "na", "do", "od", "autor", "piše", "โดย", "由", "द्वारा")
    words = "|".join(re.escape(word) for word in sorted(openers, key=len, reverse=True))
    return re.compile(rf"(?:{words})(?:\s+|\s?[:：]\s*)", re.IGNORECASE)


@cache
def _stamps() -> frozenset[str]:
    """The single words that stand beside dates, in lower case."""
    known = (word for phrase in (*read_page_words("stamps"), *WEEKDAYS, *month_words()) for word in phrase.split())
    return frozenset(word.strip(".") for word in known)
