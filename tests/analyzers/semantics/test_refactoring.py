import ast
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import document, place, saved

from devmentor_analyzers.semantics.own_files import Refused
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.snapshot import Snapshot
from devmentor_analyzers.values import Edit
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.position import Range


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncGenerator[Workspace]:
    workspace = Workspace([tmp_path], Settings(lint=False, ty=False))
    await workspace.start()
    yield workspace
    await workspace.close()


def applied(text: str, edits: list[Edit]) -> str:
    """The text after edits of whole lines."""
    lines = text.splitlines(keepends=True)
    for edit in reversed(edits):
        lines[edit.range.start.line : edit.range.end.line] = [edit.text]
    return "".join(lines)


def selection(snapshot: Snapshot, text: str) -> Range:
    return Range(start=place(snapshot, text), end=place(snapshot, text, len(text)))


async def test_a_taken_name_is_not_taken_again(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", "value = 1\nprint(value * 2)\n")

    chosen = selection(snapshot, "value * 2")
    [edit] = await workspace.refactoring.edits("extract_variable", snapshot, chosen)

    assert edit.text == "value_2 = value * 2\nprint(value_2)\n"


async def test_a_text_with_a_byte_order_mark_and_other_line_ends_keeps_them(
    workspace: Workspace, tmp_path: Path
) -> None:
    snapshot = document(tmp_path / "a.py", "\ufeffprint(1 + 2)\r\nprint(3)\r\n")

    chosen = selection(snapshot, "1 + 2")
    [edit] = await workspace.refactoring.edits("extract_variable", snapshot, chosen)

    assert edit.range == Range.of(0, 0, 1, 0)
    assert edit.text == "\ufeffvalue = 1 + 2\r\nprint(value)\r\n"


async def test_a_variable_of_ignored_files_is_not_inlined_by_half(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path.parent
    outside = saved(folder / "outside.py", "x = 1\n")
    snapshot = document(tmp_path / "a.py", "y = 1\nprint(y)\n")

    assert await workspace.refactoring.possible(outside, Range.of(0, 0, 0, 0)) == []
    assert await workspace.refactoring.possible(snapshot, Range.of(0, 0, 0, 0)) == ["inline"]


async def test_what_jedi_refuses_is_refused_in_its_words(
    workspace: Workspace, tmp_path: Path
) -> None:
    snapshot = document(tmp_path / "a.py", "def f(): ...\nf()\n")

    with pytest.raises(Refused, match="Cannot inline a function"):
        await workspace.refactoring.edits("inline", snapshot, Range.of(0, 4, 0, 4))


async def test_what_awaits_becomes_a_function_that_is_awaited(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "async def f(x):\n    y = await x\n    return y\n"
    snapshot = document(tmp_path / "a.py", text)

    edits = await workspace.refactoring.edits(
        "extract_function", snapshot, selection(snapshot, "await x")
    )

    assert applied(text, edits) == (
        "async def extracted(x):\n    return await x\n\n\n"
        "async def f(x):\n    y = await extracted(x)\n    return y\n"
    )


SQL = """\
class Shop:
    def fruit(self, kind):
        text = \'\'\'
select *
  from fruit
\'\'\'
        rows = self.run(text, kind)
        return rows
"""


async def test_the_lines_of_a_string_stay_as_they_are(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", SQL)
    string = SQL[SQL.index("'''") : SQL.rindex("'''") + 3]
    statements = SQL[SQL.index("text =") : SQL.index("        return")].rstrip("\n")

    variable = await workspace.refactoring.edits(
        "extract_variable", snapshot, selection(snapshot, string)
    )
    function = await workspace.refactoring.edits(
        "extract_function", snapshot, selection(snapshot, statements)
    )

    for edits in (variable, function):
        after = applied(SQL, edits)
        ast.parse(after)
        assert string in after
    assert f"        value = {string}\n        text = value\n" in applied(SQL, variable)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("def f(a):\n    return a and a.pop()\n", "a.pop()"),
        ("def f(a):\n    if a:\n        b()\n    elif a.c():\n        d()\n", "a.c()"),
        ("def f(a):\n    while a.c():\n        d()\n", "a.c()"),
    ],
)
async def test_what_may_not_be_asked_becomes_a_function_not_a_variable(
    workspace: Workspace, tmp_path: Path, text: str, chosen: str
) -> None:
    snapshot = document(tmp_path / "a.py", text)
    range = selection(snapshot, chosen)

    assert await workspace.refactoring.possible(snapshot, range) == ["extract_function"]
    with pytest.raises(Refused, match="before it is known"):
        await workspace.refactoring.edits("extract_variable", snapshot, range)


async def test_names_of_arguments_and_conversions_are_no_parameters(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "def f(a):\n    return 1 + max(a.b, key=f'{a!r}')\n"
    snapshot = document(tmp_path / "a.py", text)

    chosen = selection(snapshot, "max(a.b, key=f'{a!r}')")
    edits = await workspace.refactoring.edits("extract_function", snapshot, chosen)

    assert "def extracted(a):" in "".join(edit.text for edit in edits)


async def test_half_an_expression_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", "print(1 + 2)\n")

    with pytest.raises(Refused, match="whole expression"):
        await workspace.refactoring.edits("extract_variable", snapshot, selection(snapshot, "+ 2"))


async def test_other_languages_have_no_refactorings(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.go", "package m\nvar a = 1 + 2\n")

    assert await workspace.refactoring.possible(snapshot, selection(snapshot, "1 + 2")) == []


async def test_a_statement_becomes_a_function_with_its_comment(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "def f(a):\n    if a:\n        raise ValueError  # why\n    return a\n"
    snapshot = document(tmp_path / "a.py", text)

    chosen = selection(snapshot, "raise ValueError")
    edits = await workspace.refactoring.edits("extract_function", snapshot, chosen)

    new = "".join(edit.text for edit in edits)
    assert "def extracted():\n    raise ValueError  # why\n" in new
    assert "        extracted()\n" in new
