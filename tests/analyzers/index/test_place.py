from pathlib import Path

from devmentor_analyzers.index.place import database_path


def test_each_workspace_has_a_database_of_its_own_in_the_data_folder(
    tmp_path: Path, devmentor_home: Path
) -> None:
    first, other = tmp_path / "a" / "shop", tmp_path / "b" / "shop"

    assert database_path(first) != database_path(other)
    assert database_path(first).parent == devmentor_home / "index"
    assert database_path(first).name.startswith("shop-")


def test_a_folder_is_the_same_by_every_way_to_it(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")

    assert database_path(tmp_path / "link") == database_path(tmp_path / "a" / ".." / "real")


def test_odd_names_make_plain_file_names(tmp_path: Path) -> None:
    name = database_path(tmp_path / "a b\n\udcff/ü*?").name

    assert name.isascii()
    assert name.isprintable()
