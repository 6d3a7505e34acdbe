"""Bylines: "By X and Y" as the names of people, and the dates that stand beside them."""

import re
from collections.abc import Sequence

from pipeline.clean.text.blocks import collapse_blanks
from pipeline.clean.wording.datelines import AGENCY_NAMES
from pipeline.clean.wording.months import MONTHS

__all__ = ["is_byline", "is_name", "is_no_name", "is_signature", "is_timestamp", "read_byline_names"]

# What opens a byline, in the languages of the phrase files and their neighbours.
_OPENERS = (
    "written by", "story by", "reported by", "reporting by", "words by", "posted by", "published by", "text by", "by",
    "redacción por", "escrito por", "texto de", "por", "propos recueillis par", "écrit par", "par", "von", "texto por",
    "di", "a cura di", "door", "av", "af", "verfasst von", "ein kommentar von", "ein gastbeitrag von",
    "eine analyse von", "eine kolumne von", "kommentar von", "gastbeitrag von", "analyse von", "kolumne von",
    "reportage von", "interview von", "an article by", "article by", "opinion by", "analysis by", "comment by",
    "geschreven door", "skrevet av", "skrevet af", "oleh", "przez", "napsal", "napsala", "írta", "kirjoittanut", "від",
    "από", "bởi", "מאת", "بقلم", "كتب", "撰文", "记者", "記者",
)  # fmt: skip
# What names the author after a colon or a stroke alone: "Autor: …", "文/…".
_LABELS = (
    "author", "authors", "autor", "autora", "autorin", "autoren", "autor:in", "autore", "auteur", "text", "texte",
    "tekst", "автор", "текст", "yazan", "haber", "penulis", "reporter", "作者", "文", "執筆", "글",
)  # fmt: skip


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_OPENER = re.compile(rf"(?:{_any_of(_OPENERS)})\b[\s:：/]*|(?:{_any_of(_LABELS)})\s*[:：/]\s*", re.IGNORECASE)
# "홍길동 기자", "渡辺洋介記者": the office follows the name.
_OFFICE = re.compile(r"\s*(?:기자|특파원|記者|记者|特派員|編集委員)\Z")
_AND = r"(?:and|und|et|y|e|ed|en|og|och|with|mit|avec|con|com|ve|και|и|та|і|és|dan|oraz|ja|și|şi|&)"
# "Nora Tasker, Per Holm, and Olav Brekke": a comma may stand before the last.
_DIVIDERS = re.compile(rf"\s*[,;|/•·](?:\s*{_AND}\s)?\s*|\s{_AND}\s+|\s*[、，；]\s*|\s+[–—-]\s+", re.IGNORECASE)
# What follows a name on a byline: an address, a bracket with place or agency.
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|(?<!\w)@\w+|\([^()]*\)|\[[^\[\]]*\]")
# Where blogs file a post stands beside who wrote it: "by Nora Tasker | Category Harbour".
_FILED = re.compile(
    r"\s*[|/•·]\s*(?:categor(?:y|ies|ía|ias|ia)|tags?|filed|posted in|rubrik|kategorien?|kategori|catégories?"
    r"|categoria|カテゴリー?|タグ|分类|分類|标签|標籤|категори[яи]|метки)(?!\w).*\Z",
    re.IGNORECASE,
)
_WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri",
    "sat", "sun", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves",
    "viernes", "sábado", "domingo", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
    "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira",
)  # fmt: skip
_MONTH = rf"(?:{_any_of(tuple(MONTHS))})"
# "Nora Tasker on Jul 04, 2026 at 11:30", "Nora Tasker Tuesday, Aug. 17": when it was written stands behind.
_WHEN = re.compile(
    rf"\s+(?:(?:on|am|le|el|em|il|op|den|på)\s+)?(?:{_any_of(_WEEKDAYS)},?\s+(?=.*\d)|{_MONTH}\.?\s+\d"
    rf"|\d{{1,2}}\.?\s+(?:de\s+)?{_MONTH}(?!\w)|\d{{1,4}}[./-]\d).*\Z",
    re.IGNORECASE,
)
# "Posted on July 4, 2026 by Nora Tasker": what template and date say before the opener.
_POSTED = re.compile(
    r"(?:posted|published|updated|written|veröffentlicht|verfasst|erstellt|publié|mis en ligne|publicado|escrito"
    r"|pubblicato|scritto|publicerad|publisert|gepubliceerd|geplaatst)\b[^|]{0,60}?\s(?=(?:by|von|par|por|da|di|av|door)\s)",
    re.IGNORECASE,
)
# "By Nora Tasker in London and Per Holm in New York": only an opener makes sure that names stand before the places.
_PLACED = re.compile(r"\s(?:in|aus)\s[^\W\d_a-zß-ÿ][\w.'’-]*(?:\s[^\W\d_a-zß-ÿ][\w.'’-]*){0,3}")
_ROLES = (
    "actualités", "admin", "agencia", "agencias", "agencies", "agency", "analyst", "bureau", "chief", "columnist",
    "contributor", "correspondant", "correspondante", "correspondent", "correspondente", "correspondents",
    "corresponsal", "corrispondente", "desk", "director", "dziennikarz", "editor", "editorial", "editors",
    "giornalista", "gmbh", "inc", "jornalista", "journalist", "journaliste", "journalistin", "korrespondent",
    "korrespondentin", "llc", "ltd", "muhabir", "nachrichten", "news", "newsroom", "noticias", "notizie", "online",
    "periodista", "photographer", "presenter", "press", "producer", "redacción", "redactie", "redactor",
    "redactora", "redakce", "redakcija", "redakcja", "redaksi", "redaksjonen", "redakteur", "redakteure",
    "redakteurin", "redaktion", "redaktionen", "redazione", "redação", "reporter", "reportera", "reportero",
    "repórter", "rédaction", "senior", "special to", "staff", "toimitus", "verlag", "volontär", "wartawan",
    "webmaster", "writer", "writers", "корреспондент", "редакция", "редакція",
)  # fmt: skip
# German writes "Wirtschaftsredakteurin".
_ROLE = re.compile(
    rf"(?<!\w)(?:{'|'.join(_ROLES)})(?!\w)|(?:redakteur|korrespondent|reporter|redaktion|chef|leiter)(?:in|en|innen)?(?!\w)",
    re.IGNORECASE,
)
_ABBREVIATED = (" Jr", " Sr")
# "From Gazette staff reports": nobody's name.
_STAFF = re.compile(
    r"(?:(?:from|by) (?:[\w.’'&-]+ ){0,4}(?:staff|wire|news service|agency)|(?:[\w.’'&-]+ ){0,2}staff)"
    r"(?: and (?:wire|agency|news service))? reports?\.?",
    re.IGNORECASE,
)
# What stands where a name should: links and labels beside it, accounts of the site.
_NO_NAME = re.compile(
    r"(?<!\w)(?:view|author|articles?|posts|profile|website|user|admin|standards|follow|product|taboola"
    r"|outbrain|(?:learn|read) more)(?!\w)"
    r"|[:：_]|编辑|編輯|关注|關注|授权|文章|简介|未知",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_PARTICLES = frozenset(
    {
        "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "van", "von", "der", "den", "ten",
        "ter", "zu", "zum", "zur", "bin", "ibn", "al", "el", "y", "e", "i",
    }
)  # fmt: skip
"""Words in lower case within names."""
_AGENCIES = frozenset(name.casefold() for name in AGENCY_NAMES)
_MOST_NAME_WORDS = 6
_LONGEST_NAME = 60
_LONGEST_BYLINE = 160


def is_byline(line: str) -> bool:
    """Whether a line is a byline and nothing more: an opener, then names with their roles and agencies."""
    if len(line) > _LONGEST_BYLINE:
        return False
    if _STAFF.fullmatch(line):
        return True
    line = _POSTED.sub("", line, count=1)
    opener = _OPENER.match(line)
    if opener is None:
        return False
    # "By and large …" and "Di Maio" open like one: what follows has to be names, roles or agencies, all of it.
    names = line[opener.end() :]
    parts = _parts(_PLACED.sub("", names))
    # "Di Maio in Rome" is no byline: one that tells where somebody was has the whole name.
    if _PLACED.search(names) and not all(" " in part for part in parts):
        return False
    return any(map(is_name, parts)) and all(is_name(part) or _ROLE.search(part) for part in parts)


def read_byline_names(byline: str) -> tuple[str, ...]:
    """The people and agencies that a byline names, in order, without opener, roles and addresses."""
    text = _POSTED.sub("", _FILED.sub("", collapse_blanks(byline)[:_LONGEST_BYLINE]), count=1)
    # "Published on Jul 04": of a single word before a date nothing says that it is a name.
    before = _WHEN.sub("", text) if _DIGIT.search(text) else text
    text = before if " " in before else text
    opener = _OPENER.match(text)
    parts = _parts(_PLACED.sub("", text[opener.end() :]) if opener else text)
    names = [part for part in parts if is_name(part)]
    # A single word after a comma is a place: "By Nora Tasker, Halden", "gazette.example, Halden, Osby".
    several = [name for name in names if " " in name or name.casefold() in _AGENCIES or not name[0].isupper()]
    return tuple(dict.fromkeys(several or [name for name in names[:1] if name == parts[0]]))


def is_signature(line: str) -> bool:
    """Whether a line is nothing but names and offices, as stand below a story: "Kyst Radio / Osby Herald"."""
    parts = _parts(line) if len(line) <= _LONGEST_BYLINE else ()
    return bool(parts) and all(is_name(part) or _ROLE.search(part) for part in parts)


def is_name(text: str) -> bool:
    """Whether a text may be the name of a person or an agency: few words, each with a capital or a particle."""
    words = text.split()
    if text.casefold() in _AGENCIES:
        return True
    if not 1 <= len(words) <= _MOST_NAME_WORDS or len(text) > _LONGEST_NAME or _DIGIT.search(text):
        return False
    if _ROLE.search(text) or text.casefold() in _OPENERS or is_no_name(text):
        return False
    return all(map(_is_name_word, words)) and not words[0].islower()


def is_no_name(text: str) -> bool:
    """Whether a text is what templates put where a name should stand: "View articles", "Super User", "责任编辑"."""
    return _NO_NAME.search(text) is not None


def _parts(text: str) -> Sequence[str]:
    parts = (_bare(part) for part in _DIVIDERS.split(_ADDRESS.sub(" ", text)))
    return [part for part in parts if part]


def _bare(part: str) -> str:
    """A part of a byline without strokes and points around it, and without the office or agency that ends it."""
    bare = _OFFICE.sub("", part.strip(" .;:-–—|"))
    if bare.endswith(_ABBREVIATED) and f"{bare}." in part:
        return f"{bare}."
    person, _, last = bare.rpartition(" ")
    return person if " " in person and last in AGENCY_NAMES else bare


def _is_name_word(word: str) -> bool:
    """Upper case at its start, a particle, or of a script without case; no address, no sentence."""
    if word.casefold() in _PARTICLES:
        return True
    return word[0].isalpha() and not word[0].islower() and not word.endswith(("!", "?", ":", "…"))


_STAMP_WORDS = (
    "published", "updated", "posted", "last updated", "last modified", "modified", "created", "first published", "on",
    "at", "am", "pm", "a.m", "p.m", "uhr", "um", "stand", "veröffentlicht", "aktualisiert", "zuletzt aktualisiert",
    "erstellt", "am", "publié", "publiée", "le", "mis à jour", "mise à jour", "à", "modifié", "publicado", "publicada",
    "actualizado", "actualizada", "el", "a las", "última actualización", "horas", "hrs", "h", "atualizado", "em", "às",
    "pubblicato", "aggiornato", "il", "alle", "ore", "de", "del", "di", "gmt", "utc", "est", "edt", "et", "pst", "pdt",
    "bst", "cet", "cest", "mez", "mesz", "ist", "first", "last", "zuletzt", "mis", "jour", "última", "actualización",
    "th", "st", "nd", "rd", "o'clock", "date", "datum", "fecha", "data", "a", "las", "modified", "time",
)  # fmt: skip
_CLOCK_WORDS = frozenset((*_STAMP_WORDS, *_WEEKDAYS, *MONTHS))
_YEAR = re.compile(r"(?:19|20)\d\d")
_STAMP_SPLIT = re.compile(r"[\s\d.,:;/|()·•–—-]+")
_LONGEST_STAMP = 100


_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_READING_TIME = re.compile(
    r"\D{0,24}\d{1,2}\s*(?:-\s*)?(?:min\.?|mins|minutes?|minuten|minutos?|minuti)\b"
    r"(?:\s+(?:read|lesezeit|lesen|de lecture|de lectura|di lettura|de leitura))?\W*",
    re.IGNORECASE,
)
# "2 minutes ago", "2026年11月20日 21時37分", before it the names of the authors at most.
_COUNTED = r"(?:\d{1,2}|an?|une?|eine[rmn]?|uno?|una|um|uma)"
_AGO = re.compile(
    rf"\W*(?:{_COUNTED}\s*(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago"
    rf"|vor\s+{_COUNTED}\s+(?:sekunden?|minuten?|stunden?|tag(?:en)?|wochen?|monat(?:en)?)"
    rf"|il y a\s+{_COUNTED}\s+(?:secondes?|minutes?|heures?|jours?|semaines?|mois)"
    rf"|(?:hace|há)\s+{_COUNTED}\s+(?:segundos?|minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?)"
    rf"|{_COUNTED}\s+(?:minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei])\s+fa"
    r"|\d{1,2}\s+(?:minuten|minuut|uur|dag(?:en)?|weken)\s+geleden"
    r"|\d{1,2}\s+(?:minut(?:er)?|tim(?:me|mar)|dag(?:ar)?)\s+sedan"
    r"|\d{1,2}\s+(?:dakika|saat|gün|hafta)\s+önce"
    r"|\d{1,2}\s+(?:минут[ауы]?|час(?:а|ов)?|д(?:ень|ня|ней))\s+назад"
    r"|\d{1,2}\s+(?:хвилин[ауи]?|годин[ауи]?|д(?:ень|ні|нів))\s+тому"
    r"|\d{1,2}\s*(?:分钟|分鐘|小时|小時|天|分|時間|日)前|\d{1,2}\s*(?:분|시간|일)\s*전"
    r"|\d{1,2}\s+(?:मिनट|घंटे|दिन)\s+पहले"
    r"|(?:19|20)\d\d[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]\s?(?:\d{1,2}[時时시:]\s?\d{2}[分분]?)?)\W*\Z",
    re.IGNORECASE,
)
# What _AGO matches has one of these in lower case. Letters that re folds with a second small one (s, д) stand in none.
_OF_AGO = (
    "ago", "vor", "l y a", "hace", "há", "fa", "geleden", "edan", "önce", "аза", "му", "前", "전", "पहले", "年", "년",
)  # fmt: skip
# 2026-11-20T03:30:00Z
_STAMP = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?:T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?")
# "20/11/2026 - Posted by: Nora Tasker - Section: Coast": a date, then labels with their values.
_INFO_LINE = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:,? \d{1,2}[:h]\d{2})?"
    r"(?:\s*[-–—|•·/]\s*[^\W\d_]+(?: [^\W\d_]+)?:[^:|]{1,60}){2,5}"
)
_FEW_WORDS = 12
_FEWER_WORDS = 8


def _may_be_ago(line: str) -> bool:
    lower = line.lower()
    return any(part in lower for part in _OF_AGO)


def is_timestamp(line: str) -> bool:
    """Whether a line tells when something appeared and hardly more.

    "Updated: 20 November 2026, 03:30"; a short line with a full date and a time of day; "3 minutes read"; a date with
    the labels that templates put beside it.
    """
    if len(line) > _LONGEST_STAMP:
        return False
    if _STAMP.fullmatch(line) or _INFO_LINE.fullmatch(line):
        return True
    if len(line.split()) <= _FEWER_WORDS and _may_be_ago(line) and (ago := _AGO.search(line)):
        return not line[: ago.start()] or is_name(line[: ago.start()])
    if not _YEAR.search(line):
        return _READING_TIME.fullmatch(line) is not None
    if _CLOCK.search(line) and len(line.split()) <= _FEW_WORDS and not line.endswith((".", "!", "?")):
        return True
    return all(word.casefold() in _CLOCK_WORDS for word in _STAMP_SPLIT.split(line) if word)
