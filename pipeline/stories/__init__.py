"""Which texts are the same story, who had it first, and how each copy differs. Pure.

fingerprint               equal texts, for the loader
tokens, sketch            a text in numbers: what an index keeps of it
alignment, notices        what two texts share, where they differ, what one says about the other
relation                  what one text is to another: copy, cut, update, another issue of a form
grouping, lineage         which story an article joins, which article leads it
window, settle            both over a stream, in memory
another                   whether a page tells another story than it did
"""

from pipeline.stories.another import is_another_story
from pipeline.stories.fingerprint import content_key
from pipeline.stories.grouping import Article, Candidate, decide
from pipeline.stories.lineage import Claim, Evidence, Sureness, lead_of, origin_of
from pipeline.stories.relations import Kind, Setting, relation
from pipeline.stories.settle import Settled, settle
from pipeline.stories.sketches import Sketch, sketch
from pipeline.stories.window import Placed, StoryWindow

__all__ = [
    "Article",
    "Candidate",
    "Claim",
    "Evidence",
    "Kind",
    "Placed",
    "Setting",
    "Settled",
    "Sketch",
    "StoryWindow",
    "Sureness",
    "content_key",
    "decide",
    "is_another_story",
    "lead_of",
    "origin_of",
    "relation",
    "settle",
    "sketch",
]
