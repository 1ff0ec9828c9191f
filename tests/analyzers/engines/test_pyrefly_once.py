import sys
from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.engines import pyrefly_once
from devmentor_analyzers.engines.attaching import find_program
from devmentor_analyzers.engines.once import EngineFailed
from devmentor_protocol.finding import Finding

BAD = 'x: int = ""\n'


async def check_types(project: Path, *files: Path) -> list[Finding]:
    program = find_program("pyrefly", [])
    assert program
    return await pyrefly_once.check_types(files, project, Path(sys.executable), program)


async def test_types_are_checked_with_places_in_code_points(tmp_path: Path) -> None:
    file = saved(tmp_path / "a b[1]*.py", 'x = "😀"; y: int = "no"\n').path

    (finding,) = await check_types(tmp_path, file)

    assert (finding.path, finding.code) == (str(file), "bad-assignment")
    assert (finding.range.start.character, finding.range.end.character) == (18, 22)
    assert finding.docs_url and "bad-assignment" in finding.docs_url


async def test_files_that_the_project_excludes_stay_excluded(tmp_path: Path) -> None:
    saved(tmp_path / "pyrefly.toml", 'project-excludes = ["made/**"]\n')
    made = saved(tmp_path / "made" / "a.py", BAD).path
    own = saved(tmp_path / "a.py", BAD).path

    assert {each.path for each in await check_types(tmp_path, made, own)} == {str(own)}
    assert await check_types(tmp_path, made) == []


async def test_a_refused_configuration_is_a_failure_of_the_configuration(tmp_path: Path) -> None:
    saved(tmp_path / "pyrefly.toml", "nonsense")

    with pytest.raises(EngineFailed, match="TOML") as raised:
        await check_types(tmp_path, saved(tmp_path / "a.py", "").path)

    assert raised.value.configuration


async def test_a_file_that_is_no_text_or_gone_costs_nobody_else_an_answer(tmp_path: Path) -> None:
    (tmp_path / "latin.py").write_bytes(b"\xe9")
    file = saved(tmp_path / "a.py", BAD).path

    found = await check_types(tmp_path, tmp_path / "latin.py", tmp_path / "gone.py", file)

    assert "bad-assignment" in {each.code for each in found}
