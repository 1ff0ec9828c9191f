from pathlib import Path

from tests.analyzers.documents import document

from devmentor_analyzers.syntax.links import links
from devmentor_analyzers.syntax.parsed import Parsed


def found(path: Path, text: str, *folders: Path) -> list[tuple[str, str]]:
    snapshot = document(path, text)
    parsed = Parsed("python", text) if path.suffix == ".py" else None
    lines = snapshot.lines
    return [
        (text[lines.offset(link.range.start) : lines.offset(link.range.end)], link.target)
        for link in links(snapshot, parsed, folders)
    ]


def test_pages_end_before_the_sentence_does(tmp_path: Path) -> None:
    text = "# See (https://a.example/x_(y)), https://b.example/?q=1.\nx = 'http://c.example'\n"

    assert [target for _, target in found(tmp_path / "a.py", text)] == [
        "https://a.example/x_(y)",
        "https://b.example/?q=1",
        "http://c.example",
    ]


def test_files_that_exist_are_linked_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    guide = tmp_path / "docs" / "guide.md"
    guide.write_text("x")
    text = "# docs/guide.md:12 and docs/none.md\n"

    expected = [("docs/guide.md:12", f"{guide.as_uri()}#L12")]
    assert found(tmp_path / "a.py", text) == expected
    assert found(tmp_path / "src" / "a.py", text, tmp_path) == expected


def test_code_is_not_taken_for_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("")

    assert found(tmp_path / "a.py", "shop.py\n") == []
    assert len(found(tmp_path / "a.py", "'shop.py'\n")) == 1
    assert len(found(tmp_path / "a.txt", "See shop.py.\n")) == 1


def test_a_long_text_of_strange_names_costs_no_error(tmp_path: Path) -> None:
    text = "# ~nobody/x.y " + "/" * 5_000 + "x.y " + "a" * 5_000 + ".b " + "a.b/" * 2_000 + "\n"

    assert found(tmp_path / "a.py", text) == []
