"""Texts with code to extract between two marks, and what programs print."""

import textwrap
from contextlib import redirect_stdout
from io import StringIO

BEGIN, END = "«", "»"


def selection(marked: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """A text without its marks, and where they were: of whole lines, the beginnings of lines."""
    marked = textwrap.dedent(marked).lstrip("\n")
    start = _place(marked, marked.index(BEGIN))
    marked = marked.replace(BEGIN, "")
    end = _place(marked, marked.index(END))
    return marked.replace(END, ""), start, end


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset) - 1


def printed(code: str) -> str:
    """What a program prints, and what it ends with."""
    said = StringIO()
    with redirect_stdout(said):
        try:
            exec(compile(code, "program.py", "exec"), {"__name__": "__main__"})  # noqa: S102 - a test's own program
        except Exception as error:  # noqa: BLE001 - a program's end is a result too
            print(type(error).__name__, error)
    return said.getvalue()
