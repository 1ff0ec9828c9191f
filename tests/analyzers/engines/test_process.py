import asyncio
import os
import sys

import psutil

from devmentor_analyzers.engines.process import kill, memory, overgrown

PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])
print(child.pid, flush=True)
child.wait()
"""


async def test_children_are_counted_and_ended_with_their_parent() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PARENT), stdout=asyncio.subprocess.PIPE, start_new_session=True
    )
    assert process.stdout
    child = psutil.Process(int(await process.stdout.readline()))
    together = memory(process.pid)
    alone = psutil.Process(process.pid).memory_info().rss
    kill(process)
    await process.wait()
    psutil.wait_procs([child], timeout=20)

    assert together is not None
    assert together > alone
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
    assert memory(process.pid) is None
    kill(process)


async def test_a_process_that_is_too_large_is_told_of_with_its_limit() -> None:
    said = await asyncio.wait_for(overgrown(os.getpid(), 1_000_000), 30)

    assert said.startswith("It grew to ")
    assert said.endswith("the limit is 1 MB.")
