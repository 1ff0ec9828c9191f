import sys
from pathlib import Path

from tests.analyzers.documents import saved

from devmentor_analyzers.engines import basedpyright_once
from devmentor_analyzers.engines.attaching import find_program
from devmentor_protocol.finding import Finding, Tag

BAD = 'x: int = ""\n'


async def check_types(project: Path, *files: Path) -> list[Finding]:
    program = find_program("basedpyright", [])
    assert program
    return await basedpyright_once.check_types(files, project, Path(sys.executable), program)


async def test_types_are_checked_with_places_in_code_points(tmp_path: Path) -> None:
    """Its own count units of UTF-16."""
    file = saved(tmp_path / "a.py", 'x = "😀"; y: int = "no"\n').path

    (finding,) = await check_types(tmp_path, file)

    assert (finding.path, finding.code) == (str(file), "reportAssignmentType")
    assert (finding.range.start.character, finding.range.end.character) == (18, 22)
    assert finding.docs_url and finding.docs_url.endswith("#reportAssignmentType")


async def test_files_with_spaces_are_checked_and_those_behind_links(tmp_path: Path) -> None:
    saved(tmp_path / "real place" / "a b.py", BAD)
    saved(tmp_path / "real place" / "c.py", BAD)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real place")

    found = await check_types(link, link / "a b.py", link / "c.py")

    assert {each.path for each in found} == {str(link / "a b.py"), str(link / "c.py")}


async def test_files_that_the_project_excludes_stay_excluded(tmp_path: Path) -> None:
    saved(tmp_path / "pyrightconfig.json", '{"exclude": ["made"]}')

    assert await check_types(tmp_path, saved(tmp_path / "made" / "a.py", BAD).path) == []


async def test_the_projects_configuration_counts_and_tags_are_those_of_its_server(
    tmp_path: Path,
) -> None:
    saved(tmp_path / "pyproject.toml", "[tool.pyright]\nreportUnusedImport = true\n")

    (finding,) = await check_types(tmp_path, saved(tmp_path / "a.py", "import os\n").path)

    assert (finding.code, finding.tags) == ("reportUnusedImport", (Tag.UNNECESSARY,))


async def test_without_configuration_modules_are_found_as_its_server_finds_them(
    tmp_path: Path,
) -> None:
    saved(tmp_path / "src" / "shop" / "__init__.py", "")
    saved(tmp_path / "top" / "__init__.py", "y = 1\n")
    file = saved(tmp_path / "top" / "inner" / "a.py", "import shop\nfrom top import y\n").path

    assert await check_types(tmp_path, file) == []
