import subprocess
import sys
from pathlib import Path

from tests.analyzers.history.repositories import repository
from tests.analyzers.history.worn import worn

from devmentor_analyzers.history.cochange import Pair
from devmentor_analyzers.history.facts import from_json

COMMAND = [sys.executable, "-I", "-m", "devmentor_analyzers.history"]


def test_it_tells_what_is_worth_a_hint(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, str(worn(tmp_path / "shop"))], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        known = from_json(process.stdout.read())

    assert list(known.hot) == ["hot.py"]
    assert known.together == {"hot.py": (Pair("hot.py", "notes.md", 12, 12),)}


def test_it_says_why_there_is_nothing_to_tell(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, str(repository(tmp_path / "empty"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        assert process.stdout.read() == b""
        assert b"has no commit yet" in process.stderr.read()

    assert process.returncode == 1


def test_it_ends_with_whoever_holds_its_input(tmp_path: Path) -> None:
    ended = subprocess.run(
        [*COMMAND, str(worn(tmp_path / "shop"))],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert ended.returncode == 0
