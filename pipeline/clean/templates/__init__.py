"""Templates: the boilerplate that a source prints around its stories, learned from the pages seen.

Takes the judged blocks of a source's pages. Gives what each page teaches, the template learned from many of them, and
the blocks of a page without the lines of its template.
"""

from pipeline.clean.templates.learning import (
    Role,
    SeenStory,
    Sighting,
    find_recurring_prose,
    learn_template,
    observe_story,
)
from pipeline.clean.templates.places import Position
from pipeline.clean.templates.template import TemplateLine, Templates, cut_template_lines, find_template_source

__all__ = [
    "Position",
    "Role",
    "SeenStory",
    "Sighting",
    "TemplateLine",
    "Templates",
    "cut_template_lines",
    "find_recurring_prose",
    "find_template_source",
    "learn_template",
    "observe_story",
]
