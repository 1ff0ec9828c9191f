from pathlib import Path
from typing import Any

import pytest
from tests.analyzers.names.cursor import document

from devmentor_analyzers.names.answers import Answers
from devmentor_analyzers.names.patience import Patience
from devmentor_analyzers.names.wire import Kind, Occurrence, Place, Question, Setup


@pytest.fixture
def answers(tmp_path: Path, jedi_restored: None) -> Answers:
    return Answers(Setup((str(tmp_path),), None, patient=False), Patience())


def asked(kind: Kind, path: Path, text: str, **more: Any) -> Question:
    snapshot, at = document(path, text)
    return Question(kind, str(path), 1, snapshot.text, at.line, at.character, **more)


def test_the_byte_order_mark_moves_no_range(tmp_path: Path, answers: Answers) -> None:
    text = "\ufeffsize = 1; siz⌶e\nsize\n"

    found = answers.answer(1, asked("highlights", tmp_path / "a.py", text))
    [place] = answers.answer(1, asked("definitions", tmp_path / "a.py", text))

    assert found == [
        Occurrence((0, 1, 0, 5), True),
        Occurrence((0, 11, 0, 15), False),
        Occurrence((1, 0, 1, 4), False),
    ]
    assert place == Place(str(tmp_path / "a.py"), (0, 1, 0, 5))


@pytest.mark.parametrize("odd", ["\f", "\v", "\x1c", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_only_line_ends_end_a_line(tmp_path: Path, answers: Answers, odd: str, end: str) -> None:
    text = f"x = '{odd}'  # {odd}{end}size = 1{end}si⌶ze{end}"

    [place] = answers.answer(1, asked("definitions", tmp_path / "a.py", text))

    assert place.span == (1, 0, 1, 4)


@pytest.mark.parametrize(
    "text", ["⌶", "def f(:\n  (⌶", "class⌶", "\0⌶", "\ud800 = ⌶", "if x:\n\t ⌶y"]
)
def test_broken_and_empty_texts_are_answered(tmp_path: Path, answers: Answers, text: str) -> None:
    for kind in ("definitions", "references", "highlights"):
        assert isinstance(answers.answer(1, asked(kind, tmp_path / "a.py", text)), list)
    assert answers.answer(1, asked("complete", tmp_path / "a.py", text, limit=5)) is not None


def test_a_completion_is_resolved_by_a_worker_that_did_not_offer_it(
    tmp_path: Path, answers: Answers
) -> None:
    text = 'def run(): "Go."\nru⌶n'

    about = answers.answer(1, asked("resolve", tmp_path / "a.py", text, label="run"))

    assert (about.detail, about.markdown) == ("def run()", "Go.")
    assert answers.answer(1, asked("resolve", tmp_path / "a.py", text, label="other")) is None


def test_a_search_ends_with_its_question(tmp_path: Path, answers: Answers) -> None:
    (tmp_path / "b.py").write_text("from a import run\nrun()\n")

    found = answers.answer(1, asked("references", tmp_path / "a.py", "def ru⌶n(): ...\n"))

    assert [Path(place.path).name for place in found] == ["a.py", "b.py", "b.py"]


def test_warming_up_needs_no_document(answers: Answers) -> None:
    assert answers.answer(1, Question("warm", text="''.so")) is None
