"""HTTP: the only room that reaches out into the web."""

from pipeline.fetch.answer import require_document
from pipeline.fetch.client import fetch_all, fetch_one
from pipeline.fetch.limits import Limits, Request
from pipeline.fetch.posting import Letter, Post, Receipt, post_all, posting

__all__ = [
    "Letter",
    "Limits",
    "Post",
    "Receipt",
    "Request",
    "fetch_all",
    "fetch_one",
    "post_all",
    "posting",
    "require_document",
]
