from pathlib import Path

from tests.analyzers.checking import notebook

from devmentor_analyzers.checking.check import check
from devmentor_analyzers.checking.fingerprints import Texts
from devmentor_analyzers.checking.ignored_cells import not_ignored_in_cells
from devmentor_analyzers.settings import Settings
from devmentor_protocol.finding import Finding


async def left(*cells: str, folder: Path) -> list[Finding]:
    file = notebook.write(folder / "a.ipynb", *cells)
    report = await check([file], Settings(ty=False))
    return not_ignored_in_cells(report.findings, Texts())


async def test_a_comment_is_about_its_line_in_its_own_cell(tmp_path: Path) -> None:
    found = await left("print(q)  # devmentor: ignore[F821]\nprint(r)", "print(s)", folder=tmp_path)

    assert [(each.cell, each.line) for each in found] == [(1, 2), (2, 1)]


async def test_a_comment_about_the_file_is_about_all_cells(tmp_path: Path) -> None:
    found = await left("print(q)", "# devmentor: ignore-file[F821]\nprint(r)", folder=tmp_path)

    assert found == []
