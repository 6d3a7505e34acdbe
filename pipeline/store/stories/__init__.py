"""Stories: which articles tell the same, kept up by one session at a time.

Takes members, links and stories as grouping decides them. Gives the articles to group, what is posted under samples,
and stories as an operator reads them.
"""

from pipeline.store.stories.reading import Linked, StoryArticle, StoryHead
from pipeline.store.stories.rows import GroupedArticle, Member, NewLink, StoryRow
from pipeline.store.stories.turn import Stories, Turn

__all__ = [
    "GroupedArticle",
    "Linked",
    "Member",
    "NewLink",
    "Stories",
    "StoryArticle",
    "StoryHead",
    "StoryRow",
    "Turn",
]
