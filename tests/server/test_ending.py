import subprocess
import sys

import psutil

HANGING = """
import subprocess, sys, threading, time
from devmentor_server.ending import end_soon

child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
threading.Thread(target=time.sleep, args=(60,)).start()
print(child.pid, flush=True)
end_soon(7)
"""


def test_a_process_whose_threads_hang_ends_with_its_children() -> None:
    """The thread that hangs is a fault."""
    shown = subprocess.run(
        [sys.executable, "-c", HANGING], capture_output=True, text=True, timeout=30, check=False
    )

    assert shown.returncode == 7
    assert not psutil.pid_exists(int(shown.stdout)) or (
        psutil.Process(int(shown.stdout)).status() == psutil.STATUS_ZOMBIE
    )


def test_a_process_that_ends_by_itself_is_left_alone() -> None:
    code = "from devmentor_server.ending import end_soon\nend_soon(7)"
    shown = subprocess.run([sys.executable, "-c", code], timeout=30, check=False)

    assert shown.returncode == 0
