"""The pre-commit hook, run as pre-commit runs it: its entry, then the files."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from devmentor_analyzers.files import is_environment
from devmentor_analyzers.syntax.languages import SUFFIXES, language_of

ROOT = Path(__file__).parents[3]


@pytest.fixture
def hook() -> dict[str, Any]:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert len(hooks) == 1
    return hooks[0]


def test_it_has_what_pre_commit_requires(hook: dict[str, Any]) -> None:
    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert hook["language"] == "python"


@pytest.mark.parametrize("name", ["a.py", "lib/x.rake", "a.c++", "Gemfile", ".env.local", "b.SQL"])
def test_it_is_given_the_files_of_every_language(hook: dict[str, Any], name: str) -> None:
    assert re.search(hook["files"], name)
    assert language_of(Path(name)) or is_environment(Path(name))


def test_every_suffix_is_in_it(hook: dict[str, Any]) -> None:
    missing = [each for each in SUFFIXES if not re.search(hook["files"], f"x{each}")]

    assert missing == []


@pytest.mark.parametrize(("code", "expected"), [("import os\n", 1), ("x = 1\n", 0)])
def test_its_entry_checks_the_files_it_is_given(
    hook: dict[str, Any], tmp_path: Path, code: str, expected: int
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "given.py").write_text(code)
    (tmp_path / "not given.py").write_text("import sys\n")
    programs = str(Path(sys.executable).parent)

    shown = subprocess.run(
        [*shlex.split(hook["entry"]), "given.py"],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        check=False,
        text=True,
        timeout=90,
    )

    assert shown.returncode == expected
    assert "sys" not in shown.stdout
