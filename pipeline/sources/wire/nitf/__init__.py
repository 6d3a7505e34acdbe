"""NITF 3.x: `reader` for documents, `nitf_item` for the stories that other formats carry.

Takes a NITF document or element. Gives items with the fields of its head, its lines and its media.
"""

from pipeline.sources.wire.nitf.story import nitf_item

__all__ = ["nitf_item"]
