"""Month names, words for the halves of the day and time zones, as feeds write them."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType

from pipeline.calendar_table import folded, halves_of_the_day, languages_of_days, month_names

__all__ = ["ZONES", "is_afternoon", "month_number"]


# Spellings of publishers that CLDR lacks, and names that count before those of other languages. Twelve names a row,
# January first, spellings of a month divided by a stroke. "listopada" is missing on purpose: it is
# November in Polish and October in Croatian.
_MONTH_ROWS = (
    ("en", "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept"),
    ("en", "_ _ _ _ _ _ _ _ _ october|oct november|nov december|dec"),
    ("es", "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago"),
    ("es", "_ _ _ _ _ _ _ _ septiembre|setiembre|sept|set octubre|oct noviembre|nov diciembre|dic"),
    ("fr", "janvier|janv|jan février|févr|fév mars avril|avr mai juin juillet|juil août septembre|sept"),
    ("fr", "_ _ _ _ _ _ _ _ _ octobre|oct novembre|nov décembre|déc"),
    ("de", "januar|jänner|jan|jän februar|feber|feb märz|maerz|mär|mrz april|apr mai juni|jun juli|jul august|aug"),
    ("de", "_ _ _ _ _ _ _ _ september|sept|sep oktober|okt november|nov dezember|dez"),
    ("pt", "janeiro|jan fevereiro|fev março|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set"),
    ("pt", "_ _ _ _ _ _ _ _ _ outubro|out novembro|nov dezembro|dez"),
    ("it", "gennaio|gen febbraio|febbr|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago"),
    ("it", "_ _ _ _ _ _ _ _ settembre|sett|set ottobre|ott novembre|nov dicembre|dic"),
    ("nl", "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sep"),
    ("nl", "_ _ _ _ _ _ _ _ _ oktober|okt november|nov december|dec"),
    ("sv", "januari|jan februari|feb mars april|apr maj juni|jun juli|jul augusti|aug september|sep"),
    ("sv", "_ _ _ _ _ _ _ _ _ oktober|okt november|nov december|dec"),
    ("da", "januar februar marts april maj juni juli august september oktober november december"),
    ("nb", "januar februar mars april mai juni juli august september oktober november desember|des"),
    ("pl", "stycznia|sty lutego|lut marca|mar kwietnia|kwi maja|maj czerwca|cze lipca|lip sierpnia|sie września|wrz"),
    ("pl", "_ _ _ _ _ _ _ _ _ października|paź _ grudnia|gru"),
    ("cs", "ledna února března dubna května června července srpna září října listopadu prosince"),
    (
        "ro",
        "ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie decembrie",
    ),
    ("hu", "január február március|márc április|ápr május|máj június|jún július|júl augusztus szeptember|szept"),
    ("hu", "_ _ _ _ _ _ _ _ _ október november december"),
    ("tr", "ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas"),
    ("tr", "_ _ _ _ _ _ _ _ _ _ _ aralık|ara"),
    ("id", "januari februari maret april mei juni juli agustus september oktober november|nop desember"),
    ("ru", "января|янв февраля|фев марта|мар апреля|апр мая|май июня|июн июля|июл августа|авг сентября|сен|сент"),
    ("ru", "_ _ _ _ _ _ _ _ _ октября|окт ноября|ноя декабря|дек"),
    ("uk", "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
    ("el", "ιανουαρίου|ιαν φεβρουαρίου|φεβ μαρτίου|μαρ απριλίου|απρ μαΐου|μαϊ|μάι ιουνίου|ιουν|ιούν ιουλίου|ιουλ|ιούλ"),
    ("el", "_ _ _ _ _ _ _ αυγούστου|αυγ σεπτεμβρίου|σεπ|σεπτ οκτωβρίου|οκτ νοεμβρίου|νοε|νοέ δεκεμβρίου|δεκ"),
    ("sl", "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra"),
    ("hr", "_ _ _ _ _ _ _ _ _ _ studenog _"),
    ("lv", "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī"),
    ("ar", "يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر"),
)


def _months() -> Iterator[tuple[str, int]]:
    for _language, row in _MONTH_ROWS:
        for number, names in enumerate(row.split(), start=1):
            for name in names.split("|"):
                if name != "_":
                    yield folded(name), number


_MONTHS: Mapping[str, int] = MappingProxyType(dict(_months()))
# What stands around the name of a month: prepositions, "year", "day", "month".
_FILLERS = frozenset(
    {"de", "del", "di", "of", "d", "den", "el", "le", "la", "the", "m", "gada", "g", "г", "р", "року", "года"}
)
_WORDS = re.compile(r"[^\s,/()\-–—'’]+")
_IN_HEBREW = "ב"
_MORNING = frozenset({"am", "上午", "오전"})
_AFTERNOON = frozenset({"pm", "下午", "오후"})


def month_number(text: str, *, within: str) -> int | None:
    """The month that a text names, and nothing else but words around it; None for any other text.

    A name that means several months is read by the languages of the days of the week `within` the whole date.
    """
    words = [word for found in _WORDS.findall(text) if (word := folded(found)) and word not in _FILLERS]
    name = " ".join(words)
    if len(words) not in {1, 2}:
        return None
    return _numbered(name, within) or (_numbered(name[1:], within) if name.startswith(_IN_HEBREW) else None)


def _numbered(name: str, within: str) -> int | None:
    by_language = month_names().get(name, {})
    months = set(by_language.values())
    if len(months) == 1:
        return _MONTHS.get(name, *months)
    days = (languages_of_days().get(folded(word), frozenset()) for word in _WORDS.findall(within))
    hinted = {by_language[language] for languages in days for language in languages if language in by_language}
    return next(iter(hinted)) if len(hinted) == 1 else _MONTHS.get(name)


def is_afternoon(text: str) -> bool | None:
    """Which half of the day a text begins with, in any language that counts twelve hours; None for neither."""
    words = [folded(word) for word in text.split()[:3]]
    for count in range(len(words), 0, -1):
        word = "".join(words[:count])
        if word in _AFTERNOON or word in _MORNING:
            return word in _AFTERNOON
        for spelling in (" ".join(words[:count]), word):
            if spelling in halves_of_the_day():
                return halves_of_the_day()[spelling]
    return None


# Names of zones that mean one thing worldwide in feeds. IST (India, Israel, Ireland) is missing, and so are the letters
# of RFC 822 other than Z: RFC 5322, 4.3, says that they were used the wrong way round.
_ZONE_HOURS: Mapping[str, float] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "mez": 1,
    "cest": 2, "mest": 2, "mesz": 2, "eet": 2, "eest": 3, "msk": 3,
    "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "msd": 4, "trt": 3, "wat": 1, "cat": 2, "sast": 2, "eat": 3, "irst": 3.5, "irdt": 4.5, "azt": 4, "aft": 4.5,
    "pkt": 5, "uzt": 5, "npt": 5.75, "mmt": 6.5, "ict": 7, "wib": 7, "wita": 8, "wit": 9, "hkt": 8, "sgt": 8, "myt": 8,
    "pht": 8, "phst": 8, "awst": 8, "acst": 9.5, "acdt": 10.5, "yekt": 5, "omst": 6, "krat": 7, "irkt": 8, "yakt": 9,
    "vlat": 10, "magt": 11, "brt": -3, "brst": -2, "art": -3, "uyt": -3, "clt": -4, "clst": -3, "bot": -4, "vet": -4,
    "cot": -5, "pet": -5, "nst": -3.5, "ndt": -2.5, "adt": -3, "hst": -10, "akst": -9, "akdt": -8,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip

ZONES: Mapping[str, timedelta] = MappingProxyType({name: timedelta(hours=hours) for name, hours in _ZONE_HOURS.items()})
"""Distance from UTC by the folded name of a zone."""
