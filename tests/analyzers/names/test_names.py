import asyncio
import importlib.util
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest
from tests.analyzers.names.cursor import at_text, document

from devmentor_analyzers.names.names import Names
from devmentor_analyzers.snapshot import Snapshot
from devmentor_protocol.position import Position, Range


def _sqlalchemy() -> Path:
    found = importlib.util.find_spec("sqlalchemy")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


SQLALCHEMY = _sqlalchemy()
BASKET = '''\
class Basket:
    """What is bought."""

    def total(self, discount: float = 0.0) -> float:
        """The price; `discount` is taken off."""
        return 1.0 - discount
'''
SHOP = """\
from basket import Basket

basket = Basket()
paid = basket.total(discount=0.1)
print(paid)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "basket.py").write_text(BASKET)
    (folder / "shop.py").write_text(SHOP)
    return folder


@pytest.fixture
async def names(project: Path) -> AsyncIterator[Names]:
    found = Names([project], None)
    await found.start()
    yield found
    await found.close()


@pytest.fixture
async def sqlalchemy_names() -> AsyncIterator[Names]:
    found = Names([SQLALCHEMY], Path(sys.executable))
    await found.start()
    yield found
    await found.close()


def read(path: Path) -> Snapshot:
    return Snapshot(path.as_uri(), path, "python", 1, path.read_text())


async def test_hover_tells_declaration_documentation_and_range(names: Names, project: Path) -> None:
    snapshot = read(project / "shop.py")

    hover = await names.hover(snapshot, at_text(snapshot, "total", 2))

    assert hover is not None
    assert "def total(discount: float=0.0) -> float" in hover.markdown
    assert "`discount` is taken off" in hover.markdown
    assert hover.range is not None
    assert hover.range.start == at_text(snapshot, "total")


async def test_completions_are_listed_and_resolved(names: Names, project: Path) -> None:
    snapshot, at = document(project / "shop.py", SHOP.replace("total(discount=0.1)", "to⌶"))

    found = await names.complete(snapshot, at, 9)
    resolved = await names.resolve(snapshot, found.items[0])

    assert [(item.label, item.kind, item.engine) for item in found.items] == [
        ("total", "function", "jedi")
    ]
    assert resolved.documentation == "The price; `discount` is taken off."
    assert resolved.detail == "def total(discount: float=0.0) -> float"


async def test_completions_stop_at_the_limit_and_say_so(names: Names, project: Path) -> None:
    snapshot, at = document(project / "shop.py", "⌶")

    found = await names.complete(snapshot, at, 5)

    assert len(found.items) == 5
    assert found.incomplete


async def test_signatures_tell_the_active_parameter(names: Names, project: Path) -> None:
    snapshot, at = document(project / "shop.py", SHOP.replace("discount=0.1)", "⌶"))

    found = await names.signatures(snapshot, at)

    assert found is not None
    assert found.items[0].parameters == ("discount: float=0.0",)
    assert found.active_parameter == 0


async def test_a_definition_in_another_file_is_found(names: Names, project: Path) -> None:
    snapshot = read(project / "shop.py")

    [found] = await names.definitions(snapshot, at_text(snapshot, "Basket()"))

    assert found.path == project / "basket.py"
    assert found.range.start == Position(line=0, character=6)


async def test_references_are_found_in_the_whole_workspace(names: Names, project: Path) -> None:
    snapshot = read(project / "basket.py")
    at = at_text(snapshot, "Basket")

    every = await names.references(snapshot, at, include_declaration=True)
    uses = await names.references(snapshot, at, include_declaration=False)

    assert [each.path.name for each in every] == ["basket.py", "shop.py", "shop.py"]
    assert [each.path.name for each in uses] == ["shop.py", "shop.py"]


async def test_where_all_references_are_known_none_is_looked_for(
    names: Names, project: Path
) -> None:
    snapshot = read(project / "basket.py")
    at = at_text(snapshot, "Basket")
    every = await names.references(snapshot, at, include_declaration=True)

    none = await names.references(snapshot, at, include_declaration=True, known=every)
    again = await names.references(snapshot, at, include_declaration=True, known=every[:1])

    assert none == []
    assert again == every


async def test_highlights_tell_writes_from_reads(names: Names, project: Path) -> None:
    snapshot = read(project / "shop.py")

    found = await names.highlights(snapshot, at_text(snapshot, "paid"))

    assert [each.write for each in found] == [True, False]


async def test_unsaved_text_counts(names: Names, project: Path) -> None:
    snapshot, at = document(project / "shop.py", "def new() -> int: ...\nne⌶w\n", version=7)

    hover = await names.hover(snapshot, at)

    assert hover is not None
    assert "def new() -> int" in hover.markdown


async def test_places_in_another_open_document_are_those_the_editor_shows(
    names: Names, project: Path
) -> None:
    basket, shop = read(project / "basket.py"), read(project / "shop.py")
    edited = Snapshot(shop.uri, shop.path, "python", 2, "# new\n\n" + SHOP)
    at = at_text(basket, "Basket")
    names.opened(basket)

    names.opened(edited)
    unsaved = await names.references(basket, at, include_declaration=False)
    names.closed(shop.uri)
    saved = await names.references(basket, at, include_declaration=False)

    assert [each.range.start.line for each in unsaved] == [2, 4]
    assert [each.range.start.line for each in saved] == [0, 2]


async def test_a_place_outside_of_the_text_has_nothing(names: Names, project: Path) -> None:
    snapshot = read(project / "shop.py")

    assert await names.hover(snapshot, Position(line=99, character=0)) is None
    assert await names.definitions(snapshot, Position(line=0, character=999)) == []


async def test_broken_empty_and_large_texts_are_answered(names: Names, project: Path) -> None:
    broken, at = document(project / "broken.py", "def f(:\n  x = (\nclass ⌶")
    empty, start = document(project / "empty.py", "⌶")
    text = "\n".join(f"value_{number} = {number}" for number in range(60_000))
    large, end = document(project / "large.py", f"{text}\nvalue_7⌶\n")
    assert len(large.text) > 1_000_000

    assert await names.definitions(broken, at) == []
    assert await names.hover(empty, start) is None
    [found] = await names.definitions(large, end)
    assert found.range.start == Position(line=7, character=0)


async def test_hovers_are_answered_while_references_run_over_a_real_project(
    sqlalchemy_names: Names,
) -> None:
    names = sqlalchemy_names
    snapshot = read(SQLALCHEMY / "sql" / "selectable.py")
    select = at_text(snapshot, "class Select(", 7)
    order: list[str] = []
    asked = names.references(snapshot, select, include_declaration=True, exhaustive=True)
    searching = asyncio.create_task(asked)
    searching.add_done_callback(lambda _: order.append("references"))
    await asyncio.sleep(0)

    for needle in ("class Select(", "class Subquery(", "class CTE("):
        assert await names.hover(snapshot, at_text(snapshot, needle, 7))
        order.append("hover")
    found = await searching

    assert order == ["hover", "hover", "hover", "references"]
    assert len({each.path for each in found}) > 15
    assert len(found) == len(set(found))


async def test_a_cancelled_search_frees_its_worker(sqlalchemy_names: Names) -> None:
    names = sqlalchemy_names
    snapshot = read(SQLALCHEMY / "sql" / "selectable.py")
    at = at_text(snapshot, "class Select(", 7)
    searching = asyncio.create_task(
        names.references(snapshot, at, include_declaration=True, exhaustive=True)
    )
    await names.hover(snapshot, at)

    searching.cancel()
    alias = at_text(snapshot, "class TableSample(", 7)
    found = await names.references(snapshot, alias, include_declaration=True)

    assert searching.cancelled()
    assert found


async def test_a_killed_worker_is_replaced(names: Names, project: Path) -> None:
    snapshot = read(project / "shop.py")
    at = at_text(snapshot, "total")
    assert await names.hover(snapshot, at)
    killed = names.status().pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)

    assert await names.hover(snapshot, at)
    assert names.status().pid != killed


async def test_the_status_tells_version_process_and_memory(names: Names, project: Path) -> None:
    snapshot = read(project / "shop.py")
    before = names.status()
    await names.hover(snapshot, at_text(snapshot, "total"))
    await names.references(snapshot, at_text(snapshot, "total"), include_declaration=True)

    status = names.status()

    assert before.state == "starting"
    assert (status.name, status.state, status.detail) == ("jedi", "ready", "")
    assert status.version
    assert status.pid is not None
    assert status.rss_bytes is not None


async def test_a_broken_environment_is_named_and_the_work_goes_on(project: Path) -> None:
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "pyvenv.cfg").write_text("home = /gone\n")
    (project / ".venv" / "bin" / "python").symlink_to("/gone/python")
    names = Names([project], None)
    await names.start()
    snapshot = read(project / "shop.py")

    hover = await names.hover(snapshot, at_text(snapshot, "total"))
    status = names.status()
    await names.close()

    assert hover is not None
    assert str(project / ".venv") in status.detail
    assert "devmentor.python.interpreter" in status.detail


async def test_closing_leaves_no_process(project: Path) -> None:
    others = set(psutil.Process().children(recursive=True))
    names = Names([project], None)
    await names.start()
    snapshot = read(project / "shop.py")
    await names.hover(snapshot, at_text(snapshot, "total"))
    workers = set(psutil.Process().children(recursive=True)) - others

    await names.close()

    assert workers
    assert psutil.wait_procs(workers, timeout=20)[1] == []


def test_no_process_outlives_a_server_that_is_killed(project: Path) -> None:
    program = """
        import asyncio, sys
        from pathlib import Path
        from devmentor_analyzers.names.names import Names
        from devmentor_analyzers.snapshot import Snapshot
        from devmentor_protocol.position import Position

        async def main():
            names = Names([Path(sys.argv[1])], None)
            await names.start()
            snapshot = Snapshot("file:///a.py", Path("/a.py"), "python", 1, "len")
            await names.hover(snapshot, Position(line=0, character=1))
            print("ready", flush=True)
            await asyncio.sleep(100)

        asyncio.run(main())
    """
    command = [sys.executable, "-c", textwrap.dedent(program), str(project)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == b"ready\n"
        workers = psutil.Process(server.pid).children(recursive=True)

        server.kill()

        assert workers
        assert psutil.wait_procs(workers, timeout=20)[1] == []


async def test_declarations_types_and_origins_are_answered(names: Names, tmp_path: Path) -> None:
    snapshot, at = document(tmp_path / "a.py", "class A: ...\nvalue = A()\nvalue⌶\n")

    declared = await names.declarations(snapshot, at)
    typed = await names.type_definitions(snapshot, at)
    [origin] = await names.origins(snapshot, at)

    assert [each.range.start.line for each in declared] == [1]
    assert [each.range.start.line for each in typed] == [0]
    assert (origin.path, origin.is_module) == (str(snapshot.path), False)


async def test_a_refactoring_is_answered_or_refused(names: Names, tmp_path: Path) -> None:
    snapshot, at = document(tmp_path / "a.py", "x⌶ = 1\nprint(x)\n")
    here = Range(start=at, end=at)
    beyond = Range.of(9, 0, 9, 0)

    found = await names.refactor("inline", snapshot, here)
    refused = await names.refactor("extract_variable", snapshot, beyond, "y")

    assert [each.text for each in found.items] == ["print(1)\n"]
    assert "could not" in refused.refusal
