"""Scripts that write words without blanks between them."""

import re

__all__ = ["UNSPACED", "UNSPACED_RUN", "UNSPACED_WORD"]

# Thai, Lao, Burmese, Khmer, Japanese, Chinese.
_RANGES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"

UNSPACED = re.compile(f"[{_RANGES}]")
"""One character of a script without blanks."""
UNSPACED_RUN = re.compile(f"[{_RANGES}]{{2,}}")
"""Several of them in a row."""
UNSPACED_WORD = re.compile(f"[{_RANGES}\u3005-\u3007\uac00-\ud7a3]")
"""One character after which a line may go on without a blank: Hangul too, whose particles follow the word directly."""
