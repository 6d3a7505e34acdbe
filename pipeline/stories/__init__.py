"""Which texts are the same story, who had it first, and how each copy differs. Pure.

fingerprint               equal texts, for the loader
slugs, takes, versions    which items of a wire are takes and versions of one story
tokens, sketch            a text in numbers: what an index keeps of it
alignment, notices        what two texts share, where they differ, what one says about the other
relation                  what one text is to another: copy, cut, update, another issue of a form
grouping, lineage         which story an article joins, which article leads it
selection                 which articles are worth comparing with a text
window, settle            both over a stream, in memory
another                   whether a page tells another story than it did
"""

from pipeline.stories.another import is_another_story
from pipeline.stories.fingerprint import content_key
from pipeline.stories.grouping import Article, Candidate, Decision, Link, decide
from pipeline.stories.lineage import Claim, Evidence, Sureness, lead_of, origin_of
from pipeline.stories.relations import Kind, Setting, relation
from pipeline.stories.selection import MOST_HOLDERS, MOST_REPRESENTATIVES, Selection, select
from pipeline.stories.settle import Settled, settle
from pipeline.stories.sketches import Sketch, sketch
from pipeline.stories.slugs import TakeMarks, read_marks, slug_name
from pipeline.stories.takes import Arrival, Known, KnownVersion, Named, Placement, Take, place_arrivals
from pipeline.stories.versions import version_numbers
from pipeline.stories.window import LATENESS, Placed, StoryWindow

__all__ = [
    "LATENESS",
    "MOST_HOLDERS",
    "MOST_REPRESENTATIVES",
    "Arrival",
    "Article",
    "Candidate",
    "Claim",
    "Decision",
    "Evidence",
    "Kind",
    "Known",
    "KnownVersion",
    "Link",
    "Named",
    "Placed",
    "Placement",
    "Selection",
    "Setting",
    "Settled",
    "Sketch",
    "StoryWindow",
    "Sureness",
    "Take",
    "TakeMarks",
    "content_key",
    "decide",
    "is_another_story",
    "lead_of",
    "origin_of",
    "place_arrivals",
    "read_marks",
    "relation",
    "select",
    "settle",
    "sketch",
    "slug_name",
    "version_numbers",
]
