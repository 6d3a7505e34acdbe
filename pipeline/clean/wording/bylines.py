"""Bylines: read "By X and Y" as the names of people and agencies."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from pipeline.clean.text import collapse_blanks
from pipeline.clean.wording.agencies import agency_marks
from pipeline.clean.wording.months import WEEKDAYS, month_words
from pipeline.clean.wording.names import BYLINE_OPENERS, holds_role, is_agency, is_name

__all__ = ["is_byline", "is_signature", "opens_byline", "read_byline_names"]

# Labels that name the author only with a colon or stroke after them: "Autor: …", "文/…".
_LABELS = (
    "author", "authors", "autor", "autora", "autorin", "autoren", "autor:in", "autore", "auteur", "text", "texte",
    "tekst", "автор", "текст", "yazan", "haber", "penulis", "reporter", "作者", "文", "執筆", "글",
    "muhabir", "yazar", "haberi hazırlayan", "reportagem", "repórter", "texto", "reportage", "bericht", "autorin/autor",
    "기자명", "ライター", "取材・文", "取材", "文・写真", "著者", "撰稿", "采写", "撰文", "الكاتب",
)  # fmt: skip


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_OPENER = re.compile(rf"(?:{_any_of(BYLINE_OPENERS)})\b[\s:：/]*|(?:{_any_of(_LABELS)})\s*[:：/｜|]\s*", re.IGNORECASE)
# The office follows the name: "홍길동 기자", "渡辺洋介記者".
_OFFICE = re.compile(r"\s*(?:기자|특파원|記者|记者|特派員|編集委員)\Z")
_AND = r"(?:and|und|et|y|e|ed|en|og|och|with|mit|avec|con|com|ve|και|и|та|і|és|dan|oraz|ja|și|şi|&)"
# A comma may precede the last "and": "Nora Tasker, Per Holm, and Olav Brekke".
_DIVIDERS = re.compile(rf"\s*[,;|/•·](?:\s*{_AND}\s)?\s*|\s{_AND}\s+|\s*[、，；]\s*|\s+[–—-]\s+", re.IGNORECASE)
# An address, or a bracket with place or agency, may follow a name.
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|(?<!\w)@\w+|\([^()]*\)|\[[^\[\]]*\]")
# Blogs name the category of a post beside its author: "by Nora Tasker | Category Harbour".
_FILED = re.compile(
    r"\s*[|/•·]\s*(?:categor(?:y|ies|ía|ias|ia)|tags?|filed|posted in|rubrik|kategorien?|kategori|catégories?"
    r"|categoria|カテゴリー?|タグ|分类|分類|标签|標籤|категори[яи]|метки)(?!\w).*\Z",
    re.IGNORECASE,
)
# Template words and a date may precede the opener: "Posted on July 4, 2026 by Nora Tasker".
_POSTED = re.compile(
    r"(?:posted|published|updated|written|veröffentlicht|verfasst|erstellt|publié|mis en ligne|publicado|escrito"
    r"|pubblicato|scritto|publicerad|publisert|gepubliceerd|geplaatst)\b[^|]{0,60}?\s(?=(?:by|von|par|por|da|di|av|door)\s)"
    r"|(?=[^|]{0,40}\d)[\w., :/-]{6,40}?(?:19|20)\d\d(?:,? \d{1,2}[:.h]\d{2})?\W{1,3}"
    r"(?=(?:by|von|par|por|da|di|av|door)\s)",
    re.IGNORECASE,
)
# Places follow names only after an opener: "By Nora Tasker in London and Per Holm in New York".
_PLACED = re.compile(r"\s(?:in|aus)\s[^\W\d_a-zß-ÿ][\w.'’-]*(?:\s[^\W\d_a-zß-ÿ][\w.'’-]*){0,3}")
_ABBREVIATED = (" Jr", " Sr")
# "From Gazette staff reports" names no person.
_STAFF = re.compile(
    r"(?:(?:from|by) (?:[\w.’'&-]+ ){0,4}(?:staff|wire|news service|agency)|(?:[\w.’'&-]+ ){0,2}staff)"
    r"(?: and (?:wire|agency|news service))? reports?\.?",
    re.IGNORECASE,
)
# "文・野田直子", "記者林一／台北報導", "本报记者 林一", "【執筆】野田直子".
_EAST_ASIAN_NAME = r"(?P<name>[\u3040-\u30ff\u4e00-\u9fff·]{2,5}(?:[ 　](?!报道|報)[\u3040-\u30ff\u4e00-\u9fff]{1,4})?)"
# A press conference, the press corps, a press club.
_NO_NAMES = "会|會|团|團|団|协|協|发布|発表|招待|席|室|证|証|クラブ"
_EAST_ASIAN = re.compile(
    rf"(?:【?(?:文|取材・文|文・写真|取材|撰文|執筆|作者|編集部|ライター)】?[・／/:：＝=\s]{{1,2}}|【(?:執筆|取材|文)】"
    rf"|(?:本报|本報|特派|实习)?(?:记者|記者)(?!{_NO_NAMES})[\s:：]?){_EAST_ASIAN_NAME}(?:\s?[／/].{{2,6}}|\s?(?:报道|報導|報道))?"
)
_DIGIT = re.compile(r"\d")
_LONGEST_BYLINE = 160  # four names with their offices


def is_byline(line: str) -> bool:
    """Whether a line is a byline and nothing more: an opener, then names with their offices and agencies."""
    if len(line) > _LONGEST_BYLINE:
        return False
    if _STAFF.fullmatch(line) or _EAST_ASIAN.fullmatch(line):
        return True
    line = _POSTED.sub("", line, count=1)
    opener = _OPENER.match(line)
    if opener is None:
        return False
    # "By and large …" and "Di Maio" open like a byline: everything after has to be names, offices or agencies.
    names = line[opener.end() :]
    before = _time_behind().sub("", names) if _DIGIT.search(names) else names
    parts = _without_dates(_parts(_PLACED.sub("", before if " " in before.strip() else names)))
    # "Di Maio in Rome" is not a byline: one that says where somebody was has the whole name.
    if _PLACED.search(names) and not all(" " in part for part in parts):
        return False
    return any(map(is_name, parts)) and all(is_name(part) or holds_role(part) for part in parts)


def opens_byline(line: str) -> bool:
    """Whether a line begins as bylines do: "by", "von", "Autor:"."""
    return _OPENER.match(line) is not None


def read_byline_names(byline: str) -> tuple[str, ...]:
    """Read the people and agencies that a byline names, in order, without opener, offices and addresses."""
    text = _POSTED.sub("", _FILED.sub("", collapse_blanks(byline)[:_LONGEST_BYLINE]), count=1)
    if east_asian := _EAST_ASIAN.fullmatch(text):
        return (east_asian["name"],)
    # "Published on Jul 04": nothing shows that a single word before a date is a name.
    before = _time_behind().sub("", text) if _DIGIT.search(text) else text
    text = before if " " in before else text
    opener = _OPENER.match(text)
    parts = _parts(_PLACED.sub("", text[opener.end() :]) if opener else text)
    names = [part for part in parts if is_name(part)]
    # A single word after a comma is a place: "By Nora Tasker, Halden", "gazette.example, Halden, Osby".
    several = [name for name in names if " " in name or is_agency(name) or not name[0].isupper()]
    return tuple(dict.fromkeys(several or [name for name in names[:1] if name == parts[0]]))


def is_signature(line: str) -> bool:
    """Whether a line is only names and offices, as below a story: "Kyst Radio / Osby Herald"."""
    parts = _parts(line) if len(line) <= _LONGEST_BYLINE else ()
    return bool(parts) and all(is_name(part) or holds_role(part) for part in parts)


def _parts(text: str) -> Sequence[str]:
    parts = (_bare(part) for part in _DIVIDERS.split(_ADDRESS.sub(" ", text)))
    return [part for part in parts if part]


def _without_dates(parts: Sequence[str]) -> Sequence[str]:
    """The parts of a byline without those that say when, below the name: "Nora Tasker | Published: July 4, 2026"."""
    first, *rest = parts or ("",)
    return [first, *(part for part in rest if not _DIGIT.search(part))] if parts else parts


def _bare(part: str) -> str:
    """A part of a byline without strokes and dots around it, and without the office or agency at its end."""
    bare = _OFFICE.sub("", part.strip(" .;:-–—|"))
    if bare.endswith(_ABBREVIATED) and f"{bare}." in part:
        return f"{bare}."
    person, _, last = bare.rpartition(" ")
    return person if " " in person and last in agency_marks() else bare


@cache
def _time_behind() -> re.Pattern[str]:
    """When it was written, behind the names: "Nora Tasker on Jul 04, 2026 at 11:30", "Nora Tasker Tuesday, Aug. 17"."""
    month = rf"(?:{_any_of(month_words())})"
    return re.compile(
        rf"\s+(?:(?:at|um|à|às|alle|kl\.?|on|am|le|el|em|il|op|den|på)\s+)?(?:\d{{1,2}}[:.h]\d{{2}}|{_any_of(WEEKDAYS)},?\s+(?=.*\d)|{month}\.?\s+\d"
        rf"|\d{{1,2}}\.?\s+(?:de\s+)?{month}(?!\w)|\d{{1,4}}[./-]\d).*\Z",
        re.IGNORECASE,
    )
