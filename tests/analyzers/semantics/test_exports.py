from pathlib import Path

from tests.analyzers.documents import place, saved

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace


async def test_all_follows_in_each_file_that_exports_the_name(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    saved(tmp_path / "shop" / "__init__.py", "from shop.cups import Cup\n\n__all__ = ['Cup']\n")
    saved(tmp_path / "other.py", "__all__ = ['Cup']\n")
    snapshot = saved(tmp_path / "shop" / "cups.py", "__all__ = ['Cup']\n\nclass Cup: ...\n")
    workspace = Workspace([tmp_path], Settings(lint=False))
    await workspace.start()

    edits = await workspace.renaming.rename(snapshot, place(snapshot, "Cup:"), "Mug")

    assert {(each.path.name, each.range.start.line) for each in edits} == {
        *(("cups.py", 0), ("cups.py", 2), ("__init__.py", 0), ("__init__.py", 2))
    }
    await workspace.close()


async def test_all_follows_behind_a_star(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    saved(tmp_path / "shop" / "__init__.py", "from .cups import *\n\n__all__ = ['Cup']\n")
    snapshot = saved(tmp_path / "shop" / "cups.py", "class Cup:\n    size = 1\n")
    workspace = Workspace([tmp_path], Settings(lint=False))
    await workspace.start()

    edits = await workspace.renaming.rename(snapshot, place(snapshot, "Cup:"), "Mug")
    inner = await workspace.renaming.rename(snapshot, place(snapshot, "size"), "Cup")

    assert {(each.path.name, each.range.start.line) for each in edits} == {
        ("cups.py", 0),
        ("__init__.py", 2),
    }
    assert len(inner) == 1
    await workspace.close()
