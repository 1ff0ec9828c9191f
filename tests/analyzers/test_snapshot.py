from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from tests.analyzers.documents import document

from devmentor_analyzers.snapshot import stand_in


def test_a_snapshot_knows_the_lines_of_its_text_and_never_changes(tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", "one\ntwo\n")

    assert snapshot.lines.line(1) == "two"
    with pytest.raises(FrozenInstanceError):
        snapshot.text = "other"  # pyright: ignore[reportAttributeAccessIssue] - what is tested


def test_snapshots_are_equal_when_their_texts_are(tmp_path: Path) -> None:
    assert document(tmp_path / "a.py", "x") == document(tmp_path / "a.py", "x")


def test_what_is_no_file_has_a_path_for_itself() -> None:
    uris = ("untitled:Untitled-1", "untitled:Untitled-2", "git:/a.py", "\0", "a:\0b", "a:\ud800")
    paths = {stand_in(uri) for uri in uris}

    assert len(paths) == len(uris)
    assert all(path.is_absolute() and not path.exists() for path in paths - {stand_in("\0")})
    assert all(path.resolve() for path in paths)
