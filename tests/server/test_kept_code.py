import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import attr._make, builtins, json
from devmentor_server.kept_code import import_with_kept_code

real, count = builtins.compile, 0
def counted(source, name, *arguments, **options):
    global count
    count += "attrs generated" in name
    return real(source, name, *arguments, **options)
builtins.compile = counted
types = import_with_kept_code("lsprotocol.types")
print(json.dumps([count, repr(types.Position(1, 2)), hasattr(attr._make, "compile")]))
"""


def imported() -> tuple[int, str, bool]:
    """How much was compiled in a new process, and that its types work."""
    ran = subprocess.run(
        [sys.executable, "-I", "-c", PROGRAM],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    count, shown, left_behind = json.loads(ran.stdout)
    return count, shown, left_behind


def kept_file() -> Path:
    [file] = Path(os.environ["XDG_CACHE_HOME"], "devmentor").iterdir()
    return file


def test_the_second_start_compiles_nothing_again() -> None:
    first, second = imported(), imported()

    assert first[0] > 500
    assert second[0] == 0
    assert first[1:] == second[1:] == ("1:2", False)


@pytest.mark.parametrize("rubbish", [b"", b"rubbish", b"i\x01\x00\x00\x00"])
def test_a_file_that_cannot_be_read_is_made_anew(rubbish: bytes) -> None:
    imported()
    kept_file().write_bytes(rubbish)

    assert imported()[0] > 500
    assert imported()[0] == 0


def test_a_folder_that_cannot_be_written_to_is_no_harm(tmp_path: Path) -> None:
    Path(os.environ["XDG_CACHE_HOME"]).write_text("a file where the folder should be")

    assert imported()[1] == "1:2"
