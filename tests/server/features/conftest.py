"""One real server per test module, at work on a small real project."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio
from tests.server.editor import Editor, started

from devmentor_protocol.runtime import HOME_VARIABLE

SHOP = '''\
"""Prices of fruit, in cents."""

import os
import json as unused


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


HOME = os.curdir
'''
APP = """\
from shop import Fruit, cheapest

apple = Fruit("😀 apple", 30); pear = Fruit("pear", 20)
best = cheapest([apple, pear])
print(best.total(3))
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `shop.py`, which `app.py` uses."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "shop.py").write_text(SHOP, encoding="utf-8")
    (folder / "app.py").write_text(APP, encoding="utf-8")
    (folder / "pyproject.toml").write_text("[tool.ruff]\n")
    return folder


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def editor(project: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Editor]:
    """An editor with that project open; other documents are opened by the tests."""
    home = tmp_path_factory.mktemp("home")
    environment = {
        HOME_VARIABLE: str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    async with started(environment=environment) as editor:
        await editor.initialize(project)
        yield editor


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def shop(editor: Editor, project: Path) -> str:
    """The URI of the open `shop.py`."""
    return editor.open(project / "shop.py")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def app(editor: Editor, project: Path, shop: str) -> str:
    """The URI of the open `app.py`."""
    return editor.open(project / "app.py")
