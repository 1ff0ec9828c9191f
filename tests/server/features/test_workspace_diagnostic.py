import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from tests.server.editor import Editor, started
from tests.server.test_publisher import PULLING

from devmentor_server.uris import uri_of

WANTED = {"settings": {"diagnostics": {"workspace": True}}}


@pytest_asyncio.fixture
async def pulling(tmp_path: Path) -> AsyncGenerator[Editor]:
    for number in range(25):
        (tmp_path / f"m{number}.py").write_text("import os\n")
    async with started() as editor:
        await editor.initialize(tmp_path, capabilities=PULLING, options=WANTED)
        yield editor


async def pull(editor: Editor, previous: dict[str, str], **more: Any) -> dict[str, dict[str, Any]]:
    ids = [{"uri": uri, "value": value} for uri, value in previous.items()]
    report = await editor.request("workspace/diagnostic", {"previousResultIds": ids, **more})
    return {each["uri"]: each for each in report["items"]}


def codes(report: dict[str, Any]) -> list[str]:
    return [each["code"] for each in report["items"]]


async def test_open_documents_and_files_are_reported(pulling: Editor, tmp_path: Path) -> None:
    uri = pulling.open(tmp_path / "m0.py", "x: int = 'a'\n")
    found = await pull(pulling, {})

    assert len(found) == 25
    assert (codes(found[uri]), found[uri]["version"]) == (["invalid-assignment"], 1)
    assert codes(found[uri_of(tmp_path / "m1.py")]) == ["F401"]


async def test_what_did_not_change_is_not_sent_again(pulling: Editor, tmp_path: Path) -> None:
    first = await pull(pulling, {})
    (tmp_path / "m1.py").write_text("")
    (tmp_path / "m2.py").unlink()
    second = await pull(pulling, {uri: each["resultId"] for uri, each in first.items()})

    kinds = {Path(uri).stem: each["kind"] for uri, each in second.items()}
    assert {name for name, kind in kinds.items() if kind == "full"} == {"m1", "m2"}
    assert codes(second[uri_of(tmp_path / "m1.py")]) == []
    assert codes(second[uri_of(tmp_path / "m2.py")]) == []


async def test_while_nothing_changes_the_answer_waits(pulling: Editor, tmp_path: Path) -> None:
    first = await pull(pulling, {})
    asking = asyncio.create_task(
        pull(pulling, {uri: each["resultId"] for uri, each in first.items()})
    )
    await asyncio.wait([asking], timeout=1)
    waited = not asking.done()
    (tmp_path / "m3.py").write_text("import sys\nimport os\n")

    assert waited
    assert list(await asking) == [uri_of(tmp_path / "m3.py")]


async def test_parts_are_sent_as_they_are_found(pulling: Editor) -> None:
    rest = await pull(pulling, {}, partialResultToken="part")
    part = await pulling.wait_for("$/progress", lambda given: given["token"] == "part")

    assert len(part["value"]["items"]) + len(rest) == 25


async def test_new_settings_of_the_project_count_for_all_files(
    pulling: Editor, tmp_path: Path
) -> None:
    await pull(pulling, {})
    settings = tmp_path / "ruff.toml"
    settings.write_text('lint.select = ["D100"]\n')
    change = {"uri": uri_of(settings), "type": 1}
    pulling.notify("workspace/didChangeWatchedFiles", {"changes": [change]})

    assert {code for each in (await pull(pulling, {})).values() for code in codes(each)} == {"D100"}


@pytest.fixture
def dependent(tmp_path: Path) -> Path:
    (tmp_path / "base.py").write_text("x: int = 1\n")
    (tmp_path / "near.py").write_text("from base import x as y\n\n__all__ = ['y']\n")
    (tmp_path / "far.py").write_text("from near import y\n\nz: int = y\n")
    return tmp_path / "far.py"


async def pull_until(editor: Editor, uri: str, wanted: list[str]) -> None:
    """Pull as clients do, until a file is reported with some codes."""
    previous: dict[str, str] = {}
    async with asyncio.timeout(60):
        while True:
            for each in (await pull(editor, previous)).values():
                previous[each["uri"]] = each.get("resultId", "")
                if each["uri"] == uri and each["kind"] == "full" and codes(each) == wanted:
                    return


async def test_a_file_is_reported_anew_when_what_it_imports_changes_on_the_disk(
    dependent: Path, pulling: Editor
) -> None:
    uri = uri_of(dependent)
    await pull_until(pulling, uri, [])
    dependent.with_name("base.py").write_text("x: str = ''\n")
    await pull_until(pulling, uri, ["invalid-assignment"])
    dependent.with_name("base.py").unlink()
    await pull_until(pulling, uri, [])
    dependent.with_name("base.py").write_text("x: bytes = b''\n")
    pulling.notify(
        "workspace/didChangeWatchedFiles",
        {"changes": [{"uri": uri_of(dependent.with_name("base.py")), "type": 1}]},
    )
    await pull_until(pulling, uri, ["invalid-assignment"])


async def test_a_file_is_reported_anew_when_what_it_imports_changes_in_the_editor(
    dependent: Path, pulling: Editor
) -> None:
    uri = uri_of(dependent)
    await pull_until(pulling, uri, [])
    base = pulling.open(dependent.with_name("base.py"))
    pulling.change(base, {"text": "x: str = ''\n"})
    await pull_until(pulling, uri, ["invalid-assignment"])
    pulling.notify("textDocument/didClose", {"textDocument": {"uri": base}})
    await pull_until(pulling, uri, [])
