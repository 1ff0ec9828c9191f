import textwrap

import pytest

from devmentor_analyzers.names.indenting import dedented, indented, placed

CODE = 'x = """a\n  b\n"""\n\nif x:\n    y = f"""\n{x}\n"""\n'


def test_lines_that_begin_in_a_string_stay_where_they_are() -> None:
    moved = indented(CODE, "  ")

    assert moved == '  x = """a\n  b\n"""\n  \n  if x:\n      y = f"""\n{x}\n"""\n'
    assert dedented(moved) == CODE


@pytest.mark.parametrize(
    "code", ["", "\n", "a\n\n  b\n", "    a\n      b\n", "\ta\n\tb", " a\n\tb"]
)
def test_without_strings_it_is_what_the_standard_library_does(code: str) -> None:
    assert dedented(code) == textwrap.dedent(code)


def test_only_the_first_line_of_an_assignment_is_moved() -> None:
    assert placed("value = f(\n        1,\n    )", "    ") == "    value = f(\n        1,\n    )"
    assert placed("def f():\n    return 1\n", "  ") == "  def f():\n      return 1\n"
    assert placed("return 1\n") == "    return 1\n"
