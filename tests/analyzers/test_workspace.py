import asyncio
import importlib.util
import os
import shutil
import signal
from collections.abc import AsyncGenerator
from pathlib import Path

import psutil
import pytest
from tests.analyzers.documents import document, place, saved

from devmentor_analyzers.settings import Settings
from devmentor_analyzers.workspace import Workspace
from devmentor_protocol.position import Position, Range

START = Position(line=0, character=0)


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncGenerator[Workspace]:
    workspace = Workspace([tmp_path], Settings())
    await workspace.start()
    yield workspace
    await workspace.close()


@pytest.fixture(scope="module")
def sqlalchemy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed SQLAlchemy as a project of its own: inside an environment it is ignored."""
    spec = importlib.util.find_spec("sqlalchemy")
    assert spec is not None
    assert spec.origin is not None
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(Path(spec.origin).parent, folder / "sqlalchemy")
    return folder


async def ready(workspace: Workspace) -> None:
    async with asyncio.timeout(60):
        while any(engine.state == "starting" for engine in workspace.engines()):
            await asyncio.sleep(0.02)


async def test_findings_of_all_engines_come_together(workspace: Workspace, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", "import os\n\nx: int = 'a'\n")
    workspace.opened(snapshot)

    found = await workspace.findings(snapshot)

    assert [(each.source, each.code) for each in found] == [
        ("ruff", "F401"),
        ("ty", "invalid-assignment"),
    ]


async def test_a_syntax_error_is_told_once(workspace: Workspace, tmp_path: Path) -> None:
    found = await workspace.findings(document(tmp_path / "a.py", "x = (\n"))

    assert [each.code for each in found].count("invalid-syntax") == 1
    assert "syntax-error" not in [each.code for each in found]


async def test_a_changed_document_has_new_findings(workspace: Workspace, tmp_path: Path) -> None:
    first = document(tmp_path / "a.py", "import os\n")
    workspace.opened(first)
    assert len(await workspace.findings(first)) == 1

    second = document(tmp_path / "a.py", "import os\n\nos.getcwd()\n", version=2)
    workspace.changed(second)

    assert await workspace.findings(second) == []


async def test_only_a_document_that_a_change_elsewhere_concerns_has_news(
    workspace: Workspace, tmp_path: Path
) -> None:
    base = saved(tmp_path / "base.py", "x: int = 1\n")
    user = saved(tmp_path / "user.py", "from base import x\n\ny: int = x\n")
    other = saved(tmp_path / "other.py", "z: int = ''\n")
    for snapshot in (base, user, other):
        workspace.opened(snapshot)
        await workspace.findings(snapshot)
    workspace.changed(document(base.path, "x: str = ''\n", version=2))

    assert await workspace.has_news(user)
    assert not await workspace.has_news(other)


async def test_other_languages_have_syntax_and_no_names(
    workspace: Workspace, tmp_path: Path
) -> None:
    snapshot = document(tmp_path / "a.go", "package m\nfunc f() {\n\tf()\n\tx := \n}\n")
    workspace.opened(snapshot)
    at = place(snapshot, "f()")

    assert [each.source for each in await workspace.findings(snapshot)] == ["syntax"]
    assert [each.name for each in await workspace.outline(snapshot)] == ["f"]
    assert len(await workspace.folds(snapshot)) == 1
    assert len(await workspace.highlights(snapshot, at)) == 2
    assert (await workspace.complete(snapshot, at)).items == ()
    assert await workspace.hover(snapshot, at) is None
    assert await workspace.signatures(snapshot, at) is None
    assert await workspace.definitions(snapshot, at) == []
    assert await workspace.references(snapshot, at, include_declaration=True) == []
    assert await workspace.editing.fixes(snapshot, Range.of(0, 0, 9, 0)) == []


async def test_functions_are_measured_without_any_engine(
    workspace: Workspace, tmp_path: Path
) -> None:
    here = document(tmp_path / "a.rb", "def f\n  g if a\nend\n")

    (found,) = await workspace.metrics(here)

    assert (found.name, found.cognitive_complexity) == ("f", 1)


async def test_words_in_comments_have_no_hover_and_annotations_in_strings_have(
    workspace: Workspace, tmp_path: Path
) -> None:
    snapshot = document(tmp_path / "a.py", "# len\ndef f(x: 'int') -> None: ...\n")

    assert await workspace.hover(snapshot, place(snapshot, "len", 1)) is None
    assert await workspace.hover(snapshot, place(snapshot, "int", 1)) is not None


async def test_the_place_in_a_method_is_enclosed_by_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    snapshot = document(tmp_path / "a.py", "class A:\n    def b(self):\n        return 1\n")

    found = await workspace.enclosing(snapshot, place(snapshot, "return"))

    assert found is not None
    assert (found.name, found.kind) == ("b", "method")


@pytest.mark.parametrize(
    ("text", "code"), [("x = 1\n" * 9_000_000, "too-large"), ("\0\1\2", "binary")]
)
async def test_huge_and_binary_documents_get_one_note_and_nothing_breaks(
    workspace: Workspace, tmp_path: Path, text: str, code: str
) -> None:
    snapshot = document(tmp_path / "a.py", text)
    workspace.opened(snapshot)

    assert [each.code for each in await workspace.findings(snapshot)] == [code]
    assert await workspace.outline(snapshot) == ()
    assert await workspace.hover(snapshot, START) is None
    assert await workspace.highlights(snapshot, START) == []
    good = document(tmp_path / "b.py", "import os\n")
    assert [each.code for each in await workspace.findings(good)] == ["F401"]


async def test_a_document_that_grows_huge_is_let_go_and_comes_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.opened(document(tmp_path / "a.py", "import os\n"))
    workspace.changed(document(tmp_path / "a.py", "x = 1\n" * 500_000, version=2))
    small = document(tmp_path / "a.py", "import sys\n", version=3)
    workspace.changed(small)

    assert [each.code for each in await workspace.findings(small)] == ["F401"]


async def test_a_document_deleted_while_open_is_still_analysed(
    workspace: Workspace, tmp_path: Path
) -> None:
    snapshot = saved(tmp_path / "a.py", "import os\n")
    workspace.opened(snapshot)
    snapshot.path.unlink()
    workspace.files_changed([snapshot.path])

    assert [each.code for each in await workspace.findings(snapshot)] == ["F401"]
    workspace.closed(snapshot.uri)


@pytest.mark.parametrize("text", ["def f(:\n  class\n", "((((", "\ud800", "é\r\rx\r\n = \n", ""])
async def test_broken_text_never_raises(workspace: Workspace, tmp_path: Path, text: str) -> None:
    snapshot = document(tmp_path / "a.py", text)
    workspace.opened(snapshot)
    end = snapshot.lines.position(len(text))

    await workspace.findings(snapshot)
    await workspace.complete(snapshot, end)
    await workspace.hover(snapshot, end)
    await workspace.definitions(snapshot, end)
    await workspace.highlights(snapshot, end)
    await workspace.signatures(snapshot, end)
    assert await workspace.outline(snapshot) is not None
    assert await workspace.folds(snapshot) is not None


async def test_a_broken_virtual_environment_leaves_the_rest(tmp_path: Path) -> None:
    saved(tmp_path / ".venv" / "pyvenv.cfg", "home = /gone\n")
    (tmp_path / ".venv" / "bin").mkdir()
    (tmp_path / ".venv" / "bin" / "python").symlink_to("/gone/python")
    workspace = Workspace([tmp_path], Settings())
    await workspace.start()
    snapshot = saved(tmp_path / "a.py", "import os\n\n\ndef go():\n    pass\n\n\ngo()\n")
    try:
        found = await workspace.findings(snapshot)
        defined = await workspace.definitions(snapshot, place(snapshot, "go()\n", 0))
    finally:
        await workspace.close()

    assert "F401" in [each.code for each in found]
    assert [each.range.start.line for each in defined] == [3]


async def test_a_workspace_without_python_or_folders_works(tmp_path: Path) -> None:
    workspace = Workspace([], Settings())
    await workspace.start()
    try:
        snapshot = document(tmp_path / "a.rs", "fn f( {}\n")
        assert [each.code for each in await workspace.findings(snapshot)] == ["syntax-error"]
        assert await workspace.find_symbols("f", 5) == []
    finally:
        await workspace.close()


async def test_what_the_user_turned_off_does_not_run(tmp_path: Path) -> None:
    workspace = Workspace([tmp_path], Settings(ty=False, lint=False))
    await workspace.start()
    try:
        found = await workspace.findings(document(tmp_path / "a.py", "import os\nx: int = ''\n"))
        names = [engine.name for engine in workspace.engines()]
    finally:
        await workspace.close()

    assert found == []
    assert names == ["tree-sitter", "jedi"]


async def test_a_dead_engine_costs_only_its_own_answers(
    workspace: Workspace, tmp_path: Path
) -> None:
    await ready(workspace)
    snapshot = document(tmp_path / "a.py", "import os\nx: int = 'a'\n")
    ty = next(engine for engine in workspace.engines() if engine.name == "ty")
    assert ty.pid is not None

    os.kill(ty.pid, signal.SIGSTOP)
    found = await workspace.hover(snapshot, place(snapshot, "os"))

    assert found is not None
    assert [
        fix.findings[0].code
        for fix in await workspace.editing.fixes(snapshot, Range.of(0, 0, 1, 0))
    ]


async def test_no_process_is_left_when_the_workspace_closes(tmp_path: Path) -> None:
    workspace = Workspace([tmp_path], Settings())
    await workspace.start()
    await ready(workspace)
    pids = [engine.pid for engine in workspace.engines() if engine.pid]

    await workspace.close()

    assert len(pids) == 4
    assert not [pid for pid in pids if psutil.pid_exists(pid)]


async def test_a_real_project_is_understood(sqlalchemy: Path) -> None:
    workspace = Workspace([sqlalchemy], Settings())
    await workspace.start()
    path = sqlalchemy / "sqlalchemy" / "sql" / "selectable.py"
    snapshot = document(path, path.read_text(encoding="utf-8"))
    workspace.opened(snapshot)
    try:
        use = place(snapshot, "CompoundSelect._create")
        declared = place(snapshot, "class CompoundSelect(", 6)
        definitions = await workspace.definitions(snapshot, use)
        hover = await workspace.hover(snapshot, declared)
        references = await workspace.references(snapshot, declared, include_declaration=True)
        completions = await workspace.complete(snapshot, place(snapshot, "self._raw_columns", 9))
        async with asyncio.timeout(60):
            while not (symbols := await workspace.find_symbols("CompoundSelect", 5)):
                await asyncio.sleep(0.1)
        outline = await workspace.outline(snapshot)
    finally:
        await workspace.close()

    assert [(each.path, each.range.start) for each in definitions] == [(path, declared)]
    assert hover is not None
    assert "Forms the basis of ``UNION``" in hover.markdown
    assert len({each.path for each in references}) >= 5
    for each in references:
        line = each.path.read_text(encoding="utf-8").split("\n")[each.range.start.line]
        start = each.range.start.character
        assert line[start : each.range.end.character] == "CompoundSelect"
    assert "_raw_columns" in [each.label for each in completions.items]
    assert (symbols[0].name, symbols[0].location.path) == ("CompoundSelect", path)
    assert "Select" in [each.name for each in outline]


async def test_of_too_many_findings_some_are_shown(workspace: Workspace, tmp_path: Path) -> None:
    await ready(workspace)
    snapshot = document(tmp_path / "a.py", "".join(f"u{number}\n" for number in range(2_000)))

    found = await workspace.findings(snapshot)

    assert [each.code for each in found].count("too-many") == 1
    assert len(found) == 1_001
