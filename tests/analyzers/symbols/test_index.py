from pathlib import Path

from tests.analyzers.documents import saved

from devmentor_analyzers.symbols.index import Index


def read(folder: Path) -> Index:
    index = Index(1000)
    assert list(index.read_folders([folder])) is not None
    return index


def test_symbols_of_all_languages_are_found_by_name(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", "class Basket:\n    def total(self): ...\n")
    saved(tmp_path / "b.go", "package m\nfunc Total() {}\n")

    found = read(tmp_path).find("total", 10)

    assert [(each.path.name, each.name, each.container) for each in found] == [
        ("a.py", "total", "Basket"),
        ("b.go", "Total", ""),
    ]


def test_documents_and_data_are_found_too_but_not_keys_deep_in_data(tmp_path: Path) -> None:
    saved(tmp_path / "a.md", "# Total\n")
    saved(tmp_path / "b.sql", "CREATE TABLE total (id INT);\n")
    saved(tmp_path / "c.yaml", "total:\n  total: 1\n")

    found = read(tmp_path).find("total", 10)

    assert sorted((each.path.name, each.range.start.line) for each in found) == [
        ("a.md", 0),
        ("b.sql", 0),
        ("c.yaml", 0),
    ]


def test_at_most_so_many_symbols_as_asked_for(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", "a1 = 1\na2 = 2\na3 = 3\n")

    assert [each.name for each in read(tmp_path).find("a", 2)] == ["a1", "a2"]


def test_a_changed_file_is_read_anew_and_a_deleted_one_is_gone(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.py", "old = 1\n").path
    index = read(tmp_path)

    index.update(path, "unsaved = 1\n")
    assert [each.name for each in index.find("", 9)] == ["unsaved"]

    path.unlink()
    index.read(path)
    assert len(index) == 0


def test_huge_binary_and_undecodable_files_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "huge.py").write_text("x = 1\n" * 1000)
    (tmp_path / "binary.py").write_bytes(b"\0\1\2")
    (tmp_path / "latin.py").write_bytes(b"caf\xe9 = 1\nok = 2\n")

    assert "ok" in [each.name for each in read(tmp_path).find("", 9)]


def test_a_full_index_reads_no_further_file_but_knows_the_texts_at_hand(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        saved(tmp_path / f"{name}.py", f"{name}1 = 1\n{name}2 = 2\n")
    index = Index(1000, most=3)

    read = [path.name for path in index.read_folders([tmp_path])]
    index.update(tmp_path / "c.py", "typed = 1\n")

    assert index.is_full
    assert read == ["a.py", "b.py"]
    assert [each.name for each in index.find("", 9)] == ["a1", "a2", "b1", "b2", "typed"]


def test_a_file_that_shrinks_makes_room(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", "a1 = 1\na2 = 2\n")
    index = Index(1000, most=2)
    list(index.read_folders([tmp_path]))

    saved(tmp_path / "a.py", "a1 = 1\n")
    index.read(tmp_path / "a.py")

    assert not index.is_full
