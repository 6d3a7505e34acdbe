"""Folding: the forms in which lines are compared, without case, width, ornaments and punctuation."""

import re
import unicodedata

from pipeline.clean.text.lines import collapse_inner_blanks

__all__ = ["NOT_LETTERS", "fold_line", "fold_start", "keep_letters", "trim_label"]

NOT_LETTERS = re.compile(r"[\W_]+")
"""Runs of anything but letters and digits."""

# Ornaments around labels: bullets, arrows, strokes, dashes, quotation marks.
_ORNAMENTS = " \t•·●▪◦■□►▶▸»«>‹›→←↑↓⇧▲△▼|¦/\\–—-_~=*+#…\"'“”„‘’`"
_APOSTROPHES = re.compile("[’‘ʼ`´]")
# Emoji, arrows and dingbats that templates put before labels, and the joiners between them.
_PICTURES = re.compile(
    "[\u200c-\u200f\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\ufe00-\ufe0f\U0001f000-\U0001faff]+"
)


def fold_start(line: str) -> str:
    """Fold a line to compare its beginning: NFKC, case folded, blanks collapsed, leading ornaments removed."""
    if line.isascii():
        return collapse_inner_blanks(line.replace("`", "'").lower()).lstrip(_ORNAMENTS)
    plain = _PICTURES.sub(" ", unicodedata.normalize("NFKC", line))
    return collapse_inner_blanks(_APOSTROPHES.sub("'", plain).casefold()).lstrip(_ORNAMENTS)


def fold_line(line: str) -> str:
    """Fold a line to compare it as a whole: as `fold_start`, and without trailing ornaments and one closing colon."""
    return trim_label(fold_start(line))


def trim_label(start: str) -> str:
    """Trim trailing ornaments and one closing colon from a line that `fold_start` has folded."""
    bare = start.rstrip(_ORNAMENTS).removesuffix(":").removesuffix("...")
    return bare.rstrip(_ORNAMENTS)


def keep_letters(text: str) -> str:
    """Keep only the letters and digits of a text, case folded."""
    return NOT_LETTERS.sub("", fold_line(text))
