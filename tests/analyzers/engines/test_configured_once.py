from pathlib import Path

from tests.analyzers.documents import saved

from devmentor_analyzers.engines.configured_once import configuration


def found(folder: Path) -> tuple[Path, dict[str, object]] | None:
    return configuration(folder, ("engine.toml", "engine.json"), ("engine",))


def test_the_nearest_configuration_counts_whichever_file_holds_it(tmp_path: Path) -> None:
    saved(tmp_path / "engine.toml", "strict = true\n")
    saved(tmp_path / "a" / "pyproject.toml", "[tool.engine]\nstrict = false\n")
    saved(tmp_path / "a" / "b" / "pyproject.toml", "[project]\n")
    saved(tmp_path / "a" / "c" / "engine.json", "{}")

    assert found(tmp_path / "a" / "b") == (tmp_path / "a", {"strict": False})
    assert found(tmp_path / "a" / "c") == (tmp_path / "a" / "c", {})
    assert found(tmp_path / "d") == (tmp_path, {"strict": True})


def test_a_file_that_is_no_toml_is_left_to_the_engine(tmp_path: Path) -> None:
    saved(tmp_path / "engine.toml", "= 1")

    assert found(tmp_path) == (tmp_path, {})


def test_without_any_there_is_none(tmp_path: Path) -> None:
    saved(tmp_path / "pyproject.toml", "tool = 1\n")

    assert found(tmp_path) is None
