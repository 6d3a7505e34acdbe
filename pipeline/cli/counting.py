"""Numbers with their nouns, so that one feed is "1 feed" and none are "0 feeds"."""

__all__ = ["counted", "plural"]

_IRREGULAR = {"is": "are", "its": "their", "was": "were", "has": "have", "it": "they"}


def counted(count: int, noun: str) -> str:
    """The number and its noun: "1 entry", "2 entries", "1,200 feeds"."""
    return f"{count:,} {plural(noun, count)}"


def plural(word: str, count: int) -> str:
    """The word as it follows this number: a noun, or one of the verbs and pronouns of a sentence about it."""
    if count == 1:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return f"{word}es"
    return f"{word}s"
