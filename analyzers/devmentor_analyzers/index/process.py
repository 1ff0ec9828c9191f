"""One folder's index brought up to date beside an editor: held while somebody types, ended with it.

`python -m devmentor_analyzers.index FOLDER MOST_FILES MOST_BYTES`. Lines on stdin, `hold` and `go`,
say whether it may work; its end ends the process. The last line on stdout is an `Outcome` as JSON.
"""

import contextlib
import json
import os
import sqlite3
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

import psutil

from devmentor_analyzers.index.outcome import HOLD, Outcome
from devmentor_analyzers.index.running import Ready, Telling, with_index
from devmentor_analyzers.politeness import be_idle
from devmentor_analyzers.settings import Settings

_HARD = 2
"""Times the bytes at which it ends by itself, the system refuses it more."""


class Gate:
    """Whether work may go on. Hears it in a thread; the end of the stream ends the process."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._open = threading.Event()
        self._open.set()
        threading.Thread(target=self._listen, daemon=True).start()

    def is_closed(self) -> bool:
        """Tell whether work has to wait."""
        return not self._open.is_set()

    def wait(self) -> None:
        """Return when work may go on."""
        self._open.wait()

    def _listen(self) -> None:
        for line in self._source:
            if line == HOLD:
                self._open.clear()
            else:
                self._open.set()
        os._exit(0)  # what is half written is rolled back by the next who opens the database


class _Ended(Exception):
    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


def bring_up_to_date(folder: Path, gate: Gate, most_files: int, most_bytes: int) -> Outcome:
    """Index a folder within bounds of files and memory."""
    process = psutil.Process()

    def progress(done: int, total: int) -> None:
        if total > most_files:
            raise _Ended(Outcome("refused", total, f"it has {total:,} files to read"))
        size = process.memory_info().rss
        if size > most_bytes and 0 < done < total:
            raise _Ended(Outcome("grown", done, f"it took {size / 1e6:.0f} MB"))
        gate.wait()

    def count(ready: Ready) -> Outcome:
        return Outcome("done", ready.report.files if ready.report else 0)

    telling = Telling(lambda _: None, progress, gate.is_closed)
    try:
        return with_index(folder, Settings(), telling, count, patient=False)
    except _Ended as ended:
        return ended.outcome
    except MemoryError:
        return Outcome(
            "failed", detail=f"{_HARD * most_bytes / 1e6:.0f} MB of memory were not enough"
        )
    except (OSError, sqlite3.Error) as error:
        return Outcome("failed", detail=str(error))


def _limit(most_bytes: int) -> None:
    """Have the system refuse what is far beyond; where it can."""
    if sys.platform == "linux":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (_HARD * most_bytes, _HARD * most_bytes))


def main() -> None:
    """Work for the process that started this one."""
    folder, most_files, most_bytes = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    be_idle()
    gate = Gate(sys.stdin.buffer)
    gate.wait()
    _limit(most_bytes)
    outcome = bring_up_to_date(folder, gate, most_files, most_bytes)
    print(json.dumps(asdict(outcome)), flush=True)
    os._exit(0)  # the thread that listens is in a read
