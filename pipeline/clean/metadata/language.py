"""Settle the language of a text: what the page declares, checked against the words themselves.

The rules, in order:
1. A declared language is sure if the text's commonest words or its script confirm it, or if the statistical model
   finds it or a close neighbour of it. A script that one language alone uses needs no model.
2. If words and model clearly contradict every declaration, the words win: templates are often declared for another
   edition. Pages in Swahili, Xhosa and Zulu declare English.
3. A text too short to tell keeps the declared language, as likely.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pipeline.clean.metadata.claims import TEXT, Provenance, Sureness

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["Language", "read_primary_language", "settle_language"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language by its primary subtag (BCP 47: "en", "pt"), with where it came from."""

    code: str
    provenance: Provenance


# 600 characters gave the right language for all of 118 stories in 20 languages, in 0.5 ms each.
_SAMPLE_CHARACTERS = 600
_LONGER_SAMPLE = 3_000  # enough for several paragraphs, where the first say too little
_FEWEST_LETTERS_TO_GUESS = 60  # ten words; names alone may be of any language
_LEAST_PROBABILITY = 0.9  # below it close languages are taken for each other
# The model's code for tables of numbers and scrambled texts (ISO 639-2).
_NO_LANGUAGE = "zxx"

_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]*)?\s*")
_RETIRED = {"iw": "he", "in": "id", "ji": "yi", "tl": "fil"}
# Languages so close in words or letters that the publisher knows better than a look at the text.
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
    frozenset({"ar", "arz", "ary", "apc", "arb"}),
)
# Varieties between which the model divides its trust: their probabilities are added up before the threshold. The first
# is the written language of the press where the others are dialects; None lets the likeliest of them win.
_VARIETIES: tuple[tuple[str | None, frozenset[str]], ...] = (
    ("ar", frozenset({"ar", "arb", "arz", "ary", "apc", "aeb"})),
    ("no", frozenset({"no", "nb", "nn"})),
    (None, frozenset({"id", "ms"})),
    (None, frozenset({"hr", "bs", "sr", "sh"})),
    (None, frozenset({"hi", "mr", "ne"})),
    (None, frozenset({"cs", "sk"})),
    (None, frozenset({"pt", "gl"})),
)
# A text of this many words always has a language: the likeliest.
_ENOUGH_WORDS = 120

_Words = Mapping[str, Sequence[str]]
# With these bounds 173 of 185 real stories in 24 languages confirmed their own language; one Norwegian story
# confirmed Swedish, and no other a wrong language.
_LEAST_SHARE_OF_WORDS = 0.15
_LEAST_LEAD = 1.4  # close languages share many of these words
_FEWEST_WORDS_TO_GUESS = 25  # in fewer, one word decides
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?[^\s\w.,;:!?()\"“”„«»–—-]*")
# Scripts that only one language of news uses.
_SCRIPTS = {
    "ja": re.compile("[\u3041-\u30ff]"), "ko": re.compile("[\uac00-\ud7af]"), "th": re.compile("[\u0e01-\u0e4e]"),
    "el": re.compile("[\u0386-\u03ce]"), "he": re.compile("[\u05d0-\u05ea]"), "ka": re.compile("[\u10d0-\u10ff]"),
    "hy": re.compile("[\u0561-\u0587]"), "ta": re.compile("[\u0b85-\u0bcd]"), "te": re.compile("[\u0c05-\u0c4d]"),
    "ml": re.compile("[\u0d05-\u0d4d]"), "kn": re.compile("[\u0c85-\u0ccd]"), "gu": re.compile("[\u0a85-\u0acd]"),
    "si": re.compile("[\u0d85-\u0ddf]"), "km": re.compile("[\u1780-\u17d3]"), "lo": re.compile("[\u0e81-\u0ece]"),
    "my": re.compile("[\u1000-\u104f]"), "am": re.compile("[\u1200-\u135a]"),
    # Japanese has these characters too; its own come first.
    "zh": re.compile("[\u3400-\u9fff]"),
}  # fmt: skip
_LEAST_SHARE_OF_LETTERS = 0.2  # names and quotations may be in Latin script


