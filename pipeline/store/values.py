"""Values of the model as JSON and back, and texts as PostgreSQL can store them."""

from pydantic import TypeAdapter

from pipeline.masking import masked
from pipeline.model import CleanArticle, Entry

_ENTRY = TypeAdapter(Entry)
_ARTICLE = TypeAdapter(CleanArticle)


def entry_to_json(entry: Entry) -> str:
    """An entry as its feed announced it, without what it does not say."""
    return _ENTRY.dump_json(entry, exclude_defaults=True).decode()


def entry_from_json(value: object) -> Entry:
    """The entry that `entry_to_json` wrote and the database decoded; an empty one for None."""
    return Entry() if value is None else _ENTRY.validate_python(value)


def article_to_json(article: CleanArticle) -> str:
    """A clean article, whole."""
    return _ARTICLE.dump_json(article).decode()


def article_from_json(value: object) -> CleanArticle:
    """The article that `article_to_json` wrote and the database decoded."""
    return _ARTICLE.validate_python(value)


def readable(text: str) -> str:
    """The text without what PostgreSQL cannot store: null characters and lone surrogates."""
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


def as_reason(text: str) -> str:
    """The text as a reason to keep and to show: `readable`, and without the secrets of addresses in it."""
    return readable(masked(text))
