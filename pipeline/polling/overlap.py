"""Decide whether entries were lost between two polls: a feed is a window, and old entries drop out of it."""

from datetime import datetime

__all__ = ["may_have_lost"]


def may_have_lost(
    *, held: int, seen: int, new: int, oldest: datetime | None = None, newest_before: datetime | None = None
) -> bool:
    """Whether a poll shows no entry of an earlier one, so that entries between them may be lost.

    `held` entries were known of this feed before, `seen` are shown now, `new` of these for the first time. Where both
    are known, the dates decide: an `oldest` entry of now that is no newer than the newest of before (`newest_before`)
    means that the windows overlap and only the identities have changed. A feed that shows a single entry shows a new
    one each time and tells nothing.
    """
    if held == 0 or seen < 2 or new < seen:
        return False
    return oldest is None or newest_before is None or oldest > newest_before
