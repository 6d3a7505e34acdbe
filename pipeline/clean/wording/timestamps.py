"""Timestamps: lines that say when something appeared and hardly more."""

import re
from functools import cache

from pipeline.clean.wording.months import WEEKDAYS, month_words
from pipeline.clean.wording.names import is_name

__all__ = ["is_timestamp"]

_STAMP_WORDS = (
    "published", "updated", "posted", "last updated", "last modified", "modified", "created", "first published", "on",
    "at", "am", "pm", "a.m", "p.m", "uhr", "um", "stand", "veröffentlicht", "aktualisiert", "zuletzt aktualisiert",
    "erstellt", "am", "publié", "publiée", "le", "mis à jour", "mise à jour", "à", "modifié", "publicado", "publicada",
    "actualizado", "actualizada", "el", "a las", "última actualización", "horas", "hrs", "h", "atualizado", "em", "às",
    "pubblicato", "aggiornato", "il", "alle", "ore", "de", "del", "di", "gmt", "utc", "est", "edt", "et", "pst", "pdt",
    "bst", "cet", "cest", "mez", "mesz", "ist", "first", "last", "zuletzt", "mis", "jour", "última", "actualización",
    "th", "st", "nd", "rd", "o'clock", "date", "datum", "fecha", "data", "a", "las", "modified", "time",
)  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
_STAMP_SPLIT = re.compile(r"[\s\d.,:;/|()·•–—-]+")
_LONGEST_STAMP = 100  # two dates with times and zones


_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_READING_TIME = re.compile(
    r"\D{0,24}\d{1,2}\s*(?:-\s*)?(?:min\.?|mins|minutes?|minuten|minutos?|minuti)\b"
    r"(?:\s+(?:read|lesezeit|lesen|de lecture|de lectura|di lettura|de leitura))?\W*",
    re.IGNORECASE,
)
# "2 minutes ago", "2026年11月20日 21時37分". Only the names of the authors may precede it.
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
    r"|\d{1,2}\s+(?:मिनट|घंटे|दिन)\s+पहले|\d{1,2}\s+(?:মিনিট|ঘণ্টা|ঘন্টা|দিন)\s+আগে"
    r"|(?:منذ|قبل)\s+\d{1,2}\s+(?:دقيقة|دقائق|ساعة|ساعات|يوم|يوما|أيام)|\d{1,2}\s+(?:دقیقه|ساعت|روز)\s+پیش"
    r"|\d{1,2}\s*(?:นาที|ชั่วโมง|วัน)(?:ที่แล้ว|ก่อน)|\d{1,2}\s+(?:menit|jam|hari)\s+(?:yang\s+)?lalu"
    r"|\d{1,2}\s+(?:minut[yę]?|godzin[yę]?|dni)\s+temu|\d{1,2}\s+(?:phút|giờ|ngày)\s+trước"
    r"|(?:19|20)\d\d[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]\s?(?:\d{1,2}[時时시:]\s?\d{2}[分분]?)?)\W*\Z",
    re.IGNORECASE,
)
# Whatever _AGO matches has one of these, in lower case. None has a letter that re folds with another (s, д).
_OF_AGO = (
    "ago", "vor", "l y a", "hace", "há", "fa", "geleden", "edan", "önce", "аза", "му", "前", "전", "पहले", "年", "년",
    "আগে", "منذ", "قبل", "پیش", "ที่แล้ว", "ก่อน", "lalu", "temu", "trước",
)  # fmt: skip
# 2026-11-20T03:30:00Z
_STAMP = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?:T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?")
# A date, then labels with their values: "20/11/2026 - Posted by: Nora Tasker - Section: Coast".
_INFO_LINE = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?:,? \d{1,2}[:h]\d{2})?"
    r"(?:\s*[-–—|•·/]\s*[^\W\d_]+(?: [^\W\d_]+)?:[^:|]{1,60}){2,5}"
)
_MOST_WORDS_WITH_CLOCK = 12  # day, date, time and zone with "first published"
_MOST_WORDS_OF_AGO = 8  # two names and "3 minutes ago"


def _may_be_ago(line: str) -> bool:
    lower = line.lower()
    return any(part in lower for part in _OF_AGO)


def is_timestamp(line: str) -> bool:
    """Whether a line says when something appeared and hardly more.

    "Updated: 20 November 2026, 03:30"; a short line with a full date and a time of day; "3 minutes read"; a date with
    the labels that templates put beside it.
    """
    if len(line) > _LONGEST_STAMP:
        return False
    if _STAMP.fullmatch(line) or _INFO_LINE.fullmatch(line):
        return True
    if len(line.split()) <= _MOST_WORDS_OF_AGO and _may_be_ago(line) and (ago := _AGO.search(line)):
        before = line[: ago.start()]
        return not before or is_name(before) or before.strip(" :").casefold() in _STAMP_WORDS
    if not _YEAR.search(line):
        return _READING_TIME.fullmatch(line) is not None
    if _CLOCK.search(line) and len(line.split()) <= _MOST_WORDS_WITH_CLOCK and not line.endswith((".", "!", "?")):
        return True
    words = _clock_words()
    return all(word.casefold() in words for word in _STAMP_SPLIT.split(line) if word)


@cache
def _clock_words() -> frozenset[str]:
    return frozenset((*_STAMP_WORDS, *WEEKDAYS, *month_words()))
