"""The end of a process that serves one client alone: it comes soon, whatever still hangs."""

import contextlib
import os
import threading
import time
from typing import Final

_GRACE_SECONDS: Final = 0.8
"""LSP's clients give a server about a second. What has to last is written when it is acknowledged."""


def end_soon(code: int) -> None:
    """Leave with this code when an orderly end takes too long.

    A thread that reads from a dead network drive, or sorts what a huge file holds, cannot be cancelled:
    Python would wait for it.
    """
    threading.Thread(target=_end, args=(code,), name="end", daemon=True).start()


def _end(code: int) -> None:
    from psutil import Error, Process

    time.sleep(_GRACE_SECONDS)
    with contextlib.suppress(Error):
        for child in Process().children(recursive=True):
            with contextlib.suppress(Error):
                child.kill()
    os._exit(code)
