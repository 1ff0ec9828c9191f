from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.semantics.shadowing import meant, spread
from devmentor_analyzers.values import Location
from devmentor_protocol.position import Range


def at(path: Path) -> Location:
    return Location(path, Range.of(0, 0, 0, 1))


def use(folder: Path) -> Location:
    return at(saved(folder / "use.py", "").path)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("core.py", "core.py"),
        ("src/core.py", "core.py"),
        ("shop/core.py", "src/shop/core/__init__.py"),
        ("core/__init__.py", "core.pyi"),
    ],
)
def test_a_folder_with_a_module_of_the_same_name_uses_its_own(
    tmp_path: Path, one: str, other: str
) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    defined = at(saved(folders[0] / one, "").path)
    saved(folders[1] / other, "")
    uses = [use(folder) for folder in folders]

    assert spread(uses, folders)
    assert meant([defined, *uses], [defined], folders) == [defined, uses[0]]


def test_a_folder_without_one_uses_that_of_another(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    defined = at(saved(folders[0] / "core.py", "").path)
    saved(folders[1] / "other" / "core.py", "")
    uses = [use(folder) for folder in folders]

    assert meant(uses, [defined], folders) == uses


def test_what_a_library_defines_is_used_everywhere(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    defined = at(saved(tmp_path / "library" / "core.py", "").path)
    saved(folders[1] / "core.py", "")
    uses = [use(folder) for folder in folders]

    assert meant(uses, [defined], folders) == uses
    assert not spread(uses[:1], folders)
