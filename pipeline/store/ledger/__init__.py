"""The work ledger: every entry ever discovered, in exactly one stage.

Takes what polls saw (`discover`) and pages that people ask for. Gives the entries that wait in a stage, the quarantined
ones with their reasons, and the balance of all states.
"""

from pipeline.store.ledger.discovery import Discovery, Sighting, discover, known_entries
from pipeline.store.ledger.entries import DeadDetail, EntryState, Ledger, Waiting

__all__ = [
    "DeadDetail",
    "Discovery",
    "EntryState",
    "Ledger",
    "Sighting",
    "Waiting",
    "discover",
    "known_entries",
]
