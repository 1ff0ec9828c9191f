from pathlib import Path

from tests.analyzers.names.cursor import opened

from devmentor_analyzers.names import finding
from devmentor_analyzers.names.wire import Occurrence, Origin, Place


def test_a_definition_is_found_through_imports(tmp_path: Path) -> None:
    (tmp_path / "deep.py").write_text("def run(): ...\n")
    (tmp_path / "middle.py").write_text("from deep import run\n")

    found = finding.definitions(*opened("from middle import run\nru⌶n()", tmp_path / "a.py"))

    assert found == [Place(str(tmp_path / "deep.py"), (0, 4, 0, 7))]


def test_a_module_is_at_the_beginning_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "deep.py").write_text("\n\nx = 1\n")

    found = finding.definitions(*opened("import dee⌶p", tmp_path / "a.py"))

    assert found == [Place(str(tmp_path / "deep.py"), (0, 0, 0, 0))]


def test_a_built_in_is_found_in_its_stub(tmp_path: Path) -> None:
    [found] = finding.definitions(*opened("le⌶n", tmp_path / "a.py"))

    assert found.path.endswith("builtins.pyi")


def test_references_without_the_declaration_keep_assignments_and_imports(tmp_path: Path) -> None:
    (tmp_path / "b.py").write_text("from a import size\nprint(size)\n")
    text = "siz⌶e = 1\nsize = 2\n"
    opened_file = opened(text, tmp_path / "a.py")

    every = finding.references(*opened_file, include_declaration=True)
    uses = finding.references(*opened_file, include_declaration=False)

    assert Place(str(tmp_path / "b.py"), (1, 6, 1, 10)) in uses
    assert set(uses) < set(every)
    assert len(every) == len(set(every)) == 4


def test_highlights_tell_writes_from_reads(tmp_path: Path) -> None:
    found = finding.highlights(*opened("size = 1\nprint(si⌶ze)\n", tmp_path / "a.py"))

    assert found == [Occurrence((0, 0, 0, 4), True), Occurrence((1, 6, 1, 10), False)]


def test_where_there_is_no_name_nothing_is_found(tmp_path: Path) -> None:
    place = opened("x = '⌶'", tmp_path / "a.py")

    assert finding.definitions(*place) == []
    assert finding.references(*place, include_declaration=True) == []
    assert finding.highlights(*place) == []


def test_an_import_declares_its_name(tmp_path: Path) -> None:
    (tmp_path / "deep.py").write_text("def run(): ...\n")

    found = finding.declarations(*opened("from deep import run\nru⌶n()", tmp_path / "a.py"))

    assert found == [Place(str(tmp_path / "a.py"), (0, 17, 0, 20))]


def test_a_variable_leads_to_its_class(tmp_path: Path) -> None:
    found = finding.types(*opened("class A: ...\na = A()\na⌶", tmp_path / "a.py"))

    assert found == [Place(str(tmp_path / "a.py"), (0, 6, 0, 7))]


def test_an_alias_does_not_come_from_where_its_module_does(tmp_path: Path) -> None:
    (tmp_path / "deep.py").write_text("x = 1\n")
    path = tmp_path / "a.py"

    assert finding.origins(*opened("import deep as d\nd⌶.x", path)) == []
    assert finding.origins(*opened("import deep\ndee⌶p.x", path)) == [
        Origin(str(tmp_path / "deep.py"), is_module=True)
    ]
    assert finding.origins(*opened("le⌶n", path)) == [Origin("", is_module=False)]
