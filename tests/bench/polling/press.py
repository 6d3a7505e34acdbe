"""Invented feeds with known publishing times: Poisson processes with daily rhythm, quiet week-ends and bursts."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

DAY = 1440.0  # minutes, as everything here
HOUR = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A feed's publishing times in minutes, ascending; it shows its newest `window` entries."""

    moments: Sequence[float]
    window: int


def a_month(*, feeds: int, days: int, seed: int) -> Sequence[Published]:
    """So many feeds; rates spread evenly by their logarithm from one entry in three weeks to 200 a day."""
    dice = random.Random(seed)
    return [_feed(dice, days * DAY) for _ in range(feeds)]


def _feed(dice: random.Random, end: float) -> Published:
    rate = math.exp(dice.uniform(math.log(0.05), math.log(200.0)))
    zone = dice.choice((0, 0, 1, 2, 6, 9, 18, 20))
    rests, bursts = dice.random() < 0.5, dice.random() < 0.1
    loudest = max(_loudness(hour) for hour in range(24))
    mean = sum(_loudness(hour) for hour in range(24)) / 24
    moments: list[float] = []
    moment = 0.0
    while True:
        moment += dice.expovariate(rate / DAY * loudest / mean)
        if moment >= end:
            return Published(moments=sorted(moments), window=dice.choice((10, 20, 20, 30, 50)))
        quiet = 0.25 if rests and int(moment / DAY) % 7 >= 5 else 1.0
        if dice.random() < quiet * _loudness((moment / HOUR + zone) % 24) / loudest:
            count = dice.randint(3, 8) if bursts and dice.random() < 0.3 else 1
            moments += [moment + 0.01 * place for place in range(count) if moment + 0.01 * place < end]


def _loudness(hour: float) -> float:
    """A newsroom's day: little at night, most towards noon."""
    return 0.15 + (1.7 * max(0.0, math.sin((hour - 5.0) / 24.0 * 2.0 * math.pi)) if 5.0 <= hour <= 22.0 else 0.0)
