"""The worth of each piece of evidence: fitted on labelled pages, corrected, or given."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pipeline.clean.main_content import evidence_names as name
from pipeline.clean.page import Zone
from pipeline.clean.text import BlockKind

__all__ = ["CORRECTIONS", "GIVEN", "corrected_worth", "fitted_worth"]

# Labelled sets disagree about these: one leaves out lists, tables and often subheads. The fitted worth
# is corrected to what a reader would say: they belong to the story, and a line that is one link leads away. A passage
# in doubt is left out ("any" is evidence that every passage gives), because every reader sees a line too many. This
# costs a little recall for publishers left out of the fit.
# Boxes with telling names hold no story, but the fit has too few pages of each kind to learn as much. Of 303 captions
# five are labelled as story, of seven paragraphs in asides none.
CORRECTIONS: Mapping[str, float] = MappingProxyType(
    {
        name.ANY: -0.3,
        name.LIST_WITHOUT_LINKS: 1.7,
        name.TABLE_WITHOUT_LINKS: 1.7,
        name.NUMBERED: 1.4,
        name.IN_ZONE[Zone.POST]: 2.2,
        name.HEADING_AMONG_PARAGRAPHS: 0.7,
        name.LABEL_BETWEEN_PARAGRAPHS: 0.3,
        name.PARAGRAPH_OF_ONE_LINK: -2.0,
        name.KIND[BlockKind.CAPTION]: -1.0,
        name.IN_ZONE[Zone.ASIDE]: -2.0,
        name.IN_ZONE[Zone.NEWSLETTER]: -1.5,
        name.IN_ZONE[Zone.COMMENTS]: -5.0,
        name.IN_ZONE[Zone.RELATED]: -3.5,
        name.IN_ZONE[Zone.AUTHOR]: -2.0,
        name.IN_ZONE[Zone.SHARE]: -1.0,
        name.IN_ZONE[Zone.AD]: -1.0,
        name.IN_ZONE[Zone.NAVIGATION]: -1.0,
    }
)
"""What is added to the fitted worth."""

# Where this evidence explains a line, the fit would learn less about its place and its neighbours. No labelled page is
# a fragment; of 138 fragments in feeds nearly all is story. Of 419 elements that labelled pages do not display, two
# hold story.
GIVEN: Mapping[str, float] = MappingProxyType(
    {
        name.ASIDE: -3.0,
        name.IN_OTHER_STORY: -6.0,
        name.LABEL_OF_SEVERAL: -3.0,
        name.FRAGMENT: 1.5,
        name.LINKED_PROSE: 2.6,
        name.LABEL_UNDISPLAYED: -2.0,
    }
)
"""The worth of evidence that is not fitted."""


@cache
def fitted_worth() -> Mapping[str, float]:
    """Read what each piece of evidence adds to a passage's score, as fitted."""
    text = (files("pipeline.clean.main_content") / "worth.toml").read_text("utf-8")
    worth: dict[str, float] = tomllib.loads(text)["worth"]
    return MappingProxyType(worth)


@cache
def corrected_worth() -> Mapping[str, float]:
    """The fitted worth with its corrections, and what is given."""
    fitted = fitted_worth()
    corrected = {one: fitted.get(one, 0.0) + CORRECTIONS.get(one, 0.0) for one in {*fitted, *CORRECTIONS}}
    return {**corrected, **GIVEN}
