"""Wire copy: items of a wire, as readers found them, cleaned into articles.

Takes an item. Gives its article, with the lines for editors kept apart (notes, credits, flags, slugs, takes, kill
notices, embargoes) and all else that was cut recorded. What an item states in a field of its own wins over its text.
"""

from pipeline.clean.wire_copy.items import clean_item

__all__ = ["clean_item"]
