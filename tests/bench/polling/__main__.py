"""`python -m bench.polling [--feeds N] [--days N]`: a simulated month of feeds, polled by our rule and by others.

A third of the time is given to each rule to learn; the rest is counted. Delay is from publication to the poll that
shows the entry; what scrolled out of a feed's window before any poll is lost.
"""

import argparse
import random
import statistics
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.polling.press import DAY, HOUR, Published, a_month
from bench.polling.rules import RULES, Rule, Seen

_ROW = "{:<28} {:>9} {:>9} {:>8} {:>8} {:>8} {:>9}"


@dataclass(slots=True, kw_only=True)
class Score:
    """What a rule cost and what it brought."""

    polls: int = 0
    with_news: int = 0
    lost: int = 0
    delays: list[float] = field(default_factory=list)


def _follow(feed: Published, rule: Rule, *, begin: float, end: float, score: Score, dice: random.Random) -> None:
    now, shown_until = dice.uniform(0.0, HOUR), 0
    while now < end:
        published = bisect_right(feed.moments, now)
        first_shown = max(0, published - feed.window)
        fresh = feed.moments[max(first_shown, shown_until) : published]
        if now >= begin:
            score.polls += 1
            score.with_news += bool(fresh)
            score.lost += max(0, first_shown - shown_until)
            score.delays += [now - one for one in fresh if one >= begin]
        week = published - bisect_left(feed.moments, now - 7 * DAY)
        seen = Seen(at=now, fresh=fresh, shown=published - first_shown, of_the_week=week)
        shown_until = published
        now += rule.wait(seen) * dice.uniform(0.95, 1.05)


def _score(feeds: Sequence[Published], make: Callable[[], Rule], *, days: int) -> Score:
    score, dice = Score(), random.Random(5)
    for feed in feeds:
        _follow(feed, make(), begin=days * DAY / 3, end=days * DAY, score=score, dice=dice)
    return score


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.polling", description=__doc__)
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, default=29)
    arguments = parser.parse_args()
    feeds = a_month(feeds=arguments.feeds, days=arguments.days, seed=arguments.seed)
    entries = sum(len(feed.moments) for feed in feeds)
    sys.stdout.write(f"{len(feeds):,} feeds, {arguments.days} days, {entries:,} entries; delays in minutes\n")
    sys.stdout.write(_ROW.format("rule", "polls/day", "with news", "median", "mean", "90 %", "lost") + "\n")
    for name, make in RULES.items():
        score = _score(feeds, make, days=arguments.days)
        delays = sorted(score.delays)
        sys.stdout.write(
            _ROW.format(
                name,
                f"{score.polls / len(feeds) / (arguments.days * 2 / 3):.1f}",
                f"{score.with_news / score.polls:.0%}",
                f"{statistics.median(delays):.1f}",
                f"{statistics.fmean(delays):.1f}",
                f"{delays[int(len(delays) * 0.9)]:.1f}",
                f"{score.lost:,}",
            )
            + "\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
