"""HTTP: the only room that reaches out into the web."""

from pipeline.fetch.answer import require_document
from pipeline.fetch.client import fetch_all, fetch_one
from pipeline.fetch.limits import Limits, Request

__all__ = ["Limits", "Request", "fetch_all", "fetch_one", "require_document"]
