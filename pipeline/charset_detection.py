"""The charset of bytes that name none and are no UTF-8, as chardet guesses it from a sample of their text."""

import re

import chardet

__all__ = ["guessed"]

# Between tags, because names of elements say nothing of the text.
_TEXT = re.compile(rb"[^<>]+")
# chardet takes quadratic time on a run of ASCII letters: 12,000 of them took 30 s. No word has 64.
_LONG_WORD = re.compile(rb"([A-Za-z]{64})[A-Za-z]+")
_SAMPLE_BYTES = 20_000
# Below that a name with three accents could be anything.
_FEWEST_HIGH_BYTES = 24
_HIGH = re.compile(rb"[\x80-\xff]")
# In texts of 19 languages in their usual charsets no right guess was less sure, and Czech taken for Turkish was.
_SURE = 0.6
# Those of several bytes a character refuse what is not theirs, so that less will do.
_WIDE = frozenset({"SHIFT_JIS", "CP932", "EUC-JP", "EUC-KR", "CP949", "GB2312", "GB18030", "Big5"})
_SURE_IF_WIDE = 0.3
# Charsets that no server ever sends differ in a few letters from one that many do.
_MEANT = {"MacCyrillic": "windows-1251"}


def guessed(body: bytes) -> str | None:
    """The label of a charset; None where there is little to go by."""
    sample = _sample(body)
    if len(_HIGH.findall(sample)) < _FEWEST_HIGH_BYTES:
        return None
    guess = chardet.detect(sample)
    label = guess["encoding"]
    if label is None or guess["confidence"] < (_SURE_IF_WIDE if label in _WIDE else _SURE):
        return None
    return _MEANT.get(label, label)


def _sample(body: bytes) -> bytes:
    """The first texts that are not ASCII; the last of them whole, so that no character is cut in two."""
    sample = bytearray()
    for found in _TEXT.finditer(body):
        if not found[0].isascii():
            sample += _LONG_WORD.sub(rb"\1 ", found[0]) + b" "
        if len(sample) > _SAMPLE_BYTES:
            break
    return bytes(sample[: 2 * _SAMPLE_BYTES])
