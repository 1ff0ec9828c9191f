from pathlib import Path

from tests.analyzers.importables.installed import environment

from devmentor_analyzers.importables.importables import Importable, Importables


def read(folder: Path) -> Importables:
    importables = Importables(folder / "cache")
    for _ in importables.read(environment(folder)):
        pass
    return importables


def test_names_are_found_by_their_beginning_the_librarys_first(tmp_path: Path) -> None:
    assert read(tmp_path).find("TICK", 5) == [
        Importable("tick", "function", "clock"),
        Importable("tickle", "function", "store"),
    ]


def test_a_name_is_imported_from_where_its_package_offers_it(tmp_path: Path) -> None:
    importables = read(tmp_path)

    assert importables.find("Apple", 5) == [Importable("Apple", "class", "store")]
    assert importables.find("Pear", 5) == [Importable("Pear", "class", "store.fruit")]
    assert importables.find("clock", 5) == [Importable("clock", "module", "")]


def test_only_the_word_itself_is_found_when_asked_exactly(tmp_path: Path) -> None:
    assert [each.name for each in read(tmp_path).find("tick", 5, exact=True)] == ["tick"]


def test_private_names_and_tests_are_not_offered(tmp_path: Path) -> None:
    importables = read(tmp_path)

    assert [*importables.find("hidden", 5), *importables.find("tested", 5)] == []


def test_what_was_read_is_kept_for_its_version(tmp_path: Path) -> None:
    read(tmp_path)
    site = tmp_path / "site-packages"
    where = environment(tmp_path)
    (site / "store" / "fruit.py").write_text("class Plum: pass\n")
    again, updated = Importables(tmp_path / "cache"), Importables(tmp_path / "cache")
    for _ in again.read(where):
        pass
    info = site / "store-1.0.dist-info"
    (info / "METADATA").write_text("Name: store\nVersion: 2.0\n")
    for _ in updated.read(where):
        pass

    assert again.find("Pear", 5)
    assert updated.find("Plum", 5)


def test_a_broken_cache_is_read_anew(tmp_path: Path) -> None:
    read(tmp_path)
    for kept in (tmp_path / "cache").iterdir():
        kept.write_text('[["x"]]')

    assert read(tmp_path).find("tick", 1)
