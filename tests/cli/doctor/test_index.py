from pathlib import Path

from tests.cli.conftest import Run

from devmentor_analyzers.index.place import database_path
from devmentor_cli.doctor.check_up import Health
from devmentor_cli.doctor.index import look_at_index


def test_a_folder_without_an_index_is_told_how_to_get_one(tmp_path: Path) -> None:
    found = look_at_index(tmp_path)

    assert found.health is Health.NOTE
    assert found.fix == "devmentor index"


def test_an_index_says_how_much_it_holds_and_where_it_lies(devmentor: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    devmentor("index", str(tmp_path))

    found = look_at_index(tmp_path)

    assert found.health is Health.OK
    assert found.detail.startswith("1 file, ")
    assert str(database_path(tmp_path)) in found.detail


def test_a_damaged_one_is_said_to_be_none(tmp_path: Path) -> None:
    path = database_path(tmp_path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"no database" * 1000)

    assert look_at_index(tmp_path).health is Health.NOTE
