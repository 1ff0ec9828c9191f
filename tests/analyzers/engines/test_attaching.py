import sys
from dataclasses import replace
from pathlib import Path

from devmentor_analyzers.engines.attaching import find_program, recipe, root
from devmentor_analyzers.engines.attachment import PRESETS
from devmentor_analyzers.engines.binaries import binary


def test_our_own_programs_come_before_those_of_the_project(tmp_path: Path) -> None:
    for name in ("ty", "mine"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)

    assert find_program("ty", [tmp_path]) == binary("ty")
    assert find_program("mine", [tmp_path]) == tmp_path / "mine"
    assert find_program("mine", []) is None
    assert find_program(sys.executable, []) == Path(sys.executable)


def test_a_missing_program_is_named_with_what_to_do() -> None:
    ghost = replace(PRESETS["gopls"], command=("no-such-program",))

    found = recipe(ghost, [], 1)

    assert found.command is None
    assert "'no-such-program'" in found.absent
    assert "install" in found.absent


def test_what_is_refused_has_no_command() -> None:
    found = recipe(replace(PRESETS["pyrefly"], refused="Not allowed."), [], 1)

    assert found.command is None
    assert found.absent == "Not allowed."


def test_a_marker_is_looked_for_in_above_and_right_below(tmp_path: Path) -> None:
    inner = tmp_path / "services" / "api"
    inner.mkdir(parents=True)

    assert root(inner, ["go.mod"]) is None
    (tmp_path / "services" / "go.mod").touch()
    assert root(inner, ["go.mod"]) == tmp_path / "services"
    assert root(tmp_path, ["go.mod"]) == tmp_path / "services"
    assert root(tmp_path, []) == tmp_path
