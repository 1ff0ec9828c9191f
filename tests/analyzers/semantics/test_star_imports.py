from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.semantics.own_files import OwnFiles
from devmentor_analyzers.semantics.sources import Sources
from devmentor_analyzers.semantics.star_imports import StarImports
from devmentor_analyzers.semantics.texts import Texts

FILES = {
    "shop/models.py": "class Cup: ...\n",
    "shop/__init__.py": "from .models import *\n\n__all__ = ['Cup']\n",
    "api.py": "from shop import *\n",
    "all.py": "from api import *\n\n__all__ = ['Cup', 'Cups']\n",
    "other.py": "from elsewhere import *\n\n__all__ = ['Cup']\n",
    "module.py": "import shop.models\n\n__all__ = ['Cup']\n",
    "kept.py": "from shop.models import *\n\n__all__ = ['Plate']\n",
    "behind_kept.py": "from kept import *\n\n__all__ = ['Cup']\n",
    "round.py": "from round import *\nfrom shop.models import *\n\n__all__ = ['Cup']\n",
}


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    for name, text in FILES.items():
        saved(tmp_path / name, text)
    return Sources([tmp_path], Texts(1_000_000), OwnFiles([tmp_path]), 1_000_000)


async def test_lists_pass_on_what_is_taken_by_a_star(sources: Sources, tmp_path: Path) -> None:
    mentioned = [*sources.mentioning("Cup", {})]
    origin = [tmp_path / "shop" / "models.py"]

    found = await StarImports(sources).said(origin, "Cup", mentioned)

    assert {
        (each.path.relative_to(tmp_path).as_posix(), each.range.start.line) for each in found
    } == {("shop/__init__.py", 2), ("all.py", 2), ("round.py", 3)}


async def test_what_nobody_takes_is_passed_on_by_nobody(sources: Sources, tmp_path: Path) -> None:
    mentioned = [*sources.mentioning("Cup", {})]

    assert await StarImports(sources).said([tmp_path / "module.py"], "Cup", mentioned) == []
    assert await StarImports(sources).said([tmp_path / "shop" / "models.py"], "Cup", []) == []
