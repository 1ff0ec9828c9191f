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

    assert shop.name("shop", tmp_path / "a.py") == "market"
    assert shop.name("shop.fruit", tmp_path / "a.py") == "market.fruit"
    assert tool.name("plain.tool", tmp_path / "a.py") == "kit"
    assert tool.name("tool", tmp_path / "plain" / "b.py") == "kit"
    assert tool.name("tool", tmp_path / "a.py") == "tool"


@pytest.mark.parametrize("name", ["bad-name", "class"])
def test_what_nobody_could_import_any_more_is_no_module(tmp_path: Path, name: str) -> None:
    saved(tmp_path / "shop" / "__init__.py", "")
    old = saved(tmp_path / "tool.py", "").path

    assert not Moves([(old, tmp_path / f"{name}.py")], [tmp_path]).files
    assert not Moves([(tmp_path / "shop", tmp_path / name)], [tmp_path]).files


def test_a_module_of_the_same_name_nearer_to_the_importer_stays(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        saved(folder / "helper.py", "")
    saved(one / "only.py", "")
    moved = [(one / "helper.py", one / "aid.py"), (one / "only.py", one / "sole.py")]
    moves = Moves(moved, [other, one])

    assert moves.name("helper", one / "a.py") == "aid"
    assert moves.name("helper", other / "a.py") == "helper"
    assert moves.name("only", other / "a.py") == "sole"


def test_modules_of_the_same_name_that_move_at_once_are_kept_apart(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    moved = [
        (saved(each / "helper.py", "").path, each / f"{each.name}.py") for each in (one, other)
    ]
    moves = Moves(moved, [one, other])

    assert [moves.name("helper", each / "a.py") for each in (one, other)] == ["one", "other"]


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
