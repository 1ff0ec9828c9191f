from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.engines.once import EngineFailed
from devmentor_analyzers.engines.ty_once import check_types
from devmentor_protocol.finding import Severity


async def test_types_are_checked_with_places_in_code_points(tmp_path: Path) -> None:
    file = tmp_path / "a b.py"
    saved(file, 'x = "😀"; y: int = "no"\n')

    (finding,) = (await check_types([file], tmp_path, None)).found

    assert (finding.path, finding.code) == (str(file), "invalid-assignment")
    assert (finding.range.start.character, finding.range.end.character) == (18, 22)
    assert finding.severity is Severity.ERROR
    assert finding.docs_url and "invalid-assignment" in finding.docs_url


async def test_files_that_the_project_excludes_stay_excluded(tmp_path: Path) -> None:
    saved(tmp_path / "ty.toml", 'src.exclude = ["a.py"]\n')
    saved(tmp_path / "a.py", 'x: int = ""\n')

    assert (await check_types([tmp_path / "a.py"], tmp_path, None)).found == []


async def test_a_refused_configuration_is_a_failure_of_the_configuration(tmp_path: Path) -> None:
    saved(tmp_path / "ty.toml", "nonsense = 1\n")
    saved(tmp_path / "a.py", "")

    with pytest.raises(EngineFailed, match="nonsense") as raised:
        await check_types([tmp_path / "a.py"], tmp_path, None)

    assert raised.value.configuration


async def test_a_file_that_is_no_text_costs_nobody_else_an_answer(tmp_path: Path) -> None:
    (tmp_path / "latin.py").write_bytes(b"\xe9")
    saved(tmp_path / "a.py", 'x: int = ""\n')

    found = (await check_types([tmp_path / "latin.py", tmp_path / "a.py"], tmp_path, None)).found

    assert "invalid-assignment" in {each.code for each in found}
