"""Decide when to poll a feed, and what its polls show about it; pure."""

from pipeline.polling.moving import Move, permanent_target, seen_again
from pipeline.polling.next_poll import Wishes, after_answer, after_failure
from pipeline.polling.overlap import may_have_lost
from pipeline.polling.rhythm import Rhythm, first_rhythm, observed, usual_silence, usual_wait

__all__ = [
    "Move",
    "Rhythm",
    "Wishes",
    "after_answer",
    "after_failure",
    "first_rhythm",
    "may_have_lost",
    "observed",
    "permanent_target",
    "seen_again",
    "usual_silence",
    "usual_wait",
]
