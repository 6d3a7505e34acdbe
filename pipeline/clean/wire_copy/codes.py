"""Codes for terminals within the text of wires: instruments (`<ABC.N>`), references (`[nL1N14N0FF]`), place holders."""

import re
from collections.abc import Sequence

from pipeline.clean.text import Block
from pipeline.model import Removed, RemovedKind

__all__ = ["cut_codes"]

_CODES = re.compile(
    r"\s?<(?=[^<>]*[.=#^])[0-9#]{0,2}[.A-Z0-9=#^_/-]{1,24}>"
    r"|\s?\[(?:n[A-Z0-9]{6,16}|ID:\s?n[A-Za-z0-9]{4,16})\]"
    r"|\s?\{\{[^{}]{1,80}\}\}"
)
_REASON = "a code for terminals of clients"


def cut_codes(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Removed, ...]]:
    """Cut codes out of paragraphs; the words around them stay. A paragraph of nothing but codes goes."""
    kept: list[Block] = []
    removed: list[Removed] = []
    for block in blocks:
        codes = [found[0].strip() for found in _CODES.finditer(block.text)] if _may_have_code(block.text) else []
        text = _CODES.sub("", block.text).strip() if codes else block.text
        removed += [Removed(text=code, kind=RemovedKind.CODE, reason=_REASON, line=block.line) for code in codes]
        if text:
            kept.append(block._replace(text=text))
    return tuple(kept), tuple(removed)


def _may_have_code(text: str) -> bool:
    return "<" in text or "[" in text or "{{" in text
