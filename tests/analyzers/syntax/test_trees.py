from pathlib import Path

from tests.analyzers.documents import document

from devmentor_analyzers.syntax.trees import Trees


def test_the_same_text_is_parsed_once(tmp_path: Path) -> None:
    trees = Trees(1000)
    first = trees.of(document(tmp_path / "a.py", "x = 1\n"))

    assert first is not None
    assert trees.of(document(tmp_path / "a.py", "x = 1\n", version=2)) is first


def test_a_changed_text_has_a_tree_of_its_own(tmp_path: Path) -> None:
    trees = Trees(1000)
    trees.of(document(tmp_path / "a.py", "x = 1\n"))

    changed = trees.of(document(tmp_path / "a.py", "x = 12\n", version=2))

    assert changed is not None
    assert changed.text == "x = 12\n"


def test_huge_binary_and_foreign_texts_are_not_taken(tmp_path: Path) -> None:
    trees = Trees(1000)

    assert trees.of(document(tmp_path / "a.py", "x" * 1001)) is None
    assert trees.of(document(tmp_path / "a.py", "x\0")) is None
    assert trees.of(document(tmp_path / "a.txt", "x")) is None


def test_only_the_documents_used_last_are_kept(tmp_path: Path) -> None:
    trees = Trees(1000)
    documents = [document(tmp_path / f"{number}.py", "x = 1\n") for number in range(40)]
    for each in documents:
        trees.of(each)

    assert trees.known(documents[0]) is None
    assert trees.known(documents[-1]) is not None


def test_a_forgotten_document_is_let_go(tmp_path: Path) -> None:
    trees, here = Trees(1000), document(tmp_path / "a.py", "x = 1\n")
    trees.of(here)

    trees.forget(here.uri)

    assert trees.known(here) is None
