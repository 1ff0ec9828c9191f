from pathlib import Path, PurePath

import pytest

from devmentor_analyzers.advice.imports import imports
from devmentor_analyzers.advice.modules import Modules, dotted
from devmentor_analyzers.syntax.parsed import Parsed

FILES = [
    "src/shop/__init__.py",
    "src/shop/web.py",
    "src/shop/data/__init__.py",
    "src/shop/data/store.py",
    "loose/one.py",
    "loose/two.py",
    "ui/a.ts",
    "ui/b/index.tsx",
]


@pytest.fixture
def modules(tmp_path: Path) -> Modules:
    found = Modules()
    for name in FILES:
        found.add(tmp_path / name)
    return found


@pytest.mark.parametrize(
    ("where", "statement", "meant"),
    [
        ("src/shop/web.py", "import shop.data.store", ["src/shop/data/store.py"]),
        ("src/shop/web.py", "from shop.data import store", ["src/shop/data/store.py"]),
        ("src/shop/web.py", "from shop.data import Thing", ["src/shop/data/__init__.py"]),
        (
            "src/shop/web.py",
            "from shop.data import store, Thing",
            ["src/shop/data/store.py", "src/shop/data/__init__.py"],
        ),
        ("src/shop/web.py", "from .data import store", ["src/shop/data/store.py"]),
        ("src/shop/data/store.py", "from .. import web", ["src/shop/web.py"]),
        ("src/shop/data/store.py", "from ..web import go", ["src/shop/web.py"]),
        ("src/shop/data/store.py", "from ........ import web", []),
        ("loose/one.py", "import two", ["loose/two.py"]),
        ("loose/one.py", "from . import two", ["loose/two.py"]),
        ("loose/one.py", "import os.path", []),
        ("ui/a.ts", "import b from './b'", ["ui/b/index.tsx"]),
        ("ui/b/index.tsx", "import a from '../a.js'", ["ui/a.ts"]),
        ("ui/a.ts", "import z from './z'", []),
    ],
)
def test_an_import_means_files_of_the_workspace(
    modules: Modules, tmp_path: Path, where: str, statement: str, meant: list[str]
) -> None:
    language = "python" if where.endswith(".py") else "typescript"
    (each,) = imports(Parsed(language, f"{statement}\n"))

    assert modules.meant(tmp_path / where, each) == [tmp_path / name for name in meant]


def test_a_file_is_called_from_its_outermost_package(modules: Modules, tmp_path: Path) -> None:
    assert modules.name(tmp_path / "src/shop/data/store.py") == "shop.data.store"
    assert modules.name(tmp_path / "src/shop/data/__init__.py") == "shop.data"
    assert modules.name(tmp_path / "loose/one.py") == "one"


def test_a_file_that_is_gone_is_meant_no_more(modules: Modules, tmp_path: Path) -> None:
    modules.remove(tmp_path / "loose/two.py")
    (each,) = imports(Parsed("python", "import two\n"))

    assert modules.meant(tmp_path / "loose/one.py", each) == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("src/shop/data/store.py", "shop.data.store"),
        ("src/shop/data/__init__.py", "shop.data"),
        ("src/shop/web.py", ""),
        ("shopdata/store.py", ""),
    ],
)
def test_a_layers_files_are_told_by_their_folders(path: str, name: str) -> None:
    assert dotted(PurePath(path), ["shop.data"]) == name
