from pathlib import Path

from tests.analyzers.names.cursor import opened

from devmentor_analyzers.names.jedi_api import leaf_at, loaded_files, search_parameters


def test_the_name_that_ends_at_the_cursor_is_meant(tmp_path: Path) -> None:
    leaf = leaf_at(*opened("total⌶ = 1", tmp_path / "a.py"))

    assert leaf is not None
    assert (leaf.value, leaf.start_pos, leaf.end_pos) == ("total", (1, 0), (1, 5))


def test_a_script_tells_which_files_it_has_read(tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text("def run(): pass\n")
    script, line, column = opened("import other\nother.ru⌶n", tmp_path / "a.py")

    assert script.goto(line, column)
    assert str(tmp_path / "other.py") in loaded_files(script)


def test_parameters_are_learnt_from_calls_only_when_that_is_wanted(tmp_path: Path) -> None:
    text = "def shout(word):\n    return wor⌶d\n\nshout('a')\n"
    hasty, line, column = opened(text, tmp_path / "a.py")
    search_parameters(hasty, wanted=False)
    thorough, _, _ = opened(text, tmp_path / "b.py")
    search_parameters(thorough, wanted=True)

    assert [name.name for name in hasty.infer(line, column)] == []
    assert [name.name for name in thorough.infer(line, column)] == ["str"]
