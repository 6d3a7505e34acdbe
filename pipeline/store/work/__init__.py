"""Entries under a lease: claimed, worked on one by one, and committed in one fenced transaction.

Takes the ids of entries that wait in a stage and a function that writes results. Gives a `Work` to do under a lease
that renews itself; whatever goes wrong with one entry is recorded and leaves the others alone.
"""

from pipeline.store.work.attempt import Fault, recorded
from pipeline.store.work.batch import BATCH_TIME, MAX_ATTEMPTS, UNSTORABLE, Commit, Result, Work
from pipeline.store.work.claims import claim_entries
from pipeline.store.work.entries import ClaimedEntry
from pipeline.store.work.leases import LEASE, renewed

__all__ = [
    "BATCH_TIME",
    "LEASE",
    "MAX_ATTEMPTS",
    "UNSTORABLE",
    "ClaimedEntry",
    "Commit",
    "Fault",
    "Result",
    "Work",
    "claim_entries",
    "recorded",
    "renewed",
]
