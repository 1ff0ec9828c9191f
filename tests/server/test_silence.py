"""What a real server shows of what it found, in a real repository."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from tests.analyzers.checking.test_changes import git
from tests.server.editor import Editor, started
from tests.server.test_publisher import PULLING

from devmentor_server.uris import uri_of

TEXT = "import os\nx: int = 'a'\n"
WHOLE_WORKSPACE = {"settings": {"diagnostics": {"workspace": True}}}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "ruff.toml").write_text('lint.select = ["F"]\n')
    git(folder, "init", "--initial-branch", "main")
    (folder / "a.py").write_text(TEXT)
    git(folder, "add", ".")
    git(folder, "commit", "-m", "first")
    return folder


@pytest_asyncio.fixture
async def at_work(repository: Path) -> AsyncGenerator[Editor]:
    async with started() as editor:
        await editor.initialize(repository)
        yield editor


async def shown(editor: Editor, uri: str, *codes: str) -> None:
    """Wait until exactly these are shown: early reports may have less."""
    await editor.wait_for(
        "textDocument/publishDiagnostics",
        lambda given: (
            given["uri"] == uri
            and sorted(each["code"] for each in given["diagnostics"]) == sorted(codes)
        ),
    )
    editor.heard.clear()


def insert(line: int, text: str) -> dict[str, Any]:
    place = {"line": line, "character": 0}
    return {"range": {"start": place, "end": place}, "text": text}


async def test_errors_are_shown_everywhere_and_the_rest_where_something_is_new(
    at_work: Editor, repository: Path
) -> None:
    uri = at_work.open(repository / "a.py")
    await shown(at_work, uri, "invalid-assignment")
    at_work.change(uri, insert(0, "import re\n"))
    await at_work.wait_for(
        "textDocument/publishDiagnostics",
        lambda given: given["version"] == 2 and len(given["diagnostics"]) == 2,
    )
    told = {  # once with the types as they were, perhaps once more with the new ones
        each["message"]
        for given in at_work.heard
        if given["method"] == "textDocument/publishDiagnostics"
        for each in given["params"]["diagnostics"]
        if each["code"] == "F401"
    }

    assert told == {"`re` imported but unused"}


async def test_a_setting_brings_everything_and_takes_it_back(
    at_work: Editor, repository: Path
) -> None:
    uri = at_work.open(repository / "a.py")
    await shown(at_work, uri, "invalid-assignment")
    for scope, codes in (
        ("all", ["F401", "invalid-assignment"]),
        ("changed", ["invalid-assignment"]),
    ):
        settings = {"settings": {"devmentor": {"diagnostics": {"scope": scope}}}}
        at_work.notify("workspace/didChangeConfiguration", settings)
        await shown(at_work, uri, *codes)


async def test_a_file_without_a_repository_shows_everything(
    repository: Path, tmp_path: Path
) -> None:
    async with started() as editor:
        await editor.initialize(tmp_path)
        inside = editor.open(repository / "a.py")
        await shown(editor, inside, "invalid-assignment")
        uri = editor.open(tmp_path / "alone.py", TEXT)

        await shown(editor, uri, "F401", "invalid-assignment")


async def test_comments_of_ours_count_and_those_of_engines_do_too(
    at_work: Editor, repository: Path
) -> None:
    text = (
        "import os  # devmentor: ignore[F401]\nimport re  # noqa: F401\n"
        "x: int = 'a'  # ty: ignore[invalid-assignment]\n"
        "# devmentor: ignore[invalid-assignment]\ny: int = 'a'\nimport sys\n"
    )
    uri = at_work.open(repository / "new.py", text)

    await shown(at_work, uri, "F401")


async def test_a_name_that_no_rule_has_is_a_hint(at_work: Editor, repository: Path) -> None:
    uri = at_work.open(repository / "new.py", "x = 1  # devmentor: ignore[no-such-rule]\n")

    await shown(at_work, uri, "unknown-rule")


async def test_other_languages_have_such_comments(at_work: Editor, repository: Path) -> None:
    text = "let = ;\nlet a = ]; // devmentor: ignore[syntax-error]\n"
    uri = at_work.open(repository / "a.js", text, "javascript")
    await at_work.diagnostics(uri)
    at_work.change(uri, {"text": "// devmentor: ignore-file[syntax-error]\n" + text})

    await shown(at_work, uri)


async def test_what_the_project_mutes_or_knows_is_not_shown(
    at_work: Editor, repository: Path
) -> None:
    (repository / "devmentor.toml").write_text('mute = ["invalid-assignment"]\n')
    uri = at_work.open(repository / "new.py", TEXT)
    await shown(at_work, uri, "F401")
    (repository / "devmentor.toml").write_text("")
    change = {"uri": uri_of(repository / "devmentor.toml"), "type": 2}
    at_work.notify("workspace/didChangeWatchedFiles", {"changes": [change]})

    await shown(at_work, uri, "F401", "invalid-assignment")


async def test_pulling_and_files_that_are_not_open_are_treated_alike(repository: Path) -> None:
    (repository / "new.py").write_text("import sys\n")
    async with started() as editor:
        await editor.initialize(repository, capabilities=PULLING, options=WHOLE_WORKSPACE)
        uri = editor.open(repository / "a.py")
        pulled = await editor.of("diagnostic", uri)
        report = await editor.request("workspace/diagnostic", {"previousResultIds": []})
    found = {each["uri"]: [item["code"] for item in each["items"]] for each in report["items"]}

    assert [each["code"] for each in pulled["items"]] == ["invalid-assignment"]
    assert found == {uri: ["invalid-assignment"], uri_of(repository / "new.py"): ["F401"]}


async def test_only_so_many_hints_come_up_and_those_that_did_stay(repository: Path) -> None:
    text = "".join(f"x = {n}  # devmentor: ignore[no-such-{'x' * n}]\n" for n in range(1, 4))

    async def session(text: str) -> list[str]:
        async with started() as editor:
            options = {"settings": {"hints": {"perHour": 2}}}
            await editor.initialize(repository, options=options)
            uri = editor.open(repository / "new.py", text)
            given = await editor.wait_for(
                "textDocument/publishDiagnostics",
                lambda given: given["uri"] == uri and len(given["diagnostics"]) == 2,
            )
            return sorted(each["message"] for each in given["diagnostics"])

    first = await session(text)
    another_on_top = "y = 0  # devmentor: ignore[no-such-y]\n" + text

    assert await session(another_on_top) == first


async def test_a_commit_is_heeded_in_files_that_are_not_open(repository: Path) -> None:
    (repository / "new.py").write_text("import sys\n")
    async with started() as editor:
        await editor.initialize(repository, capabilities=PULLING, options=WHOLE_WORKSPACE)
        before = await editor.request("workspace/diagnostic", {"previousResultIds": []})
        git(repository, "add", ".")
        git(repository, "commit", "-m", "second")
        ids = [{"uri": each["uri"], "value": each["resultId"]} for each in before["items"]]
        after = await editor.request("workspace/diagnostic", {"previousResultIds": ids})

    (news,) = (each for each in after["items"] if each["kind"] == "full")
    assert (news["uri"], news["items"]) == (uri_of(repository / "new.py"), [])
