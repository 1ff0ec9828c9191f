from pathlib import Path

import pytest
from tests.analyzers.documents import document, saved

from devmentor_analyzers.semantics.import_rewriting import rewritten
from devmentor_analyzers.semantics.moves import Moves


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("from a.b import x", ["c.d"]),
        ("from a import b, z", ["from c import d as b\nfrom a import z"]),
        ("from a import b as y", ["c", "d as y"]),
        ("import a.b as y", ["c.d as y"]),
        ("import a.b\na.b.f(a.g)", ["c.d", "c.d"]),
        ("if 1:\n    from a import b, z", ["from c import d as b\n    from a import z"]),
        ("from a.b import x; y = 1", ["c.d"]),
        ("from a.bc import x", []),
        ("import a", []),
    ],
)
def test_each_form_of_import_follows(tmp_path: Path, before: str, after: list[str]) -> None:
    saved(tmp_path / "a" / "b.py", "")
    moves = Moves([(tmp_path / "a" / "b.py", tmp_path / "c" / "d.py")], [tmp_path])

    edits = rewritten(document(tmp_path / "user.py", before), moves)
    assert [each.text for each in edits] == after


def test_a_list_of_names_keeps_its_shape_and_comments(tmp_path: Path) -> None:
    saved(tmp_path / "a" / "b.py", "")
    moves = Moves([(tmp_path / "a" / "b.py", tmp_path / "a" / "d.py")], [tmp_path])
    text = "from a import (\n    b,  # noqa: F401\n    c,  # the second\n)\n"

    [edit] = rewritten(document(tmp_path / "user.py", text), moves)

    assert (edit.text, edit.range.start.line) == ("d as b", 1)


def test_what_a_function_calls_like_the_package_is_left_alone(tmp_path: Path) -> None:
    saved(tmp_path / "a" / "b.py", "")
    moves = Moves([(tmp_path / "a" / "b.py", tmp_path / "a" / "d.py")], [tmp_path])
    text = (
        "import a.b\n"
        "def f(a): return a.b\n"
        "def g():\n    a = f(1)\n    return a.b\n"
        "def h():\n    import a.b\n    return a.b\n"
        "a.b\n"
    )

    edits = rewritten(document(tmp_path / "user.py", text), moves)

    assert sorted(each.range.start.line for each in edits) == [0, 6, 7, 8]
