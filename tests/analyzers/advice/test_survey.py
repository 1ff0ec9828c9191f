from pathlib import Path

from tests.analyzers.advice.test_duplicates import OTHER, PIECE
from tests.analyzers.documents import saved

from devmentor_analyzers.advice.choices import Choices
from devmentor_analyzers.advice.survey import Survey, advice_together
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.syntax.parsed import Parsed

LIMIT = 1_000_000


def surveyed(folder: Path, choices: Choices | None = None) -> Survey:
    survey = Survey(choices or Choices(), LIMIT)
    list(survey.read_folders([folder]))
    return survey


def codes(survey: Survey, path: Path) -> list[str]:
    return [each.code for found in survey.advice(path) for each in found]


def cycle(folder: Path) -> Path:
    saved(folder / "b.py", "import a\n")
    return saved(folder / "a.py", "import b\n").path


def test_a_cycle_through_files_on_the_disk_is_found(tmp_path: Path) -> None:
    path = cycle(tmp_path)

    assert codes(surveyed(tmp_path), path) == ["import-cycle"]


def test_an_unsaved_text_counts_and_so_does_its_file_later(tmp_path: Path) -> None:
    path = cycle(tmp_path)
    survey = surveyed(tmp_path)

    list(survey.taking(tmp_path / "b.py", Parsed("python", "import os\n")))
    assert codes(survey, path) == []

    list(survey.reading(tmp_path / "b.py"))
    assert codes(survey, path) == ["import-cycle"]


def test_a_deleted_file_is_forgotten(tmp_path: Path) -> None:
    path = cycle(tmp_path)
    survey = surveyed(tmp_path)
    (tmp_path / "b.py").unlink()

    list(survey.reading(tmp_path / "b.py"))

    assert codes(survey, path) == []


def test_nothing_is_read_for_rules_that_are_off(tmp_path: Path) -> None:
    cycle(tmp_path)

    assert list(Survey(Choices.silent(), LIMIT).read_folders([tmp_path])) == []


def test_a_check_surveys_the_files_it_is_given(tmp_path: Path) -> None:
    path = cycle(tmp_path)
    files = [path, tmp_path / "b.py"]

    found = advice_together(files, Settings())

    assert [(each.code, Path(each.path).name) for each in found] == [
        ("import-cycle", "a.py"),
        ("import-cycle", "b.py"),
    ]
    assert advice_together(files, Settings(advice=Choices.silent())) == []
    assert advice_together(files[:1], Settings()) == []


def test_a_copy_in_another_file_is_found(tmp_path: Path) -> None:
    piece = PIECE + OTHER
    saved(tmp_path / "b.py", piece)
    survey = surveyed(tmp_path)

    list(survey.taking(tmp_path / "a.py", Parsed("python", piece), is_open=True))

    assert codes(survey, tmp_path / "a.py") == ["duplicate"]
