"""Whether something may have been lost between two polls."""

import pytest

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
