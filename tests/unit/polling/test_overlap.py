"""Whether something may have been lost between two polls."""

from datetime import timedelta

import pytest
from builders import NOON

from pipeline.polling import may_have_lost


@pytest.mark.parametrize(
    ("held", "seen", "new", "lost"),
    [
        (0, 20, 20, False),  # the first poll
        (20, 20, 20, True),  # nothing that was there before
        (20, 20, 19, False),  # one that was
        (20, 0, 0, False),  # nothing at all
        (5, 1, 1, False),  # a feed that shows its newest entry only
    ],
)
def test_news_may_be_lost_when_nothing_is_seen_twice(held: int, seen: int, new: int, lost: bool) -> None:
    assert may_have_lost(held=held, seen=seen, new=new) is lost


@pytest.mark.parametrize(("hours", "lost"), [(-1, False), (0, False), (1, True)])
def test_entries_that_only_changed_their_names_are_told_by_their_dates(hours: int, lost: bool) -> None:
    oldest = NOON + timedelta(hours=hours)
    assert may_have_lost(held=20, seen=20, new=20, oldest=oldest, newest_before=NOON) is lost
