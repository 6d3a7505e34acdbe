"""`python -m bench.templates`: how residue falls with the pages seen, and whether any journalism is lost on the way."""

import sys

from bench.templates import agencies, residue


def main() -> int:
    """Print both reports; exit 1 where a paragraph was lost."""
    for line in residue.report():
        sys.stdout.write(line + "\n")
    lost = 0
    for line, paragraphs in agencies.report():
        sys.stdout.write(line + "\n")
        lost += paragraphs
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main())
