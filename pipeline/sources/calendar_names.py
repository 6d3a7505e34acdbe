"""Month names, words for the halves of the day and time zones, as feeds write them."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType
from unicodedata import combining, normalize

__all__ = ["AFTERNOON", "MONTHS", "MORNING", "ZONES", "folded"]


def folded(word: str) -> str:
    """The word without case, accents and full stops, as the tables here are keyed."""
    letters = normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not combining(letter) and letter != ".")


# Twelve names a row, January first, spellings of a month divided by a stroke. "listopada" is missing on purpose: it is
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
    ("ar", "يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر"),
)


def _months() -> Iterator[tuple[str, int]]:
    for _language, row in _MONTH_ROWS:
        for number, names in enumerate(row.split(), start=1):
            for name in names.split("|"):
                if name != "_":
                    yield folded(name), number


MONTHS: Mapping[str, int] = MappingProxyType(dict(_months()))
"""Number of the month by its folded name."""

MORNING = frozenset({"am", "上午", "오전"})
AFTERNOON = frozenset({"pm", "下午", "오후"})
"""Words that say which half of the day a time of the twelve-hour clock is in (English, Chinese, Korean)."""

# Names of zones that mean one thing worldwide in feeds. IST (India, Israel, Ireland) is missing, and so are the letters
# of RFC 822 other than Z: RFC 5322, 4.3, says that they were used the wrong way round.
_ZONE_HOURS: Mapping[str, float] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "mez": 1,
    "cest": 2, "mest": 2, "mesz": 2, "eet": 2, "eest": 3, "msk": 3,
    "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip

ZONES: Mapping[str, timedelta] = MappingProxyType({name: timedelta(hours=hours) for name, hours in _ZONE_HOURS.items()})
"""Distance from UTC by the folded name of a zone."""
