import os
from pathlib import Path

import pytest

from devmentor_server.uris import path_of, uri_of

ODD = [
    "a.py",
    "with space.py",
    "ünï#code?.py",
    "100%.py",
    "per%20cent.py",
    "x:y.py",
    "new\nline.py",
]


@pytest.mark.parametrize("name", [*ODD, os.fsdecode(b"caf\xe9.py")])
def test_a_path_survives_the_way_through_a_uri(tmp_path: Path, name: str) -> None:
    assert path_of(uri_of(tmp_path / name)) == tmp_path / name


@pytest.mark.parametrize("uri", ["untitled:Untitled-1", "vscode-notebook-cell:/a.py#x", "", "a.py"])
def test_only_file_uris_have_paths(uri: str) -> None:
    assert path_of(uri) is None


@pytest.mark.parametrize("uri", ["file:///tmp/a%00b", "file:///tmp/a\ud800.py"])
def test_zero_bytes_and_half_characters_are_no_path(uri: str) -> None:
    assert path_of(uri) is None
