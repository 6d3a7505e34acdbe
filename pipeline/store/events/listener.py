"""Wait for the notification of new events."""

from datetime import timedelta

from psycopg import Connection, Error

from pipeline.store.pool import Link


class Listener:
    """Waits for `NOTIFY newswire_article` on a connection of its own.

    A call may be missed (a lost connection, a pooler that passes none on), so whoever listens reads again at the
    latest when `wait` comes back by itself.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: Link | None = None

    def wait(self, longest: timedelta) -> bool:
        """Come back when there is something new or after the time; False if the connection was lost."""
        try:
            if self._connection is None:
                self._connection = Connection.connect(self._url, autocommit=True, connect_timeout=10)
                self._connection.execute("LISTEN newswire_article")
                return True  # what came before we listened is not announced again
            for _ in self._connection.notifies(timeout=longest.total_seconds(), stop_after=1):
                pass
        except Error:
            self.close()
            return False
        return True

    def close(self) -> None:
        """Close the connection; the next `wait` opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
