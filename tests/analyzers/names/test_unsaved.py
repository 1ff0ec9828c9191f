from pathlib import Path

import pytest
from tests.analyzers.names.cursor import opened

from devmentor_analyzers.names.candidates import SourceFiles
from devmentor_analyzers.names.patience import Patience
from devmentor_analyzers.names.tuning import tune
from devmentor_analyzers.names.unsaved import Unsaved


@pytest.fixture
def unsaved(tmp_path: Path, jedi_restored: None) -> Unsaved:
    found = Unsaved()
    tune(SourceFiles([tmp_path], found).containing, Patience(), found)
    return found


def lines_of_run(folder: Path) -> list[int | None]:
    script, line, column = opened("import other\nother.ru⌶n", folder / "a.py")
    return [name.line for name in script.goto(line, column)]


def test_the_editors_text_counts_until_the_document_is_closed(
    tmp_path: Path, unsaved: Unsaved, jedi_cache: Path
) -> None:
    other = tmp_path / "other.py"
    other.write_text("def run(): ...\n")
    assert lines_of_run(tmp_path) == [1]
    cached = set(jedi_cache.rglob("*.pkl"))

    unsaved.update({str(other): "\n\n\ndef run(): ...\n"})
    assert other in unsaved
    assert lines_of_run(tmp_path) == [4]
    assert set(jedi_cache.rglob("*.pkl")) == cached

    unsaved.update({str(other): None})
    assert other not in unsaved
    assert lines_of_run(tmp_path) == [1]


def test_a_document_without_a_file_has_no_text_when_closed(unsaved: Unsaved) -> None:
    unsaved.update({"/new.py": "x = 1"})
    assert (unsaved.text("/new.py"), unsaved.paths()) == ("x = 1", [Path("/new.py")])

    unsaved.update({"/new.py": None})
    assert (unsaved.text("/new.py"), unsaved.since("/new.py")) == (None, None)


def test_the_text_that_is_asked_about_replaces_an_older_one_of_an_open_document(
    unsaved: Unsaved,
) -> None:
    unsaved.update({"/open.py": "x = 1"})

    unsaved.refresh("/open.py", "x = 2")
    unsaved.refresh("/closed.py", "x = 3")

    assert unsaved.text("/open.py") == "x = 2"
    assert unsaved.text("/closed.py") is None
