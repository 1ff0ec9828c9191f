from pathlib import Path

from tests.analyzers.documents import saved

from devmentor_analyzers.checking.fixing import encoded, fixed_files, text_of, write_fixed
from devmentor_analyzers.settings import Settings

MARKED = b"\xef\xbb\xbfimport os\r\nx = 1\r\n"


async def test_line_ends_and_the_mark_of_the_file_stay(tmp_path: Path) -> None:
    saved(tmp_path / "ruff.toml", 'lint.select = ["F"]\n')
    (tmp_path / "a.py").write_bytes(MARKED)

    write_fixed(await fixed_files([tmp_path / "a.py"], Settings(), unsafe=False))

    assert (tmp_path / "a.py").read_bytes() == b"\xef\xbb\xbfx = 1\r\n"


async def test_files_without_fixes_are_not_in_the_answer(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", "x = 1\n")
    (tmp_path / "b.py").write_bytes(b"\xff")
    saved(tmp_path / "c.go", "import os\n")
    files = [tmp_path / name for name in ("a.py", "b.py", "c.go")]

    assert await fixed_files(files, Settings(), unsafe=True) == []


async def test_a_file_that_changed_meanwhile_is_told_and_left_alone(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", "import os\n")
    fixed = await fixed_files([tmp_path / "a.py"], Settings(), unsafe=False)
    saved(tmp_path / "a.py", "import os\nprint(os)\n")

    (left,) = write_fixed(fixed)

    assert "changed meanwhile" in left.reason
    assert (tmp_path / "a.py").read_text() == "import os\nprint(os)\n"


async def test_a_diff_shows_lines_without_an_end(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", "import os\nx = 1")

    (fixed,) = await fixed_files([tmp_path / "a.py"], Settings(), unsafe=False)

    assert "-import os\n" in fixed.diff()
    assert "\\ No newline at end of file" in fixed.diff()


async def test_a_diff_counts_lines_as_patches_do(tmp_path: Path) -> None:
    saved(tmp_path / "a.py", 'x = 1\x0c\nimport os\ny = "\u2028"\n')

    (fixed,) = await fixed_files([tmp_path / "a.py"], Settings(), unsafe=False)

    assert "@@ -1,3 +1,2 @@" in fixed.diff()
    assert "No newline" not in fixed.diff()


async def test_a_file_with_a_link_to_it_is_fixed_once(tmp_path: Path) -> None:
    saved(tmp_path / "b.py", "import os\n")
    (tmp_path / "a.py").symlink_to("b.py")

    found = await fixed_files([tmp_path / "a.py", tmp_path / "b.py"], Settings(), unsafe=False)

    assert [each.path.name for each in found] == ["b.py"]


def test_bytes_and_text_are_each_others_inverse() -> None:
    assert encoded(text_of(MARKED), like=MARKED) == MARKED
