from pathlib import Path

import pytest
from tests.analyzers.documents import document

from devmentor_analyzers.engines.given_names import is_given, waits_in_cell
from devmentor_protocol.finding import Finding, Severity
from devmentor_protocol.position import Range


@pytest.mark.parametrize(
    ("path", "code", "message", "given"),
    [
        ("a.ipynb", "unresolved-reference", "Name `display` used when not defined", True),
        ("a.ipynb", "F821", "Undefined name `_`", True),
        ("a.ipynb", "reportUndefinedVariable", '"get_ipython" is not defined', True),
        ("a.ipynb", "F821", "Undefined name `displays`", False),
        ("a.ipynb.py", "F821", "Undefined name `display`", True),
        ("a.ipynb", "F401", "`display` imported but unused", False),
        ("a.py", "F821", "Undefined name `display`", False),
    ],
)
def test_notebooks_are_given_some_names(path: str, code: str, message: str, given: bool) -> None:
    finding = Finding(
        path=path,
        range=Range.of(0, 0, 0, 1),
        code=code,
        message=message,
        severity=Severity.ERROR,
        source="ruff",
    )

    assert is_given(finding) is given


CELLS = """\
await g()
async with a:
    await g()
def f():
    if a:

        await g()
async def h():
    await g()
"""


@pytest.mark.parametrize(
    ("name", "line", "waits"),
    [
        ("a.ipynb.py", 0, True),
        ("a.ipynb.py", 2, True),
        ("a.ipynb.py", 6, False),
        ("a.ipynb.py", 8, False),
        ("a.py", 0, False),
    ],
)
def test_a_cell_may_wait_and_a_function_may_not(name: str, line: int, waits: bool) -> None:
    finding = Finding(
        path=name,
        range=Range.of(line, 0, line, 5),
        code="invalid-syntax",
        message="`await` outside of an asynchronous function",
        severity=Severity.ERROR,
        source="ty",
    )

    assert waits_in_cell(finding, document(Path("/") / name, CELLS)) is waits
