"""The language of a text: what the page declares, checked against the words themselves.

The rules, in order:
1. A declared language that the text's commonest words or its script bear out is taken, sure; so is one that the model
   finds too, or one so close to what it finds that the publisher knows better. A script of one language needs no model.
2. Where words and model speak clearly against all that is declared, the words win: templates are declared once, often
   for another edition. Pages in Swahili, Xhosa and Zulu call themselves English.
3. A text too short to tell keeps what is declared, as likely as the declaration.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from py3langid.langid import MODEL_FILE, LanguageIdentifier

__all__ = ["Language", "read_primary_language", "settle_language"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language as its primary subtag (BCP 47: "en", "pt"), and where it came from: "html:lang+text, sure"."""

    code: str
    source: str


# 600 characters told the language of all of 118 stories in 20 languages, in half a millisecond each.
_CHARACTERS = 600
_SHORTEST = 60
_SURE = 0.9
# What the model calls tables of numbers and texts whose letters were exchanged (ISO 639-2).
_NO_LANGUAGE = "zxx"

_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]*)?\s*")
_RETIRED = {"iw": "he", "in": "id", "ji": "yi", "tl": "fil"}
# Languages so close, in their words or their letters, that the publisher knows better than the text does.
_NEIGHBOURS = (
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"sr", "hr", "bs", "sh", "cnr"}),
    frozenset({"id", "ms"}),
    frozenset({"es", "gl", "an", "ast"}),
    frozenset({"pt", "gl"}),
    frozenset({"hi", "mr", "ne"}),
    frozenset({"xh", "zu", "ss", "nr"}),
    frozenset({"fil", "tl"}),
    frozenset({"de", "gsw", "lb", "nds"}),
    frozenset({"zh", "yue", "wuu", "lzh"}),
    frozenset({"he", "yi"}),
    frozenset({"am", "ti"}),
)

_Words = Mapping[str, Sequence[str]]
# Of 185 real stories in 24 languages 173 bore out their own by this, none another one but Norwegian as Swedish.
_LEAST_SHARE = 0.15
_LEAST_LEAD = 1.4
_FEWEST_WORDS = 25
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?[^\s\w.,;:!?()\"“”„«»–—-]*")
# Scripts that one language of news writes in.
_SCRIPTS = {
    "ja": re.compile("[\u3041-\u30ff]"), "ko": re.compile("[\uac00-\ud7af]"), "th": re.compile("[\u0e01-\u0e4e]"),
    "el": re.compile("[\u0386-\u03ce]"), "he": re.compile("[\u05d0-\u05ea]"), "ka": re.compile("[\u10d0-\u10ff]"),
    "hy": re.compile("[\u0561-\u0587]"), "ta": re.compile("[\u0b85-\u0bcd]"), "te": re.compile("[\u0c05-\u0c4d]"),
    "ml": re.compile("[\u0d05-\u0d4d]"), "kn": re.compile("[\u0c85-\u0ccd]"), "gu": re.compile("[\u0a85-\u0acd]"),
    "si": re.compile("[\u0d85-\u0ddf]"), "km": re.compile("[\u1780-\u17d3]"), "lo": re.compile("[\u0e81-\u0ece]"),
    "my": re.compile("[\u1000-\u104f]"), "am": re.compile("[\u1200-\u135a]"),
    # Japanese has these characters too, but among its own.
    "zh": re.compile("[\u3400-\u9fff]"),
}  # fmt: skip
_OF_SCRIPT = 0.2


def settle_language(text: str, declared: Iterable[tuple[str, str]]) -> Language | None:
    """The language of a text, None where unknown. `declared` are (source, tag) pairs, the most trusted first."""
    _identifier()  # with the first text, whatever its language: no page of a stream has to wait for the model
    known = [(code, source) for source, tag in declared if (code := read_primary_language(tag))]
    sample = text[:_CHARACTERS]
    found = next((code for code in dict.fromkeys(code for code, _ in known) if _bears_out(sample, code)), None)
    if found:
        return _declared(known, found, "text")
    detected = _detected(sample)
    if detected is None:
        return _declared(known, known[0][0], None) if known else None
    agreeing = next((code for code, _ in known if _agree(code, detected)), None)
    return _declared(known, agreeing, "text") if agreeing else Language(code=detected, source="text, likely")


def read_primary_language(tag: str) -> str | None:
    """The primary subtag of a language tag or a locale ("pt-BR", "en_US", "DE"), in lower case; None for no tag."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return None
    code = found[1].lower()
    return _RETIRED.get(code, code)


def _declared(known: Sequence[tuple[str, str]], code: str, words: str | None) -> Language:
    sources = list(dict.fromkeys(source for own, source in known if own == code))
    sources += [words] if words else []
    return Language(code=code, source=f"{'+'.join(sources)}, {'sure' if words else 'likely'}")


def _agree(declared: str, detected: str) -> bool:
    return declared == detected or any(declared in group and detected in group for group in _NEIGHBOURS)


def _bears_out(sample: str, code: str) -> bool:
    """Whether script or common words of a text are those of a language, far more than of any other."""
    if code in _SCRIPTS:
        return _of_script(sample) == code
    words = _WORD.findall(sample.casefold())
    if len(words) < _FEWEST_WORDS:
        return False
    counts = Counter(language for word in words for language in _common_words().get(word, ()))
    own = counts.pop(code, 0)
    return own >= _LEAST_SHARE * len(words) and own >= _LEAST_LEAD * max(counts.values(), default=0)


def _of_script(sample: str) -> str | None:
    """The language whose script a text is written in, the first that fits; None for scripts of many languages."""
    letters = sum(map(str.isalpha, sample))
    if letters < _SHORTEST // 3:
        return None
    least = _OF_SCRIPT * letters
    return next((code for code, script in _SCRIPTS.items() if len(script.findall(sample)) > least), None)


@cache
def _common_words() -> _Words:
    """Languages by the words that are common in them."""
    rows: Mapping[str, str] = tomllib.loads((files("pipeline.clean.text") / "function_words.toml").read_text("utf-8"))
    words: dict[str, list[str]] = {}
    for language, row in rows.items():
        for word in dict.fromkeys(row.split()):
            words.setdefault(word, []).append(language)
    return words


def _detected(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    # A letter of Chinese, Japanese or Korean says as much as three of an alphabet.
    weight = letters + 2 * sum(character > "\u2e80" for character in sample)
    if weight < _SHORTEST:
        return None
    script = _of_script(sample)
    if script:
        return script
    code, probability = _identifier().classify(sample)
    return read_primary_language(code) if probability >= _SURE and code != _NO_LANGUAGE else None


@cache
def _identifier() -> LanguageIdentifier:
    """The model, read with the first text: it takes 0.6 s and 60 MB that a room without texts need not pay."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
