"""Count the requests of a batch to each host, and the requests that it was spared."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from pipeline.errors import FetchFailed, Postponed, RobotsDisallow
from pipeline.fetch.answer import Meaning, meaning
from pipeline.model import Answer, HostTally

__all__ = ["tallied"]

_NONE = timedelta(0)


def tallied(hosts: Sequence[str], answers: Sequence[Answer | FetchFailed]) -> Sequence[HostTally]:
    """The accounts of the hosts of a batch; answer i is that of host i."""
    accounts: dict[str, HostTally] = {}
    for host, answer in zip(hosts, answers, strict=True):
        account = accounts.get(host) or HostTally(host=host)
        accounts[host] = _counted(account, answer)
    return list(accounts.values())


def _counted(account: HostTally, answer: Answer | FetchFailed) -> HostTally:
    if isinstance(answer, Postponed):
        return replace(account, postponed=account.postponed + 1)
    if isinstance(answer, RobotsDisallow):
        return replace(account, refused=account.refused + 1)
    if isinstance(answer, FetchFailed):
        return replace(account, requests=account.requests + 1, failed=account.failed + 1)
    carries = meaning(answer.status) in {Meaning.DOCUMENT, Meaning.NOT_MODIFIED}
    return replace(
        account,
        requests=account.requests + 1,
        not_modified=account.not_modified + answer.not_modified,
        failed=account.failed + (not carries),
        bytes=account.bytes + answer.wire_bytes,
        pauses=account.pauses + ((answer.retry_after or _NONE) > _NONE),
    )
