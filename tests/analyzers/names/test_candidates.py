from pathlib import Path

from devmentor_analyzers.names.candidates import SourceFiles
from devmentor_analyzers.names.unsaved import Unsaved


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_files_with_the_whole_word_are_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.py": "run()",
            "b/c.pyi": "def run(): ...",
            "longer.py": "running = rerun = run_ = 1",
            "letters.py": "runé = érun = 1",
            "notes.txt": "run",
        },
    )

    found = set(SourceFiles([tmp_path], Unsaved()).containing("run"))

    assert found == {tmp_path / "a.py", tmp_path / "b" / "c.pyi"}


def test_what_is_near_comes_first_and_nothing_twice(tmp_path: Path) -> None:
    write(tmp_path, {name: "run()" for name in ("a.py", "b/c.py", "b/d/e.py", "f.py")})
    files = SourceFiles([tmp_path], Unsaved())

    files.begin_at(tmp_path / "b")
    first, again = list(files.containing("run")), list(files.containing("run"))

    names = [path.relative_to(tmp_path).as_posix() for path in first]
    assert names[:2] == ["b/c.py", "b/d/e.py"]
    assert sorted(names) == ["a.py", "b/c.py", "b/d/e.py", "f.py"]
    assert again == first


def test_ignored_files_and_environments_are_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".gitignore": "build/\n",
            "a.py": "run()",
            "build/a.py": "run()",
            "env/pyvenv.cfg": "",
            "env/a.py": "run()",
        },
    )

    assert list(SourceFiles([tmp_path], Unsaved()).containing("run")) == [tmp_path / "a.py"]


def test_folders_inside_each_other_give_each_file_once(tmp_path: Path) -> None:
    write(tmp_path, {"inner/a.py": "run()"})

    found = list(SourceFiles([tmp_path, tmp_path / "inner"], Unsaved()).containing("run"))

    assert found == [tmp_path / "inner" / "a.py"]


def test_a_file_deleted_since_it_was_listed_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "run()", "b.py": "run()"})
    files = SourceFiles([tmp_path], Unsaved())
    assert len(list(files.containing("run"))) == 2

    (tmp_path / "a.py").unlink()

    assert list(files.containing("run")) == [tmp_path / "b.py"]


def test_an_open_document_is_searched_as_the_editor_shows_it(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "run()", "b.py": "stop()"})
    unsaved = Unsaved()
    unsaved.update({str(tmp_path / "a.py"): "stop()", str(tmp_path / "b.py"): "run()"})

    assert list(SourceFiles([tmp_path], unsaved).containing("run")) == [tmp_path / "b.py"]


def test_a_search_can_be_limited_for_a_while_and_keeps_the_order(tmp_path: Path) -> None:
    names = [f"{letter}.py" for letter in "qwertyuiop"]
    write(tmp_path, dict.fromkeys([*names, "last.py"], "run()"))
    files = SourceFiles([tmp_path], Unsaved())

    with files.limited_to([tmp_path / name for name in names]):
        some = list(files.containing("run"))

    assert [path.name for path in some] == names
    assert {path.name for path in files.containing("run")} == {*names, "last.py"}
