import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from tests.analyzers.documents import document, saved

from devmentor_analyzers.semantics.auto_import import Answer, AutoImport
from devmentor_analyzers.settings import Settings
from devmentor_analyzers.symbols.search import Found, SymbolSearch
from devmentor_analyzers.syntax.syntax import Syntax
from devmentor_analyzers.values import Completion, Completions
from devmentor_protocol.runtime import HOME_VARIABLE

IN_SCOPE = Completions((Completion("Fruits", "class", "Fruits", "a", "ty"),))


@pytest.fixture
async def imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[AutoImport]:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    saved(tmp_path / "shop.py", "class Fruit:\n    def fruity(self): pass\n\n\n_FRUIT = 1\n")
    saved(tmp_path / "src" / "store" / "__init__.py", "class FruitStore: pass\n")
    saved(tmp_path / "src" / "store" / "cold" / "__init__.py", "")
    saved(tmp_path / "src" / "store" / "cold" / "ice.py", "def fruit_ice(): pass\n")
    saved(tmp_path / "loose" / "script.py", "def fruit_script(): pass\n")
    symbols = SymbolSearch([tmp_path], Settings())
    symbols.engine.start()
    while len(await symbols.find("fruit", 50)) < 6:  # the index is made in the background
        await asyncio.sleep(0.05)
    yield AutoImport([tmp_path], symbols, Syntax(Settings()))
    await symbols.engine.close()


async def offered(imports: AutoImport, path: Path, text: str) -> dict[str, str]:
    snapshot = document(path, text)
    at = snapshot.lines.position(len(text))
    search = imports.look(snapshot, at)
    if search is None:
        return {}
    await search.answer
    found = await imports.join(IN_SCOPE, snapshot, at, search)
    assert found.items[0] is IN_SCOPE.items[0]
    return {each.label: each.detail for each in found.items[1:]}


async def test_public_names_of_modules_are_offered_with_their_import(
    imports: AutoImport, tmp_path: Path
) -> None:
    assert await offered(imports, tmp_path / "a.py", "x = Fru") == {
        "Fruit": "from shop import Fruit",
        "FruitStore": "from store import FruitStore",
        "fruit_ice": "from store.cold.ice import fruit_ice",
    }


@pytest.mark.parametrize(
    "text", ["x.Fru", "import Fru", "from shop import Fru", "def Fru", "F", "# Fru"]
)
async def test_nothing_is_offered_where_nothing_can_be_imported(
    imports: AutoImport, tmp_path: Path, text: str
) -> None:
    assert await offered(imports, tmp_path / "a.py", text) == {}


@pytest.mark.parametrize("text", ["def f(a: Fru", "class A(Fru", "async def f(a=Fru", "x: Fru"])
async def test_annotations_defaults_and_bases_are_imported_too(
    imports: AutoImport, tmp_path: Path, text: str
) -> None:
    assert "Fruit" in await offered(imports, tmp_path / "a.py", text)


async def test_the_import_is_written_behind_the_others(imports: AutoImport, tmp_path: Path) -> None:
    snapshot = document(tmp_path / "a.py", '"""Doc."""\nimport os\n\nFruit')
    at = snapshot.lines.position(len(snapshot.text))
    search = imports.look(snapshot, at)
    assert search is not None
    await search.answer
    found = await imports.join(Completions(()), snapshot, at, search)

    [edit] = found.items[0].edits
    assert (edit.range.start.line, edit.text) == (2, "from shop import Fruit\n")


async def test_what_is_not_known_yet_is_asked_for_again(
    imports: AutoImport, tmp_path: Path
) -> None:
    snapshot = document(tmp_path / "a.py", "Frui")
    at = snapshot.lines.position(4)
    search = imports.look(snapshot, at)
    assert search is not None
    late = asyncio.create_task(asyncio.sleep(60, result=Answer(Found(), Found())))
    found = await imports.join(IN_SCOPE, snapshot, at, type(search)(snapshot.uri, "Frui", 0, late))
    late.cancel()

    assert found == Completions(IN_SCOPE.items, incomplete=True)


async def test_a_list_is_not_complete_while_packages_are_read(
    imports: AutoImport, tmp_path: Path
) -> None:
    """The first question of a session is what they are read for."""
    path = tmp_path / "a.py"

    async def asked(version: int) -> Completions:
        snapshot = document(path, "x = fract", version=version)
        at = snapshot.lines.position(9)
        search = imports.look(snapshot, at)
        assert search is not None
        await search.answer
        return await imports.join(Completions(()), snapshot, at, search)

    first = later = await asked(1)
    while later.incomplete:
        later = await asked(1)

    assert first == Completions((), incomplete=True)
    assert "from fractions import Fraction" in [each.detail for each in later.items]


async def test_a_longer_word_is_answered_by_the_same_search(
    imports: AutoImport, tmp_path: Path
) -> None:
    while (await imports.symbols.importable("Fru", 1)).is_reading:
        await asyncio.sleep(0.05)
    first = document(tmp_path / "a.py", "Fru")
    longer = document(tmp_path / "a.py", "FruitS", version=2)
    search = imports.look(first, first.lines.position(3))

    assert search is imports.look(longer, longer.lines.position(6))
    assert await offered(imports, tmp_path / "a.py", "FruitS") == {
        "FruitStore": "from store import FruitStore"
    }


async def test_the_librarys_names_come_behind_the_projects(
    imports: AutoImport, tmp_path: Path
) -> None:
    while not await imports.fixes(document(tmp_path / "a.py", "x"), "fractions"):
        await asyncio.sleep(0.2)
    project = saved(tmp_path / "frac.py", "def fraction_of_fruit(): pass\n")
    async with imports.symbols.engine.seeing(project):
        found = await offered(imports, tmp_path / "a.py", "x = fract")

    assert list(found.values())[:3] == [
        "from frac import fraction_of_fruit",
        "import fractions",
        "from fractions import Fraction",
    ]


async def test_a_name_that_is_missing_is_imported_from_where_it_can_be(
    imports: AutoImport, tmp_path: Path
) -> None:
    snapshot = document(tmp_path / "a.py", '"""Doc."""\nFruitStore, Counter\n')
    [own] = await imports.fixes(snapshot, "FruitStore")
    while not (found := await imports.fixes(snapshot, "Counter")):
        await asyncio.sleep(0.2)

    [edit] = found[0].edits
    assert own.title == "Import: from store import FruitStore"
    assert edit.text == "from collections import Counter\n"
    assert edit.range.start.line == 1
    assert await imports.fixes(snapshot, "nobody_has_this") == []
