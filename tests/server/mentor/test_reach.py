from pathlib import Path

import pytest

from devmentor_protocol.errors import ErrorCode, RpcError
from devmentor_server.mentor.reach import inside, relative_name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "workspace"
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "a.py").write_text("x = 1")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("token")
    (folder / ".env").write_text("KEY=1")
    (folder / "out").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    (folder / "git").symlink_to(folder / ".git")
    (folder / "alias.py").symlink_to(folder / "src" / "a.py")
    return folder


@pytest.mark.parametrize("name", ["src/a.py", "./src/a.py", "alias.py"])
def test_files_of_the_workspace_are_open(folder: Path, name: str) -> None:
    assert inside([folder], name).read_text() == "x = 1"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "src/../../secret.txt",
        "/etc/passwd",
        "out",
        "up/secret.txt",
        ".git/config",
        "git/config",
        ".env",
        "..\\secret.txt",
        "C:\\secret.txt",
        "C:secret.txt",
        "a\0b",
    ],
)
def test_nothing_else_is(folder: Path, name: str) -> None:
    with pytest.raises(RpcError) as refused:
        inside([folder], name)

    assert refused.value.code == ErrorCode.DENIED


def test_without_a_workspace_nothing_is_found() -> None:
    with pytest.raises(RpcError) as refused:
        inside([], "a.py")

    assert refused.value.code == ErrorCode.NOT_FOUND


def test_the_folder_that_has_the_file_is_taken(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()

    assert inside([other, folder], "src/a.py") == folder / "src" / "a.py"


def test_a_path_outside_is_called_by_its_name_alone(folder: Path) -> None:
    assert relative_name([folder], folder / "src" / "a.py") == "src/a.py"
    assert relative_name([folder], Path("/home/me/b.py")) == "b.py"


def test_a_file_that_only_the_editor_has_is_open_too(folder: Path) -> None:
    unsaved = folder / "src" / "new.py"

    assert inside([folder], "src/new.py", [unsaved]) == unsaved
