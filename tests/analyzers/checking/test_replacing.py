from pathlib import Path

import pytest

from devmentor_analyzers.checking.replacing import ChangedMeanwhile, replace_file


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"old")
    file.chmod(0o755)

    replace_file(file, b"new", expected=b"old")

    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o755)
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"newer")

    with pytest.raises(ChangedMeanwhile):
        replace_file(file, b"new", expected=b"old")

    assert file.read_bytes() == b"newer"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.py").write_bytes(b"old")
    (tmp_path / "link.py").symlink_to(tmp_path / "real.py")

    replace_file(tmp_path / "link.py", b"new")

    assert (tmp_path / "link.py").is_symlink()
    assert (tmp_path / "real.py").read_bytes() == b"new"


def test_a_read_only_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"old")
    file.chmod(0o444)

    with pytest.raises(PermissionError, match="read-only"):
        replace_file(file, b"new")

    assert file.read_bytes() == b"old"
