from pathlib import Path

import pytest

from devmentor_analyzers.names.leftovers import files_left
from devmentor_analyzers.names.wire import Place

FILE = Path("/a.py")


def left(text: str, *known: tuple[int, int]) -> bool:
    places = [Place(str(FILE), (line, at, line, at + 4)) for line, at in known]
    return files_left("Cast", [(FILE, text)], places) == [FILE]


def test_a_file_whose_every_use_is_known_is_not_left() -> None:
    assert not left("from f import Cast\n\nCast(1)\n", (0, 14), (2, 0))


def test_one_use_more_leaves_the_file() -> None:
    assert left("from f import Cast\n\nCast(1)\n", (0, 14))


@pytest.mark.parametrize(
    "prose",
    [
        "# Cast to date.",
        '"""Cast to date."""',
        "'Cast it'",
        "x = 1  # Cast",
        "r'a Cast'",
        "Casting",
        '__all__ = ["Cast", "Coalesce"]',
        "__all__: list[str] = [\n    'Coalesce',  # ]\n    'Cast',\n]",
        "__all__ += ('Cast',)",
        "__all__.extend(['Cast'])",
    ],
)
def test_prose_is_no_use(prose: str) -> None:
    assert not left(prose)


@pytest.mark.parametrize(
    "use",
    [
        'x: "Cast"',
        'x: "dict[str,Cast]"',
        "f'to {Cast} it'",
        "'#'; Cast",
        "a.Cast",
        "__all__ = ['Coalesce']; Cast",
        "__all__ = [Cast.__name__]",
        "'it''s'; Cast",
        '"""a"""; Cast',
    ],
)
def test_code_and_strings_that_may_be_types_are_uses(use: str) -> None:
    assert left(use)


def test_lines_end_as_the_file_ends_them() -> None:
    assert not left("a\r\nb\rCast", (2, 0))
