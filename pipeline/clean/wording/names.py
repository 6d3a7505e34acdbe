"""Names: whether a text may name a person or an agency, and the offices that stand beside names."""

import re
from functools import cache

from pipeline.clean.text import fold_line
from pipeline.clean.wording.agencies import agency_marks
from pipeline.clean.wording.page_words import read_page_words

__all__ = ["BYLINE_OPENERS", "holds_role", "is_agency", "is_name", "is_no_name"]

# Openers of bylines, in the languages of the phrase files and their neighbours.
BYLINE_OPENERS = (
    "written by", "story by", "reported by", "reporting by", "words by", "posted by", "published by", "text by", "by",
    "redacción por", "escrito por", "texto de", "por", "propos recueillis par", "écrit par", "par", "von", "texto por",
    "di", "a cura di", "door", "av", "af", "verfasst von", "ein kommentar von", "ein gastbeitrag von",
    "ein artikel von", "ein beitrag von", "von unserer redakteurin", "von unserem redakteur", "exclusive by",
    "von unserem korrespondenten", "von unserer korrespondentin",
    "eine analyse von", "eine kolumne von", "kommentar von", "gastbeitrag von", "analyse von", "kolumne von",
    "reportage von", "interview von", "an article by", "article by", "opinion by", "analysis by", "comment by",
    "geschreven door", "skrevet av", "skrevet af", "oleh", "przez", "napsal", "napsala", "írta", "kirjoittanut", "від",
    "από", "bởi", "מאת", "بقلم", "كتب", "撰文", "记者", "記者", "기자명",
)  # fmt: skip
_ROLES = (
    "actualités", "admin", "communications", "corporation", "group", "groupe", "grupo", "gruppo", "magazine", "media",
    "mediengruppe", "network", "newspapers", "publications", "publishing", "television", "verlagsgruppe",
    "agencia", "agencias", "read_agencies", "agency", "analyst", "bureau", "chief", "columnist",
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
# German joins them to other words: "Wirtschaftsredakteurin".
_ROLE = re.compile(
    rf"(?<!\w)(?:{'|'.join(_ROLES)})(?!\w)|(?:redakteur|korrespondent|reporter|redaktion|chef|leiter)(?:in|en|innen)?(?!\w)",
    re.IGNORECASE,
)
# Placeholders instead of a name: links and labels beside it, accounts of the site.
_NO_NAME = re.compile(
    r"(?<!\w)(?:view|author|articles?|posts|profile|website|user|admin|standards|follow|product|taboola"
    r"|outbrain|(?:learn|read) more)(?!\w)"
    r"|[:：_]|编辑|編輯|关注|關注|授权|文章|简介|未知",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
# "Frances d'Emilio", "Jeanne d'Arc"
_ELIDED = re.compile(r"[dl]['’](?=\w)")
# Words in lower case within names.
_PARTICLES = frozenset(
    {
        "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "van", "von", "der", "den", "ten",
        "ter", "zu", "zum", "zur", "bin", "ibn", "al", "el", "y", "e", "i",
    }
)  # fmt: skip
_MOST_WORDS_OF_NAME = 6  # Portuguese and Arabic names have up to six
_LONGEST_NAME = 60  # six words of ten letters


def is_name(text: str) -> bool:
    """Whether a text may name a person or an agency: a few words, each a particle or with a capital."""
    words = text.split()
    if is_agency(text):
        return True
    if not 1 <= len(words) <= _MOST_WORDS_OF_NAME or len(text) > _LONGEST_NAME or _DIGIT.search(text):
        return False
    if _ROLE.search(text) or text.casefold() in BYLINE_OPENERS or is_no_name(text):
        return False
    return all(map(_is_name_word, words)) and not words[0].islower()


def is_no_name(text: str) -> bool:
    """Whether a text is what templates put in place of a name: "View articles", "Super User", "Haber Merkezi"."""
    return _NO_NAME.search(text) is not None or fold_line(text) in read_page_words("newsrooms")


def _is_name_word(word: str) -> bool:
    """Whether a word may belong to a name: a particle, or a word that begins with a capital or in a script without."""
    if word.casefold() in _PARTICLES:
        return True
    word = _ELIDED.sub("", word)
    return word[0].isalpha() and not word[0].islower() and not word.endswith(("!", "?", ":", "…"))


def holds_role(text: str) -> bool:
    """Whether a text holds the name of an office: "Redakteurin", "staff writer", "Harbour Desk"."""
    return _ROLE.search(text) is not None


def is_agency(text: str) -> bool:
    """Whether a text is one of an agency's spellings, in capitals or not."""
    return text.casefold() in _folded_agency_marks()


@cache
def _folded_agency_marks() -> frozenset[str]:
    return frozenset(mark.casefold() for mark in agency_marks())
