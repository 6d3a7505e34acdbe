"""Connections to PostgreSQL."""

from psycopg import Connection, Error
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

DatabaseError = Error
"""Whatever the driver raises, for those who may not know the driver."""

Link = Connection[TupleRow]
Pool = ConnectionPool[Link]


def open_pool(url: str, *, most: int = 4) -> Pool:
    """A pool of at most `most` connections, each checked before it is handed out: one survives a restart of the server.

    Opens no connection by itself, so that a process may fork after the call.
    """
    return ConnectionPool(
        url,
        min_size=0,
        max_size=most,
        open=True,
        check=ConnectionPool.check_connection,
        timeout=30,
        max_idle=120,
        kwargs={
            "application_name": "newswire",
            "connect_timeout": 10,
            # A forgotten transaction holds back every reader of the change feed.
            "options": "-c idle_in_transaction_session_timeout=60s -c timezone=UTC",
        },
    )
