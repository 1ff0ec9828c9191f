import subprocess
from pathlib import Path

import pytest
from tests.analyzers.checking import notebook

from devmentor_analyzers.checking.changed_cells import changed_cells
from devmentor_analyzers.checking.changes import Lines, base_at, changes_from

FIRST = "a = 1\nb = 2\n"
SECOND = "c = 3"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init")
    notebook.write(tmp_path / "a.ipynb", FIRST, SECOND)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    return tmp_path


async def changed(repository: Path) -> dict[str, dict[int, Lines]]:
    base = await base_at(repository, "HEAD")
    found = await changed_cells(base, await changes_from(base))
    return {path.name: dict(cells) for path, cells in found.items()}


async def test_changed_lines_are_found_in_cells_that_moved(repository: Path) -> None:
    notebook.write(repository / "a.ipynb", "# # New", FIRST.replace("2", "4"), "new", SECOND)

    assert await changed(repository) == {"a.ipynb": {2: (range(1, 2),), 3: (range(1),)}}


async def test_an_output_is_no_change(repository: Path) -> None:
    file = repository / "a.ipynb"
    file.write_text(file.read_text().replace('"execution_count": null', '"execution_count": 1'))

    assert await changed(repository) == {"a.ipynb": {}}


async def test_a_new_notebook_changed_as_a_whole(repository: Path) -> None:
    notebook.write(repository / "new.ipynb", SECOND)

    assert await changed(repository) == {"new.ipynb": {1: (range(1),)}}


async def test_what_is_no_notebook_has_no_cells(repository: Path) -> None:
    (repository / "a.ipynb").write_text("{")

    assert await changed(repository) == {"a.ipynb": {}}
