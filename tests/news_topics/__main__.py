"""`python -m news_topics FOLDER`: write the table anew from the vocabularies in a folder."""

import sys
from pathlib import Path

from news_topics import TABLE, generated

if __name__ == "__main__":
    TABLE.write_text(generated(Path(sys.argv[1])), "utf-8")
