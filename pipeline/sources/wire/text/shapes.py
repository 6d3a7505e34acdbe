"""Shapes by which plain text shows that it is wire copy: datelines, start and end marks, labelled header lines."""

import re
from collections.abc import Mapping

__all__ = ["ENDS_MESSAGE", "LABELS", "LABEL_LINE", "STARTS_MESSAGE", "is_end_mark", "opens_with_dateline"]

STARTS_MESSAGE = re.compile(r"[ \t]*zczc\b[ \t]*([^\n]*)", re.IGNORECASE)
"""The start of a message on telegraph lines (CCITT)."""
ENDS_MESSAGE = re.compile(r"\s*nnnn\s*", re.IGNORECASE)
"""The end of a message on telegraph lines."""

LABEL_LINE = re.compile(r"(?P<label>[^\W\d_][^\W\d_' -]{1,18})(?:[:#]|\s:)[ \t]*(?P<value>.*)")
"""A line of a header that names what it holds: "Headline: …", "TI#…"."""

LABELS: Mapping[str, str] = {
    label: field
    for field, labels in {
        "headline": "headline head title titre titel título titulo titolo schlagzeile überschrift rubrik kop hl ti",
        "byline": "byline author autor auteur autore by von por par verfasser signatur",
        "slugline": "slug slugline keyword stichwort sl kn",
        "keywords": "keywords tags schlagwörter keys ky",
        "dateline": "dateline ort lieu lugar luogo",
        "date": "date datum fecha data dato issued published pd",
        "source": "source quelle agency agencia agence fuente fonte so",
        "category": "category categoría kategorie ressort rubrique sección service ct",
        "urgency": "urgency priority priorität prioridad priorité pr",
        "language": "language lang sprache idioma langue lingua",
        "embargo": "embargo embargoed sperrfrist",
        "version": "version",
        "guid": "guid id uri an",
        "ednote": "note ednote eds advisory hinweis nota achtung attention",
        "summary": "summary abstract teaser lead vorspann resumen résumé riassunto ab",
        "text": "text body texte texto testo tx",
        "rights": "copyright rights",
    }.items()
    for label in labels.split()
}
"""What the labels of header lines name, in small letters."""

