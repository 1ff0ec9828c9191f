from pathlib import Path

from tests.analyzers.documents import saved

from devmentor_analyzers.engines.ruff_once import fixable_files, fixed_texts, lint_files
from devmentor_protocol.finding import Severity, Tag

UNUSED = "import os\n"


async def test_positions_count_code_points_from_zero(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", 'print("😀", missing)\n')

    (finding,) = (await lint_files([tmp_path / "a.py"])).found

    place = finding.range
    assert (place.start.line, place.start.character, place.end.character) == (0, 11, 18)
    assert (finding.code, finding.severity) == ("F821", Severity.ERROR)


async def test_what_is_unused_is_tagged(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", UNUSED)

    findings = (await lint_files([tmp_path / "a.py"])).found

    assert [each.tags for each in findings if each.code == "F401"] == [(Tag.UNNECESSARY,)]


async def test_no_files_need_no_ruff() -> None:
    assert (await lint_files([])).found == []


async def test_a_file_that_ruff_crashes_over_costs_the_others_nothing(tmp_path: Path) -> None:
    """Its stack overflows; by how deep a nesting depends on the machine."""
    files = [saved(tmp_path / f"{number}.py", UNUSED).path for number in range(5)]
    deep = saved(tmp_path / "3.py", f"x = {'[' * 30_000}1{']' * 30_000}\n").path

    found = await lint_files(files)

    assert found.ended_over == [deep]
    assert len(found.found) == 4
    assert set(await fixable_files(files, unsafe=False)) == {*files} - {deep}


async def test_only_files_with_a_fix_of_the_wanted_kind_are_fixable(tmp_path: Path) -> None:
    saved(tmp_path / "ruff.toml", 'lint.select = ["F"]\n')
    saved(tmp_path / "safe.py", UNUSED)
    saved(tmp_path / "unsafe.py", "def f():\n    x = 1\n")
    files = [tmp_path / "safe.py", tmp_path / "unsafe.py"]

    assert await fixable_files(files, unsafe=False) == files[:1]
    assert await fixable_files(files, unsafe=True) == files


async def test_a_text_is_fixed_with_the_configuration_of_its_path(tmp_path: Path) -> None:
    saved(tmp_path / "ruff.toml", 'lint.select = ["UP"]\n')
    path = tmp_path / "a.py"

    fixed = await fixed_texts({path: "import os\r\nx = dict[str, int]()\r\n"}, unsafe=False)

    assert fixed == {path: "import os\r\nx = dict[str, int]()\r\n"}


async def test_line_ends_stay(tmp_path: Path) -> None:
    saved(tmp_path / "ruff.toml", 'lint.select = ["F"]\n')
    path = tmp_path / "a.py"

    assert await fixed_texts({path: "import os\r\nx = 1\r\n"}, unsafe=False) == {path: "x = 1\r\n"}
