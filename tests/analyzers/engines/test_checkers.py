from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import document

from devmentor_analyzers.engines.checkers import Checkers
from devmentor_analyzers.folders import FolderSettings
from devmentor_analyzers.settings import Settings

CODE = "x: int = ''\n"


@pytest.fixture
async def checkers(tmp_path: Path) -> AsyncGenerator[Checkers]:
    own = {
        tmp_path / "ours": Settings(),
        tmp_path / "theirs": Settings(checker="pyrefly"),
        tmp_path / "nobodys": Settings(ty=False),
    }
    for folder in own:
        folder.mkdir()
    checkers = Checkers(FolderSettings(Settings(), own), {})
    for engine in checkers.engines:
        engine.start()
    yield checkers
    for engine in checkers.engines:
        await engine.close()


async def test_each_folder_is_checked_by_its_own(checkers: Checkers, tmp_path: Path) -> None:
    found = {
        name: await checkers.findings(document(tmp_path / name / "a.py", CODE))
        for name in ("ours", "theirs", "nobodys")
    }

    assert [each.source for each in found["ours"] or []] == ["ty"]
    assert [each.source for each in found["theirs"] or []] == ["pyrefly"]
    assert found["nobodys"] is None


async def test_an_engine_that_is_still_wanted_is_kept(checkers: Checkers, tmp_path: Path) -> None:
    before = list(checkers.engines)
    checkers.work_in(FolderSettings(Settings(), {tmp_path / "ours": Settings()}), {})
    (kept,) = checkers.engines
    for engine in before:
        await engine.close()

    assert kept in before