def settle_language(text: str, declared: Iterable[tuple[str, str]]) -> Language | None:
    """Settle the language of a text; None where unknown. `declared` is (source, tag) pairs, the most trusted first."""
    _identifier()  # loaded with the first text, so that no later page waits for the model
    known = [(code, source) for source, tag in declared if (code := read_primary_language(tag))]
    sample = text[:_SAMPLE_CHARACTERS]
    enough = len(text.split()) >= _ENOUGH_WORDS
    found = next((code for code in dict.fromkeys(code for code, _ in known) if _bears_out(sample, code)), None)
    if found:
        return _declared(known, found, TEXT)
    detected = _detected(sample) or (_likeliest(text[:_LONGER_SAMPLE], least=0) if enough and not known else None)
    if detected is None:
        return _declared(known, known[0][0], None) if known else None
    agreeing = next((code for code, _ in known if _agree(code, detected)), None)
    if agreeing:
        return _declared(known, agreeing, TEXT)
    return Language(code=detected, provenance=Provenance(sources=(TEXT,), sureness=Sureness.LIKELY))


def read_primary_language(tag: str) -> str | None:
    """Read the primary subtag of a language tag or locale ("pt-BR", "en_US", "DE"), in lower case; None for no tag."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return None
    code = found[1].lower()
    return _RETIRED.get(code, code)


def _declared(known: Sequence[tuple[str, str]], code: str, confirmed_by: str | None) -> Language:
    """The declared language, sure if something else confirms it."""
    sources = tuple(dict.fromkeys(source for own, source in known if own == code))
    if confirmed_by is None:
        return Language(code=code, provenance=Provenance(sources=sources, sureness=Sureness.LIKELY))
    return Language(code=code, provenance=Provenance(sources=(*sources, confirmed_by), sureness=Sureness.SURE))


def _agree(declared: str, detected: str) -> bool:
    return declared == detected or any(declared in group and detected in group for group in _NEIGHBOURS)


def _bears_out(sample: str, code: str) -> bool:
    """Whether the script or the common words of a text point to a language far more than to any other."""
    if code in _SCRIPTS:
        return _of_script(sample) == code
    words = _WORD.findall(sample.casefold())
    if len(words) < _FEWEST_WORDS_TO_GUESS:
        return False
    counts = Counter(language for word in words for language in _common_words().get(word, ()))
    own = counts.pop(code, 0)
    return own >= _LEAST_SHARE_OF_WORDS * len(words) and own >= _LEAST_LEAD * max(counts.values(), default=0)


def _of_script(sample: str) -> str | None:
    """Find the language whose script a text is written in; None for scripts that several languages share."""
    letters = sum(map(str.isalpha, sample))
    if letters < _FEWEST_LETTERS_TO_GUESS // 3:
        return None
    least = _LEAST_SHARE_OF_LETTERS * letters
    return next((code for code, script in _SCRIPTS.items() if len(script.findall(sample)) > least), None)


@cache
def _common_words() -> _Words:
    """Read the common words, each with the languages that use it."""
    rows: Mapping[str, str] = tomllib.loads(
        (files("pipeline.clean.metadata") / "function_words.toml").read_text("utf-8")
    )
    words: dict[str, list[str]] = {}
    for language, row in rows.items():
        for word in dict.fromkeys(row.split()):
            words.setdefault(word, []).append(language)
    return words


def _detected(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    # A Chinese, Japanese or Korean character carries as much as three letters of an alphabet.
    weight = letters + 2 * sum(character > "\u2e80" for character in sample)
    if weight < _FEWEST_LETTERS_TO_GUESS:
        return None
    script = _of_script(sample)
    if script:
        return script
    return _likeliest(sample, least=_LEAST_PROBABILITY)


def _likeliest(sample: str, *, least: float) -> str | None:
    """The likeliest language by the model, close varieties added up; None below the `least` probability."""
    ranked = [(code, float(probability)) for code, probability in _identifier().rank(sample) if code != _NO_LANGUAGE]
    code, probability = ranked[0]
    for first, varieties in _VARIETIES:
        if code in varieties:
            probability = sum(part for other, part in ranked if other in varieties)
            code = first or code
    return read_primary_language(code) if probability >= least else None


@cache
def _identifier() -> "LanguageIdentifier":
    """Load the model with the first text: it takes 0.6 s and 60 MB, which programs without texts need not pay."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
