import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.analyzers.documents import document, saved

from devmentor_analyzers.semantics.moving import Moving
from devmentor_analyzers.semantics.own_files import OwnFiles
from devmentor_analyzers.semantics.sources import Sources
from devmentor_analyzers.semantics.texts import Texts
from devmentor_analyzers.values import Edit

PROJECT = {
    "main.py": """\
import helper
import shop.prices
from shop.fruit.apple import Apple, \\
    SEEDS
from shop.fruit import pear, Apple as Same

é = "😀"; print(é, shop.prices.price("apple"), helper.shout(Apple.name), pear.NAME, SEEDS)
assert Same is Apple
""",
    "helper.py": "def shout(text):\n    return text.upper()\n",
    "shop/__init__.py": '"""A shop."""\n',
    "shop/prices.py": """\
def price(name):
    import shop.fruit.pear
    from .fruit import apple, pear as p
    assert shop.fruit.pear is p
    return {"apple": apple.SEEDS, p.NAME: 20}[name]
""",
    "shop/fruit/__init__.py": "from .apple import Apple\nfrom . import pear\n",
    "shop/fruit/apple.py": """\
from . import pear
from .. import prices


class Apple:
    name = "apple"
    price = staticmethod(prices.price)


SEEDS = len(pear.NAME)
""",
    "shop/fruit/pear.py": "NAME = 'pear'\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in PROJECT.items():
        saved(tmp_path / name, text)
    return tmp_path


def moving(folder: Path, texts: Texts | None = None) -> Moving:
    return Moving(Sources([folder], texts or Texts(10**6), OwnFiles([folder]), 10**6))


def apply(edits: Iterable[Edit]) -> None:
    """The last of a file first, so that the places of the others stay."""
    for edit in sorted(edits, key=lambda each: each.range.start, reverse=True):
        text = edit.path.read_text(encoding="utf-8")
        lines = document(edit.path, text).lines
        start, end = lines.offset(edit.range.start), lines.offset(edit.range.end)
        edit.path.write_text(text[:start] + edit.text + text[end:], encoding="utf-8")


def run(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-B", "main.py"],
        check=True,
        cwd=folder,
        capture_output=True,
        timeout=60,
    )
    return done.stdout.decode()


@pytest.mark.parametrize(
    "moves",
    [
        {"shop/prices.py": "shop/money/prices.py"},
        {"shop/prices.py": "shop/costs.py"},
        {"shop/prices.py": "shop/fruit/prices.py"},
        {"shop/prices.py": "prices.py"},
        {"shop/fruit": "shop/food/fruit"},
        {"shop/fruit": "shop/produce"},
        {"shop/fruit": "fruit"},
        {"shop/fruit/apple.py": "shop/fruit/red/apple.py"},
        {"shop/fruit/pear.py": "shop/fruit/quince.py"},
        {"shop/fruit/pear.py": "pears/old.py"},
        {"helper.py": "shop/helper.py"},
        {"helper.py": "loud.py"},
        {"shop": "market"},
        {"helper.py": "tools/helper.py", "shop/prices.py": "shop/fruit/cost.py"},
    ],
    ids=str,
)
async def test_a_project_still_runs_after_a_move(project: Path, moves: dict[str, str]) -> None:
    before = run(project)
    moved = [(project / old, project / new) for old, new in moves.items()]
    apply(await moving(project).edits(moved))
    for old, new in moved:
        new.parent.mkdir(parents=True, exist_ok=True)
        old.rename(new)

    assert before == "😀 4 APPLE pear 4\n"
    assert run(project) == before


async def test_a_whole_package_keeps_its_own_relative_imports(project: Path) -> None:
    edits = await moving(project).edits([(project / "shop", project / "market")])

    touched = {each.path.relative_to(project).as_posix() for each in edits}
    assert touched == {"main.py", "shop/prices.py"}


async def test_open_documents_count_as_they_are_shown(project: Path) -> None:
    texts = Texts(10**6)
    texts.show(document(project / "new.py", "import helper\n"))
    texts.show(document(project / "main.py", "x = 1\nfrom helper import shout\n"))
    (project / "new.py").write_text("")
    edits = await moving(project, texts).edits([(project / "helper.py", project / "loud.py")])

    assert {(each.path.name, each.range.start.line, each.text) for each in edits} == {
        ("new.py", 0, "loud as helper"),
        ("main.py", 1, "loud"),
    }


async def test_files_that_do_not_parse_and_files_of_others_are_left_alone(project: Path) -> None:
    saved(project / "broken.py", "import helper\ndef (\n")
    saved(project / ".venv" / "lib" / "x.py", "import helper\n")
    saved(project / ".venv" / "pyvenv.cfg", "")
    edits = await moving(project).edits([(project / "helper.py", project / "loud.py")])

    assert {each.path.name for each in edits} == {"main.py"}


async def test_what_is_no_module_takes_nothing_with_it(project: Path) -> None:
    saved(project / "notes.txt", "helper")
    moved = [(project / "notes.txt", project / "helper.txt"), (project / "gone", project / "x")]

    assert await moving(project).edits(moved) == []
