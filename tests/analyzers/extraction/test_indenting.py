import pytest

from devmentor_analyzers.extraction.indenting import moved

CODE = 'x = """a\n  b\n"""\n\nif x:\n    y = f"""\n{x}\n"""'


def test_lines_that_begin_in_a_string_stay_where_they_are() -> None:
    there = moved(CODE, "  ")

    assert there == '  x = """a\n  b\n"""\n\n  if x:\n      y = f"""\n{x}\n"""'
    assert moved(there, "") == CODE


@pytest.mark.parametrize(
    ("code", "there"),
    [
        ("", ""),
        ("a\n\n  b", "\ta\n\n\t  b"),
        ("    a\n      b", "\ta\n\t  b"),
        ("\ta\n\tb", "\ta\n\tb"),
        ("    # c\n    a", "\t# c\n\ta"),
    ],
)
def test_the_space_that_all_lines_begin_with_is_replaced(code: str, there: str) -> None:
    assert moved(code, "\t") == there
