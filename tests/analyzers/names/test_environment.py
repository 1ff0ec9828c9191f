import sys
import venv
from pathlib import Path

import pytest

from devmentor_analyzers.names.environment import find_environment


def make_environment(home: Path) -> None:
    venv.create(home, with_pip=False, symlinks=True)


def break_environment(home: Path) -> None:
    """What is left after the Python it was made from has been removed."""
    make_environment(home)
    for program in (home / "bin").glob("python*"):
        program.unlink()
        program.symlink_to("/nowhere/python")
    next(home.glob("lib/python3*/site-packages")).joinpath("gadget.py").write_text("x = 1\n")


def test_the_environment_in_the_folder_is_taken(tmp_path: Path) -> None:
    make_environment(tmp_path / ".venv")

    found = find_environment(tmp_path, None, {})

    assert Path(found.jedi.path) == tmp_path / ".venv"
    assert found.detail == ""


def test_the_configured_interpreter_comes_before_the_folder(tmp_path: Path) -> None:
    make_environment(tmp_path / ".venv")
    make_environment(tmp_path / "chosen")

    found = find_environment(tmp_path, tmp_path / "chosen" / "bin" / "python", {})

    assert Path(found.jedi.path) == tmp_path / "chosen"


@pytest.mark.parametrize("variable", ["VIRTUAL_ENV", "CONDA_PREFIX"])
def test_the_environment_of_the_shell_is_taken_when_the_folder_has_none(
    tmp_path: Path, variable: str
) -> None:
    make_environment(tmp_path / "elsewhere")

    found = find_environment(tmp_path, None, {variable: str(tmp_path / "elsewhere")})

    assert Path(found.jedi.path) == tmp_path / "elsewhere"


def test_a_broken_environment_is_named_with_what_to_do_and_its_packages_are_found(
    tmp_path: Path,
) -> None:
    break_environment(tmp_path / ".venv")

    found = find_environment(tmp_path, None, {})

    assert found.jedi.path == sys.prefix
    assert str(tmp_path / ".venv") in found.detail
    assert "python -m venv .venv" in found.detail
    assert "devmentor.python.interpreter" in found.detail
    assert any(path.endswith("site-packages") for path in found.extra_paths)


def test_a_program_that_is_no_python_is_passed_over(tmp_path: Path) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\necho hello\n")
    program.chmod(0o755)

    found = find_environment(tmp_path / "shop", program, {})

    assert found.jedi.path == sys.prefix
    assert "not a Python that works" in found.detail


def test_a_module_on_the_users_python_path_does_not_replace_one_of_ours(tmp_path: Path) -> None:
    (tmp_path / "dataclasses.py").write_text("raise SystemExit('mine')\n")
    (tmp_path / "gadget.py").write_text("x = 1\n")

    found = find_environment(tmp_path, None, {"PYTHONPATH": str(tmp_path)})

    assert found.jedi.get_sys_path()
    assert str(tmp_path) in found.extra_paths


def test_an_environment_that_came_with_the_project_is_read_but_not_run(tmp_path: Path) -> None:
    make_environment(tmp_path / "theirs" / ".venv")
    (tmp_path / "theirs").rename(tmp_path / "shop")
    packages = next((tmp_path / "shop" / ".venv").glob("lib/python3*/site-packages"))
    (packages / "trap.pth").write_text(f"import os; os.mkdir({str(tmp_path / 'sprung')!r})\n")

    found = find_environment(tmp_path / "shop", None, {})

    assert found.jedi.path == sys.prefix
    assert str(packages) in found.extra_paths
    assert "devmentor trust" in found.detail
    assert not (tmp_path / "sprung").exists()
