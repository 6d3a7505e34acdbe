"""Whether entries may have come and gone between two polls."""

__all__ = ["may_have_lost"]


def may_have_lost(*, held: int, seen: int, new: int) -> bool:
    """Whether a poll shows nothing that an earlier one has shown: what stood between may be gone.

    `held` entries were known of this feed before, `seen` are shown now, `new` of these for the first time. A feed that
    shows a single entry shows a new one each time and tells nothing.
    """
    return held > 0 and seen > 1 and new == seen
