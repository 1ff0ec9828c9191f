from pathlib import Path

import pytest

from devmentor_analyzers.names.answers import Answers
from devmentor_analyzers.names.patience import Patience
from devmentor_analyzers.names.wire import Question, Setup

TEXT = """\
import dataclasses
import enum


class Base:
    def first(self): ...

    Fine = 1


class Child(Base):
    def __init__(self):
        self.field = 1
        if True:
            self.found = 2


@dataclasses.dataclass
class Point:
    fixed: int
    other: str


class Colour(enum.Enum):
    FUCHSIA = 1


def fold(figure):
    filler = 1
    return f


"""


@pytest.fixture
def answers(tmp_path: Path, jedi_restored: None) -> Answers:
    return Answers(Setup((str(tmp_path),), None, patient=False), Patience())


def labels(
    answers: Answers, tmp_path: Path, end: str, at: tuple[int, int] | None = None
) -> list[str]:
    text = TEXT + end
    line, character = at or (text.count("\n"), len(end))
    question = Question("complete", str(tmp_path / "a.py"), len(end), text, line, character, 5_000)
    return [each.label for each in answers.answer(1, question).items]


@pytest.mark.parametrize(
    "before", ["Child().", "Point(1, '').", "Colour.", "dataclasses.", "'x'.", ""]
)
def test_names_that_begin_so_are_those_of_the_whole_list(
    answers: Answers, tmp_path: Path, before: str
) -> None:
    whole = labels(answers, tmp_path, before)
    for typed in ("f", "F", "fi", "__", "__i"):
        offered = labels(answers, tmp_path, before + typed)
        wanted = [each for each in whole if each.lower().startswith(typed.lower())]
        assert sorted(offered) == sorted(wanted)


def test_what_is_listed_to_work_out_types_is_whole(answers: Answers, tmp_path: Path) -> None:
    assert "fixed=" in labels(answers, tmp_path, "Point(fi")
    assert "real" in labels(answers, tmp_path, "Point(1, '').fixed.re")


def test_names_inside_of_a_function_are_found(answers: Answers, tmp_path: Path) -> None:
    line = TEXT.split("\n").index("    return f")
    found = labels(answers, tmp_path, "", (line, len("    return f")))

    assert {"figure", "filler", "fold", "filter"} <= set(found)
