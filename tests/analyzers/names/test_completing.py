from pathlib import Path

from tests.analyzers.names.cursor import opened

from devmentor_analyzers.names.completing import about, offers
from devmentor_analyzers.names.wire import Offers


def offered(text: str, folder: Path, limit: int = 100) -> Offers:
    script, line, column = opened(text, folder / "a.py")
    before = text.split("⌶")[0].rpartition("\n")[2]
    return offers(script.complete(line, column), before, limit)


def test_arguments_of_the_call_come_first(tmp_path: Path) -> None:
    text = "def f(parent=1): ...\nparts = 1\nf(pa⌶)"

    found = offered(text, tmp_path)

    assert [item.label for item in found.items] == ["parent=", "parts"]
    assert [item.sort_key for item in found.items] == sorted(item.sort_key for item in found.items)


def test_dunder_names_come_last(tmp_path: Path) -> None:
    text = "class A:\n    def __run__(self): ...\n    def _b(self): ...\n    c = 1\nA.⌶"

    labels = [item.label for item in offered(text, tmp_path).items]

    assert labels.index("c") < labels.index("_b") < labels.index("__run__")


def test_the_best_are_kept_when_there_are_more_than_wanted(tmp_path: Path) -> None:
    found = offered("class A:\n    zz = 1\n    def __aa__(self): ...\nA.⌶", tmp_path, limit=2)

    assert found.incomplete
    assert len(found.items) == 2
    assert found.items[0].label == "zz"


def test_the_words_case_decides_among_equals(tmp_path: Path) -> None:
    found = offered("Value = 1\nvalue = 2\nva⌶", tmp_path)

    assert [item.label for item in found.items][:2] == ["value", "Value"]


def test_a_key_is_inserted_from_where_the_word_began(tmp_path: Path) -> None:
    [found] = offered("d = {'first': 1}\nd['fi⌶", tmp_path).items

    assert found.insert.startswith("first")


def test_a_file_name_is_inserted_after_what_was_typed(tmp_path: Path) -> None:
    (tmp_path / "some-data.csv").touch()

    items = offered("open('some-da⌶')", tmp_path).items

    assert {item.insert for item in items} == {"data.csv"}
    assert {item.kind for item in items} == {"file"}


def test_kinds_are_words_an_editor_knows(tmp_path: Path) -> None:
    text = "import os\nclass Mine: ...\ndef mind(): ...\nmine_too = 1\nmin⌶"

    kinds = {item.label: item.kind for item in offered(text, tmp_path).items}

    assert kinds["Mine"] == "class"
    assert kinds["mind"] == "function"
    assert kinds["mine_too"] == "variable"


def test_a_completion_is_described_when_it_is_asked_about(tmp_path: Path) -> None:
    script, line, column = opened('def run(x: int): "Go."\nru⌶', tmp_path / "a.py")

    found = about(script.complete(line, column)[0])

    assert found.detail == "def run(x: int)"
    assert found.markdown == "Go."
