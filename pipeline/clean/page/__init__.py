"""Page: a parsed page, and what a reader sees of it.

Takes decoded markup. Gives the tree, and its passages with the elements around them and the zones that the names of
these elements stand for. A passage is a run of text with its markup: links, bold type, elements. `main_content` judges
passages and turns each into a block of `text`.

Also finds a story in the scripts of a page that only a browser would fill in.
"""

from pipeline.clean.page.embeds import find_post_address
from pipeline.clean.page.passages import Container, Passage, Reading
from pipeline.clean.page.scripts import find_story_in_scripts
from pipeline.clean.page.tree import parse_page
from pipeline.clean.page.walk import read_passages
from pipeline.clean.page.zones import Zone, find_zone

__all__ = [
    "Container",
    "Passage",
    "Reading",
    "Zone",
    "find_post_address",
    "find_story_in_scripts",
    "find_zone",
    "parse_page",
    "read_passages",
]
