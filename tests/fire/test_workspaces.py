"""Workspaces nobody would make on purpose: huge, round, closed, with names that are no text."""

import asyncio
import os
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.server.editor import Editor, started

from devmentor_analyzers.reading import has_odd_name
from devmentor_server.uris import uri_of

FILES, NIGHTLY_FILES = 20_000, 200_000
IN_A_FOLDER = 200
MOST_MB = 500
"""Of all our processes together, without ruff and ty, which are measured by their makers."""

SEVEN = "SEVEN = 7\n"
CODE = "import os\n\n\nclass Odd:\n    def method(self): ...\n\n\nOdd().method()\n"
NAMES = (b"new\nline.py", b"caf\xe9.py", b"per%20cent.py", b'quote".py', b"a b#c?.py", b"-x.py")


def fill(folder: Path, files: int) -> None:
    """So many tiny files, each with a class, a method and a function."""
    for number in range(files // IN_A_FOLDER):
        inner = folder / f"package{number // 50}" / f"part{number}"
        inner.mkdir(parents=True)
        for name in range(IN_A_FOLDER):
            text = (
                f"class C{number}_{name}:\n    def m(self): ...\n\n\ndef f{number}_{name}(): ...\n"
            )
            (inner / f"m{name}.py").write_text(text)


def own_megabytes(editor: Editor) -> float:
    """Resident memory of the server and of the processes that run our code."""
    server = psutil.Process(editor.process.pid)
    processes = [server, *server.children(recursive=True)]
    ours = [each for each in processes if "python" in each.name()]
    return sum(each.memory_info().rss for each in ours) / 1e6


@pytest.mark.timeout(1_800)
async def test_a_huge_workspace_is_worked_in_at_once_and_within_bounds(
    nightly: bool, tmp_path: Path
) -> None:
    files = NIGHTLY_FILES if nightly else FILES
    await asyncio.to_thread(fill, tmp_path, files)
    async with started() as editor:
        await editor.initialize(tmp_path)
        uri = editor.open(tmp_path / "package0" / "part0" / "m0.py", CODE)
        found = await editor.diagnostics(uri)
        hover = await editor.at("hover", uri, 7, 1)
        outline = await editor.of("documentSymbol", uri)
        completed = await editor.completed(uri, 7, 10)
        symbols = await editor.symbols("C0_1")
        memory = own_megabytes(editor)

        assert "F401" in {each.get("code") for each in found}
        assert "Odd" in hover["contents"]["value"]
        assert [each["name"] for each in outline] == ["Odd"]
        assert "method" in {each["label"] for each in completed["items"]}
        assert "C0_1" in {each["name"] for each in symbols}
        assert memory < MOST_MB
        assert await editor.leave() == 0


async def test_a_file_of_any_name_is_worked_in(tmp_path: Path) -> None:
    paths = [tmp_path / os.fsdecode(name) for name in NAMES]
    for path in paths:
        path.write_text(CODE)
    async with started() as editor:
        await editor.initialize(tmp_path)
        found = set[str]()
        while len(found) < len(paths):
            found = {each["location"]["uri"] for each in await editor.symbols("Odd")}
        for path in paths:
            uri = editor.open(path)
            codes = {each.get("code") for each in await editor.diagnostics(uri)}
            defined = await editor.at("definition", uri, 7, 1)
            used = await editor.at("references", uri, 3, 7, context={"includeDeclaration": True})

            assert ("F401" in codes) is not has_odd_name(path)  # which engines cannot be shown
            assert [(each["uri"], each["range"]["start"]["line"]) for each in defined] == [(uri, 3)]
            assert {each["uri"] for each in used} == {uri}
            assert uri in found
        assert await editor.leave() == 0


async def test_folders_that_go_round_and_files_that_are_none_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "seven.py").write_text(SEVEN)
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "round").symlink_to(tmp_path)
    (inner / "self.py").symlink_to(inner / "self.py")
    (inner / "nowhere.py").symlink_to(tmp_path / "gone.py")
    os.mkfifo(inner / "pipe.py")
    (inner / "bundle.min.js").write_text("var SEVEN_IN_A_BUNDLE=7;" * 10_000)
    (inner / "bundle.js").write_text("var SEVEN_IN_ONE_LINE=7;" * 10_000)

    async with started() as editor:
        await editor.initialize(tmp_path)
        symbols = await editor.symbols("SEVEN")
        uri = editor.open(tmp_path / "use.py", "from seven import SEVEN\n\nSEVEN\n")
        defined = await editor.at("definition", uri, 2, 1)

        assert {each["location"]["uri"].rpartition("/")[2] for each in symbols} <= {
            "seven.py",
            "bundle.js",
        }
        assert [each["uri"] for each in defined] == [uri_of(tmp_path / "seven.py")]
        assert await editor.leave() == 0


async def test_a_file_that_changes_and_goes_while_it_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "seven.py"
    path.write_text(SEVEN)
    async with started() as editor:
        await editor.initialize(tmp_path)
        uri = editor.open(tmp_path / "use.py", "from seven import SEVEN\n\nSEVEN\n")
        answers: list[Any] = []
        for round_ in range(20):
            path.write_bytes([b"\n" * round_ + SEVEN.encode(), b"\0\xff", b""][round_ % 3])
            kind = 1 if round_ % 5 == 0 else 2
            if round_ % 5 == 4:
                path.unlink()
                kind = 3
            changes = [{"uri": uri_of(path), "type": kind}]
            editor.notify("workspace/didChangeWatchedFiles", {"changes": changes})
            answers.append(await editor.at("definition", uri, 2, 1))
            answers.append(await editor.at("hover", uri, 2, 1))
        path.write_text("\n\n" + SEVEN)
        editor.notify(
            "workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(path), "type": 1}]}
        )
        async with asyncio.timeout(60):
            while not _is_at(await editor.at("definition", uri, 2, 1), path, 2):
                await asyncio.sleep(0.1)

        assert len(answers) == 40
        assert await editor.leave() == 0


def _is_at(found: Any, path: Path, line: int) -> bool:
    places = [(each["uri"], each["range"]["start"]["line"]) for each in found or ()]
    return places == [(uri_of(path), line)]
