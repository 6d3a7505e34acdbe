"""Locks by key, held until the commit."""

from collections.abc import Sequence
from uuid import UUID

from pipeline.store.pool import Link
from pipeline.store.queries import query


def lock_keys(connection: Link, keys: Sequence[UUID]) -> None:
    """Make others that lock one of these keys wait for our commit."""
    connection.execute(query("lock_keys"), {"keys": list(keys)})
    connection.execute(query("unlock_keys"), {"keys": list(keys)})
