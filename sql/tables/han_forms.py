"""Write sql/functions/search_han.sql: traditional characters and their simplified forms.

Run it with the dictionary of OpenCC (Apache License 2.0), which the package opencc-python-reimplemented 0.1.7 carries:
`python sql/tables/han_forms.py …/opencc/dictionary/TSCharacters.txt > sql/functions/search_han.sql`.
Where a character has several simplified forms, the most common one is first there and is taken.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

_HEAD = """\
-- Simplified forms of traditional characters, so that 灣 finds 湾 and the other way round: the n-th of one list is the
-- n-th of the other. Written by sql/tables/han_forms.py from the dictionary of OpenCC (Apache License 2.0).
TRUNCATE newswire.han_form;
INSERT INTO newswire.han_form (written, simplified)
SELECT w, s FROM ROWS FROM (
    regexp_split_to_table('{written}', ''),
    regexp_split_to_table('{simplified}', '')) AS forms (w, s);
"""
_WIDTH = 50  # characters in a line, each as wide as two letters


def forms(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of single characters that differ."""
    for line in lines:
        written, _, others = line.partition("\t")
        simplified = others.split()[0]
        if len(written) == len(simplified) == 1 and written != simplified:
            yield written, simplified


def literal(signs: str) -> str:
    """The inside of an SQL literal over many lines."""
    return "'\n        '".join(signs[at : at + _WIDTH] for at in range(0, len(signs), _WIDTH))


def main() -> None:
    """Print the file."""
    pairs = list(forms(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()))
    written, simplified = ("".join(pair[n] for pair in pairs) for n in (0, 1))
    sys.stdout.write(_HEAD.format(written=literal(written), simplified=literal(simplified)))


if __name__ == "__main__":
    main()
