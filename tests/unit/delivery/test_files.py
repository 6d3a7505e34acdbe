"""Files are whole or not there, and a folder's manifest names each once."""

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.delivery import Parcel
from pipeline.delivery.files import MANIFEST, FileWritten, add_to_manifest, growing_file
from pipeline.errors import NewswireError


def grown(path: Path, *bodies: bytes, broken: bool = False) -> str:
    with growing_file(path) as growing:
        for body in bodies:
            growing(Parcel(body=body))
        if broken:
            raise KeyboardInterrupt
    return growing.sha256


def written(name: str, *, rows: int = 1) -> FileWritten:
    return FileWritten(
        file=name,
        format="jsonl",
        newswire="1",
        written_at="2026-11-20T12:00:00+00:00",
        selection={},
        cursor="7.1",
        rows=rows,
        bytes=2,
        sha256="",
    )


def test_a_whole_file_has_its_name_and_its_hash(tmp_path: Path) -> None:
    sha256 = grown(tmp_path / "new" / "a.jsonl", b"one\n", b"two\n")
    body = (tmp_path / "new" / "a.jsonl").read_bytes()
    assert (body, sha256) == (b"one\ntwo\n", hashlib.sha256(body).hexdigest())
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["a.jsonl"]


def test_of_an_interrupted_file_nothing_stays(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        grown(tmp_path / "a.jsonl", b"half", broken=True)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_file_leaves_the_one_before_it(tmp_path: Path) -> None:
    grown(tmp_path / "a.jsonl", b"whole")
    with pytest.raises(KeyboardInterrupt):
        grown(tmp_path / "a.jsonl", b"half", broken=True)
    assert (tmp_path / "a.jsonl").read_bytes() == b"whole"


def test_a_file_written_again_stands_in_the_manifest_once(tmp_path: Path) -> None:
    for one in (written("a"), written("b"), written("a", rows=2)):
        add_to_manifest(tmp_path, one)
    files = json.loads((tmp_path / MANIFEST).read_text())["files"]
    assert [(file["file"], file["rows"]) for file in files] == [("b", 1), ("a", 2)]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 3}'])
def test_a_manifest_of_somebody_else_is_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(NewswireError, match="is not a manifest of newswire"):
        add_to_manifest(tmp_path, written("a"))
    assert (tmp_path / MANIFEST).read_text() == text
