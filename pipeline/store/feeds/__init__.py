"""Feeds: which are followed, when each is due, how its polls ended, and the requests to each host.

Takes feeds to follow and the results of polls. Gives feeds that are due, under a lease, and how each one does.
"""

from pipeline.store.feeds.followed import FeedRow, Feeds, NewFeed
from pipeline.store.feeds.hosts import Accounts
from pipeline.store.feeds.polls import ClaimedFeed, Look, PollResult, finish_poll

__all__ = [
    "Accounts",
    "ClaimedFeed",
    "FeedRow",
    "Feeds",
    "Look",
    "NewFeed",
    "PollResult",
    "finish_poll",
]
