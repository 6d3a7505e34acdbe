"""What makes `news_topics.tsv` of the wire readers: the IPTC's Media Topics and subject codes in one small table.

The source is a folder with `mediatopics-*.tsv` and `iptc-subject-codes.json`, as reduced from the files that the IPTC
publishes at cv.iptc.org.
"""

import json
from collections.abc import Iterator
from pathlib import Path

__all__ = ["TABLE", "generated"]

TABLE = Path(__file__).parents[2] / "pipeline" / "sources" / "wire" / "vocabulary" / "news_topics.tsv"

_HEAD = """\
# Media Topics (release {release}) and subject codes of the International Press Telecommunications Council, iptc.org,
# licensed under CC BY 4.0 (creativecommons.org/licenses/by/4.0). Reduced to codes, relations and names.
# Made by `make topics` (tests/news_topics); never edit it by hand. Columns are divided by tabs.
# medtop  code  broader topic  subject code  names in English, German, Spanish, French
# subj    code  name in English
"""


def generated(source: Path) -> str:
    """The text of the table as the files of a folder give it."""
    (topics,) = source.glob("mediatopics-*.tsv")
    release = topics.stem.removeprefix("mediatopics-")
    return _HEAD.format(release=release) + "\n".join([*_topics(topics), *_codes(source)]) + "\n"


def _topics(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("medtop:"):
            code, broader, _, matches, *names = line.split("\t")
            yield "\t".join(("medtop", *map(_bare, (code, broader, matches)), *names)).rstrip("\t")


def _bare(qcode: str) -> str:
    return qcode.rpartition(":")[2]


def _codes(source: Path) -> Iterator[str]:
    codes = json.loads((source / "iptc-subject-codes.json").read_text("utf-8"))
    for code, name in sorted(codes.items()):
        yield f"subj\t{code}\t{name}"
