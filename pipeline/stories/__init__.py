"""Which texts are the same, and which items are takes and versions of one story; pure."""

from pipeline.stories.fingerprint import content_key
from pipeline.stories.takes import Arrival, Known, KnownVersion, Named, Placement, Take, place_arrivals
from pipeline.stories.versions import version_numbers

__all__ = [
    "Arrival",
    "Known",
    "KnownVersion",
    "Named",
    "Placement",
    "Take",
    "content_key",
    "place_arrivals",
    "version_numbers",
]
