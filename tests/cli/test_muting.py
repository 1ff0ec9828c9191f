from pathlib import Path

import pytest

from devmentor_cli.muting import Where, mute, unmute
from devmentor_cli.refusal import Refusal


def test_a_file_in_no_language_we_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.unknown").write_text("x")

    with pytest.raises(Refusal, match="not in a language"):
        mute("F401", Where(tmp_path / "a.unknown"))


def test_a_file_that_cannot_be_written_is_refused_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("x = 1\n")
    file.chmod(0o444)

    with pytest.raises(Refusal, match="cannot be written"):
        mute("F401", Where(file))
    assert file.read_text() == "x = 1\n"


def test_mark_and_line_ends_of_a_file_stay(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    before = b"\xef\xbb\xbfx = 1\r\ny = 2\r\n"
    file.write_bytes(before)
    mute("F401", Where(file))
    muted = file.read_bytes()
    unmute("F401", Where(file))

    assert muted == b"\xef\xbb\xbf# devmentor: ignore-file[F401]\r\n" + before[3:]
    assert file.read_bytes() == before
