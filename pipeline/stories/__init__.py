"""Which texts are the same, pure."""

from pipeline.stories.another import is_another_story
from pipeline.stories.fingerprint import content_key

__all__ = ["content_key", "is_another_story"]
