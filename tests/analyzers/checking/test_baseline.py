from pathlib import Path

import pytest
from tests.analyzers.checking.test_fingerprints import finding

from devmentor_analyzers.checking.baseline import BaselineError, new_findings, write_baseline
from devmentor_analyzers.checking.fingerprints import Texts


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "baseline.json"


def test_known_findings_are_left_out_also_when_they_move(tmp_path: Path, file: Path) -> None:
    path = str(tmp_path / "a.py")
    write_baseline(file, [finding(0, path)], Texts({path: "x\n"}))
    moved = Texts({path: "\n\nx\ny\n"})

    left = new_findings(file, [finding(2, path), finding(3, path)], moved)

    assert left == [finding(3, path)]


def test_the_same_finding_once_more_is_new(tmp_path: Path, file: Path) -> None:
    path = str(tmp_path / "a.py")
    write_baseline(file, [finding(0, path)], Texts({path: "x\n"}))
    twice = [finding(0, path), finding(1, path)]

    assert new_findings(file, twice, Texts({path: "x\nx\n"})) == twice[1:]


def test_an_empty_baseline_knows_nothing(tmp_path: Path, file: Path) -> None:
    write_baseline(file, [], Texts())

    assert new_findings(file, [finding(0)], Texts()) == [finding(0)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"version": 2, "findings": []}', "version 2"),
        ('{"version": 1}', "is not a baseline"),
        ("[]", "is not a baseline"),
        ("{", "is not a baseline"),
        ('{"version": 1, "findings": [3]}', "is not a baseline"),
        (None, "no baseline"),
    ],
)
def test_a_baseline_that_cannot_be_used_says_what_to_do(
    file: Path, content: str | None, words: str
) -> None:
    if content is not None:
        file.write_text(content)

    with pytest.raises(BaselineError, match=f"{words}.*--write-baseline"):
        new_findings(file, [], Texts())


def test_a_baseline_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(BaselineError, match="cannot be written"):
        write_baseline(tmp_path / "file" / "baseline.json", [], Texts())


def test_the_folder_of_a_baseline_is_made(tmp_path: Path) -> None:
    file = tmp_path / ".devmentor" / "baseline.json"

    write_baseline(file, [], Texts())

    assert new_findings(file, [], Texts()) == []
