from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.semantics.moves import Moves, relative


def test_modules_are_called_by_what_python_would_find(tmp_path: Path) -> None:
    saved(tmp_path / "src" / "shop" / "__init__.py", "")
    saved(tmp_path / "src" / "shop" / "fruit.py", "")
    saved(tmp_path / "plain" / "tool.py", "")
    shop = Moves([(tmp_path / "src" / "shop", tmp_path / "src" / "market")], [tmp_path])
    tool = Moves([(tmp_path / "plain" / "tool.py", tmp_path / "kit.py")], [tmp_path])

    assert shop.names == {"shop": "market", "shop.fruit": "market.fruit"}
    assert tool.name("plain.tool", tmp_path / "a.py") == "kit"
    assert tool.name("tool", tmp_path / "plain" / "b.py") == "kit"
    assert tool.name("tool", tmp_path / "a.py") == "tool"


@pytest.mark.parametrize("name", ["bad-name", "class"])
def test_what_nobody_could_import_any_more_is_no_module(tmp_path: Path, name: str) -> None:
    saved(tmp_path / "shop" / "__init__.py", "")
    old = saved(tmp_path / "tool.py", "").path

    assert Moves([(old, tmp_path / f"{name}.py")], [tmp_path]).names == {}
    assert Moves([(tmp_path / "shop", tmp_path / name)], [tmp_path]).names == {}


@pytest.mark.parametrize(
    ("importer", "target", "name"),
    [
        ("a/b.py", "a/c.py", ".c"),
        ("a/b.py", "a/__init__.py", "."),
        ("a/b/c.py", "a/d/e.py", "..d.e"),
        ("a/b/c.py", "a/__init__.py", ".."),
    ],
)
def test_relative_names_go_up_and_down(importer: str, target: str, name: str) -> None:
    assert relative(Path(importer), Path(target)) == name
