"""Languages as wires tag them: BCP 47, ISO 639-2 ("swe"), in any letters."""

__all__ = ["is_other_language"]


def is_other_language(tag: str | None, language: str | None) -> bool:
    """Whether two tags, both stated, name two languages; regions and scripts do not count."""
    if not tag or not language:
        return False
    return tag[:2].lower() != language[:2].lower()
