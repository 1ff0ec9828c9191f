import json
from pathlib import Path

from tests.analyzers.checking import notebook
from tests.analyzers.documents import saved

from devmentor_analyzers.engines.begun_once import begin_lint, begin_types


async def test_ruff_takes_the_configuration_around_the_files(tmp_path: Path) -> None:
    saved(tmp_path / "ruff.toml", 'lint.select = ["E711"]\n')
    file = saved(tmp_path / "src" / "a.py", "import os\nos == None\n").path

    answer = json.loads(await begin_lint([file]).answer())

    assert [each["code"] for each in answer] == ["E711"]


async def test_ty_tells_of_cells_only_where_there_are_some(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.py", "x: int = ''\n").path
    cells = notebook.write(tmp_path / "a.ipynb", "x: int = ''\n")

    alone = begin_types([file], tmp_path, None)
    both = begin_types([file, cells], tmp_path, None)

    assert b"invalid-assignment" in await alone.findings.answer()
    assert alone.places is None
    assert both.places and b"a.ipynb:cell 1:1:10" in await both.places.answer()
    both.close()
