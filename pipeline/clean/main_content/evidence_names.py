"""The names of all evidence: what `worth.toml` weighs, what explanations show, and nothing else.

A name that is misspelt would silently weigh nothing, so code refers to these constants. A test compares them with
`worth.toml`.
"""

from collections.abc import Mapping
from typing import Final

from pipeline.clean.main_content.destinations import Destination
from pipeline.clean.page import Zone
from pipeline.clean.text import BlockKind

__all__ = [
    "ALL_EVIDENCE",
    "IN_ZONE",
    "KIND",
    "KIND_SENTENCE",
    "LABEL_LEADS_TO",
    "LEADS_TO",
    "SHORT_IN_ZONE",
    "UNFITTED",
]

# Every passage has it: what it is worth is the threshold.
ANY: Final = "any"
FRAGMENT: Final = "fragment"

# Words and characters.
WORDS: Final = "words"
PROSE: Final = "prose"
SENTENCE: Final = "sentence"
LONG_WITHOUT_END: Final = "long without end"
SHORT: Final = "short"
TINY: Final = "tiny"
BELOW_PICTURE: Final = "below picture"
LABEL_BELOW_PICTURE: Final = "label below picture"
BOLD: Final = "bold"
CAPITALS: Final = "capitals"
COLON: Final = "colon"
ELLIPSIS: Final = "ellipsis"
ORNAMENT: Final = "ornament"
NO_LETTERS: Final = "no letters"
DIGITS: Final = "digits"

# What the wording says.
PHRASE: Final = "phrase"
BYLINE: Final = "byline"
TIMESTAMP: Final = "timestamp"
CREDIT: Final = "credit"
ADDRESS: Final = "address"
ASIDE: Final = "aside"

# Links.
LINKED_SHARE: Final = "linked share"
ONE_LINK: Final = "one link"
PARAGRAPH_OF_ONE_LINK: Final = "paragraph of one link"
LONG_LINK: Final = "long link"
LINKED_PROSE: Final = "linked prose"
HALF_LINKED: Final = "half linked"
SHORT_WITH_LINK: Final = "short with link"
BOLD_LINK: Final = "bold link"
LABEL_AND_LINK: Final = "label and link"

# Place.
ABOVE_HOME: Final = "above home"
PARAGRAPH_ABOVE_HOME: Final = "paragraph above home"
NO_PARAGRAPH_ABOVE_HOME: Final = "no paragraph above home"
DEPTH_SAME: Final = "depth same"
DEPTH_ONE_MORE: Final = "depth one more"
DEPTH_TWO_MORE: Final = "depth two more"
DEPTH_DEEPER: Final = "depth deeper"
DEPTH_LESS: Final = "depth less"
NAME_OF_PARAGRAPHS: Final = "name of paragraphs"
PARENT_OF_PARAGRAPHS: Final = "parent of paragraphs"
IN_P: Final = "<p>"
ABOVE_FIRST: Final = "above first"
FAR_ABOVE_FIRST: Final = "far above first"
BELOW_LAST: Final = "below last"
FAR_BELOW_LAST: Final = "far below last"

# Neighbours.
LABEL_BETWEEN_PARAGRAPHS: Final = "label between paragraphs"
NUMBERED: Final = "numbered"
DECK: Final = "deck"
HEADING_AMONG_PARAGRAPHS: Final = "heading among paragraphs"
BELOW_OTHER_STORIES: Final = "below other stories"
IN_OTHER_STORY: Final = "in other story"
LABEL_OF_SEVERAL: Final = "label of several"
LABEL_UNDISPLAYED: Final = "label undisplayed"

# The element beside the story's paragraphs that holds the passage.
UNIT_LINKS: Final = "unit links"
UNIT_PROSE: Final = "unit prose"
UNIT_OF_SEVERAL: Final = "unit of several"
UNIT_WITH_PICTURE: Final = "unit with picture"
LIST_WITHOUT_LINKS: Final = "list without links"
LIST_OF_LONG_ITEMS: Final = "list of long items"
LIST_BELOW_COLON: Final = "list below colon"
TABLE_WITHOUT_LINKS: Final = "table without links"

# Copies on the page, and what is known about the story.
PULL_QUOTE: Final = "pull quote"
REPEATED: Final = "repeated"
PROSE_REPEATED: Final = "prose repeated"
REPEATED_OFTEN: Final = "repeated often"
HEADLINE: Final = "headline"
DESCRIPTION: Final = "description"
STATED: Final = "stated"
NOT_STATED: Final = "not stated"

_KINDS = tuple(kind for kind in BlockKind if kind is not BlockKind.PARAGRAPH)
_ZONES = tuple(zone for zone in Zone if zone not in {Zone.PLAIN, Zone.UNDISPLAYED})
KIND: Mapping[BlockKind, str] = {kind: kind.value for kind in _KINDS}
KIND_SENTENCE: Mapping[BlockKind, str] = {kind: f"{kind.value} sentence" for kind in _KINDS}
IN_ZONE: Mapping[Zone, str] = {zone: f"in {zone.value}" for zone in _ZONES}
SHORT_IN_ZONE: Mapping[Zone, str] = {zone: f"short in {zone.value}" for zone in _ZONES}
LEADS_TO: Mapping[Destination, str] = {to: f"leads to {to.value}" for to in Destination}
LABEL_LEADS_TO: Mapping[Destination, str] = {to: f"label leads to {to.value}" for to in Destination}

_FAMILIES = (KIND, KIND_SENTENCE, IN_ZONE, SHORT_IN_ZONE, LEADS_TO, LABEL_LEADS_TO)
ALL_EVIDENCE = frozenset(
    {value for name, value in globals().items() if name.isupper() and isinstance(value, str)}
    | {value for family in _FAMILIES for value in family.values()}
)
"""Every name."""

UNFITTED = frozenset(
    {
        # Sure rules drop these passages, so their worth does not matter.
        IN_ZONE[Zone.FORM], SHORT_IN_ZONE[Zone.FORM], IN_ZONE[Zone.BUTTON], SHORT_IN_ZONE[Zone.BUTTON],
        IN_ZONE[Zone.EMBED], SHORT_IN_ZONE[Zone.EMBED], PULL_QUOTE, NO_LETTERS,
        # No labelled page has any.
        IN_ZONE[Zone.GARBLED], SHORT_IN_ZONE[Zone.GARBLED],
        # The fit found a worth below 0.01.
        COLON, ORNAMENT, IN_ZONE[Zone.HEADER], SHORT_IN_ZONE[Zone.AD], SHORT_IN_ZONE[Zone.BODY],
        SHORT_IN_ZONE[Zone.COMMENTS], SHORT_IN_ZONE[Zone.STANDFIRST],
    }
)  # fmt: skip
"""Names that `worth.toml` leaves out, with the reasons."""
