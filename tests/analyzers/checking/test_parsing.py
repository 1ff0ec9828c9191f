from pathlib import Path

from tests.analyzers.documents import saved

from devmentor_analyzers.checking.parsing import faults_of
from devmentor_analyzers.settings import Settings


async def test_python_is_parsed_only_when_no_engine_does(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", "def (:\n")
    saved(tmp_path / "b.go", "func (:\n")
    files = [tmp_path / "a.py", tmp_path / "b.go"]

    with_engine = await faults_of(files, Settings(), python=False)
    without = await faults_of(files, Settings(), python=True)

    assert {Path(each.path).name for each in with_engine.found} == {"b.go"}
    assert {Path(each.path).name for each in without.found} == {"a.py", "b.go"}


async def test_many_files_are_parsed_in_processes_and_none_is_lost(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.ts" for number in range(400)]
    for file in files:
        saved(file, "let x = ;\n")

    faults = await faults_of(files, Settings(), python=False)

    assert {Path(each.path) for each in faults.found} == set(files)
    assert faults.skipped == []


async def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"\xff")

    (skipped,) = (await faults_of([tmp_path / "a.py"], Settings(), python=False)).skipped

    assert (skipped.path, "UTF-8" in skipped.reason) == (tmp_path / "a.py", True)


async def test_files_that_speak_to_us_are_told(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", "x = 1  # devmentor: ignore\n")
    saved(tmp_path / "b.go", "// devmentor: ignore-file\n")
    saved(tmp_path / "c.py", "x = 1\n")
    files = [tmp_path / name for name in ("a.py", "b.go", "c.py")]

    assert set((await faults_of(files, Settings(), python=False)).speaking) == set(files[:2])
