"""PostgreSQL: the only package that imports the driver. SQL is in `sql/`.

- The queue: `work` (entries under a lease) and `ledger` (every entry in exactly one stage).
- The content: `documents` as they were fetched, `articles`, `stories`, learned `templates`, `search`, `retention`.
- Where it comes from: `feeds`, their hubs (`websub`), who publishes them (`sources`), second looks (`rechecks`).
- The consumers: `events` and `webhooks`.
- The connection and what runs over it: `pool`, `queries`, `values`, `migrate`; `operations` is for the operator.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

from pipeline.model import EntryId, Stage
from pipeline.store.articles import Articles
from pipeline.store.events import Events
from pipeline.store.feeds import Accounts, Feeds
from pipeline.store.ledger import Ledger
from pipeline.store.operations import Operations
from pipeline.store.pool import Link, Pool, open_pool
from pipeline.store.rechecks import Rechecks
from pipeline.store.retention import Retention
from pipeline.store.search import Search
from pipeline.store.sources import Sources
from pipeline.store.stories import Stories
from pipeline.store.webhooks import Webhooks
from pipeline.store.websub import Subscriptions
from pipeline.store.work import BATCH_TIME, LEASE, Commit, Result, Work, claim_entries

__all__ = ["Store"]


class Store:
    """The database of one newswire. Opening it connects to nothing yet."""

    def __init__(self, url: str) -> None:
        self.pool: Pool = open_pool(url)
        self.feeds = Feeds(self.pool)
        self.ledger = Ledger(self.pool)
        self.articles = Articles(self.pool)
        self.events = Events(self.pool, url=url)
        self.webhooks = Webhooks(self.pool)
        self.operations = Operations(self.pool)
        self.accounts = Accounts(self.pool)
        self.subscriptions = Subscriptions(self.pool)
        self.rechecks = Rechecks(self.pool)
        self.retention = Retention(self.pool)
        self.search = Search(self.pool)
        self.sources = Sources(self.pool)
        self.stories = Stories(self.pool)

    def claim(
        self,
        stage: Stage,
        ids: Sequence[EntryId],
        *,
        write: Commit[Result],
        duration: timedelta = LEASE,
        budget: timedelta = BATCH_TIME,
    ) -> AbstractContextManager[Work[Result]]:
        """Lease entries that wait in `stage`; `write` stores their results inside the fenced transaction."""
        return claim_entries(
            self.pool, stage=stage, ids=ids, lease=uuid4(), duration=duration, budget=budget, write=write
        )

    def transaction(self) -> AbstractContextManager[Link]:
        """Yield a connection inside one transaction."""
        return self.pool.connection()

    def close(self) -> None:
        """Close the connections."""
        self.pool.close()
