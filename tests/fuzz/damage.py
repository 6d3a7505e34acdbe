"""Bytes cut, doubled, spliced and flipped at random."""

import random
from collections.abc import Callable, Sequence

__all__ = ["MOST_BYTES", "damaged"]

MOST_BYTES = 2_000_000

Damage = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def _cut(dice: random.Random, document: bytes, pieces: Sequence[bytes]) -> bytes:
    start, end = sorted(dice.randrange(len(document) + 1) for _ in range(2))
    return document[:start] + document[end:]


def _double(dice: random.Random, document: bytes, pieces: Sequence[bytes]) -> bytes:
    start, end = sorted(dice.randrange(len(document) + 1) for _ in range(2))
    return document[:end] + document[start:end] * dice.randrange(1, 4) + document[end:]


def _insert(dice: random.Random, document: bytes, pieces: Sequence[bytes]) -> bytes:
    at = dice.randrange(len(document) + 1)
    return document[:at] + dice.choice(pieces) * dice.choice((1, 2, 50, 3_000)) + document[at:]


def _flip(dice: random.Random, document: bytes, pieces: Sequence[bytes]) -> bytes:
    damaged = bytearray(document)
    for _ in range(min(len(damaged), dice.randrange(1, 200))):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    return bytes(damaged)


_DAMAGES: Sequence[Damage] = (_cut, _double, _insert, _flip)


def damaged(dice: random.Random, document: bytes, pieces: Sequence[bytes]) -> bytes:
    """The document after one to five damages; `pieces` are what is spliced into it."""
    for _ in range(dice.randrange(1, 6)):
        document = dice.choice(_DAMAGES)(dice, document, pieces)[:MOST_BYTES]
    return document
