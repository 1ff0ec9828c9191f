from pathlib import Path

import pytest
from tests.analyzers.names.cursor import opened

from devmentor_analyzers.names.candidates import SourceFiles
from devmentor_analyzers.names.jedi_api import (
    has_unknown_parameter,
    jedi,
    parso_cache,
    search_parameters,
)
from devmentor_analyzers.names.patience import NotWanted, Patience
from devmentor_analyzers.names.tuning import tune
from devmentor_analyzers.names.unsaved import Unsaved


@pytest.fixture
def patience(tmp_path: Path, jedi_restored: None) -> Patience:
    found = Patience()
    found.begin(1, 60)
    unsaved = Unsaved()
    tune(SourceFiles([tmp_path], unsaved).containing, found, unsaved)
    return found


def uses(folder: Path, count: int) -> None:
    (folder / "source.py").write_text("def target(): pass\n")
    for number in range(count):
        (folder / f"use_{number}.py").write_text("from source import target\ntarget()\n")


@pytest.mark.usefixtures("patience")
def test_references_are_found_in_more_files_than_jedi_opens_by_itself(tmp_path: Path) -> None:
    uses(tmp_path, 60)

    script, line, column = opened("def targ⌶et(): pass\n", tmp_path / "source.py")
    found = script.get_references(line, column)

    assert len({name.module_path for name in found}) == 61
    assert len(found) == 121


def test_a_search_that_is_not_wanted_any_more_ends(tmp_path: Path, patience: Patience) -> None:
    uses(tmp_path, 3)
    script, line, column = opened("def targ⌶et(): pass\n", tmp_path / "source.py")

    patience.stop(1)

    with pytest.raises(NotWanted):
        script.get_references(line, column)


def test_a_search_without_time_left_answers_with_what_it_has(
    tmp_path: Path, patience: Patience
) -> None:
    uses(tmp_path, 3)
    script, line, column = opened("def targ⌶et(): pass\ntarget()\n", tmp_path / "source.py")

    patience.begin(2, 0)

    assert script.get_references(line, column) == []


def test_a_parameter_is_learnt_from_calls_while_there_is_time(
    tmp_path: Path, patience: Patience
) -> None:
    text = "def shout(word):\n    return wor⌶d\n\nshout('a')\n"
    in_time, line, column = opened(text, tmp_path / "a.py")
    late, _, _ = opened(text, tmp_path / "b.py")

    assert [name.name for name in in_time.infer(line, column)] == ["str"]
    patience.begin(2, 0)
    assert late.infer(line, column) == []


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize(("use", "is_unknown"), [("wor⌶d.upp", True), ("cou⌶nt.rea", False)])
def test_a_script_knows_whether_calls_could_have_told_it_more(
    tmp_path: Path, use: str, is_unknown: bool
) -> None:
    script, line, column = opened(
        f"def shout(word):\n    count = 1\n    {use}\n", tmp_path / "a.py"
    )
    search_parameters(script, wanted=False)

    script.infer(line, column)

    assert has_unknown_parameter(script) is is_unknown


@pytest.mark.usefixtures("patience")
def test_a_file_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    uses(tmp_path, 1)
    (tmp_path / "odd.py").write_bytes(b"target \xff\xfe\x00 = (\n")

    script, line, column = opened("def targ⌶et(): pass\n", tmp_path / "source.py")

    assert len(script.get_references(line, column)) >= 3


@pytest.mark.usefixtures("patience")
def test_half_a_cache_file_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jedi.settings, "cache_directory", str(tmp_path / "cache"))
    (tmp_path / "source.py").write_text("def target(): pass\n")
    text = "import source\nsource.tar⌶get"
    opened(text, tmp_path / "a.py")[0].goto(2, 9)
    parso_cache.parser_cache.clear()
    written = list(tmp_path.rglob("*.pkl"))
    for path in written:
        path.write_bytes(path.read_bytes()[:20])

    script, line, column = opened(text, tmp_path / "a.py")

    assert written
    assert [name.line for name in script.goto(line, column)] == [1]


@pytest.mark.usefixtures("patience")
def test_a_cache_folder_that_cannot_be_written_costs_only_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "source.py").write_text("def target(): pass\n")
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(jedi.settings, "cache_directory", str(tmp_path / "file" / "cache"))

    script, line, column = opened("import source\nsource.tar⌶get", tmp_path / "a.py")

    assert [name.line for name in script.goto(line, column)] == [1]
