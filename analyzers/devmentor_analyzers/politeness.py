"""Work that steps back for whatever else the machine does."""

import contextlib
import os
import sys

_NICE = 10


def be_nice() -> None:
    """Lower this process's priority: for work that somebody waits for. Nothing on Windows."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICE)


def be_idle() -> None:
    """Run on only when nothing else wants to, where the system can; else as nicely as it can."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
            return
    be_nice()
