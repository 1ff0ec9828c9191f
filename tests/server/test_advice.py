"""The mentor's advice arrives in an editor, behind what is quick."""

from pathlib import Path

from tests.analyzers.advice.test_complexity import LIKE_DEEP, WIDE
from tests.analyzers.advice.test_duplicates import OTHER, PIECE
from tests.analyzers.advice.test_last_run import changed_project
from tests.analyzers.advice.test_secrets import HIDDEN, KEY
from tests.server.editor import Editor


async def told(editor: Editor, uri: str, code: str) -> dict[str, object]:
    """Wait until a diagnostic of this code is published."""
    params = await editor.wait_for(
        "textDocument/publishDiagnostics",
        lambda given: (
            given["uri"] == uri and code in [each["code"] for each in given["diagnostics"]]
        ),
    )
    return next(each for each in params["diagnostics"] if each["code"] == code)


async def test_a_hint_about_a_complex_function_arrives_with_its_lines(
    at_work: Editor, tmp_path: Path
) -> None:
    uri = at_work.open(tmp_path / "a.py", WIDE)

    found = await told(at_work, uri, "too-complex")

    assert (found["source"], found["severity"]) == ("devmentor", 4)
    assert found["range"] == {
        "start": {"line": 0, "character": 4},
        "end": {"line": 0, "character": 8},
    }
    assert found["relatedInformation"]


async def test_a_warning_about_a_secret_arrives_without_it(at_work: Editor, tmp_path: Path) -> None:
    uri = at_work.open(tmp_path / "a.js", HIDDEN["javascript"], "javascript")

    found = await told(at_work, uri, "secret")

    assert found["severity"] == 2
    assert KEY not in str(found)


async def test_the_project_decides_where_a_rule_begins(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text("too-complex = 5\n")
    await editor.initialize(tmp_path)

    uri = editor.open(tmp_path / "a.go", LIKE_DEEP["go"], "go")

    assert "the limit is 5" in str(await told(editor, uri, "too-complex"))


async def test_a_cycle_is_told_once_the_workspace_is_read(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "b.py").write_text("import a\n")
    (tmp_path / "a.py").write_text("import b\n")
    await editor.initialize(tmp_path)

    uri = editor.open(tmp_path / "a.py")

    found = await told(editor, uri, "import-cycle")
    assert "a → b → a" in str(found["message"])


async def test_an_import_against_the_projects_layers_is_an_error(
    editor: Editor, tmp_path: Path
) -> None:
    (tmp_path / "devmentor.toml").write_text('layers = ["shop.web", "shop.data"]\n')
    await editor.initialize(tmp_path)

    uri = editor.open(tmp_path / "shop" / "data" / "a.py", "import shop.web\n")

    assert (await told(editor, uri, "layering"))["severity"] == 1


async def test_a_copy_is_told_with_where_it_came_from(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "b.py").write_text(PIECE + OTHER)
    await editor.initialize(tmp_path)

    uri = editor.open(tmp_path / "a.py", PIECE + OTHER)

    found = await told(editor, uri, "duplicate")
    assert "b.py" in str(found["relatedInformation"])


async def test_dead_code_is_told_and_may_be_faded(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def _gone():\n    return 1\n")
    await editor.initialize(tmp_path)

    uri = editor.open(tmp_path / "a.py")

    assert (await told(editor, uri, "unused"))["tags"] == [1]


async def test_code_behind_a_return_is_told_in_any_language(
    at_work: Editor, tmp_path: Path
) -> None:
    uri = at_work.open(tmp_path / "a.js", "function f() {\n  return 1;\n  go();\n}\n", "javascript")

    assert (await told(at_work, uri, "unreachable"))["tags"] == [1]


async def test_a_change_that_no_test_reaches_is_told(editor: Editor, tmp_path: Path) -> None:
    await editor.initialize(changed_project(tmp_path))

    uri = editor.open(tmp_path / "a.py")

    assert "`f` (line 3)" in str((await told(editor, uri, "untested-change"))["message"])
