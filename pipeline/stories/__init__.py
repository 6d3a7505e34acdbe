"""Which texts are the same, pure."""

from pipeline.stories.fingerprint import content_key

__all__ = ["content_key"]
