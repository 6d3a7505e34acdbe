"""Spelling: the form in which a line is compared with phrases, without what spellings of one phrase differ in."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from pipeline.clean.text import fold_start

__all__ = ["normalize_wording", "respell"]

_OPENING_BRACKETS = frozenset("[【〔《〈<")
_BRACKETS = re.compile(r"[\[【〔《〈<] ?([^\]】〕》〉>]*)[\]】〕》〉>][ :]*")
_SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        **dict(zip("İıЁёŞşŢţأإآٱىیک’‘ʼ", "iiЕеȘșȚțااااييك'''", strict=True)),
        **dict.fromkeys("・〓≫≪×", " "),
    }
)
# Arabic vowel signs, dagger alef and tatweel; the Hindi nukta; soft hyphens and directional marks.
_UNSEEN = "\u064b-\u065f\u0670\u0640\u093c\u00ad\ufeff\u061c\u202a-\u202e\u2066-\u2069"
# Twice as fast as str.translate, which raises an error inside for every character that it does not know.
_SPELT = re.compile(f"[{''.join(_SPELLINGS)}{_UNSEEN}]")


def normalize_wording(line: str) -> str:
    """Fold the beginning of a line and remove what spellings of one phrase differ in.

    These are the dot of İ, ё, marks on Arabic letters and forms of alef, cedillas, nuktas, directional marks, the blank
    before a colon, and brackets around a label: "【関連記事】" and "[관련기사]" become "関連記事:" and "관련기사:".
    """
    plain = line if line.isascii() else respell(line)
    start = fold_start(plain).replace(" :", ":").replace("※ ", "※").lstrip("> ")
    return _BRACKETS.sub(r"\1: ", start, count=1) if start[:1] in _OPENING_BRACKETS else start


def respell(line: str) -> str:
    """Replace the letters and signs of a line that have several spellings by one of these."""
    # ⓒ first: NFKC makes it the letter c, and a phrase of a copyright line would then begin every word with c.
    plain = unicodedata.normalize("NFKC", line.replace("ⓒ", "©").replace("Ⓒ", "©"))
    return _SPELT.sub(lambda found: _SPELLINGS.get(found[0], ""), plain).replace("i\u0307", "i")
