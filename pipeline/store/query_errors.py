"""Full-text queries that the database refuses, in its own words."""

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.errors import InvalidParameterValue

from pipeline.errors import QueryInvalid


@contextmanager
def query_errors_in_words() -> Iterator[None]:
    """Raise QueryInvalid, with the database's hint, for a query that cannot be read."""
    try:
        yield
    except InvalidParameterValue as error:
        said = error.diag.message_primary or str(error)
        raise QueryInvalid(
            "search", f"{said}. {error.diag.message_hint}" if error.diag.message_hint else said
        ) from error
