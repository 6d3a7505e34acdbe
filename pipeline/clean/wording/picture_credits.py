"""Picture credits: lines below pictures that say who took a picture and who sold it."""

import re

__all__ = ["is_picture_credit"]

_MARKED_CREDIT = re.compile(r"©|\((?:c|ap|afp|reuters|epa|dpa|efe)\b", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:quelle|source|fuente|fonte|bron|källa|kilde|lähde|źródło|zdroj|forrás|"
    r"sursa|πηγή|kaynak|sumber|nguồn|источник|джерело|източник|المصدر|מקור|来源|來源|出典|출처|स्रोत) ?[:：]",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
# Words that only lines below pictures have.
_CREDITS = frozenset(
    {
        "getty", "shutterstock", "istock", "alamy", "imago", "handout", "courtesy", "photo", "photos", "photograph",
        "photographs", "photographer", "foto", "fotos", "fotografía", "image", "images", "bild", "bilder", "imagem",
        "imagen", "archiv", "archivo", "arquivo", "screenshot", "фото", "写真", "사진", "صورة",
    }
)  # fmt: skip


def is_picture_credit(text: str) -> bool:
    """Whether a short line has the words of a credit, names a source or marks a right."""
    if not _CREDITS.isdisjoint(_LETTERS.findall(text.lower())) or _SOURCE.match(text):
        return True
    return ("(" in text or "©" in text) and _MARKED_CREDIT.search(text) is not None