# Marks of agencies: capitals, or names that are written otherwise.
_AGENCY = (
    r"(?:[A-ZÀ-ÞА-ЯŠĆČŽŁ]{2,10}(?:[ /-][A-Za-zА-Я]{2,10}){0,2}|Reuters[\w ]{0,16}|Thomson Reuters Foundation"
    r"|Bloomberg"
    r"|Xinhua|Yonhap|Kyodo|Sputnik|Bernama|Adnkronos|Agerpres|Interfax[\w-]*|BelTA|Hina|Lusa|Prensa Latina"
    r"|Europa Press"
    r"|(?:[a-z]{2,4}/)?dpa[\w/-]{0,6}|ats(?: \w{2,4})?|sda|awp|afp|ots|efe|ansa|askanews|ritzau|GLOBE NEWSWIRE"
    r"|BUSINESS WIRE|PRNewswire[\w/-]*|Newsfile[^)/]{0,40}|ACCESSWIRE|연합뉴스|भाषा|أ ف ب|رويترز|ТАСС|РИА Новости)"
)
_SIGN = r"(?:[.,:]?\s*(?:--?|[—–_~=])|:)"
_MARKED = re.compile(
    rf"(?<![^\W_])\(\s*{_AGENCY}\s*\)(?:\s*{_SIGN}|(?P<blank>\s+)(?=[^\W_a-z]|[\"“«])|(?=[^\W_a-z]))"
    rf"|(?<=\s)/\s?{_AGENCY}\s?/\s*(?:{_SIGN}|\.(?=\s)|(?=[^\W\d_]{{3,9}}\.? \d{{1,2}}, \d{{4}} ?/))"
)
_BARE = re.compile(
    r"(?P<place>[^\W\d_](?:[^\W\d_]|[ .,'’/-]){1,40}?)"
    r"(?:,?\s+(?:[^\W\d_]{3,9}\.?\s+\d{1,2}|\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,10}\.?)(?:,?\s+\d{4})?)?"
    r"(?:,?\s+[A-Z]{2,8})?\s*(?:\s(?:--?|[–_])\s|\s?—\s?)(?=[^\W_a-z]|[\"“«])"
)
_DATE = (
    r"(?:[^\W\d_]{3,9}\.?\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,10}\.?(?:,?\s+(?:de\s+)?\d{4})?)"
)
_DASHED = r"\s*(?:\.?--?|[–—])\s+(?=[^\W_a-z]|[\"“«])"
# Behind a date, or a place in capitals, any name in brackets is who sends: "Nov 24 (Gracenote) - ".
_SENT = re.compile(
    rf"(?:[^\W\d_a-z][^\n!?()]{{1,60}}?,\s+)?(?:{_DATE}|[^\W\da-z_]{{3,}}(?:[ ,][^\W\da-z_]{{2,}}){{0,3}})"
    rf"\s+\([A-Z][\w. &'’-]{{1,30}}\){_DASHED}"
)
# "HALDEN, Japan, Nov 24 Kyodo - ", "Nov 24 AFP - ", "Halden, IRNA – "
_UNMARKED = re.compile(
    rf"(?:(?:[^\W\d_a-z][^\n!?()]{{1,60}}?,\s+)?{_DATE}[,.]?|[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][^\W\d_]+)?,)"
    rf"\s+(?:[A-Z]{{2,8}}|Kyodo|Xinhua|Reuters|Bernama|Yonhap|Notimex|Tass){_DASHED}"
)
_EAST_ASIAN = re.compile(
    r"[【\[(（][^】\])）\n]{0,20}(?:共同|時事|연합뉴스|뉴시스|뉴스1|中央社)[^】\])）\n]{0,20}[】\])）]|(?:新华社|新華社|中新社)[^\n]{2,30}[电電]"
)
_FEWEST_CAPITALS = 3
_LONGEST_PLACE = 80
_LONGEST_DATELINE = 140
_MOST_WORDS_BARE = 3
_MOST_SMALL_WORDS = 4
# "Halden. 18. Januar." has four, with a full stop behind the month.
_MOST_WORDS_STOPPED = 5
_END_MARK = re.compile(r"-\s?30\s?-|-0-|#{3}|\((?:end|END|ends|ENDS)\)|[Ee]nds|ENDS|-- ?END ?--|NNNN")
_PLACE_WORD = re.compile(
    r"\(?\[?[^\W\d_][\w.'’`-]*\]?\)?|\d{1,2}(?:st|nd|rd|th|\.|º)?|(?:19|20)\d\d\.?|\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|[–-]"
)
_DATED = re.compile(r"\d")
_FEWEST_WORDS = 5
_SENTENCE = re.compile(r"[.!?]\s+[^\W\d_a-z]\w{3,}\s+[a-z]")


def opens_with_dateline(line: str) -> bool:
    """Whether a line opens like a story of an agency: place, date and agency, or a place in capitals and a dash."""
    head = line[:_LONGEST_DATELINE].lstrip()
    return _is_marked(head) or _is_bare(head) or any(one.match(head) for one in (_SENT, _UNMARKED, _EAST_ASIAN))


def _is_marked(head: str) -> bool:
    """Whether an agency in brackets or strokes stands behind place and date, or opens the line."""
    marked = _MARKED.search(head)
    if marked is None or marked.start() > _LONGEST_PLACE or len(head) <= marked.end():
        return False
    left = head[: marked.start()].strip()
    if not left or _SENTENCE.search(left) or not _is_place(left):
        return not left and not marked["blank"]
    # A blank alone divides where the place is short or dated: "Halden (ats) Un bac …".
    return not marked["blank"] or _DATED.search(left) is not None or len(left.split()) <= _MOST_WORDS_BARE


def _is_bare(head: str) -> bool:
    """Whether a place in capitals and a dash open the line."""
    bare = _BARE.match(head)
    return (
        bare is not None
        and bare["place"].isupper()
        and sum(map(str.isalpha, bare["place"])) >= _FEWEST_CAPITALS
        and len(head[bare.end() :].split()) >= _FEWEST_WORDS
    )


def _is_place(text: str) -> bool:
    """Whether a text may be place and date: it begins with a capital, and few of its words do not."""
    words = re.sub(r"[,،/]", " ", text).split()
    if not words or words[0][0].islower() or not all(map(_PLACE_WORD.fullmatch, words)):
        return False
    if text.endswith("."):
        return len(words) <= _MOST_WORDS_STOPPED
    small = sum(word[0].islower() for word in words)
    return small <= min(_MOST_SMALL_WORDS, len(words) // 2)


def is_end_mark(line: str) -> bool:
    """Whether a line is a mark below a story and nothing more."""
    return _END_MARK.fullmatch(line.strip()) is not None
