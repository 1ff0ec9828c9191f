"""What people use most, in a real headless Neovim: one session, and what it saw."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from devmentor_protocol.runtime import HOME_VARIABLE

ROOT = Path(__file__).parents[3]
SHOP = '''\
"""Prices of fruit, in cents."""


class Fruit:
    """Something sweet."""

    def __init__(self, name: str, price: int) -> None:
        self.name = name
        self.price = price

    def total(self, count: int) -> int:
        """What so many of them cost."""
        return self.price * count


def cheapest(fruits: list[Fruit]) -> Fruit:
    """The one that costs least."""
    return min(fruits, key=lambda fruit: fruit.price)


def most_expensive(fruits: list[Fruit]) -> Fruit:
    """The one that costs most."""
    return max(fruits, key=lambda fruit: fruit.price)
'''
APP = """\
import os
from shop import Fruit, cheapest

apple = Fruit("😀 apple", 30)
pear = Fruit("pear", 20)
best = cheapest([apple, pear])
print(best.total(3))
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one Neovim session saw; no tier is needed."""
    folder, home = tmp_path_factory.mktemp("shop"), tmp_path_factory.mktemp("home")
    (folder / "pyproject.toml").write_text("[project]\nname = 'shop'\nversion = '1'\n")
    (folder / "shop.py").write_text(SHOP)
    (folder / "app.py").write_text(APP)
    result, binaries = home / "result.json", Path(sys.executable).parent
    environment = {
        **os.environ,
        HOME_VARIABLE: str(home),
        "FOLDER": str(folder),
        "RESULT": str(result),
        "SERVER": str(binaries / "devmentor"),
        "PLUGIN": str(ROOT / "editors" / "neovim"),
        "XDG_STATE_HOME": str(home / "state"),
    }
    script = Path(__file__).with_name("features.lua")
    run = subprocess.run(  # its outcome is read from the file it writes
        [str(binaries / "nvim"), "--headless", "--clean", "-l", str(script)],
        check=False,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=110,
    )
    assert result.exists(), f"Neovim ended without a result:\n{run.stdout}\n{run.stderr}"
    seen = json.loads(result.read_text())
    assert seen.get("failure") is None, seen["failure"]
    return seen


def test_findings_are_shown(session: dict[str, Any]) -> None:
    assert "F401" in session["diagnostics"]


def test_hover_and_signature_help_float(session: dict[str, Any]) -> None:
    assert "The one that costs least" in session["hover"]
    assert "fruits: list[Fruit]" in session["signature"]


def test_the_definition_is_jumped_to(session: dict[str, Any]) -> None:
    assert session["definition"] == "def cheapest(fruits: list[Fruit]) -> Fruit:"


def test_references_and_callers_fill_the_list(session: dict[str, Any]) -> None:
    assert session["references"] == ["app.py:7", "shop.py:11"]
    assert session["callers"] == ["app.py:7"]


def test_symbols_of_the_document_and_the_workspace_are_listed(session: dict[str, Any]) -> None:
    assert session["workspace_symbols"] == ["shop.py:16"]
    assert any("cheapest" in each for each in session["document_symbols"])
    assert any("total" in each for each in session["document_symbols"])


def test_classes_fold(session: dict[str, Any]) -> None:
    assert session["fold"]["class"] > session["fold"]["first"]


def test_tokens_are_coloured_and_hints_drawn(session: dict[str, Any]) -> None:
    assert session["token"] == "function"
    assert any("Fruit" in hint for hint in session["hints"])


def test_a_fix_and_a_refactoring_change_the_text(session: dict[str, Any]) -> None:
    assert "import os" not in session["fixed"]
    assert "print(best.total(3))" not in session["extracted"]
    assert "best.total(3)" in session["extracted"]


def test_a_rename_and_formatting_change_the_text(session: dict[str, Any]) -> None:
    assert "winner = cheapest([apple, pear])" in session["renamed"]
    assert "best" not in session["renamed"]
    assert session["formatted"].endswith("\nx = 1")


def test_a_completion_brings_its_documentation_and_its_import(session: dict[str, Any]) -> None:
    assert "The one that costs least" in session["documentation"]
    assert "from shop import most_expensive\n" in session["completed"]
    assert session["completed"].endswith("most_expensive")
