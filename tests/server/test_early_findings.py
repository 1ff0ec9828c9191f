"""Findings for somebody who has just opened a file."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range
from devmentor_server import early_findings
from devmentor_server.early_findings import EarlyFindings


def finding(code: str) -> Finding:
    return Finding(
        path="a.py",
        range=Range.of(0, 0, 0, 1),
        code=code,
        message=code,
        severity=Severity.WARNING,
        source="test",
    )


LINT, TYPES = finding("lint"), finding("types")


class LateTypes(Workspace):
    """A fault: types, and lint, take as long as the test says."""

    def __init__(self, folder: Path) -> None:
        super().__init__([folder], Settings())
        self.types_are_there = asyncio.Event()
        self.lint_is_there = asyncio.Event()
        self.lint_is_there.set()
        self.lint = [LINT]

    async def findings(self, snapshot: Snapshot, *, types: bool = True) -> list[Finding]:
        if not types:
            await asyncio.sleep(0.01)
            await self.lint_is_there.wait()
            return self.lint
        await self.types_are_there.wait()
        return [LINT, TYPES]


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return Snapshot("file:///a.py", tmp_path / "a.py", "python", 1, "x")


async def test_lint_is_shown_before_types_are_there(tmp_path: Path, snapshot: Snapshot) -> None:
    analysis, early = LateTypes(tmp_path), EarlyFindings()

    first = await early.so_far(analysis, snapshot)
    analysis.types_are_there.set()

    assert first.findings == [LINT]
    assert first.rest and await first.rest == [LINT, TYPES]


async def test_what_is_there_in_time_is_one_report(tmp_path: Path, snapshot: Snapshot) -> None:
    analysis = LateTypes(tmp_path)
    analysis.types_are_there.set()

    report = await EarlyFindings().so_far(analysis, snapshot)

    assert (report.findings, report.rest) == ([LINT, TYPES], None)


async def test_after_a_whole_report_types_stay_and_move_with_the_text(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    analysis, early = LateTypes(tmp_path), EarlyFindings()
    analysis.types_are_there.set()
    await early.so_far(analysis, snapshot)
    analysis.types_are_there.clear()
    later = replace(snapshot, version=2, text="\nx")

    report = await early.so_far(analysis, later)
    analysis.types_are_there.set()

    assert report.findings == [LINT, TYPES.model_copy(update={"range": Range.of(1, 0, 1, 1)})]
    assert report.rest and await report.rest == [LINT, TYPES]


async def test_lint_that_is_late_stays_and_moves_with_the_text(
    tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(early_findings, "_PATIENCE_SECONDS", 0.05)
    analysis, early = LateTypes(tmp_path), EarlyFindings()
    analysis.types_are_there.set()
    await early.so_far(analysis, snapshot)
    analysis.types_are_there.clear()
    analysis.lint_is_there.clear()
    later = replace(snapshot, version=2, text="\nx")

    report = await early.so_far(analysis, later)
    analysis.types_are_there.set()
    analysis.lint_is_there.set()

    place = {"range": Range.of(1, 0, 1, 1)}
    assert report.findings == [each.model_copy(update=place) for each in (LINT, TYPES)]
    assert report.rest and await report.rest == [LINT, TYPES]


async def test_what_is_late_is_waited_for_the_second_time_a_version_is_asked_about(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(early_findings, "_PATIENCE_SECONDS", 0.01)
    early, there = EarlyFindings(), asyncio.Event()

    async def late() -> list[Finding]:
        await there.wait()
        return []

    rest = asyncio.create_task(late())
    asked = [await early.is_late(replace(snapshot, version=of), rest) for of in (1, 1, 2)]
    there.set()

    assert asked == [True, False, True]
    assert await rest == []
    assert not await early.is_late(replace(snapshot, version=3), rest)


async def test_a_closed_document_starts_anew(tmp_path: Path, snapshot: Snapshot) -> None:
    analysis, early = LateTypes(tmp_path), EarlyFindings()
    analysis.types_are_there.set()
    await early.so_far(analysis, snapshot)
    early.forget(snapshot.uri)

    assert not early.knows(snapshot.uri)


async def test_a_superseded_report_stops_its_work(tmp_path: Path, snapshot: Snapshot) -> None:
    analysis, early = LateTypes(tmp_path), EarlyFindings()
    waiting = asyncio.create_task(early.so_far(analysis, snapshot))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await asyncio.sleep(0)

    assert not [task for task in asyncio.all_tasks() if "_everything" in repr(task)]


async def test_what_is_quick_this_time_is_not_shown_twice(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    """Git had to be waited for in the first report, so that lint came late."""
    analysis, early = LateTypes(tmp_path), EarlyFindings()
    analysis.lint = []
    analysis.types_are_there.set()
    await early.so_far(analysis, snapshot)
    analysis.types_are_there.clear()
    analysis.lint = [LINT]

    report = await early.so_far(analysis, snapshot)
    analysis.types_are_there.set()

    assert report.findings == [LINT, TYPES]


async def test_a_rule_that_was_muted_meanwhile_is_not_shown_as_it_was(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    analysis, early = LateTypes(tmp_path), EarlyFindings()
    analysis.types_are_there.set()
    await early.so_far(analysis, snapshot)
    analysis.types_are_there.clear()
    analysis.silence.memory.mute(TYPES.code)

    report = await early.so_far(analysis, snapshot)
    analysis.types_are_there.set()

    assert report.findings == [LINT]


async def test_what_a_new_comment_asks_to_ignore_is_not_shown_as_it_was(
    tmp_path: Path, snapshot: Snapshot
) -> None:
    analysis, early = LateTypes(tmp_path), EarlyFindings()
    analysis.types_are_there.set()
    await early.so_far(analysis, snapshot)
    analysis.types_are_there.clear()
    later = replace(snapshot, version=2, text="x  # devmentor: ignore[types]")

    report = await early.so_far(analysis, later)
    analysis.types_are_there.set()

    assert report.findings == [LINT]
