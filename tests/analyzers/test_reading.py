import os
from pathlib import Path

import pytest

from devmentor_analyzers.reading import Unreadable, has_odd_name, read_snapshot


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"\xef\xbb\xbfx = 1\n")

    assert read_snapshot(path, 1000).text == "x = 1\n"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.py", b"x" * 1001, "too large"),
        ("a.py", b"\0\1\2", "binary"),
        ("a.py", b"x = 1\ny = '\xe9'\n", "not UTF-8: see line 2"),
        ("a.txt", b"", "not in a language"),
    ],
)
def test_a_file_that_cannot_be_analysed_says_why(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(Unreadable, match=reason):
        read_snapshot(path, 1000)


def test_a_deleted_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="No such file"):
        read_snapshot(tmp_path / "gone.py", 1000)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.py")

    with pytest.raises(Unreadable, match="not a file"):
        read_snapshot(tmp_path / "a.py", 1000)


def test_a_file_that_grows_while_it_is_read_is_read_no_further_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`Path.stat` is replaced: the size it says is that of a moment before."""
    path = tmp_path / "a.py"
    path.write_text("x = 1\n")
    before = path.stat()
    path.write_text("x = 1\n" * 1000)

    def stat(_path: Path) -> os.stat_result:
        return before

    monkeypatch.setattr(Path, "stat", stat)

    with pytest.raises(Unreadable, match="too large"):
        read_snapshot(path, 1000)


def test_names_that_are_not_utf_8_are_odd() -> None:
    assert has_odd_name(Path(os.fsdecode(b"caf\xe9.py")))
    assert not has_odd_name(Path("café\n.py"))
