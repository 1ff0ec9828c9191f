from pathlib import Path

from devmentor_analyzers.history.complexity import complexity_of, is_measured
from devmentor_analyzers.history.store import Store, opened

CODE = "def f(x):\n    if x:\n        return 1\n    def g():\n        if x:\n            pass\n"


def measured(store: Store, path: Path, text: str) -> int | None:
    path.write_text(text)
    return complexity_of(store, path, 1_000)


def test_functions_are_added_up_and_inner_ones_counted_once(tmp_path: Path) -> None:
    with opened(tmp_path / "kept.db") as store:
        assert measured(store, tmp_path / "a.py", CODE) == 3
        assert measured(store, tmp_path / "b.py", CODE + CODE.replace("f(", "h(", 1)) == 6


def test_the_same_text_is_measured_once(tmp_path: Path) -> None:
    with opened(tmp_path / "kept.db") as store:
        assert measured(store, tmp_path / "a.py", CODE) == measured(store, tmp_path / "b.py", CODE)


def test_what_cannot_be_read_has_no_complexity(tmp_path: Path) -> None:
    (tmp_path / "link.py").symlink_to(tmp_path / "a.py")
    with opened(tmp_path / "kept.db") as store:
        assert complexity_of(store, tmp_path / "gone.py", 1_000) is None
        assert measured(store, tmp_path / "long.py", "#" * 2_000) is None
        assert measured(store, tmp_path / "a.py", "") == 0
        assert complexity_of(store, tmp_path / "link.py", 1_000) is None


def test_only_languages_with_functions_are_measured() -> None:
    assert is_measured("src/a.py")
    assert not is_measured("README.md")
    assert not is_measured("data.bin")


def test_what_cannot_be_looked_at_has_no_complexity(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with opened(tmp_path / "kept.db") as store:
        assert complexity_of(store, tmp_path / "file" / "a.py", 1_000) is None
