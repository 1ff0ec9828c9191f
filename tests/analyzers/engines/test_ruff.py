import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import document, saved

from devmentor_analyzers.engines.ruff import Ruff
from devmentor_protocol.finding import Severity, Tag
from devmentor_protocol.position import Range

ALL = Range.of(0, 0, 99, 0)


@pytest.fixture
async def ruff(tmp_path: Path) -> AsyncGenerator[Ruff]:
    ruff = Ruff([tmp_path])
    ruff.engine.start()
    yield ruff
    await ruff.engine.close()


async def test_a_finding_has_its_rule_place_and_documentation(ruff: Ruff, tmp_path: Path) -> None:
    found = await ruff.findings(document(tmp_path / "a.py", "é = 1\nimport os\n"))

    assert found is not None
    unused = next(each for each in found if each.code == "F401")
    assert (unused.line, unused.column, unused.severity) == (2, 8, Severity.WARNING)
    assert unused.tags == (Tag.UNNECESSARY,)
    assert unused.docs_url == "https://docs.astral.sh/ruff/rules/unused-import"


async def test_the_projects_own_configuration_decides(ruff: Ruff, tmp_path: Path) -> None:
    saved(tmp_path / "ruff.toml", 'lint.select = ["D100"]\n')

    found = await ruff.findings(saved(tmp_path / "a.py", "import os\n"))

    assert found is not None
    assert [each.code for each in found] == ["D100"]


async def test_a_broken_configuration_does_not_silence_ruff(ruff: Ruff, tmp_path: Path) -> None:
    saved(tmp_path / "ruff.toml", "lint.select = [\n")

    found = await ruff.findings(saved(tmp_path / "a.py", "import os\n"))

    assert found is not None
    assert [each.code for each in found] == ["F401"]


async def test_safe_and_unsafe_fixes_are_kept_apart(ruff: Ruff, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", "import os\n\n\ndef f():\n    x = 1\n")
    saved(tmp_path / "ruff.toml", 'lint.select = ["F"]\n')

    fixes = [fix for fix in await ruff.fixes(snapshot, ALL) if not fix.silences]

    assert {fix.findings[0].code: fix.safe for fix in fixes} == {"F401": True, "F841": False}
    unused = next(fix for fix in fixes if fix.safe)
    assert unused.title == "Remove unused import: `os` [F401]"
    assert unused.edits[0].text == ""


async def test_only_fixes_in_the_range_are_offered(ruff: Ruff, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", "import os\n\n\n\n")

    assert await ruff.fixes(snapshot, Range.of(3, 0, 3, 0)) == []


async def test_the_newest_text_counts(ruff: Ruff, tmp_path: Path) -> None:
    ruff.engine.opened(document(tmp_path / "a.py", "import os\n"))

    assert await ruff.findings(document(tmp_path / "a.py", "x = 1\n", version=2)) == []


async def test_other_languages_are_none_of_its_business(ruff: Ruff, tmp_path: Path) -> None:
    assert await ruff.findings(document(tmp_path / "a.go", "package m\n")) is None


async def test_without_its_process_ruff_has_no_answer(ruff: Ruff, tmp_path: Path) -> None:
    async with asyncio.timeout(60):
        await ruff.engine.close()

    assert await ruff.findings(document(tmp_path / "a.py", "import os\n")) is None


async def test_a_rule_is_disabled_once_for_a_line(ruff: Ruff, tmp_path: Path) -> None:
    fixes = await ruff.fixes(document(tmp_path / "a.py", "print(nope, nada)\n"), ALL)

    assert [fix.title for fix in fixes if fix.silences] == ["Disable F821 on this line"]


async def test_formatting_edits_only_what_changes(ruff: Ruff, tmp_path: Path) -> None:
    edits = await ruff.formatted(document(tmp_path / "a.py", "x=1\n\ny = 2\nz=3\n"))

    assert [(edit.range.start.line, edit.text) for edit in edits] == [
        (0, "x = 1\n"),
        (3, "z = 3\n"),
    ]


async def test_a_part_is_formatted_alone(ruff: Ruff, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", "x=1\ny=2\n")
    edits = await ruff.formatted(snapshot, Range.of(1, 0, 1, 1))

    assert {edit.range.start.line for edit in edits} == {1}


async def test_what_does_not_parse_is_not_formatted(ruff: Ruff, tmp_path: Path) -> None:
    assert await ruff.formatted(document(tmp_path / "a.py", "def f(:\n  x=1\n")) == []
    assert await ruff.organized(document(tmp_path / "b.py", "import sys, (\nimport os\n")) == []


async def test_imports_are_sorted_without_touching_the_rest(ruff: Ruff, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", "import sys\nimport os\n\nx=1\n")
    edits = await ruff.organized(snapshot)

    assert [edit.text for edit in edits] == ["import os\n", ""]


async def test_a_document_that_it_crashes_over_costs_the_others_nothing(
    ruff: Ruff, tmp_path: Path
) -> None:
    """Its stack overflows; by how deep a nesting depends on the machine."""
    deep = document(tmp_path / "deep.py", f"x = {'[' * 30_000}1{']' * 30_000}\n")
    other = document(tmp_path / "a.py", "import os\n")
    for each in (deep, other):
        ruff.engine.opened(each)
    for _ in range(10):
        assert await ruff.findings(deep) is None
        await ruff.engine.started()

    found = await ruff.findings(other)
    assert found and [each.code for each in found] == ["F401"]
