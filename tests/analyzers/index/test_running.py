import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.analyzers.documents import saved

from devmentor_analyzers.index.place import database_path
from devmentor_analyzers.index.running import Ready, Telling, with_index
from devmentor_analyzers.index.searching import search
from devmentor_analyzers.index.writer import only_writer
from devmentor_analyzers.settings import Settings

INDEXER = """
import sys
from pathlib import Path
from devmentor_analyzers.index import updating
from devmentor_analyzers.index.running import Telling, with_index
from devmentor_analyzers.settings import Settings
updating._BATCH_SECONDS = 0.02
telling = Telling(lambda text: None, lambda done, total: print(done, total, flush=True))
with_index(Path(sys.argv[1]), Settings(), telling, lambda ready: None, patient=True)
"""


class Listener:
    """Hears what a run says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []

    def run(self, *, patient: bool = True) -> Ready:
        telling = Telling(self.said.append, lambda _done, _total: None)
        return with_index(self.folder, Settings(), telling, lambda each: each, patient=patient)

    def find(self, question: str, *, patient: bool = True) -> list[str]:
        telling = Telling(self.said.append, lambda _done, _total: None)

        def look(ready: Ready) -> list[str]:
            return [hit.symbol for hit in search(ready.store, self.folder, question, 10)]

        return with_index(self.folder, Settings(), telling, look, patient=patient)


@pytest.fixture
def listener(tmp_path: Path) -> Listener:
    saved(tmp_path / "project" / "a.py", "def total_price():\n    ...\n")
    return Listener(tmp_path / "project")


def test_the_index_is_made_once_and_then_kept(listener: Listener) -> None:
    first, again = listener.run(), listener.run()

    assert first.report is not None
    assert again.report is not None
    assert (first.report.read, again.report.read) == (1, 0)
    assert listener.said == []
    assert [path.name for path in listener.folder.iterdir()] == ["a.py"]


def test_a_damaged_database_is_made_anew_with_a_clear_line(listener: Listener) -> None:
    listener.run()
    database_path(listener.folder).write_bytes(b"no database" * 1000)

    assert listener.find("total") == ["total_price"]
    assert len(listener.said) == 1
    assert "damaged" in listener.said[0]


def test_damage_that_shows_only_when_it_is_read_is_mended_too(listener: Listener) -> None:
    for number in range(300):
        saved(listener.folder / f"m{number}.py", f"def total_{number}():\n    ...\n" * 20)
    listener.run()
    path = database_path(listener.folder)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)

    assert "total_price" in listener.find("total price")
    assert "damaged" in listener.said[0]


def test_a_data_folder_that_cannot_be_written_means_an_index_for_this_run(
    listener: Listener, devmentor_home: Path
) -> None:
    devmentor_home.write_text("a file where the folder should be")

    assert listener.find("total") == ["total_price"]
    assert len(listener.said) == 1
    assert "keeps it in memory" in listener.said[0]


def test_a_search_beside_a_writer_takes_what_there_was(listener: Listener) -> None:
    listener.run()
    saved(listener.folder / "b.py", "def total_later():\n    ...\n")

    with only_writer(database_path(listener.folder), lambda: False):
        found = listener.find("total", patient=False)

    assert found == ["total_price"]
    assert "Another process is indexing" in listener.said[0]


def test_a_killed_indexer_costs_little_and_the_next_goes_on(listener: Listener) -> None:
    for number in range(400):
        saved(listener.folder / f"m{number}.py", f"def step_{number}():\n    ...\n" * 30)
    time.sleep(2.1)  # files this young are looked at again
    with subprocess.Popen(
        [sys.executable, "-c", INDEXER, str(listener.folder)], stdout=subprocess.PIPE, text=True
    ) as indexer:
        assert indexer.stdout is not None
        done = int(indexer.stdout.readline().split()[0])
        indexer.kill()

    ready = listener.run()

    assert ready.report is not None
    assert ready.report.files == 401
    assert ready.report.read <= 401 - done
    assert listener.said == []


def test_two_indexers_at_once_take_turns(listener: Listener) -> None:
    for number in range(100):
        saved(listener.folder / f"m{number}.py", f"def step_{number}():\n    ...\n")
    command = [sys.executable, "-c", INDEXER, str(listener.folder)]

    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        ready = listener.run()
        other.communicate()

    assert other.returncode == 0
    assert ready.report is not None
    assert ready.report.files == 101


def test_what_programs_made_is_passed_over(listener: Listener) -> None:
    (listener.folder / "bundle.js").write_text("function f(a,b){return a+b};" * 20_000)

    ready = listener.run()

    assert ready.report is not None
    assert ready.report.skipped == {"too large": 1}
    assert ready.report.files == 1
