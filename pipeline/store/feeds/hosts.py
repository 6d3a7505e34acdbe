"""The requests to each host, by day."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from psycopg.rows import class_row

from pipeline.model import HostTally
from pipeline.store.pool import Pool
from pipeline.store.queries import query


class Accounts:
    """The table `host_day`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def add(self, tallies: Sequence[HostTally]) -> None:
        """Add the requests of a batch."""
        if tallies:
            with self._pool.connection() as connection:
                rows = json.dumps([asdict(tally) for tally in tallies])
                connection.execute(query("add_host_tallies"), {"tallies": rows})

    def list(self, *, host: str | None = None, since: date | None = None) -> Sequence[HostTally]:
        """Return the accounts since a day (UTC), the host with the most requests first."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(HostTally)) as cursor:
            return cursor.execute(query("host_accounts"), {"host": host, "since": since}).fetchall()
