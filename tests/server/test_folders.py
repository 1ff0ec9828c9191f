"""Two folders with settings, interpreters and lint rules of their own, in the real process."""

import asyncio
import venv
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.server.editor import FULL, Editor, started

from devmentor_server.uris import uri_of

_PROCESSES = 5
"""ruff, ty, the index and two workers for names."""

BOTH = "import gadget\nimport widget\nimport os\n"


def environment(folder: Path, module: str) -> None:
    """A virtual environment of the folder's, with one package in it."""
    venv.create(folder / ".venv", with_pip=False, symlinks=True)
    packages = next((folder / ".venv").glob("lib/python3*/site-packages"))
    (packages / f"{module}.py").write_text(f"def {module}_made(): ...\n")


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, module, rule in ((first, "gadget", "F401"), (second, "widget", "I001")):
        folder.mkdir()
        environment(folder, module)
        (folder / "ruff.toml").write_text(f'lint.select = ["{rule}"]\n')
    return first, second


@pytest.fixture
async def editor(folders: tuple[Path, Path]) -> AsyncGenerator[Editor]:
    async with started() as editor:
        await editor.initialize(*folders)
        yield editor


async def shown(editor: Editor, uri: str, codes: set[str]) -> list[dict[str, Any]]:
    """The findings of a document once they are of these rules and no others."""
    given = await editor.wait_for(
        "textDocument/publishDiagnostics",
        lambda given: given["uri"] == uri and {d["code"] for d in given["diagnostics"]} == codes,
    )
    return given["diagnostics"]


def unresolved(diagnostics: list[dict[str, Any]]) -> str:
    return " ".join(d["message"] for d in diagnostics if d["code"] == "import-not-found")


async def test_each_folder_has_its_own_rules_and_packages(
    editor: Editor, folders: tuple[Path, Path]
) -> None:
    one = editor.open(folders[0] / "a.py", BOTH)
    two = editor.open(folders[1] / "a.py", BOTH)

    assert "`widget`" in unresolved(await shown(editor, one, {"F401", "import-not-found"}))
    assert "`gadget`" in unresolved(await shown(editor, two, {"I001", "import-not-found"}))


async def test_a_folders_own_configuration_counts_and_no_other(
    editor: Editor, folders: tuple[Path, Path]
) -> None:
    (folders[1] / "devmentor.toml").write_text("types = false\n")
    change = {"uri": uri_of(folders[1] / "devmentor.toml"), "type": 1}
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [change]})
    one = editor.open(folders[0] / "a.py", BOTH)
    two = editor.open(folders[1] / "a.py", BOTH)

    assert await shown(editor, one, {"F401", "import-not-found"})
    assert await shown(editor, two, {"I001"})


async def test_settings_are_pulled_for_each_folder(folders: tuple[Path, Path]) -> None:
    off = {"lint": {"enabled": False}}
    async with started() as editor:
        # Everywhere's, then ours and Python's of the first folder, and of the second.
        editor.replies["workspace/configuration"] = [{}, {}, None, off, None]
        await editor.initialize(
            *folders, capabilities={**FULL, "workspace": {"configuration": True}}
        )
        asked = await editor.wait_for("workspace/configuration")
        one = editor.open(folders[0] / "a.py", BOTH)
        two = editor.open(folders[1] / "a.py", BOTH)

        assert [each.get("scopeUri") for each in asked["items"]][3] == uri_of(folders[1])
        assert await shown(editor, one, {"F401", "import-not-found"})
        assert await shown(editor, two, {"import-not-found"})


async def test_a_folder_comes_and_goes_and_the_other_keeps_its_engines(
    editor: Editor, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    third = tmp_path / "third"
    third.mkdir()
    environment(third, "gizmo")
    one = editor.open(folders[0] / "a.py", BOTH)
    await shown(editor, one, {"F401", "import-not-found"})
    server = psutil.Process(editor.process.pid)
    while len(engines := set(server.children())) < _PROCESSES:
        await asyncio.sleep(0.05)

    event = {
        "added": [{"uri": uri_of(third), "name": "third"}],
        "removed": [{"uri": uri_of(folders[1]), "name": "second"}],
    }
    editor.notify("workspace/didChangeWorkspaceFolders", {"event": event})
    three = editor.open(third / "a.py", "import gizmo\n\ngizmo.gizmo_\n")
    while "gizmo_made" not in str(await editor.completed(three, 2, 12)):
        await asyncio.sleep(0.05)

    assert set(server.children()) == engines


async def test_an_environment_that_is_made_meanwhile_is_used(tmp_path: Path) -> None:
    async with started() as editor:
        await editor.initialize(tmp_path)
        uri = editor.open(tmp_path / "a.py", "import gadget\n\ngadget.gadget_made()\n")
        await shown(editor, uri, {"import-not-found"})

        environment(tmp_path, "gadget")
        changes = [
            {"uri": uri_of(tmp_path / ".venv" / name), "type": 1}
            for name in ("pyvenv.cfg", "bin/python")
        ]
        editor.heard.clear()
        editor.notify("workspace/didChangeWatchedFiles", {"changes": changes})

        await shown(editor, uri, set())
