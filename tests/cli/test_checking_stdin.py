import subprocess
import sys
from pathlib import Path

import pytest

UNUSED = b"import os\r\nx = 1\r\n"
Shown = subprocess.CompletedProcess[bytes]


def check(folder: Path, data: bytes, *options: str, name: str = "a.py") -> Shown:
    program = str(Path(sys.executable).with_name("devmentor"))
    command = [program, "check", "--stdin-filename", name, *options]
    return subprocess.run(
        command, cwd=folder, input=data, capture_output=True, check=False, timeout=90
    )


@pytest.fixture(autouse=True)
def configured(tmp_path: Path) -> None:
    (tmp_path / "ruff.toml").write_text('lint.select = ["F"]\n')


def test_a_text_is_checked_as_if_it_were_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")

    shown = check(tmp_path, UNUSED)

    assert shown.returncode == 1
    assert b"a.py:1:8: " in shown.stdout and b"import os" in shown.stdout


def test_the_fixed_text_is_printed_byte_for_byte_and_the_rest_beside_it(tmp_path: Path) -> None:
    shown = check(tmp_path, b"\xef\xbb\xbf" + UNUSED + b"print(missing)\r\n", "--fix")

    assert shown.stdout == b"\xef\xbb\xbfx = 1\r\nprint(missing)\r\n"
    assert b"F821" in shown.stderr
    assert shown.returncode == 1


def test_a_diff_shows_what_would_be_fixed(tmp_path: Path) -> None:
    shown = check(tmp_path, UNUSED, "--diff")

    assert shown.returncode == 1
    assert b"-import os" in shown.stdout
    assert check(tmp_path, b"x = 1\n", "--diff").returncode == 0


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"x = 1\n\xff\n", "a.py", b"not UTF-8: see line 2"),
        (b"", "a.unknown", b"a.unknown is not in a language"),
        (b"{}", "a.ipynb", b"A notebook is checked as a file"),
    ],
)
def test_what_cannot_be_checked_is_refused(
    tmp_path: Path, data: bytes, name: str, words: bytes
) -> None:
    shown = check(tmp_path, data, name=name)

    assert (shown.returncode, words in shown.stderr) == (2, True)


def test_an_excluded_name_has_nothing_to_report_and_is_not_fixed(tmp_path: Path) -> None:
    (tmp_path / "devmentor.toml").write_text('exclude = ["a.py"]\n')

    shown = check(tmp_path, UNUSED, "--fix")

    assert (shown.returncode, shown.stdout) == (0, UNUSED)
