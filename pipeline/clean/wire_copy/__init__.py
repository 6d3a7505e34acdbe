"""Wire copy: items of a wire, as readers found them, cleaned into articles.

What an item states in fields of its own wins over what its text says. Lines for editors are kept apart: notes, credits,
flags, slugs, takes, kill notices and embargoes. All else that is cut is recorded with kind and reason.
"""

from pipeline.clean.wire_copy.items import clean_item
from pipeline.clean.wire_copy.slugs import Slug, read_slug

__all__ = ["Slug", "clean_item", "read_slug"]
