import subprocess
import sys
from pathlib import Path

import pytest

from devmentor_analyzers.index.writer import Busy, only_writer

HOLDER = """
import sys, time
from pathlib import Path
from devmentor_analyzers.index.writer import only_writer
with only_writer(Path(sys.argv[1]), lambda: True):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_waits_as_long_as_it_likes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    answers = iter([True, True, False])

    with (
        only_writer(path, lambda: False),
        pytest.raises(Busy),
        only_writer(path, lambda: next(answers)),
    ):
        pass

    assert list(answers) == []


def test_the_lock_of_a_killed_writer_is_free(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Busy), only_writer(path, lambda: False):
            pass
        holder.kill()

    with only_writer(path, lambda: False):
        pass
