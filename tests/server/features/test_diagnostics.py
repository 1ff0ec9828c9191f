import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import psutil
import pytest_asyncio
from tests.server.editor import Editor, started
from tests.server.test_publisher import PULLING


@pytest_asyncio.fixture
async def pulling(tmp_path: Path) -> AsyncGenerator[Editor]:
    async with started() as editor:
        await editor.initialize(tmp_path, capabilities=PULLING)
        yield editor


async def test_a_finding_looks_as_editors_expect(pulling: Editor, tmp_path: Path) -> None:
    uri = pulling.open(tmp_path / "a.py", "x = '😀'; import os\n")
    report = await pulling.of("diagnostic", uri)

    item = next(each for each in report["items"] if each["code"] == "F401")
    assert item["source"].lower() == "ruff"
    assert item["range"]["start"] == {"line": 0, "character": 17}
    assert item["tags"] == [1]
    assert item["codeDescription"]["href"].startswith("https://")


async def test_an_unchanged_report_is_not_sent_again(pulling: Editor, tmp_path: Path) -> None:
    uri = pulling.open(tmp_path / "a.py", "import os\n")
    first = await pulling.of("diagnostic", uri)
    second = await pulling.of("diagnostic", uri, previousResultId=first["resultId"])

    assert first["kind"] == "full"
    assert second == {"kind": "unchanged", "resultId": first["resultId"]}


async def test_broken_code_has_an_error_and_the_server_goes_on(
    pulling: Editor, tmp_path: Path
) -> None:
    uri = pulling.open(tmp_path / "a.py", "def f(:\n    return\n")
    report = await pulling.of("diagnostic", uri)

    assert 1 in {item["severity"] for item in report["items"]}


async def test_a_closed_document_has_an_empty_report(pulling: Editor, tmp_path: Path) -> None:
    report = await pulling.of("diagnostic", (tmp_path / "closed.py").as_uri())

    assert report["items"] == []


async def test_findings_stay_while_their_engine_is_replaced(
    pulling: Editor, tmp_path: Path
) -> None:
    """It is stopped: a fault."""
    uri = pulling.open(tmp_path / "a.py", "import os\nx: int = ''\n")
    await pulling.at("hover", uri, 1, 0)
    first = await pulling.of("diagnostic", uri)
    children = psutil.Process(pulling.process.pid).children()
    ruff = next(each for each in children if "ruff" in each.name())
    ruff.suspend()

    place = {"line": 0, "character": 0}
    pulling.change(uri, {"range": {"start": place, "end": place}, "text": "y = 1\n"})
    during = await pulling.of("diagnostic", uri)
    while ruff.is_running():
        await asyncio.sleep(0.05)
    after = await pulling.of("diagnostic", uri)

    lines = [
        {item["code"]: item["range"]["start"]["line"] for item in report["items"]}
        for report in (first, during, after)
    ]
    assert lines[0]["F401"] == 0
    assert lines[0].keys() <= lines[1].keys()
    assert [found["F401"] for found in lines[1:]] == [1, 1]
