"""Run a program for as long as standard input stays open.

`python -m devmentor_cloud.tether [--hold FILE] PROGRAM …`. Whoever has the other end of the pipe may
be killed without a chance to tidy up; the system then closes the pipe, and the program is stopped
all the same. A file that is held makes a second program wait for the end of the first, so that two
never write to the same data.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
from typing import Final

STOP_SECONDS: Final = 4.0
_HOLD: Final = "--hold"
_SET_DEATH_SIGNAL: Final = 1  # prctl's PR_SET_PDEATHSIG
_LIBRARY: Final = ctypes.CDLL(None) if sys.platform == "linux" else None


class Tether:
    """One program and the end of its input."""

    def __init__(self) -> None:
        self._program: subprocess.Popen[bytes] | None = None
        self._let_go = threading.Event()

    def run(self, command: list[str], held: list[int]) -> int:
        """Return the program's exit code as a shell would, or 0 when the pipe closed."""
        self._program = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            pass_fds=held,  # if the tether is killed, the file stays held as long as the program runs
            preexec_fn=_die_with_tether  # noqa: PLW1509 - one call of the system, no lock
            if _LIBRARY
            else None,
        )
        code = self._program.wait()
        if self._let_go.is_set():
            return 0
        return code if code >= 0 else 128 - code

    def stop_at_end_of_input(self) -> None:
        """Wait for the pipe to close, then stop the program."""
        with contextlib.suppress(OSError):
            while os.read(0, 4096):  # unbuffered: a buffer's lock would abort the exit
                pass
        self._let_go.set()
        if self._program is None:
            os._exit(0)  # the file is still held by another
        self._program.terminate()
        try:
            self._program.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._program.kill()


def main(arguments: list[str]) -> int:
    """Run a program; return the exit code."""
    tether, held = Tether(), list[int]()
    threading.Thread(target=tether.stop_at_end_of_input, daemon=True).start()
    if arguments[0] == _HOLD:
        held, arguments = [_hold(arguments[1])], arguments[2:]
    return tether.run(arguments, held)


def _hold(path: str) -> int:
    """Wait until nobody else holds the file; the system lets go of it when its holders end."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


def _die_with_tether() -> None:
    """Runs in the child before its program does: the tether itself may be killed."""
    assert _LIBRARY
    _LIBRARY.prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
