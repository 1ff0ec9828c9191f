import subprocess
import sys

import pytest


def priority_after(call: str) -> tuple[int, int]:
    code = (
        "import os; from devmentor_analyzers import politeness; "
        f"before = os.nice(0); politeness.{call}(); "
        "print(os.nice(0) - before, os.sched_getscheduler(0))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    nicer, scheduler = shown.stdout.split()
    return int(nicer), int(scheduler)


@pytest.mark.parametrize(
    ("call", "scheduler"), [("be_nice", "SCHED_OTHER"), ("be_idle", "SCHED_IDLE")]
)
def test_others_go_first(call: str, scheduler: str) -> None:
    import os

    nicer, got = priority_after(call)

    assert nicer >= (5 if call == "be_nice" else 0)
    assert got == getattr(os, scheduler)
