"""Ask hosts within their budgets, and keep account of it: the one way in which a stage fetches for the pipeline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pipeline.errors import FetchFailed
from pipeline.fetch import HostGate, Limits, Request, fetch_all, tallied
from pipeline.model import Answer
from pipeline.store import Store
from pipeline.urls import authority


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks: the limits of every exchange, the gate before the hosts, the store that keeps their accounts."""

    store: Store
    limits: Limits
    gate: HostGate | None = None

    def ask(
        self, requests: Sequence[Request], *, spacings: Mapping[str, timedelta] | None = None
    ) -> list[Answer | FetchFailed]:
        """`fetch_all`, with what it came to added to the hosts' accounts."""
        answers = fetch_all(requests, limits=self.limits, gate=self.gate, spacings=spacings)
        self.count(requests, answers)
        return answers

    def count(self, requests: Sequence[Request], answers: Sequence[Answer | FetchFailed]) -> None:
        """Add to the hosts' accounts what requests came to, made or not."""
        self.store.accounts.add(tallied([authority(request.url) for request in requests], answers))
