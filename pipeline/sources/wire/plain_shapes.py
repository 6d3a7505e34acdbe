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
    r"(?:[A-ZÀ-ÞА-ЯŠĆČŽŁ]{2,10}(?:[ /-][A-Za-zА-Я]{2,10}){0,2}|Reuters[\w ]{0,16}|Thomson Reuters Foundation|Bloomberg"
    r"|Xinhua|Yonhap|Kyodo|Sputnik|Bernama|Adnkronos|Agerpres|Interfax[\w-]*|BelTA|Hina|Lusa|Prensa Latina|Europa Press"
    r"|(?:[a-z]{2,4}/)?dpa[\w/-]{0,6}|ats(?: \w{2,4})?|sda|awp|afp|ots|efe|ansa|askanews|ritzau|GLOBE NEWSWIRE"
    r"|BUSINESS WIRE|PRNewswire[\w/-]*|Newsfile[^)/]{0,40}|ACCESSWIRE|연합뉴스|भाषा|أ ف ب|رويترز|ТАСС|РИА Новости)"
)
_MARKED = re.compile(
    rf"(?:\(\s*{_AGENCY}\s*\)|/\s?{_AGENCY}\s?/)\s*(?:[.,:]?\s*(?:--?|[—–_~=:])|\.(?=\s)|(?=[^\W_a-z]|\s[^\W_a-z]))"
)
_PLACE = re.compile(r"[^.!?\n]{0,12}(?:[^!?\n]{0,60})")
_BARE = re.compile(
    r"(?P<place>[^\W\d_](?:[^\W\d_]|[ .,'’/-]){1,40}?)"
    r"(?:,?\s+(?:[^\W\d_]{3,9}\.?\s+\d{1,2}|\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,10}\.?)(?:,?\s+\d{4})?)?"
    r"(?:,?\s+[A-Z]{2,8})?\s*(?:\s(?:--?|[–_=])\s|\s?—\s?)"
)
_EAST_ASIAN = re.compile(
    r"[【\[(（][^】\])）\n]{0,20}(?:共同|時事|연합뉴스|뉴시스|뉴스1|中央社)[^】\])）\n]{0,20}[】\])）]|(?:新华社|新華社|中新社)[^\n]{2,30}[电電]"
)
_FEWEST_CAPITALS = 3
_END_MARK = re.compile(
    r"-\s?30\s?-|-0-|#{3,4}|\(?(?:ends?|ENDS?|Ends?|fin|FIN|Ende|ENDE|fine|FINE|fim|FIM)\)?|NNNN|-- ?END ?--", 0
)
_SENTENCE = re.compile(r"[.!?]\s+[^\W\d_a-z]\w{3,}\s+[a-z]")


def opens_with_dateline(line: str) -> bool:
    """Whether a line opens like a story of an agency: place, date and agency, or a place in capitals and a dash."""
    head = line[:140].lstrip()
    marked = _MARKED.search(head)
    if marked and marked.start() <= _LONGEST_PLACE and not _SENTENCE.search(head[: marked.start()]):
        left = head[: marked.start()].strip()
        return (not left or _is_place(left)) and len(head) > marked.end()
    bare = _BARE.match(head)
    if bare and bare["place"].isupper() and sum(map(str.isalpha, bare["place"])) >= _FEWEST_CAPITALS:
        return len(head) > bare.end()
    return _EAST_ASIAN.match(head) is not None


_LONGEST_PLACE = 80
_MOST_SMALL_WORDS = 4


def _is_place(text: str) -> bool:
    """Whether a text may be place and date: it begins with a capital, and few of its words do not."""
    words = text.replace(",", " ").split()
    small = sum(word[0].islower() for word in words)
    return (
        not words[0][0].islower()
        and small <= min(_MOST_SMALL_WORDS, len(words) // 2)
        and not text.endswith((".", "!", "?"))
        or (text.endswith(".") and len(words) <= 5 and not words[0][0].islower())
    )


def is_end_mark(line: str) -> bool:
    """Whether a line is a mark below a story and nothing more."""
    return _END_MARK.fullmatch(line.strip()) is not None
