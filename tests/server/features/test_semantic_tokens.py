from pathlib import Path
from typing import Any

import pytest
from tests.server.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


def words(editor: Editor, data: list[int], text: str) -> dict[str, str]:
    legend = editor.result["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"]
    lines = [line.encode("utf-16-le") for line in text.split("\n")]
    line = start = 0
    found: dict[str, str] = {}
    for index in range(0, len(data), 5):
        delta, moved, length, kind, _ = data[index : index + 5]
        line, start = (line + delta, moved) if delta else (line, start + moved)
        word = lines[line][2 * start : 2 * (start + length)].decode("utf-16-le")
        found.setdefault(word, legend[kind])
    return found


async def test_python_is_told_by_its_types(editor: Editor, project: Path) -> None:
    text = "import shop\nx = '😀', shop.Fruit\n"
    uri = editor.open(project / "tokens.py", text)
    answer = await editor.of("semanticTokens/full", uri)
    found = words(editor, answer["data"], text)

    assert (found["shop"], found["Fruit"], found["x"]) == ("namespace", "class", "variable")


async def test_other_languages_are_told_by_their_syntax(editor: Editor, project: Path) -> None:
    text = "fn main() { let x = 1; }\n"
    uri = editor.open(project / "main.rs", text, "rust")
    answer = await editor.of("semanticTokens/full", uri)
    found = words(editor, answer["data"], text)

    assert (found["fn"], found["main"], found["x"]) == ("keyword", "function", "variable")


async def test_only_what_changed_is_sent_again(editor: Editor, project: Path) -> None:
    uri = editor.open(project / "delta.rs", "fn a() {}\nfn b() {}\n", "rust")
    first = await editor.of("semanticTokens/full", uri)
    end = {"line": 2, "character": 0}
    editor.change(uri, {"range": {"start": end, "end": end}, "text": "fn c() {}\n"})
    second = await editor.of("semanticTokens/full/delta", uri, previousResultId=first["resultId"])
    data: Any = list(first["data"])
    for edit in second["edits"]:
        data[edit["start"] : edit["start"] + edit["deleteCount"]] = edit["data"]

    assert data == (await editor.of("semanticTokens/full", uri))["data"]
    assert len(second["edits"][0]["data"]) < len(data)


@pytest.mark.parametrize(("name", "language"), [("part.rs", "rust"), ("part.py", "python")])
async def test_a_part_has_the_tokens_of_its_lines(
    editor: Editor, project: Path, name: str, language: str
) -> None:
    uri = editor.open(project / name, "a = 1\nb = 2\nc = 3\n", language)
    where = {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 5}}
    answer = await editor.of("semanticTokens/range", uri, range=where)
    lines = answer["data"][0::5]

    assert lines[0] == 1
    assert set(lines[1:]) <= {0}
