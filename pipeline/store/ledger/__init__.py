"""The work ledger: every entry ever discovered, in exactly one stage.

Takes what polls saw (`discover`), pages that people ask for, and wire files with their items (`take_in`). Gives the
entries that wait in a stage, the quarantined ones with their reasons, and the balance of all states.
"""

from pipeline.store.ledger.discovery import Discovery, Sighting, discover, known_entries
from pipeline.store.ledger.entries import DeadDetail, DeliveredItem, EntryState, Ledger, Waiting
from pipeline.store.ledger.wire_files import Intake, Item, ItemFile, Origin, take_in

__all__ = [
    "DeadDetail",
    "DeliveredItem",
    "Discovery",
    "EntryState",
    "Intake",
    "Item",
    "ItemFile",
    "Ledger",
    "Origin",
    "Sighting",
    "Waiting",
    "discover",
    "known_entries",
    "take_in",
]
