import runpy
from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import FULL, Editor, Refused, started

pytestmark = pytest.mark.asyncio(loop_scope="module")
SUM = """\
def price(count):
    tax = 0.1
    total = count * 30 * (1 + tax)
    print(total)
    return total
"""


async def actions(
    editor: Editor, uri: str, start: tuple[int, int], end: tuple[int, int], *only: str
) -> dict[str, dict[str, Any]]:
    selected = {
        "start": {"line": start[0], "character": start[1]},
        "end": {"line": end[0], "character": end[1]},
    }
    context = {"diagnostics": [], "only": list(only) or ["refactor"]}
    found = await editor.of("codeAction", uri, range=selected, context=context)
    return {each["title"]: each for each in found}


async def resolved(editor: Editor, action: dict[str, Any], text: str) -> str:
    """The text as the resolved action leaves it; there is one document."""
    done = await editor.request("codeAction/resolve", action)
    [document] = done["edit"]["documentChanges"]
    return applied(text, document["edits"])


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    for edit in sorted(edits, key=lambda each: each["range"]["start"]["line"], reverse=True):
        range_: dict[str, dict[str, int]] = edit["range"]
        start, end = (
            starts[range_[side]["line"]] + range_[side]["character"] for side in ("start", "end")
        )
        text = text[:start] + edit["newText"] + text[end:]
    return text


async def test_an_expression_becomes_a_variable(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "variable.py", SUM)

    found = await actions(editor, uri, (2, 26), (2, 33))

    assert "edit" not in found["Extract variable"]
    assert await resolved(editor, found["Extract variable"], SUM) == SUM.replace(
        "    total = count * 30 * (1 + tax)",
        "    value = 1 + tax\n    total = count * 30 * (value)",
    )


async def test_an_expression_becomes_a_function(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "function.py", SUM)

    found = await actions(editor, uri, (2, 12), (2, 34))
    text = await resolved(editor, found["Extract function"], SUM)

    (project / "function.py").write_text(text)
    names = runpy.run_path(str(project / "function.py"))
    assert names["price"](1) == pytest.approx(33)
    assert "extracted(count, tax)" in text


async def test_statements_become_a_function(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "statements.py", SUM)

    found = await actions(editor, uri, (1, 0), (3, 0))
    text = await resolved(editor, found["Extract function"], SUM)

    assert "Extract variable" not in found
    assert "total = extracted(count)\n" in text
    assert "return total" in text


async def test_statements_without_a_result_become_a_function(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "void.py", SUM)

    found = await actions(editor, uri, (3, 4), (3, 16))
    text = await resolved(editor, found["Extract function"], SUM)

    assert "\n    extracted(total)\n" in text
    compile(text, "void.py", "exec")


async def test_a_variable_is_inlined(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "inlined.py", SUM)

    found = await actions(editor, uri, (2, 31), (2, 31), "refactor.inline")

    assert await resolved(editor, found["Inline variable"], SUM) == SUM.replace(
        "    tax = 0.1\n", ""
    ).replace("+ tax", "+ (0.1)")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (SUM, (2, 13), (2, 30)),
        (SUM, (0, 4), (0, 9)),
        (SUM, (1, 5), (1, 5)),
        ("x = [y + 1 for y in range(3)]\n", (0, 5), (0, 10)),
    ],
)
async def test_what_would_not_work_is_not_offered(
    editor: Editor, project: Path, text: str, start: tuple[int, int], end: tuple[int, int]
) -> None:
    uri = editor.open(project / f"odd{start[1]}_{end[1]}.py", text)

    assert await actions(editor, uri, start, end, "refactor.extract") == {}


async def test_what_is_asked_at_each_turn_becomes_a_function_only(
    editor: Editor, project: Path
) -> None:
    text = "count = 0\nwhile len('a' * count) < 3:\n    count += 1\nprint(count)\n"
    uri = editor.open(project / "turns.py", text)

    found = await actions(editor, uri, (1, 6), (1, 26), "refactor.extract")
    extracted = await resolved(editor, found["Extract function"], text)

    assert found.keys() == {"Extract function"}
    (project / "turns.py").write_text(extracted)
    assert runpy.run_path(str(project / "turns.py"))["count"] == 3


async def test_a_stale_document_is_refused(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "stale.py", SUM)
    found = await actions(editor, uri, (2, 26), (2, 33))
    editor.change(uri, {"text": "\n" + SUM})

    with pytest.raises(Refused, match=r"stale.py has changed"):
        await editor.request("codeAction/resolve", found["Extract variable"])


async def test_data_that_is_not_ours_is_refused(editor: Editor) -> None:
    action = {"title": "x", "data": {"refactoring": "explode"}}

    with pytest.raises(Refused, match="codeAction/resolve"):
        await editor.request("codeAction/resolve", action)


async def test_a_client_that_resolves_nothing_gets_the_edit_at_once(tmp_path: Path) -> None:
    document: dict[str, Any] = {
        **FULL["textDocument"],
        "codeAction": {"codeActionLiteralSupport": {}},
    }
    async with started() as editor:
        await editor.initialize(tmp_path, capabilities={**FULL, "textDocument": document})
        uri = editor.open(tmp_path / "a.py", SUM)

        variable = await actions(editor, uri, (2, 26), (2, 33))
        inline = await actions(editor, uri, (2, 31), (2, 31))

    assert "edit" in variable["Extract variable"]
    assert "edit" in inline["Inline variable"]
