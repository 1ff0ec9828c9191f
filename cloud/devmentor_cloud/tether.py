"""Run a program for as long as standard input stays open: `python -m devmentor_cloud.tether …`.

Whoever holds the other end of the pipe may be killed without a chance to tidy up; the system then
closes the pipe, and the program is stopped all the same.
"""

import contextlib
import os
import subprocess
import sys
import threading

STOP_SECONDS = 4.0


def main(arguments: list[str]) -> int:
    """Run the program; return its exit code, or 0 when it was stopped because the pipe closed."""
    program = subprocess.Popen(arguments, stdin=subprocess.DEVNULL)
    threading.Thread(target=_stop_at_end_of_input, args=(program,), daemon=True).start()
    code = program.wait()
    return max(code, 0)


def _stop_at_end_of_input(program: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(OSError):
        while os.read(0, 4096):  # unbuffered: a buffer's lock would abort the exit
            pass
    program.terminate()
    try:
        program.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        program.kill()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
