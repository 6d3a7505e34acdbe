"""A consumer that reads what agency items came to."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import psycopg
import pytest

Read: TypeAlias = Callable[[str], Sequence[tuple[Any, ...]]]


@pytest.fixture
def read(reader_url: str) -> Iterator[Read]:
    """Ask as a consumer does, in the role newswire_reader."""
    with psycopg.connect(reader_url, autocommit=True) as connection:
        yield lambda statement: connection.execute(statement.encode()).fetchall()
