"""Values as agencies spell them.

Takes a word, a date or a tag from any format. Gives instants, statuses, urgencies, kinds of items, and whether two
languages differ.
"""

from pipeline.sources.wire.spellings.instants import wire_instant
from pipeline.sources.wire.spellings.item_kinds import kind_named
from pipeline.sources.wire.spellings.languages import is_other_language
from pipeline.sources.wire.spellings.statuses import EMBARGOED, stated_status, stated_urgency

__all__ = ["EMBARGOED", "is_other_language", "kind_named", "stated_status", "stated_urgency", "wire_instant"]
