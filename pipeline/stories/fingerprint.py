"""Keys of texts: equal for the same story in other type."""

import hashlib
import re
import unicodedata
from uuid import UUID

# Quotation marks, apostrophes and dashes follow the house's style and make no other story.
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("“”„‟«»‹›″", '"') | dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."}
)

# Punctuation at the edge of a word is dress, but not what changes the meaning: question mark, sign, decimal point.
_DRESS = re.compile(r"""[.,;:!"'()\[\]]+(?![^\W_])|(?<![^\W_])[;:!"'()\[\]]+""")


def content_key(title: str | None, text: str) -> UUID:
    """The first 16 bytes of SHA-256 over title and text.

    Case, spacing, Unicode form, typography and punctuation between words don't count.
    """
    folded = unicodedata.normalize("NFKC", f"{title or ''}\n{text}".translate(_TYPOGRAPHY)).casefold()
    folded = _DRESS.sub("", folded)
    return UUID(bytes=hashlib.sha256(" ".join(folded.split()).encode("utf-8", "surrogatepass")).digest()[:16])
