"""Words of a text as numbers, alike in every language: what shingles are made of."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

# Thai, Lao, Burmese, Khmer, Japanese, Chinese: no blanks between words, so that each character counts as one.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Vowel signs and accents are part of a word, which `\w` denies: Hindi and Arabic words would fall apart.
_MARKS = "".join(chr(code) for code in range(0x300, 0x1D00) if unicodedata.category(chr(code)) in ("Mn", "Mc"))
# "1,250.5" is one number.
_NUMBER = r"\d+(?:[.,]\d+)*"
_SPACED_TOKEN = re.compile(rf"{_NUMBER}|[^\W\d_]+")
_TOKEN = re.compile(rf"{_NUMBER}|[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W\d_]|[{_MARKS}])+")
_SPECIAL = re.compile(rf"[{_UNSPACED}{_MARKS}]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ONE_CHARACTER = re.compile(f"[{_UNSPACED}]")

# The two lowest bits of a code say what a word is, the others which word.
_IS_NAME, _IS_NUMBER = 1, 2
_WHICH = np.uint64(~3 & (1 << 64) - 1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tokens:
    """The words of a text in order: a number for each, equal for equal words whatever their case.

    `numbers` marks figures, `names` words with a capital. `by_character` says that most are single characters of a
    script without blanks.
    """

    words: Words
    numbers: Flags
    names: Flags
    by_character: bool

    def __len__(self) -> int:
        return len(self.words)

    @property
    def name_share(self) -> float:
        """How much of the text has a capital."""
        return np.count_nonzero(self.names) / max(1, len(self))


def tokens(text: str) -> Tokens:
    """Split a text into words, or into characters where a script has no blanks.

    Case, Unicode form, punctuation, typography and the separators of thousands don't count.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    special = not text.isascii() and _SPECIAL.search(text) is not None
    found = (_TOKEN if special else _SPACED_TOKEN).findall(text)
    single = len(_ONE_CHARACTER.findall(text)) if special else 0
    codes = np.fromiter(map(_code, found), dtype=np.uint64, count=len(found))
    return Tokens(
        words=codes & _WHICH,
        numbers=(codes & np.uint64(_IS_NUMBER)) != 0,
        names=(codes & np.uint64(_IS_NAME)) != 0,
        by_character=2 * single > len(found),
    )


# 100,000 words hold the vocabulary of a day in several languages, in 15 MB; hashing anew costs 2 microseconds a word.
@lru_cache(maxsize=100_000)
def _code(word: str) -> int:
    folded = word.casefold()
    flags = 0
    if word[0].isdecimal():
        # In figures of any script: 1,250 and 1.250 and 1250 are one number to an outlet's house style.
        folded = "".join(str(unicodedata.decimal(sign)) for sign in word if sign.isdecimal())
        flags = _IS_NUMBER
    elif word[0] != folded[0]:
        flags = _IS_NAME
    digest = blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") & ~3 | flags
