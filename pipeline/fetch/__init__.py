"""HTTP: the only room that reaches out into the web."""

from pipeline.fetch.answer import require_document
from pipeline.fetch.client import fetch_all, fetch_one
from pipeline.fetch.failures import shown_address
from pipeline.fetch.kept_open import close_fetcher
from pipeline.fetch.limits import Limits, Request
from pipeline.fetch.politeness import Budget, HostGate
from pipeline.fetch.posting import Letter, Post, Receipt, post_all, posting
from pipeline.fetch.robots import Ask, Rules, RulesKept, robots_rules
from pipeline.fetch.tally import tallied

__all__ = [
    "Ask",
    "Budget",
    "HostGate",
    "Letter",
    "Limits",
    "Post",
    "Receipt",
    "Request",
    "Rules",
    "RulesKept",
    "close_fetcher",
    "fetch_all",
    "fetch_one",
    "post_all",
    "posting",
    "require_document",
    "robots_rules",
    "shown_address",
    "tallied",
]
