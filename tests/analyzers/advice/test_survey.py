import contextlib
import os
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
    parsed = survey.parsed(path)
    assert parsed
    return [each.code for found in survey.advice(path, parsed) for each in found]


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


def test_a_check_looks_at_its_files_among_all_of_the_project(tmp_path: Path) -> None:
    path = cycle(tmp_path)

    found = advice_together([path], [tmp_path], Settings())

    assert [(each.code, Path(each.path).name) for each in found] == [("import-cycle", "a.py")]
    assert advice_together([path], [tmp_path], Settings(advice=Choices.silent())) == []


def test_a_copy_in_another_file_is_found(tmp_path: Path) -> None:
    piece = PIECE + OTHER
    saved(tmp_path / "b.py", piece)
    survey = surveyed(tmp_path)
    saved(tmp_path / "a.py", piece)

    list(survey.taking(tmp_path / "a.py", Parsed("python", piece), is_open=True))

    assert codes(survey, tmp_path / "a.py") == ["duplicate"]


def test_a_private_name_lives_as_long_as_any_file_mentions_it(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.py", "def _helper():\n    pass\n").path
    saved(tmp_path / "b.py", "from a import _helper\n")
    survey = surveyed(tmp_path)
    assert codes(survey, path) == []

    list(survey.taking(tmp_path / "b.py", Parsed("python", "x = 1\n")))

    assert codes(survey, path) == ["unused"]


def test_before_all_is_read_nothing_is_called_unused(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.py", "def _helper():\n    pass\n").path
    survey = Survey(Choices(), LIMIT)
    list(survey.reading(path))

    assert codes(survey, path) == []


def test_a_file_with_an_odd_name_and_a_pipe_are_passed_over(tmp_path: Path) -> None:
    with contextlib.suppress(OSError):  # not every file system takes such a name
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.py")).write_text("def _helper(): ...\n")
    os.mkfifo(tmp_path / "pipe.py")
    path = cycle(tmp_path)

    assert codes(surveyed(tmp_path), path) == ["import-cycle"]
