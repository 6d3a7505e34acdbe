"""Numbers with their nouns in singular or plural: "1 feed", "0 feeds"."""

__all__ = ["counted", "plural"]

_IRREGULAR = {"is": "are", "its": "their", "was": "were", "has": "have", "it": "they"}


def counted(count: int, noun: str) -> str:
    """Return the number and its noun: "1 entry", "2 entries", "1,200 feeds"."""
    return f"{count:,} {plural(noun, count)}"


def plural(word: str, count: int) -> str:
    """Return the word in the form that follows this number: a noun, a verb or a pronoun."""
    if count == 1:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return f"{word}es"
    return f"{word}s"
