"""Copy desk: edit the blocks that were kept of a page, or those of a text, into the story.

Takes blocks, and the headlines and authors as far as known. Gives the story with its byline, dateline and editors'
notes kept apart, and a list of what was removed and why. Also divides flattened text into title and paragraphs.

Of its thresholds only `closing_lines._FEWEST_STORY_WORDS` moves F1 on 60 labelled pages if it is a quarter less or more
(2026-11). The others are guards for flattened text and for pages of other shapes.
"""

from pipeline.clean.copy_desk.flattened import unwrap_text
from pipeline.clean.copy_desk.lone_datelines import join_lone_dateline
from pipeline.clean.copy_desk.removals import list_removals, revise_judgements
from pipeline.clean.copy_desk.story import Story, edit_blocks, edit_text
from pipeline.clean.copy_desk.wire_copy import CREDIT

__all__ = [
    "CREDIT",
    "Story",
    "edit_blocks",
    "edit_text",
    "join_lone_dateline",
    "list_removals",
    "revise_judgements",
    "unwrap_text",
]
