"""Keys of texts: equal for the same story in other type."""

import hashlib
import unicodedata
from uuid import UUID

# Quotation marks, apostrophes and dashes follow the house's style and make no other story.
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("“”„‟«»‹›″", '"') | dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."}
)


def content_key(title: str | None, text: str) -> UUID:
    """The first 16 bytes of SHA-256 over title and text; case, spacing, Unicode form and typography don't count."""
    folded = unicodedata.normalize("NFKC", f"{title or ''}\n{text}".translate(_TYPOGRAPHY)).casefold()
    return UUID(bytes=hashlib.sha256(" ".join(folded.split()).encode("utf-8", "surrogatepass")).digest()[:16])
