"""Asking a database whether a query finds an article: by the rules of today, and by those before texts were folded."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.search.pairs import Pair
from psycopg import Connection
from psycopg.errors import InvalidParameterValue

BEFORE = b"""SELECT to_tsvector(c, before.in_pairs(%(article)s)) @@ before.as_tsquery(c, %(query)s)
FROM before.text_search_configuration(%(language)s) c"""
NOW = b"""SELECT newswire.text_vector(newswire.searched_as(%(language)s), %(article)s) @@ asked
FROM newswire.asked_in(%(query)s, %(language)s)"""
# As search reads a query without a language: in the article's own, among all.
NOW_IN_ANY = b"""SELECT newswire.text_vector(newswire.searched_as(%(language)s), %(article)s) @@ asked
FROM newswire.asked_in(%(query)s, NULL) WHERE code = newswire.searched_as(%(language)s)"""

Ask = Callable[[Pair], bool]


def asking(connection: Connection[Any], statement: bytes) -> Ask:
    """Return a function that says whether the statement finds the article of a pair; a refused query finds nothing."""

    def ask(pair: Pair) -> bool:
        given = {"language": pair.language, "article": pair.article, "query": pair.query}
        try:
            row = connection.execute(statement, given).fetchone()
        except InvalidParameterValue:
            return False
        return bool(row and row[0])

    return ask


def wrong(asked: Sequence[Pair], ask: Ask) -> Sequence[Pair]:
    """Return the pairs that are answered otherwise than the list says."""
    return [pair for pair in asked if ask(pair) != pair.hits]


def recall(asked: Sequence[Pair], faults: Sequence[Pair]) -> float:
    """Return the share of pairs to be found that are found."""
    return 1 - sum(pair.hits for pair in faults) / sum(pair.hits for pair in asked)
