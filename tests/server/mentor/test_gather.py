import asyncio
import subprocess
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Location
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.finding import Finding, Related, Severity
from devmentor_protocol.position import Position, Range
from devmentor_server.documents import Documents
from devmentor_server.mentor import gather as module
from devmentor_server.mentor.gather import gather, relative_finding, subject
from devmentor_server.uris import uri_of

USED = '''\
RATE = 3


def tax(amount: int) -> int:
    """A third."""
    return amount // RATE
'''
TEXT = """\
import os
from used import tax


def total(amount: int) -> int:
    import json
    return amount + tax(amount)


def other() -> None:
    import sys
"""
IN_TOTAL = Position(line=6, character=6)


@pytest.fixture
def documents() -> Documents:
    return Documents("utf-16", 100_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The workspace, beside the caches of the engines."""
    (tmp_path / "workspace").mkdir()
    return tmp_path / "workspace"


@pytest.fixture
def snapshot(folder: Path, documents: Documents) -> Snapshot:
    (folder / "used.py").write_text(USED)
    (folder / "a.py").write_text(TEXT)
    opened = documents.open(uri_of(folder / "a.py"), "python", 1, TEXT)
    assert isinstance(opened, Snapshot)
    return opened


@pytest.fixture
async def analysis(folder: Path, snapshot: Snapshot) -> AsyncGenerator[Workspace]:
    workspace = Workspace([folder], Settings())
    await workspace.start()
    workspace.opened(snapshot)
    yield workspace
    await workspace.close()


def commit(folder: Path, subject_line: str) -> None:
    git = ["git", "-C", str(folder), "-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", subject_line]):
        subprocess.run([*git, *command], check=True)


async def test_the_subject_is_the_function_around_the_place(
    analysis: Workspace, snapshot: Snapshot
) -> None:
    about = await subject(analysis, snapshot, IN_TOTAL, None)

    assert about.symbol is not None
    assert about.title == "total"
    assert (about.first, about.last) == (4, 6)
    assert about.text.startswith("def total")


async def test_a_selection_is_taken_at_its_word(analysis: Workspace, snapshot: Snapshot) -> None:
    about = await subject(analysis, snapshot, IN_TOTAL, Range.of(0, 0, 1, 5))

    assert (about.first, about.last) == (0, 1)


async def test_outside_of_functions_the_file_is_the_subject(
    analysis: Workspace, snapshot: Snapshot
) -> None:
    about = await subject(analysis, snapshot, Position(line=0, character=0), None)

    assert about.title == "a.py:1"
    assert about.last == len(TEXT.splitlines())


async def test_a_long_function_is_cut_around_the_place(analysis: Workspace, folder: Path) -> None:
    text = "def long():\n" + "    print('a line of some length')\n" * 3_000
    snapshot = Snapshot("file:///l.py", folder / "l.py", "python", 1, text)
    about = await subject(analysis, snapshot, Position(line=1_500, character=4), None)

    assert about.first < 1_500 < about.last
    assert len(about.text) < 8_000


async def test_context_holds_code_definitions_and_findings(
    analysis: Workspace,
    snapshot: Snapshot,
    documents: Documents,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "DEADLINE_SECONDS", 30)
    about = await subject(analysis, snapshot, IN_TOTAL, None)
    context = await gather(analysis, documents, [folder], about)

    target, *others = context.excerpts
    definition = next(each for each in others if each.role == "definition")
    assert (target.role, target.path, target.start_line) == ("target", "a.py", 5)
    assert (definition.path, definition.symbol) == ("used.py", "tax")
    assert {finding.path for finding in context.findings} == {"a.py"}
    assert {finding.line for finding in context.findings} == {6}


async def test_history_is_context_too(
    analysis: Workspace,
    snapshot: Snapshot,
    documents: Documents,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "DEADLINE_SECONDS", 30)
    await asyncio.to_thread(commit, folder, "Add the total")
    context = await gather(
        analysis, documents, [folder], await subject(analysis, snapshot, IN_TOTAL, None)
    )

    [history] = [each for each in context.excerpts if each.role == "history"]
    assert "Ada: Add the total" in history.text


async def test_late_sources_are_named_and_the_code_still_goes(
    analysis: Workspace,
    snapshot: Snapshot,
    documents: Documents,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "DEADLINE_SECONDS", 0)
    about = await subject(analysis, snapshot, IN_TOTAL, None)
    context = await gather(analysis, documents, [folder], about)

    assert [each.role for each in context.excerpts] == ["target"]
    assert context.dropped == ("findings", "definitions", "history")


async def test_a_slow_definition_does_not_cost_the_others(
    analysis: Workspace,
    snapshot: Snapshot,
    documents: Documents,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fault: one of the lookups never ends."""
    about, look = await subject(analysis, snapshot, IN_TOTAL, None), analysis.definitions
    await look(snapshot, IN_TOTAL)  # the engines are warm

    async def definitions(asked: Snapshot, at: Position) -> list[Location]:
        if asked.lines.line(at.line)[at.character :].startswith("amount"):
            await asyncio.Event().wait()
        return await look(asked, at)

    monkeypatch.setattr(analysis, "definitions", definitions)
    monkeypatch.setattr(module, "DEADLINE_SECONDS", 5)
    context = await gather(analysis, documents, [folder], about)

    assert "tax" in [each.symbol for each in context.excerpts if each.role == "definition"]
    assert context.dropped == ("definitions",)


def test_no_path_of_this_machine_leaves_with_a_finding(folder: Path) -> None:
    place = Range.of(0, 0, 0, 1)
    finding = Finding(
        path=str(folder / "a.py"),
        range=place,
        code="F401",
        message="unused",
        severity=Severity.WARNING,
        source="ruff",
        related=(Related(path="/elsewhere/b.py", range=place, message="here"),),
    )
    relative = relative_finding([folder], finding)

    assert relative.path == "a.py"
    assert relative.related[0].path == "b.py"
